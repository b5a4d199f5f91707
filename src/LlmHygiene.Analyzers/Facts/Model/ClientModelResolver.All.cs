using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Model;

// Everything that can state the model of a call, where several places can.
internal sealed partial class ClientModelResolver
{
    /// <summary>Every value that states the model of the call in some case; null where there may be another.</summary>
    /// <param name="model">What is known of the model, without a single ID.</param>
    public IReadOnlyList<IOperation>? AllOf(SdkCall call, ModelFact model, CallOptions options)
    {
        if (Resolve(call.Client, call.Method.Name).IsDeployment)
            return null;
        var overrides = new ModelOverrides(chain);
        if (model.State != ModelState.AtClient)
            return model.IsComplete ? model.Statements : null;
        if (model.IsComplete && !overrides.MayBeOther(call.Client))
            return model.Statements;
        return options is { IsUnknown: false, ModelValues.Count: 0 } ? OfSteps(overrides, call.Client) : null;
    }

    // Several steps state a model, or one does for some calls only: the innermost client states one for the others.
    private IReadOnlyList<IOperation>? OfSteps(ModelOverrides overrides, IOperation? client)
    {
        if (overrides.Innermost(client) is not { Count: > 0 } innermost || overrides.Written(client) is not { } written)
            return null;
        var all = written.ToList();
        foreach (var inner in innermost)
        {
            if (
                Resolve(inner)
                is not { State: ModelState.AtClient, IsComplete: true, IsDeployment: false, Statements: { Count: > 0 } stated }
            )
                return null;
            all.AddRange(stated);
        }

        return all;
    }
}
