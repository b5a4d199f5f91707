using LlmHygiene;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SupportDesk;

/// <summary>
/// Sends spans and metrics to the backend at OTEL_EXPORTER_OTLP_ENDPOINT. The OpenTelemetry SDK reads that variable
/// and the others of its specification.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string ExtensionsAI = "Experimental.Microsoft.Extensions.AI";

    private readonly TracerProvider _tracing = Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("support-desk"))
        .AddSource(LlmHygieneTelemetry.ActivitySourceName, ExtensionsAI)
        .AddOtlpExporter()
        .Build();

    private readonly MeterProvider _metering = Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.AddService("support-desk"))
        .AddMeter(LlmHygieneTelemetry.MeterName, ExtensionsAI)
        .AddOtlpExporter()
        .Build();

    private TelemetryExport()
    {
    }

    public static TelemetryExport? Start() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? null : new TelemetryExport();

    // Flushes everything that is still buffered.
    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }
}
