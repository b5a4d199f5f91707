namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>Whether something reaches telemetry.</summary>
internal enum TelemetryState
{
    Present,

    /// <summary>Proven: every step of the pipeline is visible, and none reports it.</summary>
    Absent,

    /// <summary>Part of the pipeline is not visible, or may do anything.</summary>
    Unknown,
}
