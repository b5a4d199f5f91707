using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Interception.Model;

namespace LlmHygiene.Interception.Reading;

/// <summary>Names the place of a call, and reads what its code states about it.</summary>
internal sealed class SiteReader
{
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>Calls are read in the order of the files and of the text, so that the ordinals stay the same from build to build.</summary>
    public CallSite Read(CallFacts facts)
    {
        var call = facts.Call.Invocation;
        var name = CallSiteName.Of(call);
        _calls.TryGetValue(name, out var before);
        _calls[name] = before + 1;
        var tag = facts.Prompt.State == PromptState.Tagged ? facts.Prompt : null;
        return new CallSite(
            CallSiteName.Numbered(name, before),
            facts.Call.SdkName,
            facts.Call.Operation?.InventoryName() ?? "",
            facts.Model.Id,
            tag?.Name,
            tag?.Version,
            facts is SdkCallFacts sdk && sdk.Call.Entry.Operation.TakesPrompt() ? sdk.PromptTextHash : null
        );
    }
}
