using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// A client class of the project that is put around another: <c>class Defaults(IChatClient inner) : DelegatingChatClient(inner)</c>. What
/// it writes into the options on the way counts for every call that goes through it.
/// </summary>
internal sealed class OwnClient
{
    private const int MaxMethods = 40;

    private readonly INamedTypeSymbol _type;
    private readonly IReadOnlyList<IArgumentOperation> _arguments;
    private readonly SdkCatalog _catalog;
    private readonly ValueTracker _values;

    private OwnClient(INamedTypeSymbol type, IReadOnlyList<IArgumentOperation> arguments, SdkCatalog catalog, ValueTracker values)
    {
        _type = type;
        _arguments = arguments;
        _catalog = catalog;
        _values = values;
    }

    private SourceScope Scope => _values.Scope;

    /// <summary>Null for anything but the creation of such a client.</summary>
    public static OwnClient? Of(IOperation made, ClientChain chain) =>
        made is IObjectCreationOperation { Type: INamedTypeSymbol type } creation
        && chain.Values.Scope.Contains(type.OriginalDefinition)
        && chain.Catalog.IsClientImplementation(type)
            ? new OwnClient(type.OriginalDefinition, creation.Arguments, chain.Catalog, chain.Values)
            : null;

    /// <summary>The clients that it is given, one by one or in a list, or makes for itself; none where not all of them are known.</summary>
    public IEnumerable<IOperation> Inner
    {
        get
        {
            var given = new List<IOperation>();
            foreach (var argument in _arguments)
            {
                if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                    continue;
                if (_catalog.IsClient(TypeOf(argument)))
                    given.Add(argument.Value);
                else if (CollectedClients.In(argument, _catalog, _values) is not { } list)
                    continue;
                else if (list is { IsShown: true, IsOpen: false, Values: { Count: > 0 } all })
                    given.AddRange(all);
                else
                    return [];
            }

            return given.Count > 0 ? given : GivenToBase().Concat(Kept()).Where(value => _catalog.IsClient(value.WithoutConversion().Type));
        }
    }

    private static ITypeSymbol? TypeOf(IArgumentOperation argument) => argument.Value.WithoutConversion().Type ?? argument.Parameter?.Type;

    // `: DelegatingChatClient(Make())`, `: base(Make())`
    private IEnumerable<IOperation> GivenToBase()
    {
        foreach (var declaration in Declarations())
        foreach (var node in declaration.ChildNodes().Concat(declaration.ChildNodes().SelectMany(static node => node.ChildNodes())))
        {
            var arguments = node switch
            {
                PrimaryConstructorBaseTypeSyntax primary => primary.ArgumentList,
                ConstructorInitializerSyntax initializer => initializer.ArgumentList,
                _ => null,
            };
            foreach (var argument in arguments?.Arguments ?? default)
                if (Scope.OperationOf(argument.Expression) is { } value)
                    yield return value;
        }
    }

    // `private readonly IChatClient _inner = Make();`
    private IEnumerable<IOperation> Kept()
    {
        foreach (var member in _type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, Type: var type } field || !_catalog.IsClient(type))
                continue;
            foreach (var declaration in field.DeclaringSyntaxReferences)
                if (
                    declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initial }
                    && Scope.OperationOf(initial) is { } value
                )
                    yield return value;
            if (!Scope.IsTooCommonToFindWrites(field))
                foreach (var write in Scope.Writes(field))
                    if (write.Parent is ISimpleAssignmentOperation assignment && assignment.Target == write)
                        yield return assignment.Value;
        }
    }

    private IEnumerable<SyntaxNode> Declarations() => _type.DeclaringSyntaxReferences.Select(static declaration => declaration.GetSyntax());

    /// <summary>What is written to the member of the options that states the model, where a method is called.</summary>
    /// <param name="method">The name of the client's method; null for any.</param>
    public IEnumerable<OptionWrite> ModelWrites(string? method) => Writes(method, OptionWrite.Of);

    /// <summary>True where one of its methods writes a limit into the options.</summary>
    public bool MayLimit => Writes(method: null, OptionWrite.OfLimit).Any();

    private List<OptionWrite> Writes(string? method, Func<IOperation, SdkCatalog, OptionWrite?> find)
    {
        var open = new Queue<(IMethodSymbol Method, bool IsAlways)>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var type = _type; type is not null && Scope.Contains(type); type = type.BaseType?.OriginalDefinition)
        {
            foreach (var member in type.GetMembers())
                if (
                    member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } own
                    && IsNamed(own, method)
                )
                    Open(own, isAlways: true);
            // What the derived class overrides runs instead.
            if (seen.Count > 0 && method is not null)
                break;
        }

        var found = new List<OptionWrite>();
        while (open.Count > 0 && seen.Count <= MaxMethods)
        {
            var (current, isAlways) = open.Dequeue();
            foreach (var declaration in current.DeclaringSyntaxReferences)
                if (Scope.OperationOf(declaration.GetSyntax()) is { } body)
                    foreach (var operation in body.Descendants())
                        Read(operation, body, isAlways);
        }

        return found;

        void Read(IOperation operation, IOperation body, bool isAlways)
        {
            if (find(operation, _catalog) is { } write)
                found.Add(write with { IsAlways = isAlways && OptionWrite.RunsAlways(operation, body) });
            else if (operation is IInvocationOperation { TargetMethod: var called } && IsOwn(called))
                Open(called.OriginalDefinition, isAlways && OptionWrite.RunsAlways(operation, body));
        }

        void Open(IMethodSymbol next, bool isAlways)
        {
            if (seen.Add(next))
                open.Enqueue((next, isAlways));
        }
    }

    private static bool IsNamed(IMethodSymbol own, string? method) =>
        method is null || own.Name == method || own.Name.EndsWith("." + method, StringComparison.Ordinal);

    // A method of the class, or a helper of the project.
    private bool IsOwn(IMethodSymbol called) => Scope.Contains(called.AsDeclared());
}

