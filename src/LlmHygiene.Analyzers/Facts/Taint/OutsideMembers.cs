using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Decides whether what is read from the bytes of a request sets a member of an object, and the member yields just that. A getter or a
/// setter that does more is not known.
/// </summary>
internal static class OutsideMembers
{
    // What stores the value of a property without a body; in a body, it is a keyword.
    private const string Own = "field";
    private const string Assigned = "value";

    /// <summary>False where a member on the way is one of the project that bytes do not set.</summary>
    public static bool MayBeSet(MemberPath? members)
    {
        for (var path = members; path is not null; path = path.Rest)
            if (
                path.Member is IPropertySymbol { IsAbstract: false, IsVirtual: false, DeclaringSyntaxReferences.IsEmpty: false } property
                && !IsSet(property)
            )
                return false;
        return true;
    }

    public static bool IsSet(ISymbol member) =>
        member switch
        {
            IFieldSymbol field => field is { IsReadOnly: false, DeclaredAccessibility: Accessibility.Public },
            IPropertySymbol { IsStatic: false, GetMethod: not null } property => property.DeclaringSyntaxReferences.IsEmpty
                ? property.SetMethod is not null || IsWireList(property.Type)
                : IsSet(property.OriginalDefinition),
            _ => false,
        };

    /// <summary>True for a property whose getter or setter is written out.</summary>
    public static bool HasBodies(IPropertySymbol property) =>
        property.GetMethod is { } getter && ValueTracker.HasBody(getter)
        || property.SetMethod is { } setter && ValueTracker.HasBody(setter);

    private static bool IsSet(IPropertySymbol property)
    {
        if (property.ContainingType.IsOrInherits(TextSourceRows.WireMessage))
            return property.SetMethod is not null || IsWireList(property.Type);
        if (StoreOf(property.GetMethod!) is not { } store)
            return false;
        if (property.SetMethod is { } setter)
            return !ValueTracker.HasBody(setter)
                || setter.DeclaredAccessibility != Accessibility.Private
                    && WrittenBy(setter) is var (target, value)
                    && target == store
                    && Plain(value) == Assigned;
        return IsSetByConstructor(property, store) || store == Own && IsEmptyList(property);
    }

    private static bool IsWireList(ITypeSymbol type) => TextSourceRows.WireLists.Any(list => type.IsNamed(list));

    // The field or the parameter that a getter yields.
    private static string? StoreOf(IMethodSymbol getter)
    {
        if (!ValueTracker.HasBody(getter))
            return Own;
        var returned = BodyOf(getter) switch
        {
            ExpressionSyntax expression => expression,
            BlockSyntax { Statements: [ReturnStatementSyntax { Expression: var expression }] } => expression,
            _ => null,
        };
        if (Plain(returned) is not { } name)
            return null;
        var type = getter.ContainingType;
        return
            name == Own
            || type.GetMembers(name).Any(static one => one is IFieldSymbol { IsStatic: false })
            || type.InstanceConstructors.Any(one => one.Parameters.Any(parameter => parameter.Name == name))
            ? name
            : null;
    }

    private static (string? Target, ExpressionSyntax Value)? WrittenBy(IMethodSymbol setter) =>
        BodyOf(setter) switch
        {
            AssignmentExpressionSyntax assignment => Written(assignment),
            BlockSyntax { Statements: [ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }] } => Written(
                assignment
            ),
            _ => null,
        };

    private static (string?, ExpressionSyntax)? Written(AssignmentExpressionSyntax assignment) =>
        assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? (Plain(assignment.Left), assignment.Right) : null;

    private static SyntaxNode? BodyOf(IMethodSymbol accessor) =>
        accessor.DeclaringSyntaxReferences is [var declared]
            ? declared.GetSyntax() switch
            {
                ArrowExpressionClauseSyntax arrow => arrow.Expression,
                AccessorDeclarationSyntax one => (SyntaxNode?)one.ExpressionBody?.Expression ?? one.Body,
                _ => null,
            }
            : null;

    // The name in `text`, `this.text`, `text ?? ""`, `text.Trim()`.
    private static string? Plain(ExpressionSyntax? expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IdentifierNameSyntax name:
                    return name.Identifier.ValueText;
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name }:
                    return name.Identifier.ValueText;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner }:
                    expression = inner;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var inner }:
                    expression = inner;
                    break;
                // `field`, where it is a keyword
                case { } keyword when keyword.ToString() == Own:
                    return Own;
                case { } other when TextComparisons.WithOtherSpelling(other) is { } inner:
                    expression = inner;
                    break;
                default:
                    return null;
            }
        }
    }

    private static bool IsSetByConstructor(IPropertySymbol property, string store)
    {
        var constructors = property
            .ContainingType.InstanceConstructors.Where(static one => one.DeclaredAccessibility == Accessibility.Public)
            .ToList();
        var called =
            constructors.Find(static one =>
                one.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == TextSourceRows.SerializerConstructor)
            ) ?? (constructors is [var only] ? only : null);
        if (
            called?.Parameters.FirstOrDefault(one => string.Equals(one.Name, property.Name, StringComparison.OrdinalIgnoreCase))
                is not { } parameter
            || called.DeclaringSyntaxReferences is not [var declared]
        )
            return false;
        if (declared.GetSyntax() is ConstructorDeclarationSyntax constructor)
            return IsStoredBy(constructor, parameter.Name, store == Own ? property.Name : store);
        // `class Request(string text) { public string Text => text; }`
        return store == parameter.Name || Plain(InitialOf(property, store)) == parameter.Name;
    }

    // A constructor that does more with the parameter than to keep it may check it.
    private static bool IsStoredBy(ConstructorDeclarationSyntax constructor, string parameter, string target)
    {
        var isStored = false;
        foreach (var name in constructor.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != parameter || name.Parent is NameColonSyntax)
                continue;
            if (name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment)
            {
                if (
                    name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                    || InvokedName.Of(call) is not { } method
                    || !TextChecks.AsksForAbsence(method)
                )
                    return false;
            }
            else if (assignment.Right.Span.Contains(name.Span))
            {
                if (Written(assignment) is not var (written, value) || written != target || Plain(value) != parameter)
                    return false;
                isStored = true;
            }
        }

        return isStored && !constructor.DescendantNodes().OfType<IfStatementSyntax>().Any();
    }

    private static ExpressionSyntax? InitialOf(IPropertySymbol property, string store)
    {
        var keeps = store == Own ? property : property.ContainingType.GetMembers(store).FirstOrDefault();
        return keeps?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            _ => null,
        };
    }

    // `List<string> Tags { get; } = new();`: only a serializer can fill it.
    private static bool IsEmptyList(IPropertySymbol property) =>
        property.Type.IsOrInherits("System.Collections.Generic.ICollection")
        && InitialOf(property, Own) switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } => true,
            { } value => value.ToString().Replace(" ", "") == "[]",
            _ => false,
        };
}
