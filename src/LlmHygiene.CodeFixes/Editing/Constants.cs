using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Constants whose value becomes one that is read when the program runs.</summary>
internal static class Constants
{
    /// <summary>
    /// The declaration of the constant that has the value, and whether it can become a variable: nothing outside of it needs a constant.
    /// Null where the value is in no constant.
    /// </summary>
    public static (SyntaxNode? Declaration, bool IsMovable) DeclarationAround(ExpressionSyntax value)
    {
        if (value.FirstAncestorOrSelf<VariableDeclarationSyntax>() is not { Parent: { } parent } declaration)
            return (null, true);
        var modifiers = parent switch
        {
            LocalDeclarationStatementSyntax local => local.Modifiers,
            FieldDeclarationSyntax field => field.Modifiers,
            _ => default,
        };
        if (!modifiers.Any(SyntaxKind.ConstKeyword))
            return (null, true);
        var isPrivate = !modifiers.Any(static one =>
            one.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword
        );
        return (
            parent,
            declaration is { Variables: [{ Initializer.Value: var initial, Identifier.ValueText: var name }] }
                && initial == value
                && isPrivate
                && parent.Parent is { } home
                && !home.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && NeedsConstant(use))
        );
    }

    /// <summary>True where the language takes a constant and nothing else.</summary>
    public static bool NeedsConstant(SyntaxNode value)
    {
        for (var node = value; node.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax); node = parent)
            if (
                parent
                is AttributeArgumentSyntax
                    or CaseSwitchLabelSyntax
                    or PatternSyntax
                    or EqualsValueClauseSyntax { Parent: ParameterSyntax or EnumMemberDeclarationSyntax }
            )
                return true;
        return value.FirstAncestorOrSelf<VariableDeclarationSyntax>()?.Parent is { } declared
            && value.FirstAncestorOrSelf<EqualsValueClauseSyntax>() is not null
            && value is IdentifierNameSyntax
            && declared.ChildTokens().Any(static token => token.IsKind(SyntaxKind.ConstKeyword));
    }

    /// <summary>The declaration without <c>const</c>, and with the new value.</summary>
    public static OptionsEdit Moved(Document document, SyntaxNode declaration, SyntaxNode value, Func<SyntaxNode, SyntaxNode> change) =>
        new(document, declaration, node => WithoutConst(node, value.Span.Start - declaration.Span.Start, change), nameof(Constants));

    private static SyntaxNode WithoutConst(SyntaxNode declaration, int at, Func<SyntaxNode, SyntaxNode> change)
    {
        var literal = declaration.FindToken(declaration.SpanStart + at).Parent!;
        var changed = declaration.ReplaceNode(literal, change(literal));
        var word = changed.ChildTokens().First(static token => token.IsKind(SyntaxKind.ConstKeyword));
        if (changed is LocalDeclarationStatementSyntax local)
        {
            var rest = local.WithModifiers(
                local.Modifiers.Remove(local.Modifiers.First(static one => one.IsKind(SyntaxKind.ConstKeyword)))
            );
            return rest.WithLeadingTrivia(declaration.GetLeadingTrivia());
        }

        var field = (FieldDeclarationSyntax)changed;
        return field.WithModifiers(
            field.Modifiers.ReplaceRange(
                word,
                [
                    SyntaxFactory
                        .Token(SyntaxKind.StaticKeyword)
                        .WithLeadingTrivia(word.LeadingTrivia)
                        .WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(word.TrailingTrivia),
                ]
            )
        );
    }
}
