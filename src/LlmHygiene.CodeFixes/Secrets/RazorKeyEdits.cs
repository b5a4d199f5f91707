using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Secrets;

/// <summary>
/// Reads a key in <c>@code</c> from the environment. The C# that Razor generates says what is around the key, and its line mapping says
/// where that is in the Razor file.
/// </summary>
internal static class RazorKeyEdits
{
    /// <summary>Null where the key is in markup or in a comment, and where the generated code does not match the file.</summary>
    public static async Task<IReadOnlyList<TextChange>?> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        string variable,
        CancellationToken cancellation
    )
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        if (span.End > text.Length || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
            return null;
        var key = text.ToString(span);
        foreach (var tree in compilation.SyntaxTrees.Where(RazorFiles.IsRazor))
        {
            var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
            foreach (var token in root.DescendantTokens())
                if (
                    token.IsKind(SyntaxKind.StringLiteralToken)
                    && token.ValueText == key
                    && token.Parent is LiteralExpressionSyntax literal
                    && InFile(token, document, text, cancellation) is { } place
                    && place.Contains(span)
                )
                    return EditsOf(literal, place);
        }

        return null;

        IReadOnlyList<TextChange>? EditsOf(LiteralExpressionSyntax literal, TextSpan place)
        {
            if (KeyReading.For(literal, variable, compilation.GetSemanticModel(literal.SyntaxTree)) is not { } read)
                return null;
            var edit = new TextChange(place, read.Value.ToString());
            if (read.Constant is not { } constant)
                return [edit];
            var word = constant.ChildTokens().First(static token => token.IsKind(SyntaxKind.ConstKeyword));
            if (InFile(word, document, text, cancellation) is not { } wordPlace)
                return null;
            return
            [
                constant is FieldDeclarationSyntax
                    ? new TextChange(wordPlace, "static readonly")
                    : new TextChange(new TextSpan(wordPlace.Start, wordPlace.Length + word.TrailingTrivia.FullSpan.Length), ""),
                edit,
            ];
        }
    }

    // The columns of older line directives are those of the generated file: what is there must be the token.
    private static TextSpan? InFile(SyntaxToken token, TextDocument document, SourceText text, CancellationToken cancellation)
    {
        var tree = token.SyntaxTree!;
        var mapped = tree.GetMappedLineSpan(token.Span, cancellation);
        if (
            !RazorFiles.IsWrittenByUser(tree, token.Span, cancellation)
            || Path.GetFileName(mapped.Path) != Path.GetFileName(document.FilePath)
            || mapped.EndLinePosition.Line >= text.Lines.Count
        )
            return null;
        var line = text.Lines[mapped.StartLinePosition.Line];
        var start = line.Start + mapped.StartLinePosition.Character;
        var span = new TextSpan(start, token.Span.Length);
        return span.End <= line.End && text.ToString(span) == token.Text ? span : null;
    }
}
