namespace LlmHygiene.OpenTelemetry;

/// <summary>LlmHygiene, and every SDK with sources or meters of its own. A test compares the names with what the packages emit.</summary>
internal static class InstrumentedSdks
{
    public static readonly IReadOnlyList<InstrumentedSdk> All =
    [
        new("LlmHygiene") { Sources = ["LlmHygiene"], Meters = ["LlmHygiene"] },
        new("Microsoft.Extensions.AI")
        {
            Sources = ["Experimental.Microsoft.Extensions.AI"],
            Meters = ["Experimental.Microsoft.Extensions.AI"],
        },
        // Azure.AI.OpenAI derives its clients from these.
        new("OpenAI")
        {
            Sources = ["OpenAI.*"],
            Meters = ["OpenAI.*"],
            Switch = new("OpenAI.Experimental.EnableOpenTelemetry", "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY"),
        },
        new("Anthropic") { Sources = ["com.anthropic.sdk.csharp"] },
        new("Azure.AI.Inference")
        {
            Sources = ["Azure.AI.Inference.*"],
            Meters = ["Azure.AI.Inference.*"],
            Switch = new("Azure.Experimental.EnableActivitySource", "AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE"),
        },
        new("Microsoft.SemanticKernel")
        {
            Sources = ["Microsoft.SemanticKernel*"],
            Meters = ["Microsoft.SemanticKernel*"],
            Switch = new(
                "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics",
                "SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS"
            ),
        },
        new("Microsoft.Agents.AI") { Sources = ["Experimental.Microsoft.Agents.AI"], Meters = ["Experimental.Microsoft.Agents.AI"] },
        new("ModelContextProtocol") { Sources = ["Experimental.ModelContextProtocol"], Meters = ["Experimental.ModelContextProtocol"] },
    ];
}
