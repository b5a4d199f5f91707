using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// A partial method that carries <c>[Prompt]</c>, compared by value, so that a generator can cache it. All type names are fully qualified.
/// </summary>
/// <param name="Prompt">Its prompt; null when the attribute or the signature has errors.</param>
/// <param name="Containers">The containing types, the outermost first, each as the start of its partial declaration.</param>
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
)
{
    /// <summary><c>&lt;T&gt;</c> after the name, in a method whose body only throws.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary><c> where T : class</c> after the parameters.</summary>
    public string Constraints { get; init; } = "";
}

/// <param name="Declaration">The declaration that the implementing part must repeat, without a default value.</param>
/// <param name="FieldType">
/// The type of the field in which the prompt keeps the value; null for the client and the cancellation token.
/// </param>
/// <param name="FieldValue">The expression that converts the parameter to that type.</param>
internal sealed record MethodParameter(string Name, string Declaration, string? FieldType, string? FieldValue);

/// <summary>The kinds of results of a prompt method.</summary>
internal enum MethodResult
{
    /// <summary>A result that a prompt cannot return; the body only throws.</summary>
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

/// <summary>A prompt method and its problems.</summary>
/// <param name="Method">Null when no body can be generated for it: it is not partial, is generic, or has an unknown type.</param>
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

    /// <summary>Where the value of each parameter is written, by the name of the parameter.</summary>
    public Func<string, TextSpan> SpanOf { get; init; } = static _ => default;
}
