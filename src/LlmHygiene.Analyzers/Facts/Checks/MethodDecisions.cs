using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
internal sealed partial class MethodDecisions(SourceScope scope, DecisionKind kind)
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
            if (HasOtherCode(body) || AlwaysDenies(operation) || Decide(operation, entered, depth))
                return true;
        }

        return !isRead;
    }

    private bool Decide(IOperation body, HashSet<ISymbol> entered, int depth)
    {
        foreach (var one in body.DescendantsAndSelf())
            if (++_operations > MaxOperations || Decides(one, entered, depth))
                return true;
        return false;
    }

    // The method has another body in another configuration of the project.
    private static bool HasOtherCode(SyntaxNode body) =>
        body.ContainsDirectives && body.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia));

    // `=> false`, `=> throw …`: nothing may be done.
    private static bool AlwaysDenies(IOperation body)
    {
        if (body is not IBlockOperation { Operations: [var only] })
            return false;
        var value = only switch
        {
            IReturnOperation { ReturnedValue: { } returned } => returned,
            IExpressionStatementOperation { Operation: var expression } => expression,
            _ => only,
        };
        if (value.WithoutConversion() is IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [{ Value: var result }] })
            value = result;
        return value.WithoutConversion() is IThrowOperation or { ConstantValue: { HasValue: true, Value: false } };
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) =>
        declaration switch
        {
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            ArrowExpressionClauseSyntax getter => getter,
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
            _ => null,
        };

    private bool Decides(IOperation operation, HashSet<ISymbol> entered, int depth) =>
        operation switch
        {
            IInvocationOperation call => scope.Contains(call.TargetMethod.AsDeclared())
                ? MayDecide(call.TargetMethod.AsDeclared(), entered, depth + 1)
                : CallDecides(call.TargetMethod, call),
            IMethodReferenceOperation { Method: var method } => scope.Contains(method.AsDeclared())
                ? MayDecide(method.AsDeclared(), entered, depth + 1)
                : CallDecides(method, call: null),
            IBinaryOperation binary => BinaryDecides(binary),
            ITupleBinaryOperation => true,
            IArrayElementReferenceOperation element => IsBoolean(element.Type),
            IIsPatternOperation test => PatternDecides(test.Pattern, test.Value.WithoutConversion()),
            IIsTypeOperation test => TypeDecides(test.TypeOperand, test.ValueOperand.Type),
            ISwitchOperation or ISwitchExpressionOperation => true,
            // `await _answer.Task`: other code completes the task.
            IAwaitOperation { Operation: var awaited } => awaited.WithoutConversion()
                is not (IInvocationOperation or IMemberReferenceOperation { Instance: null }),
            IObjectCreationOperation { Constructor: { } constructor } => CreationDecides(constructor, entered, depth),
            IMemberReferenceOperation { ConstantValue.HasValue: false } member => MemberDecides(member, entered, depth),
            // An argument of the constructor, or a variable outside a local function, may say what is allowed.
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

    private static bool IsBoolean(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean }
        || type
            is INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
                TypeArguments: [{ SpecialType: SpecialType.System_Boolean }]
            };

    private static bool IsNeutral(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || IsIn(type, CheckBodies.Collections)
        || CheckBodies.Neutral.Any(one => one.EndsWith(".", StringComparison.Ordinal) ? IsIn(type, one) : type.IsNamed(one));

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
            : kind == DecisionKind.Text || !(IsCharacter(left.Type) || IsSizeOfText(left) || IsSizeOfText(right));
    }

    private bool Decides(IOperation value, object? constant, BinaryOperatorKind compared) =>
        constant switch
        {
            null or "" => IsState(value),
            bool => false,
            char => kind == DecisionKind.Text,
            int size when IsSizeOfText(value) => SizeDecides(size, compared == BinaryOperatorKind.Equals),
            // `text.IndexOf('/') < 0`: whether this decides depends on the call.
            int when value is IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => false,
            _ => true,
        };

    private static bool IsSize(IOperation value) =>
        value is IPropertyReferenceOperation { Property.Name: var name } && CheckBodies.Sizes.Contains(name)
        || value is IInvocationOperation { TargetMethod.Name: "Count" };

    // The number of approvals is not the size of a text.
    private bool IsSizeOfText(IOperation? value) =>
        value is not null
        && IsSize(value)
        && !(
            (value is IInvocationOperation { Arguments: [{ Value: var all }, ..] } ? all : (value as IPropertyReferenceOperation)?.Instance)
                is { } sized
            && IsStateWithElements(sized)
        );

    // `text is null`, `text is { } given`, `value is string text`
    private bool PatternDecides(IPatternOperation pattern, IOperation? value) =>
        pattern switch
        {
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: int size } } when IsSizeOfText(value) => SizeDecides(
                size,
                true
            ),
            IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: int size } } when IsSizeOfText(value) =>
                SizeDecides(size, false),
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => IsState(value),
            IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var compared } } => compared is not ("" or bool),
            INegatedPatternOperation { Pattern: var inner } => PatternDecides(inner, value),
            IBinaryPatternOperation { LeftPattern: var left, RightPattern: var right } => PatternDecides(left, value)
                || PatternDecides(right, value),
            IDiscardPatternOperation => false,
            IDeclarationPatternOperation { MatchesNull: true } => false,
            IDeclarationPatternOperation declared => TypeDecides(declared.MatchedType, declared.InputType) || IsState(value),
            ITypePatternOperation typed => TypeDecides(typed.MatchedType, typed.InputType) || IsState(value),
            IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: var parts } matched => TypeDecides(
                matched.MatchedType,
                matched.InputType
            )
                || IsState(value)
                || parts.Any(part => PatternDecides(part.Pattern, part.Member)),
            _ => true,
        };

    private bool SizeDecides(int size, bool isExact) =>
        kind == DecisionKind.Text && size >= CheckBodies.ShortestLimit && (size <= CheckBodies.LongestLimit || isExact);

    private static bool IsIn(ITypeSymbol type, string space) =>
        type.ContainingNamespace?.ToDisplayString() is { } own && (own + ".").StartsWith(space, StringComparison.Ordinal);
}
