using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Parsing;

/// <summary>Parses a text once for all analyzers that read it, and again only when partials that it may bring in have changed.</summary>
internal static class ParsedPrompts
{
    // A result lives as long as the text that it is made from.
    private static readonly ConditionalWeakTable<SourceText, Entry> s_entries = new();

    public static PromptParseResult Get(SourceText text, string path, PromptPartials partials)
    {
        var format = PromptPaths.Format(path);
        var entry = s_entries.GetOrCreateValue(text);
        if (entry.Last is { } last && last.Format == format && (!last.Result.UsesPartials || last.Partials.Equals(partials)))
            return last.Result;

        var result = PromptParser.Parse(text, partials, format);
        entry.Last = new Parsed(format, partials, result);
        return result;
    }

    private sealed class Entry
    {
        public volatile Parsed? Last;
    }

    private sealed record Parsed(PromptFormat Format, PromptPartials Partials, PromptParseResult Result);
}
