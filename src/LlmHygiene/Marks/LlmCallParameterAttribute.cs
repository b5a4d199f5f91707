namespace LlmHygiene;

/// <summary>
/// Specifies the role of a parameter of a method marked <see cref="LlmCallAttribute"/>. If no parameter is marked with a role, the
/// parameters with the usual names of that role have it.
/// </summary>
/// <param name="role">The role of the parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LlmCallParameterAttribute(LlmCallRole role) : Attribute
{
    /// <summary>The role of the parameter.</summary>
    public LlmCallRole Role { get; } = role;
}
