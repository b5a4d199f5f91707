using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>Whose models the client of a call can run, where its type or the way it was made says so.</summary>
internal static class ClientProvider
{
    private const int MaxPipelineDepth = 20;
    private const int MaxSteps = 100;

    public static string? Of(FixableCall call)
    {
        if (StatedModel.ProviderOf(call.Facts.Call.Method.ContainingType) is { } own)
            return own;
        var values = new ValueTracker(call.Scope, call.Session.Catalog);
        var open = new Queue<(IOperation Value, int Depth)>();
        if (call.Facts.Call.Client is { } client)
            open.Enqueue((client, 0));
        for (var steps = 0; open.Count > 0 && steps < MaxSteps; steps++)
        {
            var (value, depth) = open.Dequeue();
            foreach (var origin in values.Trace(value).Origins)
            {
                if (StatedModel.ProviderOf(origin.Operation.Type) is { } found)
                    return found;
                if (depth < MaxPipelineDepth)
                    foreach (var inner in Inner(origin.Operation))
                        open.Enqueue((inner, depth + 1));
            }
        }

        return null;
    }

    // `new ResponsesClient(key).AsIChatClient().AsBuilder().Build()`
    private static IEnumerable<IOperation> Inner(IOperation made) =>
        made switch
        {
            IInvocationOperation { Instance: { } receiver } => [receiver],
            IInvocationOperation { Arguments: [var first, ..] } => [first.Value],
            IObjectCreationOperation creation => creation.Arguments.Select(argument => argument.Value),
            _ => [],
        };
}
