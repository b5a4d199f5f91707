using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Creates <see cref="PromptOutput{TOutput}"/> instances.</summary>
public static class PromptOutput
{
    /// <summary>Creates an output whose schema and reader were written at compile time, so that it needs no reflection.</summary>
    /// <typeparam name="TOutput">The type that the response is read as.</typeparam>
    /// <param name="prompt">The prompt, which messages about an invalid response name.</param>
    /// <param name="schemaName">The schema's name, as the model sees it: letters, digits, '_' and '-'.</param>
    /// <param name="schema">The JSON schema, as JSON.</param>
    /// <param name="read">Reads the JSON of the response.</param>
    /// <returns>The output.</returns>
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
        var json = new Lazy<JsonElement>(() => Parse(schema), LazyThreadSafetyMode.PublicationOnly);
        return new PromptOutput<TOutput>(
            prompt,
            () => ChatResponseFormat.ForJsonSchema(json.Value, schemaName),
            () => options,
            () => StrictSchema.Accepts(json.Value)
        );
    }

    /// <summary>Creates an output of a handwritten type; Microsoft.Extensions.AI creates its schema.</summary>
    /// <typeparam name="TOutput">The type that the response is read as.</typeparam>
    /// <param name="prompt">The prompt, which messages about an invalid response name.</param>
    /// <param name="schemaName">The schema's name, as the model sees it: letters, digits, '_' and '-'.</param>
    /// <param name="options">
    /// How the type is serialized: the options of a source-generated <c>JsonSerializerContext</c> work with Native AOT and
    /// trimming. <see langword="null"/> for <see cref="AIJsonUtilities.DefaultOptions"/>, which read any type by reflection.
    /// </param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentNullException">The prompt or the schema's name is <see langword="null"/>.</exception>
    /// <remarks>
    /// Providers require an object: a type whose JSON is not an object, such as an enum or a list, is requested and read as
    /// the property <c>data</c> of an object.
    /// </remarks>
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
            prompt,
            () => ChatResponseFormat.ForJsonSchema(schema.Value.Json, schemaName),
            () => Wrap(prompt, Known<TOutput>(prompt, given), schema.Value.IsWrapped),
            () => StrictSchema.Accepts(schema.Value.Json)
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
                $"The prompt '{prompt.Name}' {prompt.Version} returns a {typeof(TOutput)}, whose JSON metadata is not known here. "
                    + "Name a JsonSerializerContext that has [JsonSerializable] for it: 'jsonContext:' in the prompt file."
            );

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }
}

/// <summary>How a prompt requests a response that is data, and how the response is read.</summary>
/// <typeparam name="TOutput">The type that the response is read as.</typeparam>
public sealed class PromptOutput<TOutput>
{
    private readonly PromptInfo _prompt;
    private readonly Lazy<ChatResponseFormat> _format;
    private readonly Lazy<JsonSerializerOptions> _options;
    private readonly Lazy<bool> _isStrict;

    internal PromptOutput(PromptInfo prompt, Func<ChatResponseFormat> format, Func<JsonSerializerOptions> options, Func<bool> isStrict)
    {
        _prompt = prompt;
        _format = new(format, LazyThreadSafetyMode.PublicationOnly);
        _options = new(options, LazyThreadSafetyMode.PublicationOnly);
        _isStrict = new(isStrict, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The value for <see cref="ChatOptions.ResponseFormat"/>: the JSON schema of the response.</summary>
    /// <exception cref="InvalidOperationException">There is no JSON metadata for a handwritten type.</exception>
    public ChatResponseFormat ResponseFormat => _format.Value;

    /// <summary>
    /// Requests that the provider enforces the schema, if the schema allows that: adds <c>strict</c> to
    /// <see cref="ChatOptions.AdditionalProperties"/>, which the OpenAI client of Microsoft.Extensions.AI sends with the schema.
    /// The schema of a generated record always allows it. The schema of a handwritten type does not if the type has, for example,
    /// a dictionary.
    /// </summary>
    /// <param name="options">The options of the call whose <see cref="ChatOptions.ResponseFormat"/> is this one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no JSON metadata for a handwritten type.</exception>
    /// <remarks>The OpenAI client applies the property to tools as well. Remove it if the call passes tools.</remarks>
    public void RequestStrict(ChatOptions options)
    {
        Guard.NotNull(options, nameof(options));
        if (_isStrict.Value)
            (options.AdditionalProperties ??= [])[StrictSchema.Key] = StrictSchema.Requested;
    }

    /// <summary>Options that read the response, and nothing else.</summary>
    /// <exception cref="InvalidOperationException">There is no JSON metadata for a handwritten type.</exception>
    public JsonSerializerOptions SerializerOptions => _options.Value;

    /// <summary>
    /// Reads the response of a call that was made with <see cref="IPrompt.ToMessages"/> and
    /// <see cref="IPrompt.ToOptions"/>. A code fence around the JSON is removed.
    /// </summary>
    /// <param name="response">The client's response.</param>
    /// <returns>The response with its <see cref="ChatResponse{T}.Result"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    public ChatResponse<TOutput> Read(ChatResponse response)
    {
        var read = new ChatResponse<TOutput>(CodeFence.Remove(Guard.NotNull(response, nameof(response))), SerializerOptions);
        return read.TryGetResult(out _) || NotJson.In(read, _prompt) is not { } problem
            ? read
            : new ChatResponse<TOutput>(read, NotJson.Options(problem));
    }

    // A mocked client may return null, which is passed on.
    internal ChatResponse<TOutput>? ReadIfAny(ChatResponse? response) => response is null ? null : Read(response);
}
