using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Benchmarks;

/// <summary>A whole project, cold: parsed, nothing bound. The empty analyzer shows what the compiler needs for that alone.</summary>
[MemoryDiagnoser]
[Config(typeof(Short))]
public class AnalyzerBenchmarks
{
    private CSharpCompilation _project = null!;

    [ParamsAllValues]
    public Scenario Project { get; set; }

    [Params(false, true)]
    public bool Concurrent { get; set; }

    [IterationSetup]
    public void Parse() => _project = Scenarios.Compile(Project);

    [Benchmark(Baseline = true)]
    public int Empty() => Analysis.Run(_project, Subject.Empty, Concurrent);

    [Benchmark]
    public int LlmHygiene() => Analysis.Run(_project, Subject.LlmHygiene, Concurrent);

    [Benchmark]
    public int BannedApi() => Analysis.Run(_project, Subject.BannedApi, Concurrent);
}

/// <summary>One file of an open project is edited and analyzed again, as in an IDE while the user types.</summary>
[MemoryDiagnoser]
[Config(typeof(Short))]
public class EditBenchmarks
{
    private CSharpCompilation _edited = null!;
    private CSharpCompilation _open = null!;

    [Params(Scenario.NoCall, Scenario.Calls, Scenario.OneFile, Scenario.Wrappers)]
    public Scenario Project { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _open = Scenarios.Compile(Project);
        Analysis.Run(_open, Subject.LlmHygiene, concurrent: true);
    }

    [IterationSetup]
    public void Edit()
    {
        var document = _open.SyntaxTrees[0];
        var text = document.GetText();
        _edited = _open.ReplaceSyntaxTree(
            document,
            document.WithChangedText(text.WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(new(text.Length, 0), "// typed")))
        );
    }

    [Benchmark(Baseline = true)]
    public int Empty() => Analysis.RunDocument(_edited, _edited.SyntaxTrees[0], Subject.Empty);

    [Benchmark]
    public int LlmHygiene() => Analysis.RunDocument(_edited, _edited.SyntaxTrees[0], Subject.LlmHygiene);
}

// In this process: the same projects are analyzed cold in each iteration, so a few iterations are enough.
internal sealed class Short : ManualConfig
{
    public Short() =>
        AddJob(
            Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                .WithStrategy(RunStrategy.Monitoring)
                .WithLaunchCount(1)
                .WithWarmupCount(2)
                .WithIterationCount(4)
        );
}
