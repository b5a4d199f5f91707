using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>A piece of a prompt: fixed text, or a value that is put into it. Neither for a part of which nothing is known.</summary>
internal sealed record PromptPiece(string? Text, IOperation? Value)
{
    /// <summary>
    /// The expression that stands for the value in the text, such as <c>{report}</c>, where the value itself is in another method; null
    /// where no other text is around it.
    /// </summary>
    public IOperation? Hole { get; init; }

    /// <summary>The constant that contains the fixed text, or the placeholder of the value; null for any other value.</summary>
    public IOperation? Source { get; init; }

    /// <summary>The position in <see cref="Source"/>.</summary>
    public int Start { get; init; }

    /// <summary>The length of the placeholder.</summary>
    public int Length { get; init; }
}

/// <summary>
/// Takes a prompt apart in the order in which it is sent. Ends at the first part whose place or content cannot be seen: a list that other
/// code fills, a message that a condition chooses. A value inside a text that cannot be followed is a piece of its own.
/// </summary>
internal sealed partial class PromptPieces
{
    private const int MaxDepth = 12;
    private const int MaxPieces = 500;

    private readonly ValueTracker _values;
    private readonly SdkCatalog _catalog;
    private readonly List<PromptPiece> _pieces = [];
    private readonly HashSet<SyntaxNode> _open = [];

    private PromptPieces(ValueTracker values, SdkCatalog catalog) => (_values, _catalog) = (values, catalog);

    public static IReadOnlyList<PromptPiece> Of(IEnumerable<IOperation> prompts, ValueTracker values, SdkCatalog catalog)
    {
        var found = new PromptPieces(values, catalog);
        foreach (var prompt in prompts)
            if (!found.Add(prompt, MaxDepth))
                break;
        return found._pieces;
    }

    // False at the end of what can be seen.
    private bool Add(IOperation? value, int depth)
    {
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        if (value is null || depth == 0 || _pieces.Count >= MaxPieces || !_open.Add(value.Syntax))
            return false;
        try
        {
            return value.ConstantValue is { HasValue: true } ? AddConstant(value)
                : value.Type?.SpecialType == SpecialType.System_String ? AddText(value, depth)
                : AddStructure(value, depth);
        }
        finally
        {
            _open.Remove(value.Syntax);
        }
    }

    private bool AddConstant(IOperation value)
    {
        // A role is not text.
        if (value.ConstantValue.Value is string text)
            _pieces.Add(new(text, null) { Source = value });
        return true;
    }

    private bool AddText(IOperation value, int depth) =>
        value switch
        {
            IInterpolatedStringOperation interpolated => AddParts(interpolated, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum => AddHole(sum.LeftOperand, depth)
                && AddHole(sum.RightOperand, depth),
            IInvocationOperation call when TextOf(call) is { } text => AddText(text, depth - 1),
            IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call => AddTemplate(call, depth)
                || AddValue(value),
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: ILocalReferenceOperation { Local: var builder } }
                when IsStringBuilder(builder.Type) => AddAppended(builder, depth),
            _ => AddOrigin(value, depth) ?? AddValue(value),
        };

    private bool AddParts(IInterpolatedStringOperation interpolated, int depth)
    {
        foreach (var part in interpolated.Parts)
        {
            var isSeen = part switch
            {
                IInterpolatedStringTextOperation text => Add(text.Text, depth - 1),
                // A format or a width changes the text.
                IInterpolationOperation { FormatString: null, Alignment: null } hole => AddHole(hole.Expression, depth),
                IInterpolationOperation hole => AddValue(hole.Expression),
                _ => false,
            };
            if (!isSeen)
                return false;
        }

        return true;
    }

    // The text of a hole where it can be followed, otherwise the hole itself: the text around it is visible in either case.
    private bool AddHole(IOperation value, int depth)
    {
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        var count = _pieces.Count;
        if (value.Type?.SpecialType == SpecialType.System_String || value.ConstantValue.HasValue)
        {
            if (Add(value, depth - 1))
            {
                NameHole(value, count);
                return true;
            }

            _pieces.RemoveRange(count, _pieces.Count - count);
        }

        return AddValue(value);
    }

    // What another method puts into its own text has a name that the reader of this text does not see.
    private void NameHole(IOperation hole, int first)
    {
        for (var i = first; i < _pieces.Count; i++)
            if (
                _pieces[i] is { Value: { } value } piece
                && !hole.Syntax.Contains(value.Syntax)
                && (piece.Hole is null || MemberOf(piece.Hole) != MemberOf(hole))
            )
                _pieces[i] = piece with { Hole = hole };
    }

