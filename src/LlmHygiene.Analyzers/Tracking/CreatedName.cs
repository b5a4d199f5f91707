using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The name of the type in a creation, without binding it.</summary>
internal static class CreatedName
{
    /// <summary>Null for <c>new(…)</c> where no declaration names the type, and for a type that has no name.</summary>
    public static string? Of(BaseObjectCreationExpressionSyntax creation) =>
        creation switch
        {
            ObjectCreationExpressionSyntax { Type: var type } => OfType(type),
            {
                Parent: EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } }
                }
            } => OfType(type),
            { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } } => OfType(type),
            _ => null,
        };

    /// <summary>Null for a type without a name, such as an array.</summary>
    public static string? OfType(TypeSyntax type) =>
        type switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            NullableTypeSyntax nullable => OfType(nullable.ElementType),
            _ => null,
        };
}
