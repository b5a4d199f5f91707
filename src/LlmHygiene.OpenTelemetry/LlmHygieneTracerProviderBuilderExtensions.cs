using LlmHygiene.OpenTelemetry;

namespace OpenTelemetry.Trace;

/// <summary>Adds LLM calls to the traces of an application.</summary>
public static class LlmHygieneTracerProviderBuilderExtensions
{
    /// <summary>
    /// Registers the activity sources of LlmHygiene, Microsoft.Extensions.AI and the SDKs that have their own, and turns on the telemetry
    /// that these SDKs keep off by default. If several spans report the usage of one call, only one of them keeps
    /// <c>gen_ai.usage.*</c>; the others have the same numbers as <c>llmhygiene.usage.*</c>. Call it before exporters are added, and
    /// before clients are created: SDKs read their switches only once. A switch that the application or an environment variable has
    /// already set is not changed.
    /// </summary>
    /// <param name="builder">The builder of the tracer provider.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddLlmHygiene(this TracerProviderBuilder builder)
    {
        if (builder is null)
            throw new ArgumentNullException(nameof(builder));
        foreach (var sdk in InstrumentedSdks.All)
        {
            sdk.Switch?.TurnOn();
            foreach (var source in sdk.Sources)
                builder.AddSource(source);
        }

        return builder.AddProcessor(new RepeatedUsageProcessor());
    }
}
