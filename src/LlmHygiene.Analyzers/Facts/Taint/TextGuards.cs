using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Checks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Finds out whether the code checks a value before it uses it: against a list, with a pattern, by a method that says so. What exactly the
/// check allows is not examined.
/// </summary>
internal sealed class TextGuards(SourceScope scope, SinkKind sink, TaintOptions options)
{
    private const string Replacing = "Replace";

    private readonly MethodDecisions _decisions = new(scope, DecisionKind.Text);
    private readonly MethodDecisions _approvals = new(scope, DecisionKind.Approval);

    /// <summary>True for a method whose name says that it checks or cleans text, unless its body shows that it does not.</summary>
    public bool IsOwnCheck(IMethodSymbol method) => TaintKnowledge.IsOwnCheck(method) && _decisions.MayDecide(method);

    public bool IsChecked(IOperation use) => CheckOf(use) is not null;

    /// <summary>
    /// The last check before the use, or the use itself if it runs only for some values. What is written after the check is not checked.
    /// </summary>
    public SyntaxNode? CheckOf(IOperation use)
    {
        var text = use.Syntax.ToString();
        if (Functions.Around(use.Syntax) is not { } function)
            return null;
        if (new TextComparisons(text).Around(use.Syntax) is not null)
            return use.Syntax;
        return GivenToCheck(function, use.Syntax, text)
            ?? (sink.IsInstruction() ? null : new UserApprovals(scope, _approvals, text).QuestionBefore(use.Syntax));
    }

    // `if (!s_languages.Contains(language)) return;`
    private SyntaxNode? GivenToCheck(SyntaxNode function, SyntaxNode use, string text)
    {
        SyntaxNode? last = null;
        var before = TextSpan.FromBounds(function.SpanStart, Math.Max(function.SpanStart, use.SpanStart));
        foreach (var call in function.DescendantNodes(before).OfType<InvocationExpressionSyntax>())
        {
            if (
                call.SpanStart >= use.SpanStart
                || call.Span.Contains(use.Span)
                || InvokedName.Of(call) is not { } name
                || !MightCheck(name)
            )
                continue;
            var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
            var isReceiver = receiver is not null && Mentions(receiver, text);
            if (name == Replacing)
            {
                // `foreach (var one in Path.GetInvalidFileNameChars()) text = text.Replace(one, '_');`
                if (isReceiver && ForbiddenCharacters.IsInLoop(call, scope))
                    last = call;
                continue;
            }

            if (!isReceiver && !call.ArgumentList.Arguments.Any(argument => Mentions(argument.Expression, text)))
                continue;
            if (IsCheck(call, name, isReceiver, use, text))
                last = call;
        }

        return last;
    }

    private bool MightCheck(string name) =>
        TextChecks.Conditions.Contains(name)
        || TaintKnowledge.IsOwnCheck(name)
        || TextChecks.OwnQuestions.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        || (sink == SinkKind.FilePath && (name == Replacing || TextChecks.PathConditions.Contains(name)))
        || options.Trusted.Names.Any(trusted =>
            trusted.EndsWith("." + name, StringComparison.Ordinal) || trusted.EndsWith(".*", StringComparison.Ordinal)
        );

    private bool IsCheck(InvocationExpressionSyntax call, string name, bool isReceiver, SyntaxNode use, string text)
    {
        if (scope.MethodOf(call) is not { } method)
            return TaintKnowledge.IsOwnCheck(name);
        if (options.Trusted.Contains(method) || IsOwnCheck(method))
            return true;
        // `if (!IsInside(root, path)) return;`
        if (scope.Contains(method) && method.ReturnType.SpecialType == SpecialType.System_Boolean)
            return !TextChecks.AsksForAbsence(name) && _decisions.MayDecide(method);
        if (name == TextChecks.Parsing)
            return MayHoldAt(use, call, text);
        if (method.ContainingType.IsNamed(TextChecks.Pattern) && name == TextChecks.Matching)
            return IsAskedForSuccess(call);
        // `File.Exists(path)` says nothing about who chose the path.
        if (IsOfFiles(method.ContainingType) && name == "Exists")
            return false;
        var isOfText = method.ContainingType.SpecialType == SpecialType.System_String;
        if (sink == SinkKind.FilePath && TextChecks.PathConditions.Contains(name) && (isOfText || method.ContainingType.Name is "Path"))
            return true;
        // `text.Contains("x")` is a question about the text; `list.Contains(text)` is a check. `text.All(char.IsLetter)` is one.
        return !isOfText && TextChecks.Conditions.Contains(name) && (!isReceiver || name is "All" or "Any");
    }

    private static bool IsOfFiles(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } space
        && (space == TextChecks.Files || space.StartsWith(TextChecks.Files + ".", StringComparison.Ordinal));

    // `int.TryParse(text, out var number);` says nothing about the text, nor does `if (int.TryParse(text, out var number))` where the text
    // is used elsewhere. Where the result goes on, it may decide.
    private static bool MayHoldAt(SyntaxNode use, InvocationExpressionSyntax call, string text)
    {
        SyntaxNode node = call;
        while (node.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            ExpressionStatementSyntax => false,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => false,
            ConditionalExpressionSyntax choice when choice.Condition == node => false,
            // `if (!int.TryParse(text, out _)) Fail();`
            IfStatementSyntax branch when branch.Condition == node => MayDecide(branch.Statement)
                && new TextComparisons(text).Holds(branch.Condition, isTrue: false)
                || branch.Else is { Statement: var other }
                    && MayDecide(other)
                    && new TextComparisons(text).Holds(branch.Condition, isTrue: true),
            _ => true,
        };

        // A way out that is not in a block around the use is not understood.
        bool MayDecide(StatementSyntax statement) =>
            statement switch
            {
                BlockSyntax { Statements: [.., var last] } => MayDecide(last),
                ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AwaitExpressionSyntax } => true,
                ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var set } } => TextComparisons.Is(set, text),
                _ => ConditionsAround.Leaves(statement) && node.Parent?.Parent?.Span.Contains(use.Span) != true,
            };
    }

    // `if (!Regex.Match(text, "^[a-z]+$").Success) return;`
    private static bool IsAskedForSuccess(InvocationExpressionSyntax call)
    {
        switch (call.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member }:
                return member == TextChecks.Success;
            case ExpressionStatementSyntax:
                return false;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax }:
                return Functions
                        .Around(call)
                        ?.DescendantNodes()
                        .Any(static node => node is SimpleNameSyntax { Identifier.ValueText: TextChecks.Success }) != false;
            default:
                return true;
        }
    }

    public static bool Mentions(ExpressionSyntax expression, string text) =>
        expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => TextComparisons.Is(part, text));
}
