using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>What the analyzer says of a program, compared with what the program sent.</summary>
/// <param name="Contradictions">What is claimed as proven, and was not so.</param>
/// <param name="ProvenFacts">Which of the facts are proven.</param>
/// <param name="UnknownFacts">Which are not.</param>
internal sealed record Verdict(IReadOnlyList<string> Contradictions, SoundFacts ProvenFacts, SoundFacts UnknownFacts)
{
    public static Verdict Of(RunProgram run) =>
        Of(run, [.. run.Diagnostics.Where(static diagnostic => diagnostic.Id == "LLMH0001").Select(InventoryEntry.Read)]);

    public static Verdict Of(RunProgram run, IReadOnlyList<InventoryEntry> entries)
    {
        var contradictions = new List<string>();
        if (entries is not [var entry])
            return new Verdict([$"The inventory has {entries.Count} calls."], SoundFacts.None, SoundFacts.None);
        var rules = run.Diagnostics.Select(static diagnostic => diagnostic.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var sent in run.Sent)
        {
            void Claim(string claim, bool isTrue)
            {
                if (!isTrue)
                    contradictions.Add($"{claim}, but was sent: {sent}");
            }

            var leftOut = run.Program.MayLeaveOut;
            switch (entry.ModelState)
            {
                case ModelState.Absent:
                    Claim("model=Absent", sent.Model is null);
                    break;
                case ModelState.Constant when entry.ModelId is { } id:
                    Claim(
                        $"model=Constant({id})",
                        sent.Model == id || (leftOut && (sent.OptionsModel is null || run.Program.HasPipelineModel))
                    );
                    break;
                case ModelState.AtClient when entry.ModelId is { } id:
                    Claim(
                        $"model=AtClient({id})",
                        sent.Model == id || (leftOut && (sent.OptionsModel is null || run.Program.HasPipelineModel))
                    );
                    break;
            }

            if (entry.ModelIds.Count > 0)
                Claim(
                    $"model={entry.ModelState}({string.Join(", ", entry.ModelIds)})",
                    entry.ModelIds.AsEnumerable().Contains(sent.Model)
                        || (leftOut && (sent.OptionsModel is null || run.Program.HasPipelineModel))
                );
            if (entry.LimitState == LimitState.Unset && !run.Program.HasPipelineLimit)
                Claim("limit=Unset", sent.Limit is null);
            if (entry is { LimitState: LimitState.Set, LimitTokens: { } tokens } && !run.Program.HasPipelineLimit)
                Claim($"limit=Set({tokens})", sent.Limit == tokens || (leftOut && sent.Limit is null));
            if (entry.LimitValues.Count > 0 && !run.Program.HasPipelineLimit)
                Claim(
                    $"limit=Set({string.Join(", ", entry.LimitValues)})",
                    entry.LimitValues.AsEnumerable().Contains(sent.Limit) || (leftOut && sent.Limit is null)
                );
            if (entry.PromptState == PromptState.Untagged)
                Claim("prompt=Untagged", sent.Versions.Length == 0);
            if (entry is { PromptState: PromptState.Tagged, PromptVersion: { } version })
                Claim($"prompt=Tagged({version})", sent.Versions.Split('|').Contains(version) || leftOut);
            if (entry.Cancellation == CancellationState.NotPassed)
                Claim("cancellation=NotPassed", !sent.CanBeCanceled);
            Claim("LLMH1001", !rules.Contains("LLMH1001") || sent.Model is null);
            Claim("LLMH2001", run.Program.WritesTextTwice || !rules.Contains("LLMH2001") || sent.Versions.Length == 0);
            Claim("LLMH4001", !rules.Contains("LLMH4001") || sent.Limit is null);
        }

        if (
            run.Diagnostics.Count(static diagnostic => diagnostic.Id == "LLMH2001") is var reported
            && reported > run.Sent.Count(static sent => sent.Versions.Length == 0)
        )
            contradictions.Add($"LLMH2001 at {reported} places, but was sent: {string.Join(", ", run.Sent)}");
        var proven = SoundFacts.None;
        if (entry.ModelState == ModelState.Absent || entry is { ModelId: not null } or { ModelIds.Count: > 0 })
            proven |= SoundFacts.Model;
        if (entry.LimitState == LimitState.Unset || entry is { LimitTokens: not null } or { LimitValues.Count: > 0 })
            proven |= SoundFacts.Limit;
        // A text that a caller writes is judged at its call.
        if (
            entry.PromptState == PromptState.Untagged
            || rules.Contains("LLMH2001")
            || entry is { PromptState: PromptState.Tagged, PromptVersion: not null }
        )
            proven |= SoundFacts.Prompt;
        return new Verdict([.. contradictions.Distinct()], proven, SoundFacts.All & ~proven);
    }
}
