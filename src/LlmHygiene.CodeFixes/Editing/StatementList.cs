using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The consecutive statements of a block, a switch section or a file.</summary>
internal static class StatementList
{
    /// <summary>Null for a single embedded statement, such as the one after <c>if (…)</c>.</summary>
    public static IReadOnlyList<StatementSyntax>? Of(StatementSyntax statement) =>
        statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit
                .Members.OfType<GlobalStatementSyntax>()
                .Select(member => member.Statement)
                .ToArray(),
            _ => null,
        };

    /// <summary>The node in the list: the statement, or the member that contains a top-level statement.</summary>
    public static SyntaxNode Item(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global : statement;

    /// <summary>
    /// The statements between two statements of one list, without the two; null when they are in different lists or in reverse order.
    /// </summary>
    public static IReadOnlyList<StatementSyntax>? Between(StatementSyntax first, StatementSyntax last)
    {
        if (Item(first).Parent != Item(last).Parent || Of(first) is not { } list)
            return null;
        var from = IndexOf(list, first);
        var to = IndexOf(list, last);
        return from < 0 || to < from ? null : list.Skip(from + 1).Take(to - from - 1).ToArray();
    }

    private static int IndexOf(IReadOnlyList<StatementSyntax> list, StatementSyntax statement)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i] == statement)
                return i;
        return -1;
    }

    /// <summary>The member, lambda, local function or file in which a local at that position is in scope.</summary>
    public static SyntaxNode Home(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
}
