using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Pricing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>What a cache saves of a prompt's cost, and what its reasoning costs.</summary>
public sealed class PromptCostTests
{
    private static readonly FixedTokens s_tokens = new();

    // " a" is one token, and so is the first "a".
    private static readonly string s_long = string.Join(' ', Enumerable.Repeat("a", 2000));

    [Fact]
    public void The_prefix_ends_before_the_first_input_that_changes()
    {
        Assert.Equal(
            ["Be ", " today. ", "Summarise."],
            Prefix(
                """
                inputs: { tone: { enum: [kind, short] }, ticket: string }
                messages:
                  - { role: system, content: "Be {{tone}} today. " }
                  - { role: user, content: "Summarise.{{ticket}} Thanks." }
                """
            )
        );
        Assert.Empty(Prefix("messages: [{ role: user, content: '{{ticket}} Summarise.' }]"));
        Assert.Equal(["A", "B"], Prefix("messages: [{ role: system, content: A }, { role: user, content: B }]"));
    }

    [Fact]
    public void A_block_ends_it_only_if_its_text_changes()
    {
        const string Inputs = "inputs: { short: bool, name: { type: string, optional: true }, items: { list: string } }\n";
        Assert.Equal(
            ["A", "D"],
            Prefix(Inputs + "messages: [{ role: user, content: 'A{{#if short}}B{{else}}C{{/if}}D{{name}}{{#each items}}x{{/each}}E' }]")
        );
        Assert.Equal(
            ["A"],
            Prefix(
                Inputs
                    + "messages: [{ role: user, content: 'A{{#if name}}Hi {{name}}{{/if}}{{#each items}}x{{/each}}{{#if short}}y{{/if}}' }]"
            )
        );
        Assert.Equal(
            ["A"],
            Prefix(Inputs + "messages: [{ role: user, content: 'A{{#each items}}x{{/each}}E{{name}}{{#if short}}y{{/if}}' }]")
        );
    }

    [Fact]
    public void With_marks_it_consists_of_whole_messages_up_to_the_last_mark()
    {
        const string Messages = """
            messages:
              - { role: system, content: A FIRST }
              - { role: user, content: B SECOND }
              - { role: assistant, content: C }
              - { role: user, content: "D {{ticket}}" }
            """;
        Assert.Equal(["A ", "B ", "C", "D "], Prefix(Marked(Messages, "", "")));
        Assert.Equal(["A ", "B ", "C"], Prefix(Marked(Messages, "", ""), needsMark: true));
        Assert.Equal(["A "], Prefix(Marked(Messages, ", cache: true", ""), needsMark: true));
        Assert.Equal(["A ", "B "], Prefix(Marked(Messages, ", cache: true", ", cache: true"), needsMark: true));

        static string Marked(string messages, string first, string second) =>
            messages
                .Replace(" FIRST }", " '" + first + " }", StringComparison.Ordinal)
                .Replace("content: A '", "content: 'A '", StringComparison.Ordinal)
                .Replace(" SECOND }", " '" + second + " }", StringComparison.Ordinal)
                .Replace("content: B '", "content: 'B '", StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_caches_by_itself_saves_without_a_mark()
    {
        // 2,000 tokens: 1,000 calls at 0.75, or one at 0.75 and 999 at 0.075 USD per 1,000,000 tokens.
        var cache = Cache("gpt-5.4-mini", s_long);
        Assert.Equal((2000, 1024, "automatic", 1.34865m), (cache.Prefix.Count, cache.Minimum, cache.Mark, cache.SavesAtMost));

        // A write costs 2.5 instead of 2.
        Assert.Equal(((1000 * 2m) - 2.5m - (999 * 0.2m)) * 2000 / 1_000_000, Cache("gpt-5.6-terra", s_long).SavesAtMost);
    }

    [Fact]
    public void A_provider_that_needs_a_mark_says_whether_it_has_one()
    {
        var missing = Cache("claude-sonnet-5", s_long);
        Assert.Equal((1024, "missing", true), (missing.Minimum, missing.Mark, missing.Prefix.IsEstimate));
        Assert.Equal(((1000 * 2m) - 2.5m - (999 * 0.2m)) * 2000 / 1_000_000, missing.SavesAtMost);

        Assert.Equal("set", Cache("claude-sonnet-5", s_long, ", cache: true").Mark);
    }

    [Fact]
    public void Nothing_is_saved_below_the_minimum_or_where_nothing_is_known()
    {
        Assert.Equal((1, 1024, null), Saved(Cache("gpt-5.4-mini", "a")));
        Assert.Equal((2000, 4096, null), Saved(Cache("claude-haiku-4-5", s_long)));
        Assert.Equal((2000, null, null), Saved(Cache("no-such-model", s_long)));
        Assert.Null(Cache("no-such-model", s_long).Mark);

        static (int, int?, decimal?) Saved(AuditCache cache) => (cache.Prefix.Count, cache.Minimum, cache.SavesAtMost);
    }

    [Theory]
    [InlineData("gpt-5-mini", null, "medium", false, 1500, "3")]
    [InlineData("gpt-5-mini", PromptReasoningEffort.High, "high", true, 2500, "5")]
    [InlineData("gpt-5.4-mini", PromptReasoningEffort.Low, "low", true, 1000, "4.5")]
    [InlineData("gpt-5.4-mini", PromptReasoningEffort.None, "none", true, null, null)]
    [InlineData("no-such-model", PromptReasoningEffort.Low, "low", true, null, null)]
    internal void Reasoning_is_priced_as_output(
        string model,
        PromptReasoningEffort? stated,
        string effort,
        bool isStated,
        int? tokens,
        string? cost
    ) =>
        Assert.Equal(
            new AuditReasoning(
                effort,
                isStated,
                null,
                tokens,
                cost is null ? null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture)
            ),
            PromptCosts.Reasoning(stated is null ? null : new PromptReasoning(stated, null), Entry(model))
        );

    [Theory]
    [InlineData("gpt-5.4-mini")]
    [InlineData("gpt-4o")]
    [InlineData("no-such-model")]
    public void A_model_that_does_not_reason_costs_nothing_for_it(string model) => Assert.Null(PromptCosts.Reasoning(null, Entry(model)));

    private static AuditCache Cache(string model, string system, string mark = "") =>
        PromptCosts.Cache(
            Parse($"messages:\n  - {{ role: system, content: {system}{mark} }}\n  - {{ role: user, content: '{{{{ticket}}}}' }}\n"),
            model,
            Entry(model),
            ModelCatalog.Default,
            s_tokens
        );

    private static ModelEntry? Entry(string model) => ModelCatalog.Default.Find(model, provider: null)?.Entry;

    private static IReadOnlyList<string> Prefix(string rest, bool needsMark = false) => CacheablePrefix.Of(Parse(rest), needsMark);

    private static PromptModel Parse(string rest)
    {
        var result = PromptParser.Parse(SourceText.From("name: a\nversion: 1.0.0\n" + rest));
        Assert.Empty(result.Problems.Select(problem => problem.Message));
        return result.Model!;
    }
}