    private static SyntaxNode? MemberOf(IOperation operation) =>
        operation.Syntax.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax or LocalFunctionStatementSyntax);

    private bool AddValue(IOperation value)
    {
        _pieces.Add(new(null, value));
        return true;
    }

    // The only place that the value comes from; null if the value does not come from another place.
    private bool? AddOrigin(IOperation value, int depth) =>
        MayHoldText(value)
        && _values.Trace(value).Origins is [{ Kind: not (OriginKind.Parameter or OriginKind.Null) } only]
        && only.Operation.Syntax != value.Syntax
            ? Add(only.Operation, depth - 1)
            : null;

    // The data of another object is followed through the whole project, and is seldom text of the prompt.
    private bool MayHoldText(IOperation value) =>
        value switch
        {
            IMemberReferenceOperation { Instance: var owner } => owner is null or IInstanceReferenceOperation,
            IInvocationOperation { TargetMethod: var method } => _values.Scope.Contains(method.ContainingType.OriginalDefinition),
            _ => true,
        };

    private bool AddStructure(IOperation value, int depth) =>
        value switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var items } => items.All(item => Add(item, depth - 1)),
            _ when Collections.IsCollectionExpression(value) => AddElements(value, depth),
            IObjectCreationOperation creation => AddCreation(creation, depth),
            // `Messages = { … }`
            IObjectOrCollectionInitializerOperation { Initializers: var added } => AddAll(added, depth),
            IInvocationOperation call when _catalog.FindMessage(call.TargetMethod) is { } message => AddArguments(
                call.Arguments,
                message,
                depth
            ),
            IInvocationOperation call => ReturnedBy(call) is { } returned && Add(returned, depth - 1),
            ILocalReferenceOperation { Local: var list } when AddFilled(list, depth) is { } isSeen => isSeen,
            _ => AddOrigin(value, depth) ?? false,
        };

    // `BuildMessages(ticket)`: what a method of the project returns at its only `return`.
    private IOperation? ReturnedBy(IInvocationOperation call) =>
        call.TargetMethod.AsDeclared() is { IsAbstract: false, IsVirtual: false, IsOverride: false, IsAsync: false } method
        && _values.Scope.Contains(method)
        && _values.Scope.ReturnedValues(method).Take(2).ToList() is [{ } only]
        && !IsPassedOn(only)
            ? only
            : null;

    private bool IsPassedOn(IOperation returned) =>
        returned is ILocalReferenceOperation { Local: var list }
        && _values.Scope.References(list).Any(static use => use.Parent is IArgumentOperation);

    private bool AddElements(IOperation list, int depth) =>
        !list.ChildOperations.Any(static item => item.Syntax is SpreadElementSyntax)
        && Collections.ElementsOf(list).All(item => Add(item, depth - 1));

    private bool AddCreation(IObjectCreationOperation creation, int depth)
    {
        if (creation.Constructor is { } constructor && _catalog.FindMessage(constructor) is { } message)
            return AddArguments(creation.Arguments, message, depth) && AddMembers(creation.Initializer, message, depth);
        // A list; what its constructor copies is not followed.
        return creation is { Arguments.IsEmpty: true, Type: { } type }
            && IsList(type)
            && AddAll(InitializersOf(creation.Initializer), depth);
    }

    private bool AddArguments(IEnumerable<IArgumentOperation> arguments, MessageRow message, int depth) =>
        arguments
            .Where(argument =>
                argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter }
                && message.Texts.Contains(parameter.Name)
            )
            .All(argument => Add(argument.Value, depth - 1));

    private bool AddMembers(IObjectOrCollectionInitializerOperation? initializer, MessageRow message, int depth)
    {
        foreach (var item in InitializersOf(initializer))
        {
            var isSeen = item switch
            {
                ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name }, Value: var value } =>
                    !message.Texts.Contains(name) || Add(value, depth - 1),
                IMemberInitializerOperation
                {
                    InitializedMember: IMemberReferenceOperation { Member.Name: var name },
                    Initializer.Initializers: var added
                } => !message.Texts.Contains(name) || AddAll(added, depth),
                _ => false,
            };
            if (!isSeen)
                return false;
        }

        return true;
    }

    private bool AddAll(IEnumerable<IOperation> added, int depth) =>
        added.All(item => item is IInvocationOperation { Arguments: [{ Value: var value }] } && Add(value, depth - 1));

    private static IEnumerable<IOperation> InitializersOf(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null ? [] : initializer.Initializers.AsEnumerable();

    // `list.Add(…);` below the declaration of the list. Null where the list is not made in the member.
    private bool? AddFilled(ILocalSymbol list, int depth)
    {
        if (list.Type is null || !IsListOfMessages(list.Type) || DeclarationOf(list) is not var (made, block))
            return null;
        if (_values.Scope.OperationOf(made) is not { } created || !Add(created, depth - 1))
            return false;
        foreach (var call in CallsOn(list, block))
        {
            if (call is null)
                return false;
            var isSeen = _catalog.FindMessage(call.TargetMethod) is { } message
                ? AddArguments(call.Arguments, message, depth)
                : call is { TargetMethod.Name: "Add", Arguments: [{ Value: var added }] } && Add(added, depth - 1);
            if (!isSeen)
                return false;
        }

        return true;
    }

    // What conditions and loops append is sent only in some calls.
    private bool AddAppended(ILocalSymbol builder, int depth)
    {
        if (DeclarationOf(builder) is not var (made, block) || _values.Scope.OperationOf(made) is not IObjectCreationOperation created)
            return false;
        if (created.Arguments.Any(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String))
            return false;
        foreach (var call in CallsOn(builder, block))
        {
            if (call is null)
                continue;
            if (call.TargetMethod.Name is "ToString" or "Clear")
                return call.TargetMethod.Name == "ToString";
            if (call is not { TargetMethod.Name: "Append" or "AppendLine", Arguments: var arguments } || arguments.Length > 1)
                return false;
            if (
                arguments is [{ Value: var appended }]
                && !(appended.Type is { SpecialType: SpecialType.System_String } ? AddHole(appended, depth) : AddValue(appended))
            )
                return false;
        }

        return true;
    }

    private static (ExpressionSyntax Made, SyntaxNode Block)? DeclarationOf(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declared]
        && declared.GetSyntax()
            is VariableDeclaratorSyntax
            {
                Initializer.Value: { } value,
                Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } block }
            }
            ? (value, block is GlobalStatementSyntax ? block.Parent! : block)
            : null;

    // In the order of the source; null for a call inside another statement of the block, and for any other use of the variable.
    private IEnumerable<IInvocationOperation?> CallsOn(ILocalSymbol local, SyntaxNode block)
    {
        foreach (var reference in _values.Scope.References(local).OrderBy(static one => one.Syntax.SpanStart))
        {
            var call = reference.Parent as IInvocationOperation;
            if (call is null || call.Instance != reference)
            {
                // The prompt argument itself, or the list that a method returns.
                if (reference.Parent is IArgumentOperation or IConversionOperation or IReturnOperation)
                    yield break;
                yield return null;
                continue;
            }

            // `builder.Append("…").Append("…")`
            var chain = new List<IInvocationOperation> { call };
            while (call.Parent is IInvocationOperation outer && outer.Instance == call)
                chain.Add(call = outer);
            var statement = call.Syntax.Parent is ExpressionStatementSyntax own
                ? own.Parent is GlobalStatementSyntax
                    ? own.Parent.Parent
                    : own.Parent
                : null;
            if (statement == block || chain[0].TargetMethod.Name == "ToString")
                foreach (var one in chain)
                    yield return one;
            else
                yield return null;
        }
    }

    // `text.Trim()`, `text.ReplaceLineEndings()`: nearly the same text.
    private static IOperation? TextOf(IInvocationOperation call) =>
        call is { Instance: { Type.SpecialType: SpecialType.System_String } text, Arguments.IsEmpty: true }
        && call.TargetMethod.Name is "Trim" or "TrimStart" or "TrimEnd" or "ReplaceLineEndings" or "ToString" or "Normalize"
            ? text
            : null;

    private static bool IsStringBuilder(ITypeSymbol? type) => type is { Name: "StringBuilder", ContainingNamespace.Name: "Text" };

    // A `List<>`, or a type of an SDK that is filled with messages.
    private bool IsListOfMessages(ITypeSymbol type) =>
        IsList(type)
        || (
            type is INamedTypeSymbol { InstanceConstructors: [var constructor, ..] } named
            && _catalog.FindMessage(constructor) is not null
            && named.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable)
        );

    private static bool IsList(ITypeSymbol type) => type is INamedTypeSymbol { Name: "List", ContainingNamespace.Name: "Generic" };
}
