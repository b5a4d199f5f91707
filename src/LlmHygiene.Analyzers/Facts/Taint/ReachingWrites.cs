using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The writes of a variable whose value can be there where it is read: not those that come later, and not those that another one is certain
/// to replace.
/// </summary>
internal sealed class ReachingWrites
{
    private ReachingWrites(IReadOnlyList<IOperation> writes, bool includesDeclaration) =>
        (Writes, IncludesDeclaration) = (writes, includesDeclaration);

    public IReadOnlyList<IOperation> Writes { get; }

    /// <summary>True where the value of the declaration can still be there.</summary>
    public bool IncludesDeclaration { get; }

    public static ReachingWrites Of(
        SyntaxNode use,
        ImmutableArray<SyntaxReference> declarations,
        IReadOnlyList<IOperation> writes,
        Func<IOperation, SyntaxNode> syntaxOf
    )
    {
        if (writes.Count == 0)
            return new ReachingWrites([], includesDeclaration: true);
        SyntaxNode? last = null;
        foreach (var write in writes)
        {
            var node = syntaxOf(write);
            if (IsCertain(node, use) && (last is null || node.SpanStart > last.SpanStart))
                last = node;
        }

        var reaching = writes.Where(write => MayReach(syntaxOf(write), use, last)).ToList();
        return new ReachingWrites(reaching, last is null || declarations.Any(one => one.Span.Start > last.SpanStart));
    }

    /// <summary>The writes between a check and the use: <c>if (!IsValid(text)) text = await AskAgainAsync();</c></summary>
    public IEnumerable<IOperation> Between(SyntaxNode check, SyntaxNode use) =>
        Writes.Where(write =>
            write.Syntax.SyntaxTree == use.SyntaxTree
            && write.Syntax.SpanStart >= check.Span.End
            && write.Syntax.Span.End <= use.SpanStart
            && Functions.Around(write.Syntax) == Functions.Around(use)
        );

    /// <summary>True unless the place runs after the other one only.</summary>
    public static bool MayComeBefore(SyntaxNode place, SyntaxNode use)
    {
        if (place.SyntaxTree != use.SyntaxTree)
            return true;
        if (Functions.Around(place) != Functions.Around(use))
            return true;
        return place.SpanStart < use.SpanStart || SharedLoop(place, use) is not null;
    }

    private static bool MayReach(SyntaxNode write, SyntaxNode use, SyntaxNode? last)
    {
        if (!MayComeBefore(write, use))
            return false;
        if (last is null || write == last || Functions.Around(write) != Functions.Around(use))
            return true;
        // A later write of the same loop is replaced, too, where the certain one is inside of the loop.
        return write.SpanStart > last.SpanStart
            && (write.SpanStart < use.SpanStart || SharedLoop(write, use) is { } loop && !loop.Span.Contains(last.Span));
    }

    // An assignment in a statement of a block around the use runs before it, whatever else does.
    private static bool IsCertain(SyntaxNode write, SyntaxNode use)
    {
        if (write.SpanStart >= use.SpanStart || Functions.Around(write) != Functions.Around(use))
            return false;
        if (
            write.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
            || assignment.Left != write
            || assignment.Span.Contains(use.Span)
            || assignment.Parent is not ExpressionStatementSyntax { Parent: { } block } statement
        )
            return false;
        if (block is GlobalStatementSyntax)
            return true;
        return block is BlockSyntax or SwitchSectionSyntax && block.Span.Contains(use.Span) && !statement.Span.Contains(use.Span);
    }

    private static SyntaxNode? SharedLoop(SyntaxNode left, SyntaxNode right) =>
        left.Ancestors()
            .TakeWhile(static ancestor =>
                ancestor
                    is not (
                        AnonymousFunctionExpressionSyntax
                        or LocalFunctionStatementSyntax
                        or BaseMethodDeclarationSyntax
                        or AccessorDeclarationSyntax
                    )
            )
            .FirstOrDefault(ancestor => ancestor.IsLoop() && ancestor.Span.Contains(right.Span));
}
