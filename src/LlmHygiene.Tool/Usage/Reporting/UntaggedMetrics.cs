using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// The calls without a prompt, where only metrics speak of them: the metrics of clients count all model calls, those of
/// LlmHygiene the ones that name a prompt; what is left names none. A prompt that runs tools makes several model calls, so
/// where the tokens are the same nothing is left, however many calls there were.
/// </summary>
internal static class UntaggedMetrics
{
    public static IEnumerable<(TallyKey Key, Tally Tally)> Of(TallySet clients, TallySet prompts, DimensionIds names)
    {
        var tagged = prompts.All.ToLookup(pair => (names.Details(pair.Key.Details).Model, pair.Key.Step), static pair => pair.Value);
        foreach (var group in clients.All.GroupBy(pair => (names.Details(pair.Key.Details).Model, pair.Key.Step)))
        {
            var all = Sum(group.Select(static pair => pair.Value));
            var named = Sum(tagged[group.Key]);
            var rest = named.Calls == 0 ? all : Difference(all, named);

            // The details of the most calls stand for all: a failed call does not say which model answered.
            if (rest is not null)
                yield return (
                    new TallyKey(DimensionIds.None, group.MaxBy(static pair => pair.Value.Calls).Key.Details, group.Key.Step),
                    rest
                );
        }
    }

    private static Tally? Difference(Tally all, Tally named)
    {
        var input = all.InputTokens - named.InputTokens;
        var output = all.OutputTokens - named.OutputTokens;
        var calls = all.Calls - named.Calls;
        return calls <= 0 || (input <= 0 && output <= 0)
            ? null
            : new Tally
            {
                Calls = calls,
                Errors = Math.Clamp(all.Errors - named.Errors, 0, calls),
                InputTokens = Math.Max(0, input),
                OutputTokens = Math.Max(0, output),
            };
    }

    private static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = Tally.Sum(tallies);
        sum.InputTokens = Math.Max(sum.InputTokens, sum.InputCounter);
        sum.OutputTokens = Math.Max(sum.OutputTokens, sum.OutputCounter);
        return sum;
    }
}
