namespace LlmHygiene;

/// <summary>
/// Marks a method of your own that makes a model produce something, such as a method of a gateway that all teams share.
/// The analyzer judges its calls as it does those of an SDK. The mark counts for implementations and overrides too.
/// </summary>
/// <remarks>
/// <para>
/// Parameters are known by <see cref="LlmCallParameterAttribute"/>, or else by their usual names: <c>prompt</c>,
/// <c>systemPrompt</c>, <c>userPrompt</c>, <c>message</c>, <c>messages</c>, <c>input</c>, <c>question</c>,
/// <c>instructions</c>; <c>model</c>, <c>modelId</c>, <c>modelName</c>, <c>deployment</c>, <c>deploymentName</c>;
/// <c>options</c>, <c>chatOptions</c>; <c>promptName</c>; <c>promptVersion</c>; <c>maxTokens</c>,
/// <c>maxOutputTokens</c>, <c>maxCompletionTokens</c>.
/// </para>
/// <para>
/// The analyzer looks for the full name of the attribute only, so a library may declare an internal copy of it, of
/// <see cref="LlmCallParameterAttribute"/> and of the two enumerations, and reference nothing.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LlmCallAttribute : Attribute
{
    /// <summary>What the model is made to do; a chat by default.</summary>
    public LlmCallOperation Operation { get; set; }

    /// <summary>
    /// The model that the method uses where its caller states none; <see langword="null"/> where there is none, or where
    /// callers should not know. A method that has no parameter for the model decides the model itself in any case.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>What the inventory names as the SDK; by default the assembly that declares the method.</summary>
    public string? Sdk { get; set; }
}
