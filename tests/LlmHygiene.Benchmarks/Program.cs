using BenchmarkDotNet.Running;
using LlmHygiene.Benchmarks;

// `--check` runs every scenario once and prints how many diagnostics it gives: what is measured must be real.
if (args is ["--check", .. var names]) Check.Run(names);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
