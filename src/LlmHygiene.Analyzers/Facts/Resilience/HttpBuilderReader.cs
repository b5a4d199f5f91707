using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>Reads what is done to the builder of an HTTP client: in chains, in separate statements and in helpers.</summary>
internal sealed class HttpBuilderReader(ClientChain chain)
{
    private const int MaxUses = 200;

    private readonly HttpHandlerReader _handlers = new(chain);
    private int _uses;

    private SourceScope Scope => chain.Values.Scope;

    /// <param name="call">The call that makes the builder, or gives it to a delegate.</param>
    /// <param name="isForAll">True for the builder of all clients.</param>
    public void Read(IOperation call, bool isForAll, HttpBuilder read)
    {
        _uses = 0;
        if (call is not IInvocationOperation invocation)
        {
            read.IsUnknown = true;
        }
        else if (invocation.TargetMethod.Name == HttpClients.ServiceDefaults)
        {
            read.Handlers.Add(HttpHandlerReader.Standard(invocation) with { IsForAll = true });
        }
        else
        {
            foreach (var argument in invocation.Arguments)
                ReadDelegate(argument, isForAll, read);
            if (IsBuilder(invocation.Type))
                ReadUses(invocation, isForAll, read);
        }
    }

    // A delegate that configures clients or a builder.
    private void ReadDelegate(IArgumentOperation argument, bool isForAll, HttpBuilder read)
    {
        if (
            argument.ArgumentKind == ArgumentKind.DefaultValue
            || argument.Parameter?.Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoked }
        )
            return;
        var given = invoked.Parameters.FirstOrDefault(parameter => HttpClientReader.IsClient(parameter.Type) || IsBuilder(parameter.Type));
        if (given is null)
            return;
        if (LambdaOf(argument.Value) is not { } lambda)
        {
            if (IsBuilder(given.Type))
                read.IsUnknown = true;
            else
                read.State(null);
        }
        else if (IsBuilder(given.Type))
        {
            foreach (var use in Scope.References(lambda.Parameters[given.Ordinal]))
                ReadUses(use, isForAll, read);
        }
        else
        {
            ReadClient(lambda.Parameters[given.Ordinal], read);
        }
    }

    private void ReadClient(IParameterSymbol client, HttpBuilder read)
    {
        var tracked = chain.Objects.TrackUses(client);
        foreach (var value in tracked.WritesTo(HttpClients.Timeout))
            read.State(
                TimeSpanReader.Seconds(value, chain.Values) is { } seconds ? new CallTimeout(seconds, value, IsDefault: false) : null
            );
        if (tracked.IsUnknown && tracked.Mentions(HttpClients.Timeout))
            read.State(null);
    }

    private void ReadUses(IOperation builder, bool isForAll, HttpBuilder read)
    {
        if (++_uses > MaxUses)
        {
            read.IsUnknown = true;
            return;
        }

        var value = builder.WithConversions();
        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                ReadStep(call, isForAll, read);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter } argument:
                if (Scope.Contains(call.TargetMethod.AsDeclared()))
                    ReadHelper(call, parameter, isForAll, read);
                else if (call.TargetMethod.IsExtensionMethod && call.Arguments[0] == argument)
                    ReadStep(call, isForAll, read);
                else
                    read.IsUnknown = true;
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                foreach (var use in Scope.References(local))
                    ReadUses(use, isForAll, read);
                break;
            case IExpressionStatementOperation or IPropertyReferenceOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
            case IReturnOperation when IsInLambda(value):
                break;
            default:
                read.IsUnknown = true;
                break;
        }
    }

    // A method of the project that is given the builder.
    private void ReadHelper(IInvocationOperation call, IParameterSymbol parameter, bool isForAll, HttpBuilder read)
    {
        var method = call.TargetMethod.AsDeclared();
        if (method.IsAbstract || method.IsVirtual || method.IsOverride || Scope.IsTooCommon(method))
        {
            read.IsUnknown = true;
            return;
        }

        foreach (var use in Scope.References(method.Parameters[parameter.Ordinal]))
            if (use.Parent is not IReturnOperation)
                ReadUses(use, isForAll, read);
        if (IsBuilder(call.Type))
            ReadUses(call, isForAll, read);
    }

    private void ReadStep(IInvocationOperation call, bool isForAll, HttpBuilder read)
    {
        switch (call.TargetMethod.Name)
        {
            case HttpClients.StandardHandler:
                read.Handlers.Add(_handlers.OfStandard(call) with { IsForAll = isForAll });
                return;
            case HttpClients.HedgingHandler:
                read.Handlers.Add(_handlers.OfHedging(call) with { IsForAll = isForAll });
                return;
            case HttpClients.OwnHandler:
                read.Handlers.Add(_handlers.OfOwn(call) with { IsForAll = isForAll });
                return;
            case HttpClients.RemoveHandlers:
                read.Handlers.Clear();
                break;
            case HttpClients.ConfigureClient:
                foreach (var argument in call.Arguments)
                    ReadDelegate(argument, isForAll, read);
                break;
            case var name when HttpClients.PolicyHandlers.Contains(name):
                read.Handlers.Add(_handlers.OfPolicy(call) with { IsForAll = isForAll });
                break;
            default:
                if (call.TargetMethod.ContainingAssembly?.Name.StartsWith(HttpClients.AssemblyPrefix, StringComparison.Ordinal) != true)
                    read.IsUnknown = true;
                break;
        }

        if (IsBuilder(call.Type))
            ReadUses(call, isForAll, read);
    }

    public static IMethodSymbol? LambdaOf(IOperation value) =>
        value.WithoutConversion() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol: var lambda } }
            ? lambda
            : null;

    private static bool IsInLambda(IOperation value) =>
        value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction };

    private static bool IsBuilder(ITypeSymbol? type) => type?.Name == HttpClients.Builder;
}
