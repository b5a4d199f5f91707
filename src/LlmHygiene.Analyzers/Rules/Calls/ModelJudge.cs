using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>
/// Asks the rules about model IDs, and reports where the ID is written, once for all calls that run on it. A literal is judged in its own
/// file, so that an IDE which analyzes one file shows it there; what is no literal is judged with its first call.
/// </summary>
internal static class ModelJudge
{
    private static readonly ImmutableArray<ModelIdRule> s_rules = ImmutableArray.Create<ModelIdRule>(
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule()
    );

    private static readonly ImmutableArray<ModelIdRule> s_ofPossible = ImmutableArray.Create<ModelIdRule>(new ModelRetiredRule());

    /// <summary>Judges a literal: whether it is the model of a call is asked only where a rule would report it.</summary>
    public static void JudgeLiteral(
        LiteralExpressionSyntax literal,
        SemanticModel model,
        CompilationSession session,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var text = literal.Token.ValueText;
        if (!IsPlausible(text))
            return;
        var tree = literal.SyntaxTree;
        var options = session.OptionsOf(tree);
        if (!(options.Models.Knows(text) || !options.AllowedModels.IsEmpty))
            return;
        var scope = session.ScopeOf(model, cancellation);
        var uses = session.ModelUses.Of(literal, scope);
        var rules = s_rules;
        // One of several models, or a fallback: that it is gone counts, which one it is does not.
        if (uses.Count == 0 && session.Catalog.Level > HygieneLevel.V0_1 && options.Models.MayBeEnding(text))
            (uses, rules) = (session.ModelUses.PossiblyOf(literal, scope), s_ofPossible);
        if (uses.Count == 0 || model.FindOperation(literal, cancellation) is not { } operation)
            return;
        foreach (var rule in rules)
        {
            if (!Severities.IsOn(rule.Descriptor, model.Compilation, tree, cancellation))
                continue;
            foreach (var use in uses)
            {
                if (rule.Judge(StatedModel.Of(use, literal.GetLocation()), options) is not { } diagnostic)
                    continue;
                Report(diagnostic, report, operation, uses, reporter, cancellation);
                break;
            }
        }
    }

    /// <summary>Judges the model of a call where it is written as no literal, or in a file in which nothing is reported.</summary>
    public static void JudgeCall(
        SdkCallFacts facts,
        CompilationSession session,
        SourceScope scope,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var call = facts.Call.Invocation;
        if (call.SemanticModel is not { Compilation: var compilation })
            return;
        ModelUse? use = null;
        foreach (var rule in s_rules)
        {
            if (!Severities.IsOn(rule.Descriptor, compilation, call.Syntax.SyntaxTree, cancellation))
                continue;
            // Where the ID is written is looked for only where a rule may report it.
            if (facts.Model.Id is not { } id || !(options.Models.Knows(id) || !options.AllowedModels.IsEmpty))
                return;
            use ??= ModelUse.Of(facts);
            if (use is null)
                return;
            if (use.Places.Count == 0 && rule.Judge(StatedModel.Of(use, facts.Call.Location), options) is { } unplaced)
                Report(unplaced, report, call, [use], reporter, cancellation);
            foreach (var place in use.Places)
            {
                if (rule.Judge(At(place, use), options) is not { } diagnostic)
                    continue;
                var uses = session.ModelUses.Of(place, scope);
                var isKnown = uses.Any(other => other.Call.Invocation.Syntax == call.Syntax);
                if (isKnown && IsJudgedByItself(place, session, cancellation))
                    continue;
                if (!isKnown)
                    uses = [use];
                if (uses[0].Call.Invocation.Syntax == call.Syntax)
                    Report(diagnostic, report, call, uses, reporter, cancellation);
            }
        }
    }

    // An IDE shows only what is reported inside the call.
    private static StatedModel At(SyntaxNode place, ModelUse use)
    {
        var call = use.Call.Invocation.Syntax;
        if (place.IsWithin(call))
            return StatedModel.Of(use, place.GetLocation());
        return use.Evidence is { Syntax: var stated } && stated.IsWithin(call)
            ? StatedModel.Of(use, stated.GetLocation())
            : StatedModel.Of(use, use.Call.Location, place.GetLocation());
    }

    private static bool IsJudgedByItself(SyntaxNode place, CompilationSession session, CancellationToken cancellation) =>
        place is LiteralExpressionSyntax literal
        && IsPlausible(literal.Token.ValueText)
        && !RazorFiles.IsRazor(place.SyntaxTree)
        && !session.IsGenerated(place.SyntaxTree, cancellation);

    private static void Report(
        Diagnostic diagnostic,
        Action<Diagnostic> report,
        IOperation at,
        IReadOnlyList<ModelUse> uses,
        BaselineReporter reporter,
        CancellationToken cancellation
    )
    {
        if (!reporter.IsActive)
            report(diagnostic);
        else
            reporter.Report(diagnostic, report, at, [.. uses.Select(static use => use.Call.Invocation)], uses[0].Id, cancellation);
    }

    // No model has such an ID: most texts of a program are not looked up.
    public static bool IsPlausible(string text)
    {
        if (text.Length is < 2 or > 200)
            return false;
        foreach (var character in text)
            if (char.IsWhiteSpace(character) || char.IsControl(character))
                return false;
        return true;
    }
}
