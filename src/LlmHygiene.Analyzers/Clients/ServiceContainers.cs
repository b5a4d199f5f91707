using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Finds the calls that register services with one container, such as a kernel: on its builder, on the builder's service
/// collection, in fluent chains and in statements of their own, and for a container that is injected, those of the application.
/// </summary>
internal sealed class ServiceContainers(ValueTracker values, SdkCatalog catalog)
{
    private const int MaxUses = 500;
    private const int MaxDepth = 20;

    // The same for every call of a compilation that is given a service.
    private static readonly ConditionalWeakTable<Compilation, IReadOnlyList<IInvocationOperation>> s_ofApplications = new();

    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, IInvocationOperation> _steps = [];
    private int _uses;

    /// <summary>Every call on the builders of the container.</summary>
    public IReadOnlyCollection<IInvocationOperation> Steps => _steps.Values;

    /// <summary>Calls on the builders that bind to no method, as while someone types; only their names are known.</summary>
    public List<(string Name, IOperation Builder)> UnboundSteps { get; } = [];

    /// <summary>False when the container may have been filled by code that is not seen.</summary>
    public bool IsShown { get; private set; } = true;

    public static ServiceContainers Of(IOperation container, ValueTracker values, SdkCatalog catalog)
    {
        var containers = new ServiceContainers(values, catalog);
        containers.Collect(container, MaxDepth);
        return containers;
    }

    /// <summary>The calls of an SDK that register services in the application: not those on a builder that a kernel of its own is made from.</summary>
    public static IReadOnlyList<IInvocationOperation> OfApplication(ValueTracker values, SdkCatalog catalog) =>
        s_ofApplications.GetValue(
            values.Scope.Compilation,
            _ =>
                catalog
                    .RegistrationNames.SelectMany(name => values.Scope.Invocations(name))
                    .Where(call =>
                        catalog.FindClientSource(call.TargetMethod) is { Services.IsEmpty: false } && IsOfApplication(call, values)
                    )
                    .ToArray()
        );

    /// <summary>The value that an instance or extension method is called on.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance
        ?? (
            call.TargetMethod.IsExtensionMethod
                ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.WithoutConversion()
                : null
        );

    private void Collect(IOperation container, int depth)
    {
        if (depth == 0)
            return;
        foreach (var origin in values.Trace(container).Origins)
        {
            if (!_seen.Add(origin.Operation.Syntax))
                continue;
            switch (origin.Operation)
            {
                case IInvocationOperation { TargetMethod.Name: "Build" or "BuildServiceProvider" } built
                    when ReceiverOf(built) is { } builder:
                    CollectBuilder(builder, depth - 1);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Clone", Instance: { } original }:
                    Collect(original, depth - 1);
                    break;
                case IObjectCreationOperation creation when Services(creation) is { } services:
                    Collect(services, depth - 1);
                    break;
                case IPropertyReferenceOperation { Property.Name: "Services", Instance: { } owner } when IsContainer(owner.Type):
                    Collect(owner, depth - 1);
                    break;
                case IParameterReferenceOperation or IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" }:
                    CollectApplication(origin.Operation, depth - 1);
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Services", Type.Name: "IServiceProvider" } }:
                    CollectApplication(origin.Operation, depth - 1);
                    break;
                default:
                    if (origin.Kind != OriginKind.Null)
                        IsShown = false;
                    break;
            }
        }
    }

    private bool IsContainer(ITypeSymbol? type) => catalog.FindClient(type) is { Services.IsEmpty: false };

    private static IOperation? Services(IObjectCreationOperation creation) =>
        creation
            .Arguments.FirstOrDefault(argument =>
                argument.Parameter?.Name == "services" && argument.ArgumentKind != ArgumentKind.DefaultValue
            )
            ?.Value;

    // An injected kernel is made where it is registered, or by AddKernel() out of what the application registers.
    private void CollectApplication(IOperation requested, int depth)
    {
        if (requested.Type is not { } type)
            return;
        IsShown = false;
        if (IsContainer(type))
        {
            var made = ServiceRegistrations.Of(type, requested, values.Scope).ToList();
            foreach (var client in made.SelectMany(registration => ServiceRegistrations.ClientsOf(registration, values.Scope) ?? []))
                Collect(client, depth);
            if (made.Count > 0 || !values.Scope.Invocations("AddKernel").Any())
                return;
        }

        foreach (var call in OfApplication(values, catalog))
            _steps[call.Syntax] = call;
    }

