using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The calls that register services with one container, such as a kernel: on its builder, on the builder's service collection, in fluent
/// chains and in separate statements. For an injected container, the registrations of the application.
/// </summary>
internal sealed class ContainerContents
{
    private const int MaxUses = 500;
    private const int MaxDepth = 20;

    private readonly ValueTracker _values;
    private readonly ServiceGraph _graph;
    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, IInvocationOperation> _calls = [];
    private int _uses;

    private ContainerContents(ValueTracker values, ServiceGraph graph)
    {
        _values = values;
        _graph = graph;
    }

    /// <summary>Calls on the builders that do not bind, for example while the user types; only their names are known.</summary>
    public List<(string Name, IOperation Builder)> UnboundCalls { get; } = [];

    /// <summary>False when code that is not visible may have filled the container.</summary>
    public bool IsShown { get; private set; } = true;

    /// <summary>The places that get the container of the application: what is registered there may be replaced elsewhere.</summary>
    public List<IOperation> OfApplication { get; } = [];

    public static ContainerContents Of(IOperation container, ValueTracker values, ServiceGraph graph)
    {
        var contents = new ContainerContents(values, graph);
        contents.Collect(container, MaxDepth);
        return contents;
    }

    /// <summary>The calls that register one of the services.</summary>
    public IReadOnlyList<IInvocationOperation> Registering(IReadOnlyCollection<string> services) =>
        Registering(_calls.Values, services, _graph);

    public static IReadOnlyList<IInvocationOperation> Registering(
        IEnumerable<IInvocationOperation> calls,
        IReadOnlyCollection<string> services,
        ServiceGraph graph
    )
    {
        var found = new List<IInvocationOperation>();
        foreach (var call in calls)
        foreach (var service in services)
        {
            if (!graph.Registers(call, service))
                continue;
            found.Add(call);
            break;
        }

        return found;
    }

    private void Collect(IOperation container, int depth)
    {
        if (depth == 0)
            return;
        foreach (var origin in _values.Trace(container).Origins)
        {
            if (!_seen.Add(origin.Operation.Syntax))
                continue;
            switch (origin.Operation)
            {
                case IInvocationOperation built when Containers.IsBuild(built.TargetMethod) && CallReceiver.Of(built) is { } builder:
                    CollectBuilder(builder, depth - 1);
                    break;
                case IInvocationOperation { Instance: { } original } copy when Containers.IsCopy(copy.TargetMethod):
                    Collect(original, depth - 1);
                    break;
                case IObjectCreationOperation creation when Services(creation) is { } services:
                    Collect(services, depth - 1);
                    break;
                case IPropertyReferenceOperation { Instance: { } owner } services
                    when Containers.IsServices(services.Property) && IsContainer(owner.Type):
                    Collect(owner, depth - 1);
                    break;
                case IParameterReferenceOperation:
                case IInvocationOperation requested when Containers.IsRequest(requested.TargetMethod):
                case IPropertyReferenceOperation { Property: { Type.Name: DependencyInjectionSdk.Provider } property }
                    when Containers.IsServices(property):
                case IPropertyReferenceOperation { Property: var injected } when InjectedProperty.Is(injected):
                    CollectApplication(origin.Operation, depth - 1);
                    break;
                default:
                    IsShown &= origin.Kind == OriginKind.Null;
                    break;
            }
        }
    }

    private bool IsContainer(ITypeSymbol? type) => _graph.Catalog.FindClient(type) is { Services.IsEmpty: false };

