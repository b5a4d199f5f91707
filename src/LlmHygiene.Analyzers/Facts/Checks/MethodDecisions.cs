using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Checks;

/// <summary>What a method is asked to decide.</summary>
internal enum DecisionKind
{
    /// <summary>What a text may say.</summary>
    Text,

    /// <summary>Whether something may be done. The characters and the length of a text do not decide that.</summary>
    Approval,
}

/// <summary>
/// Reads the bodies of methods whose names say that they check something. A body that is understood and decides nothing is no check,
/// whatever its name is: <c>bool IsValid(string text) => text.Length > 0</c>. Anything else may be one.
/// </summary>
internal sealed class MethodDecisions(SourceScope scope, DecisionKind kind)
{
    private const int MaxDepth = 4;
    private const int MaxOperations = 400;

    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private int _operations;

    /// <summary>True for a method that may decide, and for one whose body cannot be read.</summary>
    public bool MayDecide(IMethodSymbol method)
    {
        var definition = method.AsDeclared();
        if (_known.TryGetValue(definition, out var known))
            return known;
        _operations = 0;
        return _known[definition] = MayDecide(definition, [], depth: 0);
    }

    private bool MayDecide(IMethodSymbol method, HashSet<ISymbol> entered, int depth)
    {
        if (!entered.Add(method))
            return false;
        if (
            depth >= MaxDepth
            || !scope.Contains(method)
            || method is { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true, IsSealed: false } or { IsExtern: true }
        )
            return true;
        var implementation = method.PartialImplementationPart ?? method;
        var isRead = false;
        foreach (var reference in implementation.DeclaringSyntaxReferences)
        {
            if (BodyOf(reference.GetSyntax(scope.Cancellation)) is not { } body || scope.OperationOf(body) is not { } operation)
                continue;
            isRead = true;
            foreach (var one in operation.DescendantsAndSelf())
                if (++_operations > MaxOperations || Decides(one, entered, depth))
                    return true;
        }

        return !isRead;
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) =>
        declaration switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
            _ => null,
        };

    private bool Decides(IOperation operation, HashSet<ISymbol> entered, int depth) =>
        operation switch
        {
            IInvocationOperation call => scope.Contains(call.TargetMethod.AsDeclared())
                ? MayDecide(call.TargetMethod.AsDeclared(), entered, depth + 1)
                : CallDecides(call),
            IBinaryOperation binary => BinaryDecides(binary),
            IIsPatternOperation test => PatternDecides(test.Pattern, IsSize(test.Value.WithoutConversion())),
            ISwitchOperation or ISwitchExpressionOperation => true,
            // `await _answer.Task`: somebody else completes it.
            IAwaitOperation { Operation: var awaited } => awaited.WithoutConversion() is not IInvocationOperation,
            IObjectCreationOperation { Constructor: { } constructor } => CreationDecides(constructor, entered, depth),
            IMemberReferenceOperation { ConstantValue.HasValue: false } member => IsBoolean(member.Type)
                && !TextChecks.AsksForAbsence(member.Member.Name),
            // What an object was made with, or a variable around a local function, says what may be done.
            IParameterReferenceOperation { Parameter: var parameter } => IsBoolean(parameter.Type)
                && (kind == DecisionKind.Approval || parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }),
            ILocalReferenceOperation { Local: var local } => IsBoolean(local.Type)
                && local.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }
                && !entered.Contains(local.ContainingSymbol.OriginalDefinition),
            IConversionOperation { OperatorMethod: { } own } => scope.Contains(own.OriginalDefinition),
            IUnaryOperation { OperatorMethod: not null } => true,
            IInvalidOperation => true,
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => true,
            _ => false,
        };

    private bool CreationDecides(IMethodSymbol constructor, HashSet<ISymbol> entered, int depth)
    {
        var type = constructor.ContainingType;
        if (scope.Contains(type.OriginalDefinition))
            return constructor.DeclaringSyntaxReferences.Any(static one => one.GetSyntax() is ConstructorDeclarationSyntax)
                && MayDecide(constructor.OriginalDefinition, entered, depth + 1);
        // `new Uri(text)`
        return kind == DecisionKind.Text
            && constructor.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_String)
            && !IsNeutral(type)
            && !type.IsOrInherits(CheckBodies.Error);
    }

    private static bool IsBoolean(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean }
        || type
            is INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
                TypeArguments: [{ SpecialType: SpecialType.System_Boolean }]
            };

    private bool CallDecides(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return true;
        if (type.SpecialType == SpecialType.System_Char)
            return kind == DecisionKind.Text;
        if (type.SpecialType == SpecialType.System_String)
            return TextCallDecides(call);
        // `ArgumentException.ThrowIfNullOrEmpty(text)`
        if (TextChecks.AsksForAbsence(method.Name) || method is { Name: "GetType" } or { Name: "ToString", Parameters.IsEmpty: true })
            return false;
        if (type.IsNamed(CheckBodies.Sequences) || IsIn(type, CheckBodies.Collections))
            return CheckBodies.OfElements.Contains(method.Name)
                && (kind == DecisionKind.Text || !IsOfCharacters(call.Instance ?? call.Arguments.FirstOrDefault()?.Value))
                && (call.Instance is not null || call.Arguments.Length > 1);
        // What a tool does is not what allows it.
        if (kind == DecisionKind.Approval && IsIn(type, CheckBodies.Files))
            return false;
        return CheckBodies.Deciding.Contains(method.Name) || !IsNeutral(type);
    }

    private static bool IsNeutral(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || IsIn(type, CheckBodies.Collections)
        || CheckBodies.Neutral.Any(one => one.EndsWith(".", StringComparison.Ordinal) ? IsIn(type, one) : type.IsNamed(one));

    private bool TextCallDecides(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (CheckBodies.Keeping.Contains(name) || (TextChecks.Spellings.Contains(name) && call.Arguments.IsEmpty))
            return false;
        // `text.Replace("\n", " ")`
        if (call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: var first } }, ..] && IsSpace(first))
            return false;
        if (kind == DecisionKind.Text)
            return true;
        return !CheckBodies.OfCharacters.Contains(name) && !call.TargetMethod.Parameters.Any(static one => IsCharacter(one.Type));
    }

    private static bool IsSpace(object? value) => value is char or string && string.IsNullOrWhiteSpace(value.ToString());

    private bool IsOfCharacters(IOperation? items)
    {
        var type = items?.WithoutConversion().Type;
        return type
            is { SpecialType: SpecialType.System_String }
                or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char }
                or INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] };
    }

    private static bool IsCharacter(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Char } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char };

    private bool BinaryDecides(IBinaryOperation binary)
    {
        if (
            binary.OperatorKind
            is not (
                BinaryOperatorKind.Equals
                or BinaryOperatorKind.NotEquals
                or BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual
            )
        )
            return binary.OperatorMethod is { } own && scope.Contains(own.OriginalDefinition);
        var left = binary.LeftOperand.WithoutConversion();
        var right = binary.RightOperand.WithoutConversion();
        return left.ConstantValue.HasValue ? Decides(right, left.ConstantValue.Value, binary.OperatorKind)
            : right.ConstantValue.HasValue ? Decides(left, right.ConstantValue.Value, binary.OperatorKind)
            : kind == DecisionKind.Text || !(IsCharacter(left.Type) || IsSize(left) || IsSize(right));
    }

    private bool Decides(IOperation value, object? constant, BinaryOperatorKind compared) =>
        constant switch
        {
            null or "" or bool => false,
            char => kind == DecisionKind.Text,
            int size when IsSize(value) => SizeDecides(size, compared == BinaryOperatorKind.Equals),
            // `text.IndexOf('/') < 0`: the call decides, or not.
            int when value is IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => false,
            _ => true,
        };

    private static bool IsSize(IOperation value) =>
        value is IPropertyReferenceOperation { Property.Name: var name } && CheckBodies.Sizes.Contains(name)
        || value is IInvocationOperation { TargetMethod.Name: "Count" };

    // `text is null`, `text is { } given`, `value is string text`
    private bool PatternDecides(IPatternOperation pattern, bool isSize) =>
        pattern switch
        {
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: int size } } when isSize => SizeDecides(size, true),
            IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: int size } } when isSize => SizeDecides(
                size,
                false
            ),
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } } => value is not (null or "" or bool),
            INegatedPatternOperation { Pattern: var inner } => PatternDecides(inner, isSize),
            IBinaryPatternOperation { LeftPattern: var left, RightPattern: var right } => PatternDecides(left, isSize)
                || PatternDecides(right, isSize),
            IDeclarationPatternOperation or ITypePatternOperation or IDiscardPatternOperation => false,
            IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: var parts } => parts.Any(part =>
                PatternDecides(part.Pattern, IsSize(part.Member))
            ),
            _ => true,
        };

    private bool SizeDecides(int size, bool isExact) =>
        kind == DecisionKind.Text && size >= CheckBodies.ShortestLimit && (size <= CheckBodies.LongestLimit || isExact);

    private static bool IsIn(ITypeSymbol type, string space) =>
        type.ContainingNamespace?.ToDisplayString() is { } own && (own + ".").StartsWith(space, StringComparison.Ordinal);
}
