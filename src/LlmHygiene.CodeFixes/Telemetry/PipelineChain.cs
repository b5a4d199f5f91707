using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Telemetry;

/// <summary>Adds steps to a chain of calls, in the style of the chain: each on its own line, or all on one.</summary>
internal static class PipelineChain
{
    /// <summary>A method call that is added to a chain.</summary>
    public sealed record Step(string Name, ArgumentListSyntax Arguments)
    {
        public Step(string name)
            : this(name, SyntaxFactory.ArgumentList()) { }
    }

    /// <summary><c>x.Build()</c> becomes <c>x.Step().Build()</c>.</summary>
    public static InvocationExpressionSyntax InsertBefore(InvocationExpressionSyntax call, IEnumerable<Step> steps)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        var receiver = access.Expression;
        if (!BeginsLine(access))
            return call.WithExpression(access.WithExpression(steps.Aggregate(receiver, (value, step) => Add(value, step, default))));

        var ends = receiver.GetTrailingTrivia();
        var newLine = ends.Concat(access.OperatorToken.LeadingTrivia).First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var indentation = IndentationOf(access);

        // A comment after the receiver stays with it.
        var chained = steps.Aggregate(receiver, (value, step) => Add(value, step, indentation).WithTrailingTrivia(newLine));
        if (!ends.Any(SyntaxKind.EndOfLineTrivia))
            chained = chained.WithoutTrailingTrivia();
        return call.WithExpression(access.WithExpression(chained));
    }

    /// <summary><c>x</c> becomes <c>x.Step()</c>.</summary>
    public static ExpressionSyntax Append(ExpressionSyntax last, IEnumerable<Step> steps)
    {
        var model = Accesses(last).FirstOrDefault(BeginsLine);
        var lead = default(SyntaxTriviaList);
        if (model is not null)
        {
            var newLine = model
                .Expression.GetTrailingTrivia()
                .Concat(model.OperatorToken.LeadingTrivia)
                .First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            lead = IndentationOf(model).Insert(0, newLine);
        }

        return steps
            .Aggregate(last.WithoutTrailingTrivia(), (value, step) => Add(value, step, lead))
            .WithTrailingTrivia(last.GetTrailingTrivia());
    }

    /// <summary>The calls of a chain, the last first: <c>c()</c>, <c>b()</c> of <c>a.b().c()</c>.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsDown(ExpressionSyntax last)
    {
        for (
            var call = last as InvocationExpressionSyntax;
            call is not null;
            call = (call.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax
        )
            yield return call;
    }

    /// <summary>The calls that are made on the value of this one, the next first.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsUp(ExpressionSyntax first)
    {
        for (
            var value = first;
            value.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == value;
            value = next
        )
            yield return next;
    }

    public static string? NameOf(InvocationExpressionSyntax call) =>
        (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private static IEnumerable<MemberAccessExpressionSyntax> Accesses(ExpressionSyntax last) =>
        CallsDown(last).Select(call => call.Expression).OfType<MemberAccessExpressionSyntax>();

    private static InvocationExpressionSyntax Add(ExpressionSyntax value, Step step, SyntaxTriviaList lead) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                value,
                SyntaxFactory.Token(lead, SyntaxKind.DotToken, default),
                SyntaxFactory.IdentifierName(step.Name)
            ),
            step.Arguments
        );

    private static bool BeginsLine(MemberAccessExpressionSyntax access) =>
        access.Expression.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
        || access.OperatorToken.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia);

    private static SyntaxTriviaList IndentationOf(MemberAccessExpressionSyntax access) =>
        access.OperatorToken.LeadingTrivia is { Count: > 0 } lead && lead.Last() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(last)
            : default;
}
