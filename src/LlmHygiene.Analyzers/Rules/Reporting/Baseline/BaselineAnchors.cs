using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>Where in the code a violation is, in terms that stay the same when lines, files and parameters move.</summary>
/// <param name="Member">The full name of the member; overloads share it, so that a new parameter changes nothing.</param>
/// <param name="Name">The name of the method that is called, or of the member that is set.</param>
/// <param name="Ordinal">How many calls of that name precede it in the members of that name.</param>
internal sealed record BaselineAnchor(string Member, string Name, int Ordinal);

/// <summary>Finds the anchors of one compilation, and counts equal ones of a member once.</summary>
internal sealed class BaselineAnchors
{
    private const string Unnamed = "-";

    private readonly ConcurrentDictionary<ISymbol, Dictionary<SyntaxNode, int>> _ordinals = new(SymbolEqualityComparer.Default);

    /// <summary>Null where the member is not known.</summary>
    public BaselineAnchor? Of(IOperation operation, CancellationToken cancellation)
    {
        var syntax = operation.Syntax;
        if (
            operation.SemanticModel is not { } model
            || MemberOf(model.GetEnclosingSymbol(syntax.SpanStart, cancellation)) is not { ContainingType: { } type } member
        )
            return null;

        // Overloads are one: the first of them keeps the count.
        var same = BaselineTypes.SameName(member);
        if (same.Count == 0)
            same = [member];
        var ordinals = _ordinals.GetOrAdd(same[0], _ => Count(same, cancellation));
        return new BaselineAnchor(
            BaselineTypes.NameOf(type) + "." + member.MetadataName.Replace('.', '#'),
            NameOf(syntax),
            ordinals.TryGetValue(syntax, out var ordinal) ? ordinal : 0
        );
    }

    /// <summary>The types that a place can be in, while the compilation has them.</summary>
    public static IReadOnlyList<INamedTypeSymbol> TypesOf(string place, Compilation compilation) =>
        place.LastIndexOf('.') is > 0 and var dot ? [.. BaselineTypes.Find(place.Substring(0, dot), compilation)] : [];

    // Code in a lambda or a local function belongs to the member around it: one is often refactored into the other.
    private static ISymbol? MemberOf(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol switch
        {
            IMethodSymbol { AssociatedSymbol: { } property } => property,
            IFieldSymbol { AssociatedSymbol: { } property } => property,
            IMethodSymbol { PartialDefinitionPart: { } definition } => definition,
            _ => symbol,
        };
    }

    private static Dictionary<SyntaxNode, int> Count(IEnumerable<ISymbol> members, CancellationToken cancellation)
    {
        var next = new Dictionary<(SyntaxKind Kind, string Name), int>();
        var ordinals = new Dictionary<SyntaxNode, int>();
        foreach (var declaration in members.SelectMany(member => Declarations(member, cancellation)))
        {
            foreach (var node in declaration.DescendantNodes(inner => inner == declaration || !IsOtherMember(inner, declaration)))
            {
                if (
                    node
                        is not (
                            InvocationExpressionSyntax
                            or AssignmentExpressionSyntax
                            or LiteralExpressionSyntax
                            or BaseObjectCreationExpressionSyntax
                            or CastExpressionSyntax
                        )
                    || ordinals.ContainsKey(node)
                )
                    continue;
                var key = (node.Kind(), node is LiteralExpressionSyntax literal ? literal.Token.ValueText : NameOf(node));
                next.TryGetValue(key, out var ordinal);
                ordinals.Add(node, ordinal);
                next[key] = ordinal + 1;
            }
        }

        return ordinals;
    }

    private static IEnumerable<SyntaxNode> Declarations(ISymbol member, CancellationToken cancellation)
    {
        var implementation = (member as IMethodSymbol)?.PartialImplementationPart;
        var references = implementation is null
            ? member.DeclaringSyntaxReferences
            : member.DeclaringSyntaxReferences.AddRange(implementation.DeclaringSyntaxReferences);
        return references.Select(reference => reference.GetSyntax(cancellation));
    }

    // Top-level statements are declared by the whole file, and a primary constructor by the whole type.
    private static bool IsOtherMember(SyntaxNode node, SyntaxNode declaration) =>
        declaration is CompilationUnitSyntax or TypeDeclarationSyntax && node is MemberDeclarationSyntax and not GlobalStatementSyntax;

    private static string NameOf(SyntaxNode node)
    {
        // What it is follows from the subject of the violation.
        if (node is LiteralExpressionSyntax)
            return "";
        var name = node switch
        {
            InvocationExpressionSyntax => CallSyntax.NameOf(node),
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Name,
            AssignmentExpressionSyntax assignment => assignment.Left,
            ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var type } } => type,
            ObjectCreationExpressionSyntax creation => creation.Type,
            CastExpressionSyntax cast => cast.Type,
            _ => node,
        };
        return name is SimpleNameSyntax simple ? simple.Identifier.ValueText : Unnamed;
    }
}
