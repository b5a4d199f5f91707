using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>
/// Runs the condition of a strategy for a status that an SDK repeats itself: <c>error => error.Status == 429 || error.Status >= 500</c>.
/// What it does not know is not true.
/// </summary>
internal sealed class RetryPredicate
{
    private const int MaxDepth = 40;

    // Values other than numbers and bools.
    private enum Known
    {
        Null,
        Arguments,
        Outcome,
        Exception,
        Response,
    }

    private readonly SourceScope _scope;
    private readonly IReadOnlyCollection<string>? _exceptions;
    private readonly int _status;
    private readonly Dictionary<ISymbol, object?> _variables = new(SymbolEqualityComparer.Default);
    private int _depth;

    private RetryPredicate(SourceScope scope, IReadOnlyCollection<string>? exceptions, int status) =>
        (_scope, _exceptions, _status) = (scope, exceptions, status);

    /// <summary>True where a delegate that takes the arguments of a strategy is true for such a status.</summary>
    /// <param name="exceptions">What the SDK throws; null for the responses of an HTTP client.</param>
    public static bool Handles(IOperation predicate, SourceScope scope, IReadOnlyCollection<string>? exceptions) =>
        Any(predicate, Known.Arguments, scope, exceptions);

    /// <summary>The same for a delegate that takes an exception.</summary>
    public static bool HandlesException(IOperation predicate, SourceScope scope, IReadOnlyCollection<string> exceptions) =>
        Any(predicate, Known.Exception, scope, exceptions);

    /// <summary>The same for a delegate that takes a response.</summary>
    public static bool HandlesResponse(IOperation predicate, SourceScope scope) => Any(predicate, Known.Response, scope, exceptions: null);

    private static bool Any(IOperation predicate, Known argument, SourceScope scope, IReadOnlyCollection<string>? exceptions) =>
        HttpClients.RepeatedStatuses.Any(status => new RetryPredicate(scope, exceptions, status).Call(predicate, argument) is true);

    private object? Call(IOperation target, object? argument)
    {
        target = target.WithoutConversion();
        if (target is IDelegateCreationOperation made)
            target = made.Target;
        switch (target)
        {
            case IAnonymousFunctionOperation { Symbol.Parameters: [var parameter, ..], Body: var body }:
                _variables[parameter] = argument;
                return Run(body);
            case IMethodReferenceOperation { Method: var method }:
                return Call(method, [argument]);
            default:
                return null;
        }
    }

    private object? Call(IMethodSymbol method, IReadOnlyList<object?> arguments)
    {
        var definition = method.AsDeclared();
        if (
            !_scope.Contains(definition)
            || definition.Parameters.Length != arguments.Count
            || _scope.ReturnedValues(definition).ToList() is not [var only]
        )
            return null;
        for (var i = 0; i < arguments.Count; i++)
            _variables[definition.Parameters[i]] = arguments[i];
        return Value(only);
    }

    // `if (…) return true; return false;`
    private object? Run(IBlockOperation body)
    {
        foreach (var statement in body.Operations)
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Value(value);
                case IConditionalOperation { Condition: var condition, WhenFalse: null, WhenTrue: var then }
                    when (then is IBlockOperation { Operations: [var only] } ? only : then)
                        is IReturnOperation { ReturnedValue: { } early }:
                    if (Value(condition) is not bool isTrue)
                        return null;
                    if (isTrue)
                        return Value(early);
                    break;
                default:
                    return null;
            }

