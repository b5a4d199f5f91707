namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>Listeners and switches belong to the process: one test at a time.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
public sealed class TelemetryCollection;