    private static IOperation? Services(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Containers.IsServicesParameter(argument.Parameter))
                return argument.Value;
        return null;
    }

    // An injected kernel is created where it is registered, or by AddKernel() from the services of the application.
    private void CollectApplication(IOperation requested, int depth)
    {
        if (requested.Type is not { } type)
            return;
        var scope = _values.Scope;
        OfApplication.Add(requested);
        if (IsContainer(type))
        {
            var made = _graph.RegistrationsOf(type, requested, scope);
            foreach (var registration in made)
            foreach (var container in ServiceRegistration.ValuesOf(registration.Call, scope))
                Collect(container, depth);
            var isAdded = Containers.OwnRegistrations.Any(name => scope.Invocations(name).Any());
            IsShown &= made.Count > 0 || isAdded;
            if (made.Count > 0 || !isAdded)
                return;
        }

        foreach (var call in _graph.OfKernels(scope))
            _calls[call.Syntax] = call;
    }

    // Down to where the builder comes from, then up through everything that is done with it.
    private void CollectBuilder(IOperation builder, int depth)
    {
        if (depth == 0)
            return;
        var trace = _values.Trace(builder);
        foreach (var origin in trace.Origins)
        {
            if (!_seen.Add(origin.Operation.Syntax))
                continue;
            switch (origin.Operation)
            {
                case IInvocationOperation call when CallReceiver.Of(call) is { } receiver && Containers.IsBuilder(receiver.Type):
                    Add(call);
                    CollectBuilder(receiver, depth - 1);
                    break;
                case IPropertyReferenceOperation { Instance: { } owner } services when Containers.IsServices(services.Property):
                    CollectBuilder(owner, depth - 1);
                    break;
                // A builder that is given the services of the application has them too.
                case IObjectCreationOperation creation:
                    IsShown &= creation.Arguments.All(static argument => argument.ArgumentKind == ArgumentKind.DefaultValue);
                    break;
                case IInvocationOperation made when Containers.IsFactory(made.TargetMethod):
                    break;
                default:
                    IsShown = false;
                    break;
            }
        }

        foreach (var holder in trace.Holders)
            FollowHolder(holder);
    }

    private void FollowHolder(ISymbol holder)
    {
        if (!_holders.Add(holder) || _values.Scope.IsTooCommon(holder))
            return;
        foreach (var reference in _values.Scope.References(holder))
            FollowUse(reference);
    }

    private void FollowUse(IOperation use)
    {
        if (++_uses > MaxUses)
        {
            IsShown = false;
            return;
        }

        var operation = use.WithConversions();
        switch (operation.Parent)
        {
            case IInvocationOperation call when call.Instance?.Syntax == operation.Syntax:
                FollowCall(call);
                break;
            case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }:
                if (parameter.Ordinal == 0 && call.TargetMethod.IsExtensionMethod)
                    FollowCall(call);
                if (_values.Scope.Contains(call.TargetMethod.OriginalDefinition))
                {
                    FollowHolder(parameter.OriginalDefinition);
                    IsShown &= RunsItself(call);
                }
                else
                {
                    IsShown &= IsKnown(call.TargetMethod);
                }

                break;
            case IPropertyReferenceOperation services
                when Containers.IsServices(services.Property) && services.Instance?.Syntax == operation.Syntax:
                FollowUse(services);
                break;
            case IInvalidOperation
                when operation.Syntax.Parent is MemberAccessExpressionSyntax access && access.Expression == operation.Syntax:
                UnboundCalls.Add((access.Name.Identifier.ValueText, operation));
                IsShown = false;
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowHolder(declarator.Symbol);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                when assignment.Value.Syntax == operation.Syntax:
                FollowHolder(target.Local);
                break;
            case ISimpleAssignmentOperation { Target: IFieldReferenceOperation target } assignment
                when assignment.Value.Syntax == operation.Syntax:
                FollowHolder(target.Field.OriginalDefinition);
                break;
            default:
                IsShown &= AddsNothing(operation);
                break;
        }
    }

    // What a delegate, an interface or an overridden method does with the builder is not followed.
    private static bool RunsItself(IInvocationOperation call) =>
        call.TargetMethod is { MethodKind: not MethodKind.DelegateInvoke, IsAbstract: false, IsExtern: false }
        && (call.TargetMethod.ContainingType.TypeKind != TypeKind.Interface || call.TargetMethod.IsStatic)
        && !(call.IsVirtual && call.TargetMethod is { IsVirtual: true } or { IsOverride: true, IsSealed: false });

    // Who stores the builder, or passes it on in another way, may add to it.
    private static bool AddsNothing(IOperation use) =>
        use.Parent is null or IReturnOperation or IExpressionStatementOperation or IBinaryOperation or IIsPatternOperation
        || use.Parent is IPropertyReferenceOperation { Instance: { } owner } && owner == use
        || use.Parent is IAssignmentOperation assignment && assignment.Target == use
        || use.Parent is IInvalidOperation or IConditionalAccessOperation or INameOfOperation;

    private void Add(IInvocationOperation call)
    {
        if (_calls.ContainsKey(call.Syntax))
            return;
        _calls[call.Syntax] = call;
        // `builder.Configure(b => b.WithOpenAI(config))`
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || BuilderOf(argument.Parameter?.Type) is not { } ordinal)
                continue;
            if (
                argument.Value.WithoutConversion() is IDelegateCreationOperation
                {
                    Target: IAnonymousFunctionOperation { Symbol: var fill }
                }
            )
                FollowHolder(fill.Parameters[ordinal]);
            else
                IsShown = false;
        }
    }

    // The parameter of a delegate that is a builder.
    private static int? BuilderOf(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { DelegateInvokeMethod: { } method })
            foreach (var parameter in method.Parameters)
                if (Containers.IsBuilder(parameter.Type))
                    return parameter.Ordinal;
        return null;
    }

    private void FollowCall(IInvocationOperation call)
    {
        Add(call);
        if (Containers.IsBuilder(call.Type))
            FollowUse(call);
    }

    // A method of the framework registers no model; one of another package may.
    private bool IsKnown(IMethodSymbol method) => _graph.Catalog.FindClientSource(method) is not null || Containers.IsOfFramework(method);
}
