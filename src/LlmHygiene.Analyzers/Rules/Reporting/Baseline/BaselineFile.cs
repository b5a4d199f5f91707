using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>An entry and its position in the file.</summary>
internal sealed record BaselineLine(BaselineEntry Entry, TextSpan Span, LinePositionSpan LineSpan);

/// <summary>The content of <c>llmhygiene.baseline</c>.</summary>
/// <param name="Comments">The lines that begin with <c>#</c>.</param>
/// <param name="Lines">The entries that can be read, without duplicates.</param>
internal sealed record Baseline(ImmutableArray<string> Comments, ImmutableArray<BaselineLine> Lines, ImmutableArray<PromptProblem> Problems)
{
    public static Baseline Empty { get; } =
        new(ImmutableArray<string>.Empty, ImmutableArray<BaselineLine>.Empty, ImmutableArray<PromptProblem>.Empty);

    private readonly HashSet<string> _keys = new(Lines.Select(static line => line.Entry.Key), StringComparer.Ordinal);

    public bool Contains(string key) => _keys.Contains(key);
}

/// <summary>Finds the baseline among the additional files.</summary>
internal static class BaselineFile
{
    public const string Name = "llmhygiene.baseline";

    // A result lives as long as the text that it was parsed from.
    private static readonly ConditionalWeakTable<SourceText, Baseline> s_parsed = new();

    public static bool IsBaseline(AdditionalText file) => FileNames.IsNamed(file, Name);

    /// <summary>The baseline among the additional files of a project; null when there is none.</summary>
    public static AdditionalText? Find(ImmutableArray<AdditionalText> files)
    {
        foreach (var file in files)
            if (IsBaseline(file))
                return file;
        return null;
    }

    public static Baseline Parse(SourceText text) => s_parsed.GetValue(text, BaselineParser.Parse);
}
