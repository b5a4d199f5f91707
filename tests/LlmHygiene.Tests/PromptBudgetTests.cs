using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>A budget ends a tool loop before the next paid call.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class PromptBudgetTests : IDisposable
{
    public PromptBudgetTests() => PromptPricing.Set(ToolLoopClient.Model, ToolLoopClient.Price);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => PromptPricing.Reset(ToolLoopClient.Model);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_call_after_the_last_one_of_the_budget_is_not_made(bool streamed, bool listened)
    {
        using var telemetry = new TelemetryRecorder(listened, listened);
        var model = new ToolLoopClient(toolRounds: 10);

        var error = await Assert.ThrowsAsync<PromptBudgetExceededException>(() =>
            Send(new BudgetedPrompt { Calls = 3 }, Pipeline(model), streamed)
        );

        Assert.Equal(3, model.Calls);
        Assert.Equal(("loop", "1.0.0"), (error.PromptName, error.PromptVersion));
        Assert.Equal((PromptBudgetLimit.Calls, 3m, 3m), (error.Exceeded, error.Limit, error.Used));
        Assert.Equal(
            "The prompt 'loop' 1.0.0 has made 3 model calls, and its budget is 3 for one execution. The next call was not made.",
            error.Message
        );
        if (listened)
            AssertOverBudget(telemetry, tokens: 3000);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_call_after_the_cost_has_reached_the_budget_is_not_made(bool streamed, bool listened)
    {
        using var telemetry = new TelemetryRecorder(listened, listened);
        var model = new ToolLoopClient(toolRounds: 10);

        // Each call costs 0.002 USD.
        var error = await Assert.ThrowsAsync<PromptBudgetExceededException>(() =>
            Send(new BudgetedPrompt { Usd = 0.003m }, Pipeline(model), streamed)
        );

        Assert.Equal(2, model.Calls);
        Assert.Equal((PromptBudgetLimit.Usd, 0.003m, 0.004m), (error.Exceeded, error.Limit, error.Used));
        Assert.Equal(
            "The prompt 'loop' 1.0.0 has cost 0.004 USD, and its budget is 0.003 USD for one execution. The next call was not made.",
            error.Message
        );
        if (listened)
        {
            AssertOverBudget(telemetry, tokens: 2000);
            Assert.Equal(0.004, telemetry.Metric("llmhygiene.prompt.cost").Value, precision: 9);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_with_the_last_call_of_the_budget_is_a_success(bool streamed)
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 2);

        Assert.Equal("Done", await Send(new BudgetedPrompt { Calls = 3, Usd = 0.005m }, Pipeline(model), streamed));

        Assert.Equal(3, model.Calls);
        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Null(telemetry.Span.GetTagItem("llmhygiene.budget.not_enforced"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parallel_executions_of_one_prompt_have_a_budget_each(bool streamed)
    {
        var model = new ToolLoopClient(toolRounds: 2);
        var client = Pipeline(model);
        var prompt = new BudgetedPrompt { Calls = 3, Usd = 0.005m };

        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send(prompt, client, streamed)));

        Assert.All(texts, text => Assert.Equal("Done", text));
        Assert.Equal(60, model.Calls);
    }

    [Fact]
    public async Task A_stream_that_is_read_twice_is_two_executions()
    {
        var model = new ToolLoopClient(toolRounds: 2);
        var stream = PromptExecution.GetStreamingResponseAsync(new BudgetedPrompt { Calls = 3 }, Pipeline(model), Ct);

        await foreach (var _ in stream) { }
        await foreach (var _ in stream) { }

        Assert.Equal(6, model.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_that_sends_another_prompt_spends_that_prompts_budget(bool streamed)
    {
        var model = new ToolLoopClient(toolRounds: 2);
        var client = Pipeline(model);
        var inner = new BudgetedPrompt("inner") { Calls = 3 };
        var outer = new BudgetedPrompt { Calls = 3, Tool = () => Send(inner, client, streamed).GetAwaiter().GetResult() };

        Assert.Equal("Done", await Send(outer, client, streamed));

        // Two tool calls, each of which is an execution of three calls.
        Assert.Equal(9, model.Calls);
    }

    [Fact]
    public async Task A_call_of_a_tool_that_names_no_prompt_is_not_part_of_the_execution()
    {
        var model = new ToolLoopClient(toolRounds: 2);
        var client = Pipeline(model);
        var outer = new BudgetedPrompt
        {
            Calls = 3,
            Tool = () => client.GetResponseAsync("Hi", ToolLoopClient.Options(() => "", null), Ct).GetAwaiter().GetResult().Text,
        };

        Assert.Equal("Done", await Send(outer, client, streamed: false));
        Assert.Equal(9, model.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_without_a_price_is_not_stopped_by_a_budget_in_usd_and_telemetry_shows_that(bool streamed)
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 4, "unknown-test-model");

        await Send(new BudgetedPrompt { Usd = 0.003m, ModelId = "unknown-test-model" }, Pipeline(model), streamed);

        Assert.Equal(5, model.Calls);
        AssertNotEnforced(telemetry, "cost_unknown");
    }

    [Fact]
    public async Task A_model_without_a_price_is_still_stopped_by_a_number_of_calls()
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 4, "unknown-test-model");
        var prompt = new BudgetedPrompt
        {
            Usd = 0.003m,
            Calls = 2,
            ModelId = "unknown-test-model",
        };

        await Assert.ThrowsAsync<PromptBudgetExceededException>(() => Send(prompt, Pipeline(model), streamed: false));

        Assert.Equal(2, model.Calls);
        Assert.Equal("over_budget", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        AssertNotEnforced(telemetry, "cost_unknown");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_step_inside_the_loop_only_the_first_call_is_seen_and_telemetry_shows_that(bool streamed)
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 4);

        await Send(new BudgetedPrompt { Calls = 2 }, model.AsBuilder().UseFunctionInvocation().Build(), streamed);

        Assert.Equal(5, model.Calls);
        AssertNotEnforced(telemetry, "calls_not_seen");
    }

    [Fact]
    public async Task A_step_outside_the_loop_sees_only_the_first_call_either()
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 4);

        await Send(
            new BudgetedPrompt { Calls = 2 },
            model.AsBuilder().UsePromptTelemetry().UseFunctionInvocation().Build(),
            streamed: false
        );

        Assert.Equal(5, model.Calls);
        AssertNotEnforced(telemetry, "calls_not_seen");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_without_a_tool_loop_makes_one_call_and_needs_no_step(bool streamed)
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 0);

        await Send(new BudgetedPrompt { Calls = 1, Usd = 0.001m }, model, streamed);

        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Null(telemetry.Span.GetTagItem("llmhygiene.budget.not_enforced"));
    }

    [Fact]
    public async Task A_prompt_without_a_budget_has_no_limit_and_no_tag()
    {
        using var telemetry = new TelemetryRecorder();
        var model = new ToolLoopClient(toolRounds: 9);

        await Send(new BudgetedPrompt(), Pipeline(model), streamed: false);

        Assert.Equal(10, model.Calls);
        Assert.Null(telemetry.Span.GetTagItem("llmhygiene.budget.not_enforced"));
    }

    [Fact]
    public void A_limit_that_allows_nothing_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptBudget { Calls = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptBudget { Usd = 0 });
        Assert.Equal(new PromptBudget(), new PromptBudget { Calls = null, Usd = null });
    }

    private static IChatClient Pipeline(IChatClient model) => model.AsBuilder().UseFunctionInvocation().UsePromptTelemetry().Build();

    private static async Task<string> Send(IPrompt prompt, IChatClient client, bool streamed)
    {
        if (!streamed)
            return (await PromptExecution.GetResponseAsync(prompt, client, Ct)).Text;
        var text = "";
        await foreach (var update in PromptExecution.GetStreamingResponseAsync(prompt, client, Ct))
            text += update.Text;
        return text;
    }

    private static void AssertOverBudget(TelemetryRecorder telemetry, long tokens)
    {
        var (span, duration) = (telemetry.Span, telemetry.Metric("llmhygiene.prompt.duration"));
        Assert.Equal("over_budget", span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal("over_budget", duration.Tags["llmhygiene.outcome"]);
        Assert.Equal("LlmHygiene.PromptBudgetExceededException", duration.Tags["error.type"]);
        Assert.Equal(ActivityStatusCode.Error, span.Status);

        // What has been paid is not lost with the response.
        Assert.Equal(tokens, span.GetTagItem("llmhygiene.usage.input_tokens"));
        Assert.Equal(tokens, telemetry.Metric("llmhygiene.prompt.usage", "input").Value);
        Assert.Equal(ToolLoopClient.Model, span.GetTagItem("llmhygiene.response.model"));
    }

    private static void AssertNotEnforced(TelemetryRecorder telemetry, string reason)
    {
        Assert.Equal(reason, telemetry.Span.GetTagItem("llmhygiene.budget.not_enforced"));
        Assert.Equal(reason, telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.budget.not_enforced"]);
    }

    private sealed class BudgetedPrompt(string name = "loop") : IPrompt
    {
        public decimal? Usd { get; init; }

        public int? Calls { get; init; }

        public string ModelId { get; init; } = ToolLoopClient.Model;

        public Func<string> Tool { get; init; } = () => "again";

        public PromptInfo Info =>
            new(name, "1.0.0", "sha256:0") { Budget = Usd is null && Calls is null ? null : new PromptBudget { Usd = Usd, Calls = Calls } };

        public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, "Go on.")];

        public ChatOptions ToOptions() => ToolLoopClient.Options(Tool, ModelId);
    }
}
