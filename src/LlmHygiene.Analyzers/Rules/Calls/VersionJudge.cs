using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Reports an unfixed version where it is written, once for all calls of a file that are tagged with it.</summary>
internal static class VersionJudge
{
    private static readonly PromptVersionNotFixedRule s_rule = new();

    /// <summary>Judges the calls of a file that writes tags: only there an IDE shows what is reported beside a call.</summary>
    public static void JudgeFile(
        SemanticModel model,
        CompilationSession session,
        SourceScope scope,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var tree = model.SyntaxTree;
        if (!session.VersionUses.MayTag(tree) || !Severities.IsOn(s_rule.Descriptor, model.Compilation, tree, cancellation))
            return;
        foreach (var use in session.VersionUses.In(tree, scope))
            if (use.Version.Value.Syntax.SyntaxTree == tree)
                Report(use, tree, reporter, report, cancellation);
    }

    /// <summary>Judges a call whose version is written in another file.</summary>
    public static void JudgeCall(
        CallFacts facts,
        CompilationSession session,
        SourceScope scope,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var call = facts.Call.Invocation;
        var tree = call.Syntax.SyntaxTree;
        if (
            !s_rule.Accepts(facts.Call.Origin)
            || call.SemanticModel is not { Compilation: var compilation }
            || !Severities.IsOn(s_rule.Descriptor, compilation, tree, cancellation)
            || facts.UnfixedVersion is not { } version
            || (version.Value.Syntax.SyntaxTree == tree && session.VersionUses.MayTag(tree))
        )
            return;
        var written = WrittenPlace.Of(version.Value, scope);
        var use =
            session
                .VersionUses.In(tree, scope)
                .FirstOrDefault(known => known.Place == written && known.Calls.Any(other => other.Syntax == call.Syntax))
            ?? new VersionUse(version, written, [call]);
        if (use.Calls[0].Syntax == call.Syntax)
            Report(use, tree, reporter, report, cancellation);
    }

    private static void Report(
        VersionUse use,
        SyntaxTree tree,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var call = use.Calls[0];
        var place = use.Place.SyntaxTree == tree ? use.Place : use.Version.Value.Syntax;
        var diagnostic =
            place.SyntaxTree == tree
                ? PromptVersionNotFixedRule.Report(use.Version, place.GetLocation(), null)
                : PromptVersionNotFixedRule.Report(use.Version, CallSyntax.LocationOf(call), place.GetLocation());
        reporter.Report(diagnostic, report, call, use.Calls, subject: null, cancellation);
    }
}
