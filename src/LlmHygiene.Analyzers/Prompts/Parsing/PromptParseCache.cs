using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Parsing;

/// <summary>
/// Parses a text once for the generator and all analyzers of a process, and again only when partials that it includes have changed. The
/// compiler passes the same immutable <see cref="SourceText"/> to both, and a result depends only on the text, the format, the partials
/// and the level.
/// A result is immutable and compared by value, so it makes no difference to the generator's cached steps whether a result is shared.
/// </summary>
internal static class PromptParseCache
{
    // An entry lives as long as its text, so that an IDE that runs for days does not keep earlier versions of a text.
    private static readonly ConditionalWeakTable<SourceText, Entry> s_entries = new();

    public static PromptParseResult Get(SourceText text, string path, PromptPartials partials, HygieneLevel level)
    {
        var format = PromptPaths.Format(path);
        var entry = s_entries.GetOrCreateValue(text);

        // Several analyzers reach a file at the same time: the first parses, the others wait for its result.
        lock (entry)
        {
            if (
                entry.Result is { } known
                && entry.Format == format
                && entry.Level == level
                && (!known.UsesPartials || partials.Equals(entry.Partials))
            )
                return known;

            var result = PromptParser.Parse(text, partials, format, level);
            (entry.Format, entry.Level, entry.Partials, entry.Result) = (format, level, result.UsesPartials ? partials : null, result);
            return result;
        }
    }

    private sealed class Entry
    {
        public PromptFormat Format { get; set; }

        public HygieneLevel Level { get; set; }

        public PromptPartials? Partials { get; set; }

        public PromptParseResult? Result { get; set; }
    }
}
