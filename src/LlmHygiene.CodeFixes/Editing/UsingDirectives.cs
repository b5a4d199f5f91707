using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Adds a <c>using</c> directive where a file needs one.</summary>
internal static class UsingDirectives
{
    /// <summary>
    /// Adds the namespace to a C# file once, in sorted order; does nothing where the position already sees the namespace.
    /// </summary>
    public static async Task AddUsingAsync(
        this SolutionChange change,
        Document document,
        int position,
        string name,
        CancellationToken cancellation
    )
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || IsInScope(model, position, name))
            return;
        if (!change.Claim((document.Id, "using", name)))
            return;
        var editor = await change.EditorOfAsync(document.Id, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(editor.OriginalRoot, (current, _) => Add((CompilationUnitSyntax)current, name));
    }

    private static bool IsInScope(SemanticModel model, int position, string name)
    {
        // The namespace of the file, or one that contains it.
        for (
            var space = model.GetEnclosingSymbol(position)?.ContainingNamespace;
            space is { IsGlobalNamespace: false };
            space = space.ContainingNamespace
        )
            if (space.ToDisplayString() == name)
                return true;

        // The namespace may still be empty, and bind to nothing.
        if (
            model
                .SyntaxTree.GetRoot()
                .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<UsingDirectiveSyntax>()
                .Any(directive => directive.Alias is null && directive.StaticKeyword.RawKind == 0 && directive.Name?.ToString() == name)
        )
            return true;

        return model
            .GetImportScopes(position)
            .SelectMany(scope => scope.Imports)
            .Any(import => import.NamespaceOrType is INamespaceSymbol space && space.ToDisplayString() == name);
    }

    private static CompilationUnitSyntax Add(CompilationUnitSyntax unit, string name)
    {
        // If the file has its usings inside its namespace, the new one goes there.
        if (unit.Usings.Count == 0 && unit.Members is [BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } space])
            return unit.ReplaceNode(space, space.WithUsings(Insert(space.Usings, name)));
        if (unit.Usings.Count > 0)
            return unit.WithUsings(Insert(unit.Usings, name));

        // A comment above the first token, such as a license, stays at the top.
        var newLine = NewLineOf(unit);
        var directive = Directive(name, newLine);
        var first = unit.GetFirstToken(includeZeroWidth: true);
        return unit.ReplaceToken(first, first.WithLeadingTrivia(newLine))
            .WithUsings(SyntaxFactory.SingletonList(directive.WithLeadingTrivia(first.LeadingTrivia)));
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, string name)
    {
        // If the ordinary usings of the file are not sorted, the new one goes after the last of them.
        var ordinary = usings.Where(IsOrdinary).Select(NameOf).ToArray();
        var isSorted = Enumerable.Range(1, Math.Max(ordinary.Length - 1, 0)).All(i => !IsLess(ordinary[i], ordinary[i - 1]));
        var at = 0;
        for (var i = 0; i < usings.Count; i++)
            if (usings[i].GlobalKeyword.RawKind != 0 || (IsOrdinary(usings[i]) && (!isSorted || IsLess(NameOf(usings[i]), name))))
                at = i + 1;

        var directive = Directive(name, NewLineOf(usings[usings.Count - 1]));
        if (at > 0)
            return usings.Insert(at, directive.WithLeadingTrivia(Indentation(usings[at - 1])));
        var first = usings[0];
        return usings
            .Replace(first, first.WithLeadingTrivia(Indentation(first)))
            .Insert(0, directive.WithLeadingTrivia(first.GetLeadingTrivia()));
    }

    // Aliases and static usings come last.
    private static bool IsOrdinary(UsingDirectiveSyntax directive) =>
        directive.GlobalKeyword.RawKind == 0 && directive.Alias is null && directive.StaticKeyword.RawKind == 0;

    private static string NameOf(UsingDirectiveSyntax directive) => directive.Name?.ToString() ?? "";

    // System comes first.
    private static bool IsLess(string name, string other) =>
        IsSystem(name) != IsSystem(other) ? IsSystem(name) : string.Compare(name, other, StringComparison.OrdinalIgnoreCase) < 0;

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    private static UsingDirectiveSyntax Directive(string name, SyntaxTrivia newLine) =>
        SyntaxFactory
            .UsingDirective(SyntaxFactory.ParseName(name))
            .WithUsingKeyword(SyntaxFactory.Token(default, SyntaxKind.UsingKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)))
            .WithSemicolonToken(SyntaxFactory.Token(default, SyntaxKind.SemicolonToken, SyntaxFactory.TriviaList(newLine)));

    private static SyntaxTriviaList Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia() is { Count: > 0 } lead && lead.Last() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(last)
            : default;

    /// <summary>The line ending of the file.</summary>
    public static SyntaxTrivia NewLineOf(SyntaxNode node) =>
        node.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is var found && found.RawKind != 0
            ? found
            : SyntaxFactory.LineFeed;
}
