using System.Diagnostics;

namespace LlmHygiene.OpenTelemetry;

/// <summary>The kind of a span in OpenTelemetry's GenAI conventions, by its <c>gen_ai.operation.name</c>.</summary>
internal static class GenAISpan
{
    public static GenAISpanKind KindOf(Activity span) =>
        span.GetTagItem("gen_ai.operation.name") switch
        {
            // `orchestrate_tools` of Microsoft.Extensions.AI has no operation, and the usage of the whole loop.
            null or "invoke_agent" or "invoke_workflow" or "create_agent" or "plan" => GenAISpanKind.Sum,
            "execute_tool" => GenAISpanKind.Tool,
            _ => GenAISpanKind.Inference,
        };

    /// <summary>The closest model call around the span, in this process and not beyond a tool; null if there is none.</summary>
    public static Activity? CallAround(Activity span)
    {
        for (var around = span.Parent; around is not null; around = around.Parent)
            switch (KindOf(around))
            {
                case GenAISpanKind.Inference:
                    return around;
                case GenAISpanKind.Tool:
                    return null;
            }

        return null;
    }
}
