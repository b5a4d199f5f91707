using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>The required format of the response to a prompt; without one, the response is text.</summary>
/// <param name="Fields">The fields of the record that the response is read as; only for <see cref="PromptOutputKind.Record"/>.</param>
/// <param name="TypeName">
/// The full name of a type that the project has, in metadata form; only for <see cref="PromptOutputKind.Type"/>.
/// </param>
/// <param name="JsonContext">The full name of a <c>JsonSerializerContext</c> that knows the type.</param>
/// <param name="SchemaName">The name of the JSON schema in the file.</param>
/// <param name="Description">The schema's description of the response as a whole.</param>
/// <param name="IsStrict">Whether the provider should enforce the schema; null when the file does not say, which also requests it.</param>
internal sealed record PromptOutput(
    PromptOutputKind Kind,
    EquatableArray<PromptInput> Fields = default,
    string? TypeName = null,
    string? JsonContext = null,
    string? SchemaName = null,
    string? Description = null,
    bool? IsStrict = null
)
{
    /// <summary>The generated record. An input may not have this name.</summary>
    public const string RecordName = "Output";
}

internal enum PromptOutputKind
{
    /// <summary>Any JSON object.</summary>
    Json,

    /// <summary>A record that is generated from the file.</summary>
    Record,

    /// <summary>A type that the project has.</summary>
    Type,
}
