using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LlmHygiene.CodeFixes.Calls;

internal static class NameWriter
{
    /// <summary>A type's name as code at the position would write it; a namespace that is not imported there is imported when the fix is applied.</summary>
    public static TypeSyntax TypeName(ITypeSymbol type, Document document, SemanticModel model, int position)
    {
        var name = type.ToMinimalDisplayString(model, position);
        return name.IndexOf('.') < 0
            ? SyntaxFactory.ParseTypeName(name)
            : (TypeSyntax)SyntaxGenerator.GetGenerator(document).TypeExpression(type, addImport: true).WithoutTrivia();
    }

    /// <summary>A string as an ordinary literal.</summary>
    public static ExpressionSyntax Text(string value) => SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(value, quote: true));
}
