using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>
/// The kinds of mistakes in a prompt file. The parser knows the position and the fix and writes the message; the kind is what a project can
/// configure.
/// </summary>
internal static class PromptFileRules
{
    private const string Message = "{0}";

    private static readonly DiagnosticDescriptor s_syntax = Error(
        RuleIds.PromptSyntax,
        "Prompt file is not readable",
        "The file is not valid YAML, or uses a part of YAML that prompt files do not have."
    );

    private static readonly DiagnosticDescriptor s_name = Error(
        RuleIds.PromptName,
        "Prompt name is missing or invalid",
        "Every prompt has a name, which identifies it in telemetry and names the generated class."
    );

    private static readonly DiagnosticDescriptor s_version = Error(
        RuleIds.PromptVersion,
        "Prompt version is missing or not a semantic version",
        "Every prompt has a semantic version, so that a response can be traced to the text that produced it."
    );

    private static readonly DiagnosticDescriptor s_unknownKey = Error(
        RuleIds.PromptUnknownKey,
        "Unknown key in prompt file",
        "A key that is not known would be ignored, and the prompt would not do what its file says."
    );

    private static readonly DiagnosticDescriptor s_badValue = Error(
        RuleIds.PromptBadValue,
        "Wrong value in prompt file",
        "A value is of the wrong type, out of range, or not one of the allowed words."
    );

    private static readonly DiagnosticDescriptor s_inputType = Error(
        RuleIds.PromptInputType,
        "Wrong input type in prompt file",
        "The type or default of an input cannot be expressed as a C# property."
    );

    private static readonly DiagnosticDescriptor s_templateSyntax = Error(
        RuleIds.PromptTemplateSyntax,
        "Wrong template syntax in prompt",
        "A tag between {{ and }} cannot be understood, is not closed, or does not fit its input."
    );

    private static readonly DiagnosticDescriptor s_unknownVariable = Error(
        RuleIds.PromptUnknownVariable,
        "Unknown variable in prompt",
        "A template uses a name that is not an input of the prompt."
    );

    private static readonly DiagnosticDescriptor s_unusedInput = Error(
        RuleIds.PromptUnusedInput,
        "Unused input in prompt file",
        "Callers must supply a value that never reaches the model."
    );

    private static readonly DiagnosticDescriptor s_withoutMessages = Error(
        RuleIds.PromptWithoutMessages,
        "Prompt has no messages",
        "A prompt sends at least one message."
    );

    private static readonly DiagnosticDescriptor s_nameCollision = Error(
        RuleIds.PromptNameCollision,
        "Prompt names collide in C#",
        "Two names become the same C# name, or one becomes a name that is taken or not valid."
    );

    private static readonly DiagnosticDescriptor s_partial = Error(
        RuleIds.PromptPartial,
        "Partial cannot be included",
        "A tag {{> name}} names no partial of the project, or one that includes itself."
    );

    private static readonly DiagnosticDescriptor s_image = Error(
        RuleIds.PromptImage,
        "Image of a prompt cannot be sent",
        "An image has no absolute URI or no known media type, or is used where only text is allowed."
    );

    private static readonly DiagnosticDescriptor s_notMapped = Error(
        RuleIds.PromptNotMapped,
        "Part of a .prompty file cannot be mapped",
        "The file says something that a prompt cannot express, so it would be left out of what is sent."
    );

    private static readonly DiagnosticDescriptor s_output = Error(
        RuleIds.PromptOutput,
        "Wrong output in prompt file",
        "The output that the prompt declares cannot be expressed in C#, or names a type that the project does not have."
    );

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_byId = new[]
    {
        s_syntax,
        s_name,
        s_version,
        s_unknownKey,
        s_badValue,
        s_inputType,
        s_templateSyntax,
        s_unknownVariable,
        s_unusedInput,
        s_withoutMessages,
        s_nameCollision,
        s_partial,
        s_image,
        s_output,
        s_notMapped,
    }.ToImmutableDictionary(static rule => rule.Id);

    public static IEnumerable<DiagnosticDescriptor> All => s_byId.Values;

    public static DiagnosticDescriptor Get(string id) => s_byId[id];

    private static DiagnosticDescriptor Error(string id, string title, string description) =>
        Descriptors.Create(id, title, Message, Descriptors.PromptCategory, DiagnosticSeverity.Error, description);
}
