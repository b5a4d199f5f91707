using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The call that a diagnostic is about, analyzed again: a fix is based on the current code.</summary>
internal sealed class FixableCall
{
    private FixableCall(
        Document document,
        InvocationExpressionSyntax syntax,
        IInvocationOperation invocation,
        SemanticModel model,
        CompilationSession session,
        CancellationToken cancellation
    )
    {
        Document = document;
        Syntax = syntax;
        Invocation = invocation;
        Model = model;
        Session = session;
        Scope = session.ScopeOf(model, cancellation);
        Options = session.OptionsOf(syntax.SyntaxTree);
    }

    public Document Document { get; }

    public InvocationExpressionSyntax Syntax { get; }

    public IInvocationOperation Invocation { get; }

    public SemanticModel Model { get; }

    public CompilationSession Session { get; }

    public SourceScope Scope { get; }

    /// <summary>The options of the file.</summary>
    public RuleOptions Options { get; }

    public CallFacts Facts { get; private set; } = null!;

    /// <summary>The call of an SDK or a marked method; null for a call of a method that passes its parameter on as the prompt.</summary>
    public SdkCall? SdkCall => Facts.Call as SdkCall;

    public PromptFact Prompt => Facts.Prompt;

    public InlineText? InlinePrompt => Facts.InlinePrompt;

    /// <summary>Null where the call no longer exists.</summary>
    public static async Task<FixableCall?> AtAsync(TextDocument file, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not var (document, node, model)
            || CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions) is not { Catalog.HasCalls: true } session
        )
        {
            return null;
        }

        // Rules report at the name of the method, or at the mistake where it is written inside the call.
        foreach (var syntax in node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>())
        {
            if (model.FindOperation(syntax, cancellation) is not IInvocationOperation invocation)
                continue;
            var found = new FixableCall(document, syntax, invocation, model, session, cancellation);
            if (found.FindFacts() is not { } facts)
                continue;
            found.Facts = facts;
            return found;
        }

        return null;
    }

    private CallFacts? FindFacts()
    {
        if (Session.Recognizer.Recognize(Invocation) is { } call)
            return new SdkCallFacts(call, Scope, Session.Services, Options.PromptTagKeys) is { IsCall: true } facts ? facts : null;
        var methods = Session.PassThroughMethods.Get(Scope);
        return methods.CallsIn(Syntax.SyntaxTree, Scope).FirstOrDefault(other => other.Invocation.Syntax == Syntax) is { } passThrough
            ? new PassThroughCallFacts(passThrough, Scope, Session.Catalog, Options.PromptTagKeys, methods)
            : null;
    }
}
