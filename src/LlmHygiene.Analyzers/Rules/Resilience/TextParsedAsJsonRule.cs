using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Resilience;

/// <summary>Code hopes that a model writes JSON, and parses what it wrote.</summary>
internal static class TextParsedAsJsonRule
{
    public static readonly DiagnosticDescriptor TextParsedAsJson = Descriptors.Create(
        id: RuleIds.TextParsedAsJson,
        title: "Free text of a model is parsed as JSON",
        message: "'{0}' parses free text of '{1}' as JSON: ask for structured output with {2}",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Info,
        description: "A model that is asked for JSON in words sometimes adds a sentence or a code fence, or leaves a field out. "
            + "With structured output the provider makes sure that the response has the schema."
    );

    public static Diagnostic? Judge(ParsedText? parsed, IInvocationOperation parse) =>
        parsed is null
            ? null
            : Diagnostic.Create(
                TextParsedAsJson,
                CallSyntax.LocationOf(parse),
                [parsed.Call.Location],
                parse.TargetMethod.ContainingType.Name + "." + parse.TargetMethod.Name,
                parsed.Call.Method.Name,
                MicrosoftExtensionsAISdk.IsChatClient(parsed.Call.Client?.Type)
                    ? MicrosoftExtensionsAISdk.StructuredResponse
                    : parsed.Member
            );
}
