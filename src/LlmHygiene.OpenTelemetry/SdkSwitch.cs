namespace LlmHygiene.OpenTelemetry;

/// <summary>A switch that turns on the telemetry of an SDK, which is experimental and therefore off by default.</summary>
/// <param name="Name">The name for <see cref="AppContext"/>.</param>
/// <param name="Variable">The environment variable of the same switch.</param>
internal sealed record SdkSwitch(string Name, string Variable)
{
    /// <summary>Turns on the telemetry, unless the application or the environment variable has already set the switch.</summary>
    public void TurnOn()
    {
        if (!AppContext.TryGetSwitch(Name, out _) && Environment.GetEnvironmentVariable(Variable) is null or "")
            AppContext.SetSwitch(Name, true);
    }
}
