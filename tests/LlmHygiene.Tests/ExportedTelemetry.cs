using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.Tests;

/// <summary>The telemetry of LlmHygiene and Microsoft.Extensions.AI that the OpenTelemetry SDK exports during an action.</summary>
internal sealed class ExportedTelemetry
{
    public const string ChatSource = "Experimental.Microsoft.Extensions.AI";

    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];

    public IReadOnlyList<Activity> Spans => _spans;

    public IEnumerable<string> SpanNames => _spans.Select(span => span.DisplayName);

    public IReadOnlyList<Point> Points { get; private set; } = [];

    /// <summary>The points of LlmHygiene's own instruments.</summary>
    public IReadOnlyList<Point> PromptPoints =>
        [.. Points.Where(point => point.Metric.StartsWith("llmhygiene.", StringComparison.Ordinal))];

    /// <summary>Each of LlmHygiene's points with its number of values, such as <c>prompt.duration 1</c>.</summary>
    public IEnumerable<string> PromptCounts =>
        PromptPoints
            .Select(point =>
                $"{point.Metric["llmhygiene.".Length..]}{(point.Tag("gen_ai.token.type") is { } type ? ":" + type : "")} {point.Count}"
            )
            .Order(StringComparer.Ordinal);

    public static async Task<ExportedTelemetry> OfAsync(
        Func<IChatClient, Task> act,
        IChatClient? inner = null,
        Func<ChatClientBuilder, ChatClientBuilder>? pipeline = null
    )
    {
        var exported = new ExportedTelemetry();
        using (
            var tracing = Sdk.CreateTracerProviderBuilder()
                .AddSource(LlmHygieneTelemetry.ActivitySourceName, ChatSource)
                .AddInMemoryExporter(exported._spans)
                .Build()
        )
        using (
            var metering = Sdk.CreateMeterProviderBuilder()
                .AddMeter(LlmHygieneTelemetry.MeterName, ChatSource)
                .AddInMemoryExporter(exported._metrics)
                .Build()
        )
        {
            using var client = (pipeline ?? Usual)((inner ?? new ScriptedChatClient()).AsBuilder()).Build();
            await act(client);
            metering.ForceFlush();
            exported.Points = [.. exported._metrics.SelectMany(PointsOf)];
        }

        return exported;
    }

    public Point Prompt(string metric, string? tokenType = null) =>
        Assert.Single(
            PromptPoints,
            point => point.Metric == "llmhygiene.prompt." + metric && (tokenType is null || point.Tag("gen_ai.token.type") == tokenType)
        );

    private static ChatClientBuilder Usual(ChatClientBuilder builder) => builder.UseOpenTelemetry().UsePromptTelemetry();

    private static List<Point> PointsOf(Metric metric)
    {
        var points = new List<Point>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var tags = new SortedDictionary<string, string?>(StringComparer.Ordinal);
            foreach (var tag in point.Tags)
                tags.Add(tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture));
            points.Add(new Point(metric.Name, metric.Unit, tags, point.GetHistogramCount(), point.GetHistogramSum()));
        }

        return points;
    }

    internal sealed record Point(string Metric, string Unit, SortedDictionary<string, string?> Tags, long Count, double Sum)
    {
        public string? Tag(string key) => Tags.GetValueOrDefault(key);
    }
}
