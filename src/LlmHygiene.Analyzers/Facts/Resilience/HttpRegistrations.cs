using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>What the project tells the factory of HTTP clients: about all clients, named clients and typed clients.</summary>
internal sealed class HttpRegistrations(ClientChain chain)
{
    private readonly HttpBuilderReader _builders = new(chain);
    private bool? _hasUnbound;

    private SourceScope Scope => chain.Values.Scope;

    /// <summary>A client that the factory makes by its name.</summary>
    /// <param name="name">Null where it is not known.</param>
    /// <param name="use">Where the client is requested.</param>
    public IReadOnlyList<HttpSetup> Named(string? name, IOperation use) =>
        name switch
        {
            null => [],
            "" => Default(use),
            _ => Registered(call => NameOf(call) == name, use),
        };

    /// <summary>A client that a class is given in its constructor, or that a delegate is given which makes the class.</summary>
    public IReadOnlyList<HttpSetup> Typed(IParameterSymbol parameter, IOperation use)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
            return Registered(call => call.Arguments.Any(argument => argument.Value.Syntax == SyntaxOf(lambda)), use);
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type }
            ? Registered(call => call.TargetMethod.TypeArguments.Any(typed => SymbolEqualityComparer.Default.Equals(typed, type)), use)
            : [];
    }

    /// <summary>The client without a name, which the container also has as a service.</summary>
    public IReadOnlyList<HttpSetup> Default(IOperation use)
    {
        if (HasUnbound)
            return [];
        var builders = Defaults(use);
        return builders.Count > 0
            ? SetupOf(builders, [])
            : Registered(static call => call.TargetMethod.TypeArguments.IsEmpty && NameOf(call) is null, use);
    }

    // A call that does not bind may configure the client, whatever it is.
    private bool HasUnbound =>
        _hasUnbound ??= Scope
            .InvocationsNamed(HttpClients.ConfigureDefaults)
            .Concat(Scope.InvocationsNamed(HttpClients.Register))
            .Any(call => Scope.OperationOf(call) is not IInvocationOperation);

    private static SyntaxNode? SyntaxOf(IMethodSymbol lambda) => lambda.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    // A name that several registrations have may be that of several containers: each counts.
    private IReadOnlyList<HttpSetup> Registered(Func<IInvocationOperation, bool> isMeant, IOperation use)
    {
        if (HasUnbound)
            return [];
        var all = new List<HttpSetup>();
        var defaults = Defaults(use);
        foreach (var call in Scope.Invocations(HttpClients.Register))
        {
            if (!IsOfFactory(call) || !isMeant(call))
                continue;
            var setup = SetupOf(defaults, [call]);
            if (setup.Count == 0)
                return [];
            all.AddRange(setup);
        }

        return all;
    }

    private IReadOnlyList<HttpSetup> SetupOf(IReadOnlyList<IOperation> defaults, IReadOnlyList<IOperation> own)
    {
        var read = new HttpBuilder();
        foreach (var builder in defaults)
            _builders.Read(builder, isForAll: true, read);
        foreach (var builder in own)
            _builders.Read(builder, isForAll: false, read);
        return read.IsUnknown ? [] : [new HttpSetup(read.TimeoutOr(own.Concat(defaults).FirstOrDefault()), read.Handlers)];
    }

    // The calls that configure every client of the container in which a client is requested or registered.
    private List<IOperation> Defaults(IOperation use)
    {
        var found = new List<IOperation>();
        var container = ContainerOf(use);
        foreach (var call in Scope.Invocations(HttpClients.ConfigureDefaults))
            if (IsOfFactory(call) && IsSame(container, ContainerOf(call)))
                found.Add(call);
        foreach (var call in Scope.Invocations(HttpClients.ServiceDefaults))
            if (!Scope.Contains(call.TargetMethod.AsDeclared()) && AddsResilience(call.TargetMethod.ContainingAssembly))
                found.Add(call);
        return found;
    }

    // The template of Aspire adds the standard handler; a project that has removed it does not use its package.
    private static bool AddsResilience(IAssemblySymbol? assembly) =>
        assembly?.Modules.Any(static module =>
            module.ReferencedAssemblies.Any(static reference => reference.Name == HttpClients.ResiliencePackage)
        ) == true;

    // The kernel whose container a call fills; null for the container of the application.
    private ISymbol? ContainerOf(IOperation use)
    {
        var value = use is IInvocationOperation call ? CallReceiver.Of(call) : null;
        while (value is IPropertyReferenceOperation or IConversionOperation or IInvocationOperation)
            value = value switch
            {
                IPropertyReferenceOperation property => property.Instance,
                IConversionOperation conversion => conversion.Operand,
                IInvocationOperation chained when Containers.IsOwnFactory(chained.TargetMethod) => null,
                IInvocationOperation chained => CallReceiver.Of(chained),
                _ => null,
            };
        var symbol = value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation member => member.Member,
            _ => (ISymbol?)null,
        };
        return symbol is not null && value is { Type: var type } && IsOwnContainer(value, type) ? symbol : null;
    }

    private bool IsOwnContainer(IOperation value, ITypeSymbol? type) =>
        Containers.IsBuilder(type)
        && chain
            .Values.Trace(value)
            .Origins.Any(static origin =>
                origin.Operation.WithoutConversion() is IInvocationOperation { TargetMethod: var made } && Containers.IsOwnFactory(made)
            );

    private static bool IsSame(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static bool IsOfFactory(IInvocationOperation call) =>
        call.TargetMethod.ContainingAssembly?.Name.StartsWith(HttpClients.AssemblyPrefix, StringComparison.Ordinal) == true;

    // The name of the type where it is the only one given: `AddHttpClient<Assistant>()`.
    private static string? NameOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Name == HttpClients.Name)
                return argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
        return call.TargetMethod.TypeArguments is [{ Name: var type }, ..] ? type : null;
    }
}
