using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.CodeFixes.Editing;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>A limit that an SDK sends under a name that the model of the call refuses, such as <c>max_tokens</c>.</summary>
internal static class RefusedLimit
{
    /// <summary>True where the call would fail with the limit. Then LLMH1007 would report what a fix has written.</summary>
    public static bool Is(FixableCall call, LimitMember member) =>
        call.Session.Catalog.FindOptions(member.Type) is { } row
        && row.Parameters.Any(one => one.Member == member.Name && one.Parameter == RequestParameter.MaxTokens)
        && StatedModel.Of(call.Facts)?.Find(call.Options.Models) is { Entry.Capabilities: var capabilities }
        && capabilities.Refuses(RequestParameter.MaxTokens);
}
