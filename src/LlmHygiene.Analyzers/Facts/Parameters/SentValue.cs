using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Parameters;

/// <summary>What a value that is written to a parameter means for the request: whether it is sent for sure, and as what.</summary>
internal static class SentValue
{
    /// <summary>Null where nothing is sent, or where that is not certain.</summary>
    public static SentParameter? Of(WrittenParameter written, ValueTracker values)
    {
        var value = written.Value;
        if (written.Row.Nested is { } nested && Inside(value, nested, values) is var inner)
        {
            if (inner is null)
                return null;
            value = inner;
        }

        return written.Row.Parameter switch
        {
            RequestParameter.Tools or RequestParameter.Stop or RequestParameter.LogitBias => IsFilled(value) ? At(null) : null,
            RequestParameter.Schema => IsMadeBy(value, written.Row.Makers) ? At(null) : null,
            RequestParameter.Effort => EffortOf(value, values) is var (effort, efforts) ? At(effort) with { Efforts = efforts } : null,
            _ => ConstantOf(value, values) is { } constant ? At(constant) : null,
        };

        SentParameter At(string? constant) => new(written.Row.Parameter, constant, PlaceOf(value));
    }

    /// <summary>An output limit; null where the value is not a constant.</summary>
    public static SentParameter? OfLimit(IOperation value, ValueTracker values) =>
        ConstantOf(value, values) is { } constant ? new SentParameter(RequestParameter.MaxTokens, constant, PlaceOf(value)) : null;

    // `Temperature = 0.2f`: the whole assignment can be removed.
    private static SyntaxNode PlaceOf(IOperation value) =>
        value.Syntax.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value.Syntax ? assignment : value.Syntax;

    // `Reasoning = new() { Effort = … }`
    private static IOperation? Inside(IOperation value, string member, ValueTracker values)
    {
        if (value is IObjectOrCollectionInitializerOperation nested)
            return Assigned(nested, member);
        return values.Trace(value).Origins is [{ Operation: IObjectCreationOperation creation }]
            ? Assigned(creation.Initializer, member)
            : null;
    }

    private static IOperation? Assigned(IObjectOrCollectionInitializerOperation? initializer, string member) =>
        initializer
            ?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(part => part.Target is IMemberReferenceOperation target && target.Member.Name == member)
            ?.Value;

    private static string? ConstantOf(IOperation value, ValueTracker values) =>
        values.TraceConstant(value) is { SingleConstant: { } constant } trace
        && trace.Origins.All(static origin => origin.Kind == OriginKind.Constant)
            ? constant
            : null;

    // `ReasoningEffort.High`, `ChatReasoningEffortLevel.High`, `"high"`, `new("high")`
    private static (string Effort, IReadOnlyCollection<string>? Writable)? EffortOf(IOperation value, ValueTracker values)
    {
        var plain = value.WithoutConversion();
        while (plain is IConversionOperation { Operand: var operand })
            plain = operand.WithoutConversion();
        IReadOnlyCollection<string>? writable = null;
        if (plain.Type is { TypeKind: TypeKind.Enum } members)
            writable = [.. members.GetMembers().OfType<IFieldSymbol>().Select(static field => ReasoningEfforts.OfMember(field.Name))];
        var name = plain switch
        {
            IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.TypeKind: TypeKind.Enum } field } => field.Name,
            IPropertyReferenceOperation { Property: { IsStatic: true } property }
                when SymbolEqualityComparer.Default.Equals(property.Type, property.ContainingType) => property.Name,
            IObjectCreationOperation { Arguments: [{ Value: var argument }] } => ConstantOf(argument, values),
            _ => ConstantOf(plain, values),
        };
        if (name is null || (name.Length > 0 && !char.IsLetter(name[0])))
            return null;
        return (ReasoningEfforts.OfMember(name), writable);
    }

    /// <summary>True for a collection that is certain to have an element.</summary>
    public static bool IsFilled(IOperation? value) =>
        value?.WithoutConversion() switch
        {
            IArrayCreationOperation { Initializer.ElementValues.Length: > 0 } => true,
            IObjectCreationOperation { Initializer.Initializers.Length: > 0 } => true,
            IObjectOrCollectionInitializerOperation { Initializers.Length: > 0 } => true,
            IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: > 0 } => true,
            { } other when Collections.IsCollectionExpression(other) => other.ChildOperations.Any(static item =>
                item.Syntax is not SpreadElementSyntax
            ),
            _ => false,
        };

    // Without arguments, it asks for JSON of any form.
    private static bool IsMadeBy(IOperation value, ImmutableArray<string> makers) =>
        value.WithoutConversion() is IInvocationOperation { Arguments.Length: > 0, TargetMethod: var method }
            && makers.Contains(method.Name)
        || value.WithoutConversion() is IInvocationOperation { TargetMethod: { IsGenericMethod: true } generic }
            && makers.Contains(generic.Name);

    /// <summary>
    /// True where the value is written whenever the code gets from the creation of the options to the call: in an initializer, or by a
    /// statement that no condition skips.
    /// </summary>
    public static bool IsCertain(IOperation value, SyntaxNode call)
    {
        for (var node = value.Syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case ConditionalExpressionSyntax choice when !IsAround(choice, value.Syntax, call):
                case SwitchExpressionSyntax:
                case ConditionalAccessExpressionSyntax when !node.Contains(call):
                    return false;
                case AssignmentExpressionSyntax { Parent: LambdaExpressionSyntax }:
                    return true;
                case StatementSyntax statement and not BlockSyntax when !statement.Contains(call):
                    return statement.Parent switch
                    {
                        BlockSyntax block => block.Contains(call) || (IsMember(block) && !MayReturnBefore(block, statement)),
                        GlobalStatementSyntax => true,
                        _ => false,
                    };
                case StatementSyntax and not BlockSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax:
                    return true;
            }
        }

        return true;
    }

    private static bool MayReturnBefore(BlockSyntax block, StatementSyntax statement) =>
        block
            .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is ReturnStatementSyntax && node.SpanStart < statement.SpanStart);

    private static bool IsMember(BlockSyntax block) =>
        block.Parent
            is BaseMethodDeclarationSyntax
                or AccessorDeclarationSyntax
                or LocalFunctionStatementSyntax
                or AnonymousFunctionExpressionSyntax;

    // Both the value and the call are in the same branch.
    private static bool IsAround(ConditionalExpressionSyntax choice, SyntaxNode value, SyntaxNode call) =>
        (choice.WhenTrue.Contains(value) && choice.WhenTrue.Contains(call))
        || (choice.WhenFalse.Contains(value) && choice.WhenFalse.Contains(call));
}