    private static bool IsOfApplication(IInvocationOperation call, ValueTracker values)
    {
        // `Kernel.CreateBuilder().Services.AddX(…)` fills a kernel of its own, `services.AddKernel().AddX(…)` does not.
        var value = ReceiverOf(call);
        for (var hops = 0; value is not null && hops < MaxDepth; hops++)
        {
            if (values.Trace(value).Origins is not [{ Operation: var origin }])
                return true;
            if (origin is IInvocationOperation { TargetMethod: { Name: "CreateBuilder", ContainingType.Name: "Kernel" } })
                return false;
            value = origin switch
            {
                IInvocationOperation step => ReceiverOf(step),
                IPropertyReferenceOperation { Property.Name: "Services" } services => services.Instance,
                _ => null,
            };
        }

        return true;
    }

    // Down to where the builder comes from, then up through everything that is done with it.
    private void CollectBuilder(IOperation builder, int depth)
    {
        if (depth == 0)
            return;
        var trace = values.Trace(builder);
        foreach (var origin in trace.Origins)
        {
            if (!_seen.Add(origin.Operation.Syntax))
                continue;
            switch (origin.Operation)
            {
                case IInvocationOperation step when ReceiverOf(step) is { } receiver && IsBuilder(receiver.Type):
                    _steps[step.Syntax] = step;
                    CollectBuilder(receiver, depth - 1);
                    break;
                case IPropertyReferenceOperation { Property.Name: "Services", Instance: { } owner }:
                    CollectBuilder(owner, depth - 1);
                    break;
                case IInvocationOperation { TargetMethod.Name: "CreateBuilder" } or IObjectCreationOperation:
                    break;
                default:
                    IsShown = false;
                    break;
            }
        }

        foreach (var holder in trace.Holders)
            FollowHolder(holder);
    }

    private static bool IsBuilder(ITypeSymbol? type) => type?.Name is "IKernelBuilder" or "IServiceCollection" or "ServiceCollection";

    private void FollowHolder(ISymbol holder)
    {
        if (!_holders.Add(holder) || values.Scope.IsTooCommon(holder))
            return;
        foreach (var reference in values.Scope.References(holder))
            FollowUse(reference);
    }

    private void FollowUse(IOperation use)
    {
        if (++_uses > MaxUses)
        {
            IsShown = false;
            return;
        }

        var operation = use;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        switch (operation.Parent)
        {
            case IInvocationOperation step when step.Instance?.Syntax == operation.Syntax:
                FollowStep(step);
                break;
            case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call }:
                if (parameter.Ordinal == 0 && call.TargetMethod.IsExtensionMethod)
                    FollowStep(call);
                if (values.Scope.Contains(call.TargetMethod.OriginalDefinition))
                    FollowHolder(parameter.OriginalDefinition);
                else if (!IsKnownStep(call))
                    IsShown = false;
                break;
            case IArgumentOperation:
                IsShown = false;
                break;
            case IPropertyReferenceOperation { Property.Name: "Services" } services when services.Instance?.Syntax == operation.Syntax:
                FollowUse(services);
                break;
            case IInvalidOperation
                when operation.Syntax.Parent is MemberAccessExpressionSyntax access && access.Expression == operation.Syntax:
                UnboundSteps.Add((access.Name.Identifier.ValueText, operation));
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
        }
    }

    private void FollowStep(IInvocationOperation step)
    {
        _steps[step.Syntax] = step;
        if (IsBuilder(step.Type))
            FollowUse(step);
    }

    // A step of the framework registers no model; one of another package may.
    private bool IsKnownStep(IInvocationOperation step) =>
        catalog.FindClientSource(step.TargetMethod) is not null
        || step.TargetMethod.ContainingAssembly?.Name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) == true
        || step.TargetMethod.ContainingAssembly?.Name.StartsWith("Microsoft.SemanticKernel.", StringComparison.Ordinal) == true;
}
