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
    private readonly SourceScope _scope;

    private OwnClient(INamedTypeSymbol type, IReadOnlyList<IArgumentOperation> arguments, SdkCatalog catalog, SourceScope scope)
    {
        _type = type;
        _arguments = arguments;
        _catalog = catalog;
        _scope = scope;
    }

    /// <summary>Null for anything but the creation of such a client.</summary>
    public static OwnClient? Of(IOperation made, SdkCatalog catalog, SourceScope scope) =>
        made is IObjectCreationOperation { Type: INamedTypeSymbol type } creation
        && scope.Contains(type.OriginalDefinition)
        && catalog.IsClientImplementation(type)
            ? new OwnClient(type.OriginalDefinition, creation.Arguments, catalog, scope)
            : null;

    /// <summary>The clients that it is given, or makes for itself.</summary>
    public IEnumerable<IOperation> Inner
    {
        get
        {
            var given = _arguments.Where(argument =>
                argument.ArgumentKind != ArgumentKind.DefaultValue && _catalog.IsClient(TypeOf(argument))
            );
            var any = false;
            foreach (var argument in given)
            {
                any = true;
                yield return argument.Value;
            }

            if (any)
                yield break;
            foreach (var value in GivenToBase().Concat(Kept()))
                if (_catalog.IsClient(value.WithoutConversion().Type))
                    yield return value;
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
                if (_scope.OperationOf(argument.Expression) is { } value)
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
                    && _scope.OperationOf(initial) is { } value
                )
                    yield return value;
            if (!_scope.IsTooCommonToFindWrites(field))
                foreach (var write in _scope.Writes(field))
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
        for (var type = _type; type is not null && _scope.Contains(type); type = type.BaseType?.OriginalDefinition)
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
                if (_scope.OperationOf(declaration.GetSyntax()) is { } body)
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
    private bool IsOwn(IMethodSymbol called) => _scope.Contains(called.AsDeclared());
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
