using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// Finds prompt texts that changed although nobody said so: the same place in the code, or the same generated prompt, with the same name
/// and version but another content hash.
/// </summary>
internal static class TextChanges
{
    public static IReadOnlyList<UsageTextChange> Find(IReadOnlyList<UsageSite> sites, SpanTallies spans, DimensionIds ids) =>
        [
            .. sites
                .SelectMany(static site => site.Texts.Select(text => (Site: (string?)site.Site, Text: text)))
                .Concat(Executions(spans, ids).Select(static text => (Site: (string?)null, Text: text)))
                .GroupBy(static one => (one.Site, one.Text.Prompt, one.Text.Version))
                .Where(static group => group.Skip(1).Any())
                .Select(static group =>
                {
                    var texts = group.Select(static one => one.Text).OrderBy(static text => text.From).ToList();
                    return new UsageTextChange(
                        group.Key.Site,
                        group.Key.Prompt,
                        group.Key.Version,
                        texts,
                        Statement(group.Key.Site, texts)
                    );
                }),
        ];

    private static IEnumerable<UsageText> Executions(SpanTallies spans, DimensionIds ids) =>
        spans.Executions.Select(group =>
        {
            var prompt = ids.Prompt(group.Prompt);
            return new UsageText(
                ids.Hash(group.Hash)!,
                prompt?.Name,
                prompt?.Version,
                group.Calls,
                UnixNanos.ToTime(group.From),
                UnixNanos.ToTime(group.To)
            );
        });

    private static string Statement(string? site, IReadOnlyList<UsageText> texts)
    {
        var (first, last) = (texts[0], texts[^1]);
        var prompt = first.Prompt is null && first.Version is null ? "no version" : UsageRow.Shown(first.Prompt, first.Version);
        var name = site is null ? prompt : $"{site} ({prompt})";
        var steps = string.Join(", ", texts.Select(static text => Invariant($"{text.ShortHash} from {text.From:yyyy-MM-dd HH:mm}")));
        // Two texts at the same time: two deployments, or a release that takes hours.
        var overlap = texts.Zip(texts.Skip(1), static (one, next) => next.From < one.To).Any(static one => one) ? "; both are in use" : "";
        return $"{name}: {steps}{overlap}; {Quantity.Of(last.Calls, "call")} with the newest text";
    }
}
