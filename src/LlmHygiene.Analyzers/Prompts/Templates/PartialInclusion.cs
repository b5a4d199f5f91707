using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>Tracks what the templates of one prompt include, and how much: nested partials grow fast.</summary>
internal sealed class PartialInclusion(PromptPartials partials)
{
    private const int MaxInclusions = 500;
    private const int MaxDepth = 16;
    private const int MaxTextLength = 1_000_000;

    private readonly Stack<PromptPartial> _open = new();
    private int _count;
    private int _length;

    public PromptPartials Partials { get; } = partials;

    /// <summary>True when a template includes a partial, so that the result depends on more than its own text.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>True when a partial has mistakes itself, which are reported in its file.</summary>
    public bool IsBroken { get; private set; }

    /// <returns>The partial; null when there is none, which has then been reported.</returns>
    public PromptPartial? Find(string name, int start, TemplateProblems problems)
    {
        IsUsed = true;
        if (Partials.Find(name) is { } found)
            return found;
        var nearest = Suggestions.Nearest(name, Partials.Names);
        var fix = nearest is not null ? $"Did you mean '{nearest}'?" : $"Create it as 'Prompts/{name}.partial.md'.";
        problems.Add(RuleIds.PromptPartial, start, start + name.Length, $"There is no partial '{name}'. {fix}");
        return null;
    }

    /// <summary>Enters a partial, whose text is read instead of its tag.</summary>
    /// <returns>
    /// Reports problems of the partial that concern this prompt; null when it cannot be entered, which has then been reported.
    /// </returns>
    public TemplateProblems? Enter(PromptPartial partial, TemplatePiece tag, TemplateProblems problems)
    {
        // A partial that includes itself is reported in its own file.
        if (_open.Contains(partial))
        {
            IsBroken = true;
            return null;
        }

        if (_open.Count == MaxDepth || _count == MaxInclusions || _length > MaxTextLength - partial.Text.Length)
        {
            problems.Add(
                RuleIds.PromptPartial,
                tag.Start,
                tag.End,
                $"The partial '{partial.Name}' cannot be included: partials are nested too deeply, or include too much text. "
                    + "Write some of the text here."
            );
            return null;
        }

        _count++;
        _length += partial.Text.Length;
        _open.Push(partial);
        var own = Partials.ProblemsOf(partial);
        IsBroken |= own.Count > 0;
        return new TemplateProblems(
            (ruleId, start, end, message) =>
            {
                // Mistakes of the partial itself are reported in its file.
                if (!own.Any(known => known.RuleId == ruleId && known.Span.Start == start && known.Span.End == end))
                    problems.Add(
                        ruleId,
                        tag.Start,
                        tag.End,
                        $"In the partial '{partial.Name}', line {ScalarValues.Invariant(partial.Line(start))}: {message}"
                    );
            }
        );
    }

    public void Leave() => _open.Pop();
}
