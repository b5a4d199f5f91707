using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Benchmarks;

/// <summary>
/// The span and the measurements of a prompt, written by hand for one prompt, one model and one price: what the OpenTelemetry SDK itself
/// takes for them.
/// </summary>
internal static class HandwrittenTelemetry
{
    public const string Name = "by-hand";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>("duration");
    private static readonly Histogram<long> s_usage = s_meter.CreateHistogram<long>("usage");
    private static readonly Histogram<double> s_cost = s_meter.CreateHistogram<double>("cost");

    public static async Task<ChatResponse> GetResponseAsync(IPrompt prompt, IChatClient client)
    {
        using var span = s_source.StartActivity("prompt small");
        if (span is { IsAllDataRequested: true })
        {
            span.AddTag(LlmHygieneTelemetry.PromptNameKey, "small");
            span.AddTag(LlmHygieneTelemetry.PromptVersionKey, "1.0.0");
            span.AddTag(LlmHygieneTelemetry.SpanRequestModelKey, "gpt-5.4-mini");
            span.AddTag(LlmHygieneTelemetry.ProviderNameKey, "openai");
        }

        var started = Stopwatch.GetTimestamp();
        var response = await client.GetResponseAsync(prompt.ToMessages(), prompt.ToOptions()).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var input = response.Usage!.InputTokenCount!.Value;
        var output = response.Usage.OutputTokenCount!.Value;
        var cost = (input * 0.00000075) + (output * 0.0000045);

        if (s_duration.Enabled)
        {
            var tags = new TagList
            {
                { LlmHygieneTelemetry.OutcomeKey, LlmHygieneTelemetry.OutcomeSuccess },
                { LlmHygieneTelemetry.PromptNameKey, "small" },
                { LlmHygieneTelemetry.PromptVersionKey, "1.0.0" },
                { LlmHygieneTelemetry.RequestModelKey, "gpt-5.4-mini" },
                { LlmHygieneTelemetry.ResponseModelKey, response.ModelId },
            };
            s_duration.Record(seconds, tags);
            s_cost.Record(cost, tags);
            tags.Add(LlmHygieneTelemetry.TokenTypeKey, LlmHygieneTelemetry.TokenTypeInput);
            s_usage.Record(input, tags);
            tags[5] = new(LlmHygieneTelemetry.TokenTypeKey, LlmHygieneTelemetry.TokenTypeOutput);
            s_usage.Record(output, tags);
        }

        if (span is { IsAllDataRequested: true })
        {
            span.AddTag(LlmHygieneTelemetry.OutcomeKey, LlmHygieneTelemetry.OutcomeSuccess);
            span.AddTag(LlmHygieneTelemetry.SpanResponseModelKey, response.ModelId);
            span.AddTag(LlmHygieneTelemetry.InputTokensKey, input);
            span.AddTag(LlmHygieneTelemetry.OutputTokensKey, output);
            span.AddTag(LlmHygieneTelemetry.SpanCostKey, cost);
        }

        return response;
    }
}
