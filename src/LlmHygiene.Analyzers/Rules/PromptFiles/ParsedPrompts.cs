using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Parses a text once for all analyzers that read it, and again only when partials that it may bring in have changed.</summary>
internal static class ParsedPrompts
{
    // A result lives as long as the text that it is made from.
    private static readonly ConditionalWeakTable<SourceText, Entry> s_entries = new();

    public static PromptParseResult Get(SourceText text, PromptPartials partials)
    {
        var entry = s_entries.GetOrCreateValue(text);
        if (entry.Last is { } last && (!last.Result.UsesPartials || last.Partials.Equals(partials))) return last.Result;

        var result = PromptParser.Parse(text, partials);
        entry.Last = new Parsed(partials, result);
        return result;
    }

    private sealed class Entry
    {
        public volatile Parsed? Last;
    }

    private sealed record Parsed(PromptPartials Partials, PromptParseResult Result);
}
