namespace LlmHygiene.OpenTelemetry;

/// <summary>What an SDK reports to OpenTelemetry by itself.</summary>
/// <param name="Name">The package.</param>
internal sealed record InstrumentedSdk(string Name)
{
    /// <summary>The names of its activity sources; <c>*</c> stands for any text.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The names of its meters; <c>*</c> stands for any text.</summary>
    public IReadOnlyList<string> Meters { get; init; } = [];

    /// <summary>The switch that must be turned on first; null if there is none.</summary>
    public SdkSwitch? Switch { get; init; }
}
