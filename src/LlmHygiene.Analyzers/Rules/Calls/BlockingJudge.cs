using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Reports where a thread is blocked until a method of the project has ended that awaits or returns an LLM call.</summary>
internal static class BlockingJudge
{
    public static void JudgeFile(
        SemanticModel model,
        CompilationSession session,
        SourceScope scope,
        Func<IInvocationOperation, bool>? where,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var tree = model.SyntaxTree;
        if (!BlockingWait.MayBeIn(tree) || !Severities.IsOn(CallBlocksRule.CallBlocks, model.Compilation, tree, cancellation))
            return;
        foreach (var (wait, inner) in session.WaitingMethods(scope).BlockedIn(tree, scope))
        {
            // A marked method is judged as a call itself.
            if (where?.Invoke(wait.Call) != false && session.Recognizer.Recognize(wait.Call) is null)
                reporter.Report(CallBlocksRule.Report(wait, inner), report, wait.Call, subject: null, cancellation);
        }
    }
}
