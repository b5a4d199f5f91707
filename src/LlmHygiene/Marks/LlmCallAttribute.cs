namespace LlmHygiene;

/// <summary>
/// Marks your own method that makes a model produce something, such as a method of a gateway that all teams share. The
/// analyzer treats its calls like those of an SDK. The attribute also applies to implementations and overrides.
/// </summary>
/// <remarks>
/// <para>
/// Parameters are identified by <see cref="LlmCallParameterAttribute"/>, otherwise by their usual names: <c>prompt</c>,
/// <c>systemPrompt</c>, <c>userPrompt</c>, <c>message</c>, <c>messages</c>, <c>input</c>, <c>question</c>,
/// <c>instructions</c>; <c>model</c>, <c>modelId</c>, <c>modelName</c>, <c>deployment</c>, <c>deploymentName</c>;
/// <c>options</c>, <c>chatOptions</c>; <c>promptName</c>; <c>promptVersion</c>; <c>maxTokens</c>,
/// <c>maxOutputTokens</c>, <c>maxCompletionTokens</c>.
/// </para>
/// <para>
/// The analyzer looks only for the full name of the attribute, so a library may declare an internal copy of it, of
/// <see cref="LlmCallParameterAttribute"/> and of the two enums, without a reference to this package.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LlmCallAttribute : Attribute
{
    /// <summary>The kind of operation; chat by default.</summary>
    public LlmCallOperation Operation { get; set; }

    /// <summary>
    /// The model that the method uses if its caller specifies none; <see langword="null"/> if there is none, or if callers
    /// should not know it. A method without a parameter for the model always chooses the model itself.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>The name of the SDK in the inventory; by default the assembly that declares the method.</summary>
    public string? Sdk { get; set; }
}
