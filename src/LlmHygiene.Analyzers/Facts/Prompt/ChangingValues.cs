using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Decides whether a value changes with each call: a parameter of a method, an element that a loop goes through, the time. A setting, a
/// field and the result of a method of the project may be the same in every call.
/// </summary>
/// <param name="callers">Follows parameters to the callers: what all of them pass as a constant does not change.</param>
internal sealed class ChangingValues(ValueTracker callers)
{
    private const int MaxDepth = 6;

    public bool Includes(IOperation value) => Includes(value, MaxDepth);

    private bool Includes(IOperation? value, int depth)
    {
        if (value is null || depth == 0 || !IsOpen(value.Type))
            return false;
        return value switch
        {
            IConversionOperation { Operand: var operand } => Includes(operand, depth),
            IParameterReferenceOperation { Parameter: var parameter } => IsPassed(parameter) && IsOfCallers(value, depth),
            IPropertyReferenceOperation { Property.IsStatic: true, Property: var property } => IsTime(property) && !IsDay(value),
            IPropertyReferenceOperation { Instance: { } owner } => IsData(owner),
            IConditionalAccessOperation { Operation: var owner, WhenNotNull: IPropertyReferenceOperation } => IsData(owner),
            ICoalesceOperation { Value: var left } => Includes(left, depth),
            ILocalReferenceOperation { Local: var local } => IsElement(local) || IsOfCallers(value, depth),
            IInvocationOperation call => IsMade(call, depth),
            _ => false,
        };
    }

    // A bool or an enum has few values, and each of them has a cache of its own.
    private static bool IsOpen(ITypeSymbol? type) =>
        type
            is not null
                and not { TypeKind: TypeKind.Enum }
                and not { SpecialType: SpecialType.System_Boolean }
                and not INamedTypeSymbol
                {
                    OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
                    TypeArguments: [{ TypeKind: TypeKind.Enum }]
                };

    // What an object is created with stays the same for its calls.
    private static bool IsPassed(IParameterSymbol parameter) =>
        parameter is { HasExplicitDefaultValue: false, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } };

    // Each of the callers that are visible passes something that changes, or the callers are not visible.
    private bool IsOfCallers(IOperation value, int depth)
    {
        var origins = callers.Trace(value).Origins;
        return origins.Count > 0
            && origins.All(origin =>
                origin.Kind == OriginKind.Parameter
                    ? origin.Operation is IParameterReferenceOperation { Parameter: var parameter } && IsPassed(parameter)
                    : origin.Operation.Syntax != value.Syntax && Includes(origin.Operation, depth - 1)
            );
    }

    // `ticket.Text`, where the method is given the ticket or goes through tickets.
    private static bool IsData(IOperation owner)
    {
        for (IOperation? inner = owner; inner is not null; )
        {
            owner = inner;
            inner = owner switch
            {
                IPropertyReferenceOperation { Instance: var instance } => instance,
                IConversionOperation { Operand: var operand } => operand,
                _ => null,
            };
        }

        return owner switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => IsPassed(parameter),
            ILocalReferenceOperation { Local: var local } => IsElement(local),
            _ => false,
        };
    }

    private static bool IsElement(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax() is ForEachStatementSyntax;

    private static bool IsTime(ISymbol member) =>
        member is { Name: "Now" or "UtcNow", ContainingType: { Name: "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" } };

    // A day is the same for many calls: `{DateTime.Now:yyyy-MM-dd}`.
    private static bool IsDay(IOperation time) =>
        time.Parent is IInterpolationOperation { FormatString: { } format }
        && format.Syntax.ToString() is var text
        && text.IndexOfAny(['H', 'h', 'm', 's', 'f', 'o', 'O', 'r', 'R', 't', 'T', 'u', 'U', 'g', 'G', 'F']) < 0;

    // `ticket.Trim()`, `string.Join(", ", names)`, `JsonSerializer.Serialize(order)`: same arguments, same result.
    private bool IsMade(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.ContainingNamespace is not { } space || !(space.ToDisplayString() is "System" or "System.Linq" or "System.Text.Json"))
            return false;
        if (method is { Name: "NewGuid", ContainingType.Name: "Guid" })
            return true;
        // The format of a time decides, as in an interpolated string.
        if (call.Instance is IPropertyReferenceOperation { Property.IsStatic: true } time && IsTime(time.Property))
            return method.Name == "ToString" && call.Arguments.IsEmpty;
        if (method.ContainingType.Name is "Environment" or "Console")
            return false;
        return IsGiven(call.Instance, depth) || call.Arguments.Any(argument => IsGiven(argument.Value, depth));
    }

    private bool IsGiven(IOperation? value, int depth)
    {
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        return value is IArrayCreationOperation { Initializer.ElementValues: var items }
            ? items.Any(item => IsGiven(item, depth - 1))
            : Includes(value, depth - 1);
    }
}
