using System.Diagnostics;
using OpenTelemetry;

namespace LlmHygiene.OpenTelemetry;

/// <summary>
/// Prevents token usage from being counted twice. A call through <c>UseOpenTelemetry</c> to an SDK with its own telemetry has two spans,
/// and an agent's span repeats the usage of its calls. Backends add up <c>gen_ai.usage.*</c> of all these spans. Only the outermost span
/// of each call keeps these attributes: the one with the prompt's name and version.
/// </summary>
internal sealed class RepeatedUsageProcessor : BaseProcessor<Activity>
{
    private const string Usage = "gen_ai.usage.";
    private const string RepeatedUsage = "llmhygiene.usage.";
    private const string ResponseId = "gen_ai.response.id";

    /// <summary>On a span whose usage is already on the spans inside it.</summary>
    private const string Counted = "llmhygiene.counted";

    /// <summary>On a span: the usage that the spans inside, which are the same call, have reported.</summary>
    private const string Inner = "llmhygiene.inner_usage";

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        var usage = UsageOf(data);
        if (GenAISpan.KindOf(data) != GenAISpanKind.Inference)
        {
            if (usage is not null && data.GetCustomProperty(Counted) is not null)
                Rename(data, usage);
            return;
        }

        // A stream may end without usage on the outer span but with usage on the inner one.
        if (usage is null && data.GetCustomProperty(Inner) is List<KeyValuePair<string, object?>> inner)
        {
            foreach (var entry in inner)
                data.SetTag(entry.Key, entry.Value);
            usage = inner;
        }

        if (usage is not null)
            EndInference(data, usage);
    }

    private static void EndInference(Activity span, List<KeyValuePair<string, object?>> usage)
    {
        if (span.GetCustomProperty(Counted) is string id && id == span.GetTagItem(ResponseId) as string)
        {
            Rename(span, usage);
            return;
        }

        var around = GenAISpan.CallAround(span);
        if (around is null)
        {
            MarkSumsAround(span);
            return;
        }

        if (around.Source.Name == span.Source.Name)
        {
            // `UseOpenTelemetry` twice; whether both are the same call is known when the outer one ends.
            around.SetCustomProperty(Counted, span.GetTagItem(ResponseId) as string);
            MarkSumsAround(span);
            return;
        }

        Rename(span, usage);
        lock (around)
            around.SetCustomProperty(Inner, Sum(around.GetCustomProperty(Inner) as List<KeyValuePair<string, object?>>, usage));
    }

    // An agent, a tool loop or a prompt adds up the calls that it causes; a tool's calls are its own.
    private static void MarkSumsAround(Activity span)
    {
        for (var around = span.Parent; around is not null; around = around.Parent)
        {
            var kind = GenAISpan.KindOf(around);
            if (kind == GenAISpanKind.Tool)
                break;
            if (kind == GenAISpanKind.Sum)
                around.SetCustomProperty(Counted, "");
        }
    }

    private static List<KeyValuePair<string, object?>>? UsageOf(Activity span)
    {
        List<KeyValuePair<string, object?>>? usage = null;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
            if (tag.Key.StartsWith(Usage, StringComparison.Ordinal))
                (usage ??= []).Add(tag);
        return usage;
    }

    private static void Rename(Activity span, List<KeyValuePair<string, object?>> usage)
    {
        foreach (var entry in usage)
        {
            span.SetTag(entry.Key, null);
            span.SetTag(RepeatedUsage + entry.Key.Substring(Usage.Length), entry.Value);
        }
    }

    private static List<KeyValuePair<string, object?>> Sum(
        List<KeyValuePair<string, object?>>? known,
        List<KeyValuePair<string, object?>> added
    )
    {
        if (known is null)
            return added;
        var sum = new List<KeyValuePair<string, object?>>(known);
        foreach (var entry in added)
        {
            var index = sum.FindIndex(other => other.Key == entry.Key);
            if (index < 0)
                sum.Add(entry);
            else if (ToNumber(sum[index].Value) is { } left && ToNumber(entry.Value) is { } right)
                sum[index] = new(entry.Key, left + right);
        }

        return sum;
    }

    private static long? ToNumber(object? value) =>
        value switch
        {
            int number => number,
            long number => number,
            _ => null,
        };
}
