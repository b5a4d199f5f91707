using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Checks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Code that runs only after a person has been shown a text and has agreed: <c>if (!await ui.ConfirmAsync($"Run {text}?")) return;</c>. Who
/// asks is a method whose name says so, of the project or of a library; what the question does not show is not approved.
/// </summary>
internal sealed class UserApprovals(SourceScope scope, MethodDecisions decisions, string text) : ConditionsAround
{
    private InvocationExpressionSyntax? _question;

    protected override bool LooksOutOfFunctions => false;

    /// <summary>The question that was answered with yes wherever the use runs; null where there is none.</summary>
    public SyntaxNode? QuestionBefore(SyntaxNode use) =>
        Around(use) is not null && _question is { } question && question.SpanStart < use.SpanStart && !question.Span.Contains(use.Span)
            ? question
            : null;

    // `if (await ConfirmAsync(text))`, `if (consent.IsAccepted)`
    protected override bool Says(ExpressionSyntax condition, bool isTrue) =>
        isTrue
        && (
            Asks(condition)
            || condition is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member, Expression: var answer }
                && IsYes(member)
                && Asks(answer)
        );

    // `if (MessageBox.Show(text) == DialogResult.Yes)`
    protected override bool SaysEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue) =>
        isTrue && constant is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var answer } && IsYes(answer) && Asks(value);

    private static bool IsYes(string name) =>
        NameWords.Of(name) is var words
        && words.Exists(static word => ApprovalNames.Yes.Contains(word))
        && !words.Exists(static word => ApprovalNames.Opposites.Contains(word));

    private bool Asks(ExpressionSyntax answer)
    {
        if (QuestionOf(answer) is not { } call || InvokedName.Of(call) is not { } name)
            return false;
        if (!IsQuestion(name) && !ToolSinks.Messages.Any(message => message.EndsWith("." + name, StringComparison.Ordinal)))
            return false;
        if (!call.ArgumentList.Arguments.Any(argument => TextGuards.Mentions(argument.Expression, text)))
            return false;
        if (scope.MethodOf(call) is { } method && !(IsQuestion(name) ? decisions.MayDecide(method) : IsMessage(method)))
            return false;
        _question = call;
        return true;
    }

    private static bool IsMessage(IMethodSymbol method) => ToolSinks.Messages.Contains(method.ContainingType.Name + "." + method.Name);

    // `ConfirmAsync`, `RequestUserApproval`, `AskUser`; not `RequiresApproval`, `ApproveAll` or `ConfirmationText`.
    private static bool IsQuestion(string name) =>
        NameWords.Of(name) is [var first, ..] words
        && (
            ApprovalNames.Verbs.Contains(first) && words.Exists(static word => ApprovalNames.Questions.Contains(word))
            || ApprovalNames.Askers.Contains(first) && words.Exists(static word => ApprovalNames.Asked.Contains(word))
        )
        && !words.Exists(static word => ApprovalNames.Opposites.Contains(word));

    // `await …`, `(…)`, `….Result`, `….ConfigureAwait(false)`, and a variable that is declared with one of them.
    private static InvocationExpressionSyntax? QuestionOf(ExpressionSyntax answer) =>
        answer switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => QuestionOf(inner),
            AwaitExpressionSyntax { Expression: var inner } => QuestionOf(inner),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => QuestionOf(task),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "GetResult",
                    Expression: var task
                }
            } => QuestionOf(task),
            InvocationExpressionSyntax call => call,
            IdentifierNameSyntax name when IsSetOnce(name) && ValueOf(name) is { } value and not IdentifierNameSyntax => QuestionOf(value),
            _ => null,
        };
}
