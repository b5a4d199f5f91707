using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>Symbols as C# text that means the same in any file.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    private static readonly SymbolDisplayFormat s_bare = s_full.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    public static string Of(ITypeSymbol type) => type.ToDisplayString(s_full);

    /// <summary>Without the annotation of the type itself, as in <c>is</c> and <c>new</c>.</summary>
    public static string Bare(ITypeSymbol type) => type.ToDisplayString(s_bare);

    public static string Name(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
        || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? "@" + name
            : name;

    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    public static string LiteralOrNull(string? text) => text is null ? "null" : Literal(text);
}
