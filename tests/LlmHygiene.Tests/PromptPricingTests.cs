using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

[Collection(nameof(TelemetryCollection))]
public sealed class PromptPricingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_cost_is_input_and_output_per_million_tokens()
    {
        Assert.Equal(4.50m, new ModelPrice(2.50m, 10m).CostOf(1_000_000, 200_000));
        Assert.Equal(0.000039m, new ModelPrice(0.75m, 4.50m).CostOf(40, 2));
    }

    [Fact]
    public void Cached_input_has_its_own_price_where_there_is_one()
    {
        Assert.Equal(0.70m, new ModelPrice(1m, 1m) { CachedInput = 0.25m }.CostOf(1_000_000, 0, cachedInputTokens: 400_000));
        Assert.Equal(1m, new ModelPrice(1m, 1m).CostOf(1_000_000, 0, cachedInputTokens: 400_000));
        Assert.Equal(0.25m, new ModelPrice(1m, 1m) { CachedInput = 0.25m }.CostOf(1_000_000, 0, cachedInputTokens: 9_000_000));
    }

    [Fact]
    public void Beyond_the_limit_of_a_price_the_cost_is_unknown()
    {
        var price = new ModelPrice(1m, 1m) { UpToInputTokens = 200_000 };

        Assert.NotNull(price.CostOf(200_000, 1));
        Assert.Null(price.CostOf(200_001, 1));
    }

    [Fact]
    public void List_prices_are_found_whatever_their_case()
    {
        Assert.Equal(
            new ModelPrice(0.75m, 4.5m)
            {
                CachedInput = 0.075m,
                BatchInput = 0.375m,
                BatchOutput = 2.25m,
            },
            PromptPricing.Find("GPT-5.4-mini")
        );
        Assert.Equal(272_000, PromptPricing.Find("gpt-5.4")!.UpToInputTokens);
        Assert.Null(PromptPricing.Find("no-such-model"));
        Assert.Equal(new ModelPrice(0.02m, 0), PromptPricing.Find("Text-Embedding-3-small"));
        Assert.Null(PromptPricing.Find("whisper-1"));
    }

    [Fact]
    public void An_own_price_takes_precedence_over_the_list_and_can_be_removed()
    {
        try
        {
            PromptPricing.Set("gpt-5.4-mini", new ModelPrice(1m, 2m));
            Assert.Equal(1m, PromptPricing.Find("GPT-5.4-MINI")!.Input);
            // The application requests the alias; the provider responds with the snapshot, which is in the list.
            Assert.Equal(1m, PromptPricing.Find("gpt-5.4-mini-2026-03-17", "gpt-5.4-mini")!.Input);

            PromptPricing.Set("gpt-5.4-mini", null);
            Assert.Null(PromptPricing.Find("gpt-5.4-mini-2026-03-17", "gpt-5.4-mini"));
        }
        finally
        {
            Assert.True(PromptPricing.Reset("gpt-5.4-mini"));
        }

        Assert.Equal(0.75m, PromptPricing.Find("gpt-5.4-mini")!.Input);
        Assert.False(PromptPricing.Reset("gpt-5.4-mini"));
    }

    [Fact]
    public void The_requested_model_provides_the_price_of_an_unlisted_snapshot() =>
        Assert.Equal(0.75m, PromptPricing.Find("gpt-5.4-mini-2099-01-01", "gpt-5.4-mini")!.Input);

    [Fact]
    public void Without_list_prices_only_own_prices_count()
    {
        try
        {
            PromptPricing.UseListPrices = false;
            Assert.Null(PromptPricing.Find("gpt-5.4-mini"));
        }
        finally
        {
            PromptPricing.UseListPrices = true;
        }
    }

    [Fact]
    public async Task A_model_without_a_price_has_no_cost()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient
        {
            Answer = _ =>
                Task.FromResult(
                    new ChatResponse
                    {
                        ModelId = "llama3.2",
                        Usage = new() { InputTokenCount = 40, OutputTokenCount = 2 },
                    }
                ),
        };

        await PromptExecution.GetResponseAsync(new TestPrompt("greet", model: "llama3.2"), client, Ct);

        Assert.Equal(2, telemetry.Measurements.Count(m => m.Name == "llmhygiene.prompt.usage"));
        Assert.DoesNotContain(telemetry.Measurements, m => m.Name == "llmhygiene.prompt.cost");
    }

    [Fact]
    public async Task Half_a_count_of_tokens_has_no_cost()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Answer = _ => Task.FromResult(new ChatResponse { Usage = new() { InputTokenCount = 40 } }) };

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.DoesNotContain(telemetry.Measurements, m => m.Name == "llmhygiene.prompt.cost");
    }

    [Fact]
    public async Task Cached_input_is_charged_at_its_price()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient
        {
            Answer = _ =>
                Task.FromResult(
                    new ChatResponse
                    {
                        Usage = new()
                        {
                            InputTokenCount = 1_000,
                            OutputTokenCount = 0,
                            CachedInputTokenCount = 1_000,
                        },
                    }
                ),
        };

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.Equal(0.000075, telemetry.Metric("llmhygiene.prompt.cost").Value, 12);
    }

    [Fact]
    public void The_list_agrees_with_the_analyzers_list_and_is_of_the_same_day()
    {
        var known = KnownModels();
        var rows = known
            .Where(line => line.Length > 0 && line[0] is not ('#' or '@'))
            .Select(line => line.Split('|'))
            .Where(fields => fields.Length > 10)
            .ToLookup(fields => fields[1], StringComparer.OrdinalIgnoreCase);

        Assert.Contains("@as-of|" + PromptPricing.ListPricesAsOf, known);
        Assert.True(ListPrices.All.Count > 400);
        Assert.All(
            ListPrices.All,
            listed =>
                Assert.All(
                    rows[listed.Key].Where(fields => fields[9] != "" && fields[10] != ""),
                    fields =>
                    {
                        Assert.Equal(decimal.Parse(fields[9], CultureInfo.InvariantCulture), listed.Value.Input);
                        Assert.Equal(decimal.Parse(fields[10], CultureInfo.InvariantCulture), listed.Value.Output);
                    }
                )
        );
        Assert.All(ListPrices.All.Keys, id => Assert.NotEmpty(rows[id]));
        Assert.All(
            ListPrices.All,
            listed =>
                Assert.True(
                    listed.Value.Input > 0
                        // Nobody pays for a vector.
                        && (listed.Value.Output > 0 || listed.Key.Contains("embed", StringComparison.Ordinal))
                        && !(listed.Value.CachedInput > listed.Value.Input),
                    listed.Key
                )
        );
    }

    [Fact]
    public void Every_embedding_whose_price_the_analyzers_know_is_listed() =>
        Assert.All(
            KnownModels()
                .Select(line => line.Split('|'))
                .Where(fields => fields.Length > 10 && fields[1].Contains("embed", StringComparison.Ordinal) && fields[9] != ""),
            fields => Assert.Equal(decimal.Parse(fields[9], CultureInfo.InvariantCulture), PromptPricing.Find(fields[1])?.Input)
        );

    [Fact]
    public void Embeddings_cost_their_input_although_no_output_is_reported()
    {
        var price = PromptPricing.Find("text-embedding-3-small")!;
        Assert.Equal(0.00002m, price.CostOf(new UsageDetails { InputTokenCount = 1000 }));
        Assert.Null(price.CostOf(new UsageDetails { OutputTokenCount = 1000 }));
        Assert.Null(PromptPricing.Find("gpt-5.4-mini")!.CostOf(new UsageDetails { InputTokenCount = 1000 }));
    }

    private static string[] KnownModels()
    {
        var root = typeof(PromptPricingTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!;
        return File.ReadAllLines(Path.Combine(root, "src", "LlmHygiene.Analyzers", "Models", "models.txt"));
    }
}
