using LlmHygiene.OpenTelemetry;

namespace OpenTelemetry.Metrics;

/// <summary>Adds LLM calls to the metrics of an application.</summary>
public static class LlmHygieneMeterProviderBuilderExtensions
{
    /// <summary>
    /// Registers the meters of LlmHygiene, Microsoft.Extensions.AI and the SDKs that have their own, and turns on what these SDKs keep
    /// switched off. Call it before clients are created: SDKs read their switches once. A switch that the application or its environment
    /// has set is left as it is.
    /// </summary>
    /// <param name="builder">The builder of the meter provider.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MeterProviderBuilder AddLlmHygiene(this MeterProviderBuilder builder)
    {
        if (builder is null)
            throw new ArgumentNullException(nameof(builder));
        foreach (var sdk in InstrumentedSdks.All)
        {
            sdk.Switch?.TurnOn();
            foreach (var meter in sdk.Meters)
                builder.AddMeter(meter);
        }

        return builder;
    }
}
