using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>The provider whose models the client of a call can run, where its type or its creation shows it.</summary>
internal static class ClientProvider
{
    public static string? Of(FixableCall call)
    {
        if (StatedModel.ProviderOf(call.Facts.Call.Method.ContainingType) is { } own)
            return own;
        if (call.Facts.Call.Client is not { } client)
            return null;
        // `new ResponsesClient(key).AsIChatClient().AsBuilder().Build()`
        var chain = ClientChain.Of(ValueTracker.Whole(call.Scope, call.Session.Catalog), call.Session.Services);
        return chain
            .Walk(client, throughUnknown: true)
            .Select(step => StatedModel.ProviderOf(step.Operation.Type))
            .FirstOrDefault(provider => provider is not null);
    }
}
