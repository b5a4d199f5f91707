namespace LlmHygiene.OpenTelemetry;

/// <summary>A switch of an SDK that turns its telemetry on, which is experimental in the SDK and therefore off.</summary>
/// <param name="Name">The name for <see cref="AppContext"/>.</param>
/// <param name="Variable">The environment variable for the same.</param>
internal sealed record SdkSwitch(string Name, string Variable)
{
    /// <summary>Turns the telemetry on, unless the application or its environment has decided already.</summary>
    public void TurnOn()
    {
        if (!AppContext.TryGetSwitch(Name, out _) && Environment.GetEnvironmentVariable(Variable) is null or "")
            AppContext.SetSwitch(Name, true);
    }
}
