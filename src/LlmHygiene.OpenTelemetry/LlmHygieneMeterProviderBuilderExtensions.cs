using LlmHygiene.OpenTelemetry;

namespace OpenTelemetry.Metrics;

/// <summary>Adds LLM calls to the metrics of an application.</summary>
public static class LlmHygieneMeterProviderBuilderExtensions
{
    /// <summary>
    /// Registers the meters of LlmHygiene, Microsoft.Extensions.AI and the SDKs that have their own, and turns on the telemetry that these
    /// SDKs keep off by default. Call it before clients are created: SDKs read their switches only once. A switch that the application or
    /// an environment variable has already set is not changed.
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
