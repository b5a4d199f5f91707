using BenchmarkDotNet.Running;
using LlmHygiene.Benchmarks;

// `--check` runs every scenario once and prints how many diagnostics it reports: the measured work must be real. `--telemetry FILE
// MEGABYTES` writes a file for `llm-hygiene usage` to read.
if (args is ["--check", .. var names])
    Check.Run(names);
else if (args is ["--telemetry", var file, var megabytes])
    TelemetryFile.Write(file, megabytes);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
