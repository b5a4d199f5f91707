using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>One input of a prompt, or one field of a record, and its C# property.</summary>
/// <param name="IsOptional">True when it may be left out, and is then null. Never together with a default.</param>
/// <param name="Default">The value when it is left out, as checked text; for a list, its items.</param>
internal sealed record PromptInput(
    string Name,
    string PropertyName,
    InputType Type,
    bool IsOptional,
    InputDefault? Default,
    string? Description
)
{
    public bool IsRequired => !IsOptional && Default is null;
}

internal enum InputKind
{
    String,
    Int,
    Number,
    Bool,
    Date,
    Enum,
    Record,
    Image,
}

/// <param name="IsList">True when the input is a list of this kind.</param>
/// <param name="Enum">The enum's name and options; only for <see cref="InputKind.Enum"/>.</param>
/// <param name="Record">The record's name and fields; only for <see cref="InputKind.Record"/>.</param>
internal sealed record InputType(InputKind Kind, bool IsList, EnumType? Enum, RecordType? Record = null)
{
    /// <summary>The C# type that is generated for this one; null for a built-in type.</summary>
    public string? TypeName => Enum?.Name ?? Record?.Name;

    public InputType Item => this with { IsList = false };

    /// <summary>True for text that only somebody who trusts it can pass: it may be part of a system message.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>True for text that anybody may have written.</summary>
    public bool IsUntrustedText => Kind == InputKind.String && !IsTrusted;
}

internal sealed record EnumType(string Name, EquatableArray<EnumOption> Options);

/// <param name="Text">The option as written in the prompt file and sent to the model.</param>
/// <param name="MemberName">The C# enum member.</param>
internal sealed record EnumOption(string Text, string MemberName);

/// <summary>A record; the types of its fields are nested in it.</summary>
internal sealed record RecordType(string Name, EquatableArray<PromptInput> Fields)
{
    /// <summary>Fields whose type could not be read; this has been reported.</summary>
    public EquatableArray<string> Unreadable { get; init; }

    /// <summary>A C# type that is one value, such as a <c>TimeSpan</c>: its properties are text, and it is none.</summary>
    public bool IsValue { get; init; }

    /// <param name="path">What leads to the value in a template.</param>
    public string WhyNoText(string path) =>
        $"'{path}' is a {Name.Substring(Name.LastIndexOfAny(['.', ':']) + 1)}, which cannot be converted to text. Pass a string"
        + (Fields.Count == 0 ? "." : $", or write one of its properties, as in {{{{{path}.{Fields[0].Name}}}}}.");
}

internal sealed record InputDefault(EquatableArray<string> Values)
{
    public string Value => Values[0];
}
