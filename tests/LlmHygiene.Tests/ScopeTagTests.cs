using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>The user's own dimensions of calls, such as a tenant.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ScopeTagTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        LlmHygieneTelemetryOptions.MetricTags = [];
        LlmHygieneTelemetryOptions.MaxMetricTagValues = 100;
    }

    [Fact]
    public async Task Tags_of_a_scope_are_on_spans_and_the_named_ones_on_metrics()
    {
        LlmHygieneTelemetryOptions.MetricTags = ["tenant", "feature"];
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.BeginTags([new("tenant", "acme"), new("order", 4711)]))
            await SendAsync();

        Assert.Equal("acme", telemetry.Span.GetTagItem("tenant"));
        Assert.Equal(4711, telemetry.Span.GetTagItem("order"));
        Assert.All(telemetry.Measurements, measured => Assert.Equal("acme", measured.Tags["tenant"]));
        Assert.All(telemetry.Measurements, measured => Assert.DoesNotContain("order", measured.Tags.Keys));
        Assert.All(telemetry.Measurements, measured => Assert.DoesNotContain("feature", measured.Tags.Keys));
    }

    [Fact]
    public async Task Without_a_setting_no_metric_has_them()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.BeginTags([new("tenant", "acme")]))
            await SendAsync();

        Assert.All(telemetry.Measurements, measured => Assert.DoesNotContain("tenant", measured.Tags.Keys));
    }

    [Fact]
    public void Intercepted_calls_have_them_too()
    {
        LlmHygieneTelemetryOptions.MetricTags = ["tenant"];
        using var telemetry = new TelemetryRecorder();
        var site = new InterceptedSite("Shop.Desk.Ask", "OpenAI", "chat", "gpt-5.4-mini", null, null, null);

        using (PromptScope.BeginTags([new("tenant", "acme"), new("order", 4711)]))
            InterceptedCall.Start(site, Ct).Complete();

        Assert.Equal("call Shop.Desk.Ask", telemetry.Span.DisplayName);
        Assert.Equal(4711, telemetry.Span.GetTagItem("order"));
        Assert.Equal("acme", telemetry.Metric("llmhygiene.call.duration").Tags["tenant"]);
        Assert.DoesNotContain("order", telemetry.Metric("llmhygiene.call.duration").Tags.Keys);
    }

    [Fact]
    public async Task An_inner_scope_adds_and_replaces()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.BeginTags([new("tenant", "acme"), new("feature", "search")]))
        using (PromptScope.BeginTags([new("feature", "chat"), new("step", 2)]))
            await SendAsync();

        Assert.Equal("acme", telemetry.Span.GetTagItem("tenant"));
        Assert.Equal("chat", telemetry.Span.GetTagItem("feature"));
        Assert.Equal(2, telemetry.Span.GetTagItem("step"));
    }

    [Fact]
    public async Task After_the_scope_calls_have_none()
    {
        using (PromptScope.BeginTags([new("tenant", "acme")])) { }
        using var telemetry = new TelemetryRecorder();

        await SendAsync();

        Assert.Null(telemetry.Span.GetTagItem("tenant"));
    }

    [Fact]
    public void A_scope_of_tags_names_no_prompt_and_opens_no_span()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.BeginTags([new("tenant", "acme")]))
            Assert.Null(PromptScope.Current);
        using (PromptScope.Begin("outer", "1.0.0"))
        using (PromptScope.BeginTags([new("tenant", "acme")]))
            Assert.Equal("outer", PromptScope.Current?.Name);

        Assert.Equal("prompt outer", telemetry.Span.DisplayName);
    }

    [Fact]
    public void A_scope_with_a_prompt_has_them_on_its_span()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.Begin("by-hand", "1.0.0", [new("tenant", "acme")]))
            Assert.Equal("by-hand", PromptScope.Current?.Name);

        Assert.Equal("acme", telemetry.Span.GetTagItem("tenant"));
    }

    [Fact]
    public async Task Values_beyond_the_cap_are_recorded_as_one()
    {
        LlmHygieneTelemetryOptions.MetricTags = ["capped"];
        LlmHygieneTelemetryOptions.MaxMetricTagValues = 2;
        using var telemetry = new TelemetryRecorder(spans: false);

        foreach (var tenant in new[] { "a", "b", "c", "d", "a" })
            using (PromptScope.BeginTags([new("capped", tenant)]))
                await SendAsync();

        Assert.Equal(
            ["a", "b", "(other)", "(other)", "a"],
            telemetry
                .Measurements.Where(measured => measured.Name == "llmhygiene.prompt.duration")
                .Select(measured => measured.Tags["capped"])
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("gen_ai.prompt.name")]
    [InlineData("llmhygiene.outcome")]
    [InlineData("error.type")]
    public void Keys_of_LlmHygiene_and_the_conventions_are_refused(string key)
    {
        Assert.Throws<ArgumentException>(() => PromptScope.BeginTags([new(key, 1)]));
        Assert.Throws<ArgumentException>(() => LlmHygieneTelemetryOptions.MetricTags = [key]);
        Assert.Null(PromptScope.Current);
    }

    [Fact]
    public void Invalid_settings_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => LlmHygieneTelemetryOptions.MetricTags = null!);
        Assert.Throws<ArgumentOutOfRangeException>(() => LlmHygieneTelemetryOptions.MaxMetricTagValues = 0);
        Assert.Throws<ArgumentNullException>(() => PromptScope.BeginTags(null!));
    }

    private static Task<ChatResponse> SendAsync() => new TestPrompt("greet").GetResponseAsync(new ScriptedChatClient(), Ct);
}
