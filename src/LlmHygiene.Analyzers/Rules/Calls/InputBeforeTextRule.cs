using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>An input that changes with each call stands before fixed text, so the provider cannot reuse that text from its cache.</summary>
internal sealed class InputBeforeTextRule : CallRule
{
    /// <summary>The property with the name of the input, in a diagnostic about a prompt.</summary>
    public const string InputProperty = "input";

    private const int CharactersOfToken = 2;

    /// <summary>Also reported for prompt files and prompt methods.</summary>
    public static readonly DiagnosticDescriptor InputBeforeText = Descriptors.Create(
        id: RuleIds.InputBeforeText,
        title: "An input that changes with each call stands before fixed text",
        message: "'{0}' changes with each call and stands before at least {1} tokens of fixed text, which {2} could reuse from its cache: "
            + "move it after that text",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "A provider caches the start of a prompt, up to the first token that differs from an earlier call. Text before the "
            + "inputs is cheaper and is processed faster."
    );

    public override DiagnosticDescriptor Descriptor => InputBeforeText;

    public override bool Accepts(CallOrigin origin) => origin != CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options)
    {
        // Each word counts as one token. It has at least one character, and at least one more separates it from the next word.
        if (facts.ChangingTextBefore(CharactersOfToken * options.CacheFreedMinTokens) is not { } found)
            return null;
        if (Tokens(found.After) < options.CacheFreedMinTokens)
            return null;
        var stated = StatedModel.Of(facts);
        var (id, provider) = (stated?.Id, stated?.Provider ?? StatedModel.ProviderOf(facts.Call.Method.ContainingType));
        return Freed(found.Before, found.After, id, provider, options) is { } tokens
            ? ReportAt(
                InputBeforeText,
                facts.Call.Invocation,
                PlaceOf(found),
                found.Input.Syntax.ToString(),
                ScalarValues.Invariant(tokens),
                OfModel(id)
            )
            : null;
    }

    /// <summary>The diagnostic for a prompt file or a prompt method.</summary>
    /// <param name="at">Where the input stands.</param>
    public static Diagnostic? OfPrompt(PromptModel prompt, RuleOptions options, Func<string, Location> at) =>
        Prompts.Model.InputBeforeText.Of(prompt) is { } found
        && Freed(found.Before, found.After, prompt.ModelId, null, options) is { } tokens
            ? Diagnostic.Create(
                InputBeforeText,
                at(found.Input),
                ImmutableDictionary<string, string?>.Empty.Add(InputProperty, found.Input),
                found.Input,
                ScalarValues.Invariant(tokens),
                OfModel(prompt.ModelId)
            )
            : null;

    // A placeholder of a text is where the value stands in the prompt.
    private static Location PlaceOf(ChangingText found)
    {
        if (found.Placeholder is var (written, text, start, length) && written is ExpressionSyntax expression)
        {
            var span = LiteralMap.Create(expression, text).Map(start, start + length);
            if (span != expression.Span)
                return Location.Create(written.SyntaxTree, span);
        }

        return found.Input.Syntax.GetLocation();
    }

    private static string OfModel(string? id) => id is null ? "the provider" : $"'{id}'";

    /// <summary>The minimum number of additional tokens that can be cached; null where that is not worth a finding.</summary>
    private static int? Freed(IReadOnlyList<string> before, IReadOnlyList<string> after, string? id, string? provider, RuleOptions options)
    {
        var freed = Tokens(after);
        if (freed < options.CacheFreedMinTokens)
            return null;
        if ((options.CacheMinimumTokens ?? CacheMinimums.Of(id, provider, options.Models)) is not { } minimum)
            return null;
        return Tokens(before) + freed >= minimum ? freed : null;
    }

    private static int Tokens(IReadOnlyList<string> texts) => texts.Sum(FixedTextTokens.AtLeast);
}
