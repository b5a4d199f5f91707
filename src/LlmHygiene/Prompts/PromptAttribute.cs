namespace LlmHygiene;

/// <summary>
/// Turns a partial method into a prompt: the generator writes its body, which renders the templates with the parameters
/// and sends them, with the same telemetry as a prompt file.
/// <code>
/// [Prompt("classify-intent", "2.0.0", Model = "gpt-5.4-mini", User = "{{message}}")]
/// public static partial Task&lt;string&gt; ClassifyIntentAsync(
///     IChatClient client, string message, CancellationToken cancellationToken = default);
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// Templates are written as in prompt files. They use the names of the parameters and of their properties:
/// <c>{{customer.Name}}</c>. The client is a parameter of type <c>IChatClient</c>, or a field, property or primary
/// constructor parameter of the class.
/// </para>
/// <para>
/// The method returns <c>Task&lt;ChatResponse&gt;</c>, <c>Task&lt;ChatResponse&lt;T&gt;&gt;</c>, <c>Task&lt;T&gt;</c>,
/// <c>Task&lt;string&gt;</c>, <c>IAsyncEnumerable&lt;ChatResponseUpdate&gt;</c> or <c>IReadOnlyList&lt;ChatMessage&gt;</c>;
/// a method with the last one takes no client and sends nothing.
/// </para>
/// </remarks>
/// <param name="name">The prompt's name, for example <c>classify-intent</c>.</param>
/// <param name="version">The prompt's semantic version, for example <c>2.0.0</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromptAttribute(string name, string version) : Attribute
{
    /// <summary>The prompt's name.</summary>
    public string Name { get; } = name;

    /// <summary>The prompt's semantic version.</summary>
    public string Version { get; } = version;

    /// <summary>The model ID; <see langword="null"/> if the client chooses the model.</summary>
    public string? Model { get; set; }

    /// <summary>The template of the system message, which is sent first.</summary>
    public string? System { get; set; }

    /// <summary>The template of the user message.</summary>
    public string? User { get; set; }

    /// <summary>
    /// <see langword="true"/> if the provider should cache the prompt up to the end of the system message. Providers that cache
    /// automatically need no such mark; for the others, <c>UsePromptCacheMarks</c> translates it.
    /// </summary>
    public bool CacheSystem { get; set; }

    /// <summary>
    /// <see langword="true"/> if the provider should cache the prompt up to the end of the user message, as for a loop of tool calls,
    /// which sends the same message again.
    /// </summary>
    public bool CacheUser { get; set; }

    /// <summary>The output limit in tokens; 0 states none.</summary>
    public int MaxOutputTokens { get; set; }

    /// <summary>The sampling temperature, from 0 to 2; <see cref="double.NaN"/> states none.</summary>
    public double Temperature { get; set; } = double.NaN;

    /// <summary>The nucleus sampling share, from 0 to 1; <see cref="double.NaN"/> states none.</summary>
    public double TopP { get; set; } = double.NaN;

    /// <summary>The number of most likely tokens to consider; 0 states none.</summary>
    public int TopK { get; set; }

    /// <summary>Texts at which the model stops.</summary>
    public string[]? StopSequences { get; set; }

    /// <summary>
    /// The type of a source-generated <c>JsonSerializerContext</c> that knows the type of the response. It is needed where
    /// reflection is not available, as with Native AOT, and only for methods that return an object.
    /// </summary>
    public Type? JsonContext { get; set; }
}
