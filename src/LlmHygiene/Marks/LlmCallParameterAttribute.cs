namespace LlmHygiene;

/// <summary>
/// Says what a parameter of a method marked <see cref="LlmCallAttribute"/> is. For a role that no parameter is given, the
/// usual names decide.
/// </summary>
/// <param name="role">What the parameter is.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LlmCallParameterAttribute(LlmCallRole role) : Attribute
{
    /// <summary>What the parameter is.</summary>
    public LlmCallRole Role { get; } = role;
}
