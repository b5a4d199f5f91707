using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Makes <see cref="PromptOutput{TOutput}"/>.</summary>
public static class PromptOutput
{
    /// <summary>An output whose schema and reader are written at compile time, so that nothing of it needs reflection.</summary>
    /// <typeparam name="TOutput">What the answer is read as.</typeparam>
    /// <param name="prompt">The prompt; messages about a wrong answer name it.</param>
    /// <param name="schemaName">The schema's name, as the model sees it: letters, digits, '_' and '-'.</param>
    /// <param name="schema">The JSON schema, as JSON.</param>
    /// <param name="read">Reads the answer's JSON.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static PromptOutput<TOutput> Create<TOutput>(
        PromptInfo prompt,
        string schemaName,
        string schema,
        Func<PromptOutputValue, TOutput> read
    )
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(schemaName, nameof(schemaName));
        Guard.NotNull(schema, nameof(schema));
        Guard.NotNull(read, nameof(read));

        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new PromptOutputResolver<TOutput>(new PromptOutputConverter<TOutput>(prompt, read)),
        };
        options.MakeReadOnly();
        return new PromptOutput<TOutput>(() => ChatResponseFormat.ForJsonSchema(Parse(schema), schemaName), () => options);
    }

    /// <summary>An output of a type that is written by hand; Microsoft.Extensions.AI makes its schema.</summary>
    /// <typeparam name="TOutput">What the answer is read as.</typeparam>
    /// <param name="prompt">The prompt; messages about a wrong answer name it.</param>
    /// <param name="schemaName">The schema's name, as the model sees it: letters, digits, '_' and '-'.</param>
    /// <remarks>
    /// Providers want an object: a type whose JSON is none, such as an enum or a list, is asked for and read as the one
    /// property <c>data</c> of an object.
    /// </remarks>
    /// <param name="options">
    /// How the type is serialised: those of a source-generated <c>JsonSerializerContext</c> work under Native AOT and
    /// trimming. <see langword="null"/> for <see cref="AIJsonUtilities.DefaultOptions"/>, which read any type by reflection.
    /// </param>
    /// <exception cref="ArgumentNullException">The prompt or the schema's name is <see langword="null"/>.</exception>
    public static PromptOutput<TOutput> OfType<TOutput>(PromptInfo prompt, string schemaName, JsonSerializerOptions? options = null)
    {
        Guard.NotNull(prompt, nameof(prompt));
        Guard.NotNull(schemaName, nameof(schemaName));

        var given = options ?? AIJsonUtilities.DefaultOptions;
        var schema = new Lazy<TypeSchema>(
            () => TypeSchema.Of(typeof(TOutput), Known<TOutput>(prompt, given)),
            LazyThreadSafetyMode.PublicationOnly
        );
        return new PromptOutput<TOutput>(
            () => ChatResponseFormat.ForJsonSchema(schema.Value.Json, schemaName),
            () => Wrap(prompt, Known<TOutput>(prompt, given), schema.Value.IsWrapped)
        );

        static JsonSerializerOptions Wrap(PromptInfo prompt, JsonSerializerOptions own, bool isWrapped)
        {
            var type = (JsonTypeInfo<TOutput>)own.GetTypeInfo(typeof(TOutput));
            var wrapped = new JsonSerializerOptions
            {
                TypeInfoResolver = new PromptOutputResolver<TOutput>(new PromptOutputConverter<TOutput>(prompt, type, isWrapped)),
            };
            wrapped.MakeReadOnly();
            return wrapped;
        }
    }

    private static JsonSerializerOptions Known<TOutput>(PromptInfo prompt, JsonSerializerOptions options) =>
        options.TryGetTypeInfo(typeof(TOutput), out _)
            ? options
            : throw new InvalidOperationException(
                $"The prompt '{prompt.Name}' {prompt.Version} answers with a {typeof(TOutput)}, of which no JSON metadata is known here. "
                    + "Name a JsonSerializerContext that has [JsonSerializable] for it: 'jsonContext:' in the prompt file."
            );

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }
}

/// <summary>How a prompt asks for an answer that is data, and how the answer is read.</summary>
/// <typeparam name="TOutput">What the answer is read as.</typeparam>
public sealed class PromptOutput<TOutput>
{
    private readonly Lazy<ChatResponseFormat> _format;
    private readonly Lazy<JsonSerializerOptions> _options;

    internal PromptOutput(Func<ChatResponseFormat> format, Func<JsonSerializerOptions> options)
    {
        _format = new(format, LazyThreadSafetyMode.PublicationOnly);
        _options = new(options, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>What to put into <see cref="ChatOptions.ResponseFormat"/>: the JSON schema of the answer.</summary>
    /// <exception cref="InvalidOperationException">There is no JSON metadata of a type written by hand.</exception>
    public ChatResponseFormat ResponseFormat => _format.Value;

    /// <summary>Options that read the answer, and nothing else.</summary>
    /// <exception cref="InvalidOperationException">There is no JSON metadata of a type written by hand.</exception>
    public JsonSerializerOptions SerializerOptions => _options.Value;

    /// <summary>
    /// The answer with its <see cref="ChatResponse{T}.Result"/>, for a call that was made with
    /// <see cref="IPrompt.ToMessages"/> and <see cref="IPrompt.ToOptions"/>. A code fence around the JSON is taken off.
    /// </summary>
    /// <param name="response">The client's answer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    public ChatResponse<TOutput> Read(ChatResponse response) =>
        new(CodeFence.Remove(Guard.NotNull(response, nameof(response))), SerializerOptions);

    // A mocked client may answer null, which is passed through.
    internal ChatResponse<TOutput>? ReadIfAny(ChatResponse? response) => response is null ? null : Read(response);
}
