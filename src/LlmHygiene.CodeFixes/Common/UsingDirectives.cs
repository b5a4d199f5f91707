using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LlmHygiene.CodeFixes.Common;

/// <summary>Adds a <c>using</c> to a file that needs it, in its place among the others.</summary>
internal static class UsingDirectives
{
    public static void Add(SolutionChange change, DocumentEditor editor, SemanticModel model, int position, string @namespace)
    {
        if (@namespace.Length == 0 || IsKnown(model, position, @namespace)) return;
        var key = (typeof(UsingDirectives), editor.OriginalDocument.Id, @namespace);
        if (change.Notes.ContainsKey(key)) return;
        change.Notes.Add(key, key);

        var unit = (CompilationUnitSyntax)editor.OriginalRoot;
        var owner = unit.Usings.Count == 0 ? unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(space => space.Usings.Count > 0) : null;
        var usings = (owner?.Usings ?? unit.Usings).Where(directive => directive.GlobalKeyword.RawKind == 0).ToArray();
        var after = usings.LastOrDefault(directive => directive.Alias is null && directive.StaticKeyword.RawKind == 0 && IsBefore(directive.Name!.ToString(), @namespace));
        var newLine = NewLineOf(unit);
        var added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(newLine);
        if (after is not null)
        {
            editor.InsertAfter(after, added.WithLeadingTrivia(after.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        }
        else if (usings.Length > 0)
        {
            editor.InsertBefore(usings[0], added.WithLeadingTrivia(usings[0].GetLeadingTrivia()));
            editor.ReplaceNode(usings[0], (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        }
        else if (unit.Usings.LastOrDefault() is { } global)
        {
            editor.InsertAfter(global, added);
        }
        else
        {
            editor.ReplaceNode(unit, (current, _) =>
            {
                var first = (CompilationUnitSyntax)current;
                var leading = first.GetLeadingTrivia();
                return first.WithoutLeadingTrivia().AddUsings(added.WithTrailingTrivia(newLine, newLine).WithLeadingTrivia(leading));
            });
        }
    }

    public static SyntaxTrivia NewLineOf(SyntaxNode root) =>
        root.SyntaxTree.GetText().Lines is [var line, _, ..] && line.EndIncludingLineBreak - line.End == 2 ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;

    private static bool IsKnown(SemanticModel model, int position, string @namespace)
    {
        var node = model.SyntaxTree.GetRoot().FindToken(position).Parent;
        for (var space = model.GetEnclosingSymbol(position)?.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            if (space.ToDisplayString() == @namespace) return true;
        var near = node?.Ancestors().SelectMany(ancestor => ancestor switch
        {
            BaseNamespaceDeclarationSyntax declared => declared.Usings,
            CompilationUnitSyntax unit => unit.Usings,
            _ => default(SyntaxList<UsingDirectiveSyntax>),
        });
        return near?.Any(IsIt) == true
            || model.Compilation.SyntaxTrees.Any(tree => tree.GetRoot() is CompilationUnitSyntax unit && unit.Usings.Any(directive => directive.GlobalKeyword.RawKind != 0 && IsIt(directive)));

        bool IsIt(UsingDirectiveSyntax directive) => directive.Alias is null && directive.StaticKeyword.RawKind == 0 && directive.Name?.ToString().Replace("global::", "") == @namespace;
    }

    // Many files have those of the framework in front.
    private static bool IsBefore(string name, string added)
    {
        var ofSystem = (name == "System" || name.StartsWith("System.", StringComparison.Ordinal), added.StartsWith("System", StringComparison.Ordinal));
        return ofSystem.Item1 != ofSystem.Item2 ? ofSystem.Item1 : string.CompareOrdinal(name, added) < 0;
    }
}
