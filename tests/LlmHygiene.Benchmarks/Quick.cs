using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace LlmHygiene.Benchmarks;

/// <summary>For benchmarks that take less than a millisecond: short iterations, of which the median counts.</summary>
internal sealed class Quick : ManualConfig
{
    public Quick()
    {
        AddJob(
            Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                .WithLaunchCount(1)
                .WithWarmupCount(4)
                .WithIterationCount(11)
                .WithIterationTime(TimeInterval.FromMilliseconds(100))
        );
        AddColumn(StatisticColumn.Median);
    }
}
