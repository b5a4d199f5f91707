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
        var newLine = NewLineOf(unit);
        if (owner is not null)
            editor.ReplaceNode(owner, (current, _) => current is BaseNamespaceDeclarationSyntax space ? space.WithUsings(Insert(space.Usings, @namespace, newLine)) : current);
        else
            editor.ReplaceNode(unit, (current, _) => current is CompilationUnitSyntax file ? Insert(file, @namespace, newLine) : current);
    }

    private static CompilationUnitSyntax Insert(CompilationUnitSyntax file, string @namespace, SyntaxTrivia newLine)
    {
        if (file.Usings.Count > 0) return file.WithUsings(Insert(file.Usings, @namespace, newLine));
        var leading = file.GetLeadingTrivia();
        return file.WithoutLeadingTrivia().AddUsings(Directive(@namespace, newLine).WithTrailingTrivia(newLine, newLine).WithLeadingTrivia(leading));
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, string @namespace, SyntaxTrivia newLine)
    {
        var added = Directive(@namespace, newLine);
        var at = usings.LastIndexOf(directive => IsPlain(directive) && IsBefore(directive.Name!.ToString(), @namespace));
        if (at < 0) at = usings.IndexOf(IsPlain) is var first and >= 0 ? first - 1 : usings.Count - 1;
        if (at >= 0) return usings.Insert(at + 1, added.WithLeadingTrivia(usings[at].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));

        // The first line of the file keeps what stands above it.
        var moved = usings[0].WithLeadingTrivia(usings[0].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        return usings.Replace(usings[0], moved).Insert(0, added.WithLeadingTrivia(usings[0].GetLeadingTrivia()));
    }

    private static bool IsPlain(UsingDirectiveSyntax directive) => directive is { GlobalKeyword.RawKind: 0, Alias: null, StaticKeyword.RawKind: 0 };

    private static UsingDirectiveSyntax Directive(string @namespace, SyntaxTrivia newLine) => SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace))
        .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
        .WithTrailingTrivia(newLine);

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
