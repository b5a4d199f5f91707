using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// A partial method that carries <c>[Prompt]</c>, by value, so that a generator can cache it. All type names are
/// written in full.
/// </summary>
/// <param name="Prompt">Its prompt; null when the attribute or the signature has errors.</param>
/// <param name="Containers">The types around the method, the outermost first, each as its partial declaration begins.</param>
/// <param name="Modifiers">What the implementing part must repeat, <c>partial</c> included.</param>
/// <param name="Ordinal">Distinguishes overloads: 0 for the first method of that name in its type.</param>
internal sealed record PromptMethod(
    PromptModel? Prompt,
    string Namespace,
    EquatableArray<string> Containers,
    string Modifiers,
    string ReturnType,
    string Name,
    int Ordinal,
    EquatableArray<MethodParameter> Parameters,
    MethodResult Result,
    string? ResultType,
    string? JsonContext,
    string Client,
    string CancellationToken
);

/// <param name="Declaration">As the implementing part must repeat it, without a default.</param>
/// <param name="FieldType">The type in which the prompt keeps it; null for the client and the cancellation token.</param>
/// <param name="FieldValue">How the parameter becomes that type.</param>
internal sealed record MethodParameter(string Name, string Declaration, string? FieldType, string? FieldValue);

/// <summary>What a prompt method gives back.</summary>
internal enum MethodResult
{
    /// <summary>Nothing that a prompt can give; the body only throws.</summary>
    None,

    /// <summary><c>Task&lt;ChatResponse&gt;</c></summary>
    Response,

    /// <summary><c>Task&lt;ChatResponse&lt;T&gt;&gt;</c></summary>
    TypedResponse,

    /// <summary><c>Task&lt;T&gt;</c></summary>
    Value,

    /// <summary><c>Task&lt;string&gt;</c></summary>
    Text,

    /// <summary><c>IAsyncEnumerable&lt;ChatResponseUpdate&gt;</c></summary>
    Stream,

    /// <summary><c>IReadOnlyList&lt;ChatMessage&gt;</c></summary>
    Messages,
}

/// <summary>A prompt method and what is wrong with it.</summary>
/// <param name="Method">Null when no body can be written for it: it is not partial, or is generic, or has a type that is not known.</param>
internal sealed record PromptMethodParseResult(PromptMethod? Method, EquatableArray<PromptProblem> Problems)
{
    /// <summary>The prompt; null when it has errors.</summary>
    public PromptModel? Prompt { get; init; }

    /// <summary>Where the problems are.</summary>
    public SyntaxTree? Tree { get; init; }

    /// <summary>Where the version is written.</summary>
    public TextSpan VersionSpan { get; init; }

    /// <summary>Where the model is written. Empty when there is none.</summary>
    public TextSpan ModelSpan { get; init; }
}