        return null;
    }

    private object? Value(IOperation? operation)
    {
        if (operation is null || _depth >= MaxDepth)
            return null;
        _depth++;
        try
        {
            return operation.ConstantValue is { HasValue: true, Value: var constant } ? Plain(constant) : Evaluated(operation);
        }
        finally
        {
            _depth--;
        }
    }

    private static object? Plain(object? constant) =>
        constant switch
        {
            null => Known.Null,
            bool => constant,
            int or short or byte or long => Convert.ToInt32(constant, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };

    private object? Evaluated(IOperation operation) =>
        operation switch
        {
            IConversionOperation conversion => Value(conversion.Operand),
            IParenthesizedOperation parenthesized => Value(parenthesized.Operand),
            IParameterReferenceOperation { Parameter: var parameter } => Variable(parameter),
            ILocalReferenceOperation { Local: var local } => Variable(local),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var inner } => Value(inner) is bool known ? !known : null,
            IBinaryOperation binary => Binary(binary),
            IConditionalOperation choice => Value(choice.Condition) is bool isTrue
                ? Value(isTrue ? choice.WhenTrue : choice.WhenFalse)
                : null,
            IIsTypeOperation { ValueOperand: var value, TypeOperand: var type } => IsType(Value(value), type),
            IIsPatternOperation { Value: var value, Pattern: var pattern } => Fits(Value(value), pattern),
            ISwitchExpressionOperation choice => Chosen(choice),
            IConditionalAccessOperation access => Value(access.Operation) is Known.Null ? Known.Null : Value(access.WhenNotNull),
            IConditionalAccessInstanceOperation instance => Value(ValueTracker.ConditionalReceiver(instance)),
            IPropertyReferenceOperation { Property: var property, Instance: { } owner } => Member(property.Name, Value(owner)),
            IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [var result] } => Value(result.Value),
            IInvocationOperation call => Called(call),
            _ => null,
        };

    private object? Variable(ISymbol symbol) =>
        _variables.TryGetValue(symbol.OriginalDefinition, out var value) || _variables.TryGetValue(symbol, out value) ? value : null;

    private object? Member(string name, object? owner) =>
        (owner, name) switch
        {
            (Known.Arguments, "Outcome") => Known.Outcome,
            (Known.Outcome, "Exception") => _exceptions is null ? Known.Null : Known.Exception,
            (Known.Outcome, "Result") => _exceptions is null ? Known.Response : Known.Null,
            (Known.Exception or Known.Response, "Status" or "StatusCode") => _status,
            (Known.Response, "IsSuccessStatusCode") => false,
            // `error.StatusCode.Value`
            (int number, "Value") => number,
            (int, "HasValue") => true,
            _ => null,
        };

    private object? Binary(IBinaryOperation binary)
    {
        var left = Value(binary.LeftOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd:
                return left is false ? false
                    : Value(binary.RightOperand) is bool and
                        ? left is true ? and
                            : and ? null
                            : false
                    : null;
            case BinaryOperatorKind.ConditionalOr:
                return left is true ? true
                    : Value(binary.RightOperand) is bool or
                        ? left is false ? or
                            : or ? true
                            : null
                    : null;
        }

        var right = Value(binary.RightOperand);
        if (left is int a && right is int b)
            return Compare(binary.OperatorKind, a, b);
        if (left is null || right is null || (left is not Known.Null && right is not Known.Null))
            return null;
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => left.Equals(right),
            BinaryOperatorKind.NotEquals => !left.Equals(right),
            _ => null,
        };
    }

    private static object? Compare(BinaryOperatorKind kind, int left, int right) =>
        kind switch
        {
            BinaryOperatorKind.Equals => left == right,
            BinaryOperatorKind.NotEquals => left != right,
            BinaryOperatorKind.LessThan => left < right,
            BinaryOperatorKind.LessThanOrEqual => left <= right,
            BinaryOperatorKind.GreaterThan => left > right,
            BinaryOperatorKind.GreaterThanOrEqual => left >= right,
            BinaryOperatorKind.Divide => right == 0 ? null : left / right,
            _ => null,
        };

    // An exception of another SDK is not thrown by this one.
    private object? IsType(object? value, ITypeSymbol? type) =>
        value switch
        {
            Known.Null => false,
            Known.Exception => type is not null
                && (Containers.FullName(type) == "System.Exception" || _exceptions?.Contains(Containers.FullName(type)) == true),
            Known.Response or int => true,
            _ => null,
        };

    private object? Fits(object? value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case INegatedPatternOperation { Pattern: var inner }:
                return Fits(value, inner) is bool fits ? !fits : null;
            case IBinaryPatternOperation { OperatorKind: var kind, LeftPattern: var left, RightPattern: var right }:
                var isOr = kind == BinaryOperatorKind.Or;
                return (Fits(value, left), Fits(value, right)) switch
                {
                    (bool a, bool b) => isOr ? a || b : a && b,
                    (bool one, _) when one == isOr => isOr,
                    (_, bool one) when one == isOr => isOr,
                    _ => null,
                };
            case IConstantPatternOperation { Value: var constant }:
                return value is null || Value(constant) is not { } expected ? null : value.Equals(expected);
            case IRelationalPatternOperation { OperatorKind: var sign, Value: var bound }:
                return value is int number && Value(bound) is int limit ? Compare(sign, number, limit) : null;
            case ITypePatternOperation { MatchedType: var type }:
                return IsType(value, type);
            case IDeclarationPatternOperation { MatchedType: var type, DeclaredSymbol: var declared }:
                Declare(declared, value);
                return type is null ? true : IsType(value, type);
            case IRecursivePatternOperation recursive:
                return FitsParts(value, recursive);
            default:
                return null;
        }
    }

    private object? FitsParts(object? value, IRecursivePatternOperation pattern)
    {
        if (!pattern.DeconstructionSubpatterns.IsEmpty || value is null)
            return null;
        Declare(pattern.DeclaredSymbol, value);
        if (value is Known.Null || IsType(value, pattern.MatchedType) is false)
            return false;
        var all = true;
        foreach (var part in pattern.PropertySubpatterns)
            if (
                part.Member is not IPropertyReferenceOperation { Property: var property }
                || Fits(Member(property.Name, value), part.Pattern) is not bool fits
            )
                return null;
            else
                all &= fits;
        return all;
    }

    private void Declare(ISymbol? variable, object? value)
    {
        if (variable is not null)
            _variables[variable] = value;
    }

    private object? Chosen(ISwitchExpressionOperation choice)
    {
        var value = Value(choice.Value);
        foreach (var arm in choice.Arms)
        {
            var fits = Fits(value, arm.Pattern);
            if (fits is true && arm.Guard is { } guard)
                fits = Value(guard);
            if (fits is not bool isChosen)
                return null;
            if (isChosen)
                return Value(arm.Value);
        }

        return null;
    }

    private object? Called(IInvocationOperation call)
    {
        var (method, arguments) = (call.TargetMethod, call.Arguments);
        switch (method.Name)
        {
            case "FromResult" when arguments is [var result]:
                return Value(result.Value);
            case "True" or "False" when method.ContainingType.Name == PollySdk.PredicateResult:
                return method.Name == "True";
            case "Contains" when !_scope.Contains(method.AsDeclared()):
                var (list, item) = call.Instance is { } instance
                    ? (instance, arguments.FirstOrDefault()?.Value)
                    : (arguments.FirstOrDefault()?.Value, arguments.ElementAtOrDefault(1)?.Value);
                return IsIn(list, Value(item));
            case "IndexOf" when arguments is [var array, var searched] && method.ContainingType.Name == nameof(Array):
                return IsIn(array.Value, Value(searched.Value)) is bool isIn
                    ? isIn
                        ? 0
                        : -1
                    : null;
            default:
                return call.Instance is null or IInstanceReferenceOperation
                    ? Call(method, [.. arguments.Select(argument => Value(argument.Value))])
                    : null;
        }
    }

    // `s_transient.Contains(error.Status)`
    private object? IsIn(IOperation? list, object? value)
    {
        if (value is not int number || list is null)
            return null;
        list = list.WithoutConversion();
        if (
            list is IMemberReferenceOperation { Member: var member }
            && _scope.Contains(member.OriginalDefinition)
            && !_scope.Writes(member.OriginalDefinition).Any()
        )
            list = member.OriginalDefinition.DeclaringSyntaxReferences is [var declared]
                ? Initializer(declared.GetSyntax(_scope.Cancellation))
                : null;
        if (list is null)
            return null;
        var numbers = list.DescendantsAndSelf()
            .Select(static part => part.ConstantValue is { HasValue: true, Value: { } constant } ? Plain(constant) as int? : null)
            .OfType<int>()
            .ToList();
        return numbers.Count == 0 ? null : numbers.Contains(number);
    }

    private IOperation? Initializer(SyntaxNode declaration) =>
        declaration switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: var value } => _scope.ValueOf(value),
            Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer.Value: var value } => _scope.ValueOf(value),
            _ => null,
        };
}
