using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>What the OpenTelemetry SDK exports during an action where <c>AddLlmHygiene()</c> is the only thing that is set up.</summary>
internal sealed class Exported
{
    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];

    public IReadOnlyList<Activity> Spans => _spans;

    public IReadOnlyList<string> Sources => [.. _spans.Select(span => span.Source.Name).Distinct()];

    public IReadOnlyList<string> Meters => [.. _metrics.Select(metric => metric.MeterName).Distinct()];

    /// <summary>The sum of input and output tokens over all spans, as a backend computes it.</summary>
    public long Tokens => _spans.Sum(span => Number(span, "gen_ai.usage.input_tokens") + Number(span, "gen_ai.usage.output_tokens"));

    public static async Task<Exported> OfAsync(Func<Task> act)
    {
        var exported = new Exported();
        using (Sdk.CreateTracerProviderBuilder().AddLlmHygiene().AddInMemoryExporter(exported._spans).Build())
        using (var metering = Sdk.CreateMeterProviderBuilder().AddLlmHygiene().AddInMemoryExporter(exported._metrics).Build())
        {
            await act();
            metering.ForceFlush();
        }

        return exported;
    }

    public static long Number(Activity span, string tag) => Convert.ToInt64(span.GetTagItem(tag), null);
}
