using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>A call that registers a client, and the steps that follow it: <c>services.AddChatClient(client).UseLogging()</c>.</summary>
internal sealed class ClientRegistration(ClientChain chain, IInvocationOperation call, int depth)
{
    public IInvocationOperation Call => call;

    /// <summary>The step that creates the client, where the method of an SDK does so itself.</summary>
    public ClientStep? Own =>
        chain.Catalog.FindClientSource(call.TargetMethod) is { Services.IsEmpty: false } ? chain.StepOf(call, depth) : null;

    /// <summary>The clients that the call is given; empty when it names a type and passes no value.</summary>
    public IEnumerable<ClientOrigins> Clients
    {
        get
        {
            foreach (var client in ServiceRegistration.ValuesOf(call, chain.Values.Scope))
                yield return chain.Of(client, depth + 1);
        }
    }

    /// <summary>
    /// The steps that follow, in the same expression or on a variable with the builder. What follows on a collection of services, or on
    /// the builder of a kernel, does nothing to the client.
    /// </summary>
    public IEnumerable<ClientStep> LaterSteps
    {
        get
        {
            if (!chain.Catalog.IsBuilder(call.Type))
                yield break;
            var steps = chain.StepsAfter(call, depth, out var last);
            foreach (var step in steps)
                yield return step;
            if (!chain.Catalog.IsBuilder(last.Type))
                yield break;
            last = last.WithConversions();
            if (last.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var builder } })
            {
                foreach (var step in chain.StepsOnVariable(builder, last, depth))
                    yield return step;
            }
            else if (last.Parent is not IExpressionStatementOperation)
            {
                yield return new ClientStep(chain, ClientStepKind.Unseen, last, depth);
            }
        }
    }
}
