using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Benchmarks;

/// <summary>
/// A project with 1,000 prompt files, and one with 1,000 methods of LoggerMessage: parsed, nothing bound, nothing generated.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(Cold))]
public class ColdGeneratorBenchmarks
{
    private GeneratorProject _logging = null!;
    private GeneratorProject _prompts = null!;

    [IterationSetup]
    public void Open()
    {
        _logging = GeneratorProject.Logging(methods: 1000);
        _prompts = GeneratorProject.Prompts(files: 1000);
    }

    [Benchmark(Baseline = true)]
    public GeneratorDriver LoggerMessage() => _logging.Driver.RunGenerators(_logging.Compilation);

    [Benchmark]
    public GeneratorDriver LlmHygiene() => _prompts.Driver.RunGenerators(_prompts.Compilation);
}

/// <summary>The same project once everything has been generated, and then something is edited.</summary>
[MemoryDiagnoser]
[Config(typeof(Cold))]
public class WarmGeneratorBenchmarks
{
    private GeneratorProject _logging = null!;
    private GeneratorProject _prompts = null!;
    private GeneratorDriver _loggingDriver = null!;
    private GeneratorDriver _promptDriver = null!;
    private CSharpCompilation _editedLogging = null!;
    private CSharpCompilation _editedPrompts = null!;

    [GlobalSetup]
    public void Open()
    {
        _logging = GeneratorProject.Logging(methods: 1000);
        _prompts = GeneratorProject.Prompts(files: 1000);
        _loggingDriver = _logging.Driver.RunGenerators(_logging.Compilation);
        _promptDriver = _prompts.Driver.RunGenerators(_prompts.Compilation);
    }

    [IterationSetup]
    public void Edit()
    {
        _editedLogging = _logging.WithUnrelatedEdit();
        _editedPrompts = _prompts.WithUnrelatedEdit();
    }

    [Benchmark(Baseline = true)]
    public GeneratorDriver LoggerMessageUnrelatedEdit() => _loggingDriver.RunGenerators(_editedLogging);

    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => _promptDriver.RunGenerators(_editedPrompts);

    [Benchmark]
    public GeneratorDriver PromptEdit() => Replace(GeneratorProject.Prompt(0, "prompt-0", "Now it says something else."));

    [Benchmark]
    public GeneratorDriver PromptRename() => Replace(GeneratorProject.Prompt(0, "renamed", GeneratorProject.UsualText));

    private GeneratorDriver Replace(AdditionalText edited) =>
        _promptDriver.ReplaceAdditionalText(_prompts.Files[0], edited).RunGenerators(_prompts.Compilation);
}

// Every iteration is one run, because it changes what it runs on.
internal sealed class Cold : ManualConfig
{
    public Cold()
    {
        AddJob(
            Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                .WithStrategy(RunStrategy.Monitoring)
                .WithLaunchCount(1)
                .WithWarmupCount(5)
                .WithIterationCount(15)
        );
        AddColumn(BenchmarkDotNet.Columns.StatisticColumn.Median);
    }
}
