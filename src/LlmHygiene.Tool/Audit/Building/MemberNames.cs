using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>The name of the member at a location. It uses only syntax, so it works for code that does not compile.</summary>
internal static class MemberNames
{
    private const string TopLevel = "(top-level)";

    public static string At(Location location)
    {
        if (location.SourceTree is not { } tree)
            return "";
        var node = tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        var names = new List<string>();
        foreach (var around in node.AncestorsAndSelf())
        {
            // An extension block has no name.
            if (around is BaseTypeDeclarationSyntax { Identifier.ValueText.Length: > 0 } type)
                names.Add(type.Identifier.ValueText);
            else if (around is MemberDeclarationSyntax member && NameOf(member, node) is { } name)
                names.Add(name);
        }

        names.Reverse();
        return string.Join('.', names);
    }

    private static string? NameOf(MemberDeclarationSyntax member, SyntaxNode node) =>
        member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            ConstructorDeclarationSyntax => ".ctor",
            DestructorDeclarationSyntax => "Finalize",
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            IndexerDeclarationSyntax => "this[]",
            EventDeclarationSyntax @event => @event.Identifier.ValueText,
            OperatorDeclarationSyntax @operator => "operator " + @operator.OperatorToken.ValueText,
            ConversionOperatorDeclarationSyntax conversion => "operator " + conversion.Type,
            BaseFieldDeclarationSyntax field => field
                .Declaration.Variables.FirstOrDefault(variable => variable.Span.Contains(node.Span))
                ?.Identifier.ValueText,
            DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
            GlobalStatementSyntax => TopLevel,
            _ => null,
        };
}