/// <summary>A value that is written to the member of an options object that states the model.</summary>
/// <param name="IsAlways">True where the code that writes it runs for every call.</param>
internal sealed record OptionWrite(IOperation Value, bool IsAlways)
{
    public static OptionWrite? Of(IOperation operation, SdkCatalog catalog) =>
        To(operation) is var (options, member, write) && catalog.FindOptions(options)?.Model == member ? write : null;

    /// <summary>The same for the member that limits the output.</summary>
    public static OptionWrite? OfLimit(IOperation operation, SdkCatalog catalog) =>
        To(operation) is var (options, member, write)
        && catalog.FindOptions(options) is { } row
        && (row.Limit == member || row.OlderLimit == member || row.Opaque.Contains(member))
            ? write
            : null;

    private static (ITypeSymbol? Options, string Member, OptionWrite Write)? To(IOperation operation) =>
        operation is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } options, Property: var property } } write
        && operation is ISimpleAssignmentOperation or ICoalesceAssignmentOperation
            ? (options.Type, property.Name, new OptionWrite(write.Value, IsAlways: true))
            : null;

    /// <summary>False where a condition, a loop or a handler decides whether the operation runs.</summary>
    public static bool RunsAlways(IOperation operation, IOperation body)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null && child != body; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when choice.Condition != child && !IsFill(choice, operation):
                case ICoalesceOperation { WhenNull: var other } when other == child:
                case ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or ICatchClauseOperation:
                case IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalAccessOperation:
                    return false;
                case IBlockOperation block when MayLeaveBefore(block, child):
                    return false;
            }
        }

        return true;
    }

    // `if (options.ModelId is null) options.ModelId = model;` is `options.ModelId ??= model;`
    private static bool IsFill(IConditionalOperation choice, IOperation write)
    {
        if (
            write is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } filled, Property: var member } }
            || choice.WhenFalse is not null
            || (choice.WhenTrue is IBlockOperation { Operations: [var only] } ? only : choice.WhenTrue)
                is not IExpressionStatementOperation { Operation: var then }
            || then != write
        )
            return false;
        var asked = choice.Condition switch
        {
            IIsPatternOperation
            {
                Value: var value,
                Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }
            } => value,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand: var right } => right
                .WithoutConversion()
                .ConstantValue
                is { HasValue: true, Value: null }
                ? left
            : left.WithoutConversion().ConstantValue is { HasValue: true, Value: null } ? right
            : null,
            IInvocationOperation
            {
                TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String },
                Arguments: [{ Value: var value }]
            } => value,
            _ => null,
        };
        return asked?.WithoutConversion() is IPropertyReferenceOperation { Instance: { } owner, Property: var read }
            && SymbolEqualityComparer.Default.Equals(read, member)
            && filled is ILocalReferenceOperation or IParameterReferenceOperation
            && owner.Syntax.IsEquivalentTo(filled.Syntax);
    }

    // `if (…) return …;` before it
    private static bool MayLeaveBefore(IBlockOperation block, IOperation statement)
    {
        foreach (var before in block.Operations)
        {
            if (before == statement)
                return false;
            if (before is IConditionalOperation or ISwitchOperation && before.Descendants().Any(static inner => inner is IReturnOperation))
                return true;
        }

        return false;
    }
}
