using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>What the response to a prompt must be; without it, the response is text.</summary>
/// <param name="Fields">The fields of the record that the response becomes; only for <see cref="PromptOutputKind.Record"/>.</param>
/// <param name="TypeName">
/// The full name of a type that the project has, in metadata form; only for <see cref="PromptOutputKind.Type"/>.
/// </param>
/// <param name="JsonContext">The full name of a <c>JsonSerializerContext</c> that knows the type.</param>
/// <param name="SchemaName">The name that the file gives to its JSON schema.</param>
/// <param name="Description">How the schema describes the response as a whole.</param>
/// <param name="IsStrict">The file asks the provider to enforce the schema.</param>
internal sealed record PromptOutput(
    PromptOutputKind Kind,
    EquatableArray<PromptInput> Fields = default,
    string? TypeName = null,
    string? JsonContext = null,
    string? SchemaName = null,
    string? Description = null,
    bool IsStrict = false
)
{
    /// <summary>The generated record, and the member that no generated prompt class may have as an input.</summary>
    public const string RecordName = "Output";
}

internal enum PromptOutputKind
{
    /// <summary>Some JSON object, of no stated shape.</summary>
    Json,

    /// <summary>A record that is generated from the file.</summary>
    Record,

    /// <summary>A type that the project has.</summary>
    Type,
}
