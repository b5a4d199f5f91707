using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>Whatever is nested, the sum of <c>gen_ai.usage.*</c> over all spans is what the server has reported.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class RepeatedUsageTests
{
    private const string ChatSource = "Experimental.Microsoft.Extensions.AI";
    private const string OpenAISource = "OpenAI.ChatClient";

    private static readonly ChatOptions s_tools = new() { Tools = [AIFunctionFactory.Create(Clock)] };

    public enum Pipeline
    {
        TelemetryInsideTheLoop,
        TelemetryAroundTheLoop,
        TelemetryTwice,
        SdkAlone,
    }

    public static readonly MatrixTheoryData<Pipeline, bool> Pipelines = new(Enum.GetValues<Pipeline>(), [false, true]);

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_tool_loop_of_three_rounds_is_counted_once(Pipeline pipeline, bool isStream)
    {
        var server = new StubServer(toolRounds: 2);
        var client = Build(pipeline, server);

        var exported = await Exported.OfAsync(async () =>
        {
            using var scope = PromptScope.Begin("greet", "1.0.0");
            if (isStream)
                await client.GetStreamingResponseAsync("What time is it?", s_tools).ToChatResponseAsync();
            else
                await client.GetResponseAsync("What time is it?", s_tools);
        });

        Assert.Equal(3, server.Requests);
        Assert.Equal(isStream && pipeline == Pipeline.SdkAlone ? 0 : server.ReportedTokens, exported.Tokens);
    }

    [Fact]
    public async Task The_span_of_the_pipeline_keeps_the_usage_and_the_one_of_the_SDK_has_it_under_another_name()
    {
        var exported = await Exported.OfAsync(() => Build(Pipeline.TelemetryInsideTheLoop, new StubServer()).GetResponseAsync("Hello"));

        var outer = Assert.Single(exported.Spans, span => span.Source.Name == ChatSource && span.DisplayName.StartsWith("chat"));
        var inner = Assert.Single(exported.Spans, span => span.Source.Name == OpenAISource);
        Assert.Equal(outer.SpanId, inner.ParentSpanId);
        Assert.Equal(StubServer.InputTokens, Exported.Number(outer, "gen_ai.usage.input_tokens"));
        Assert.Null(inner.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(StubServer.InputTokens, Exported.Number(inner, "llmhygiene.usage.input_tokens"));
        Assert.Equal(StubServer.OutputTokens, Exported.Number(inner, "llmhygiene.usage.output_tokens"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_repeats_nothing(bool isClientObserved)
    {
        var server = new StubServer(toolRounds: 2);
        var client = isClientObserved ? SdkCalls.Chat(server).AsBuilder().UseOpenTelemetry().Build() : SdkCalls.Chat(server);

        var exported = await Exported.OfAsync(() => SdkCalls.Agent(server, client).RunAsync("Hello", options: ToolRun()));

        Assert.Contains(exported.Spans, span => span.DisplayName.StartsWith("invoke_agent"));
        Assert.Equal(server.ReportedTokens, exported.Tokens);
    }

    [Fact]
    public async Task What_a_tool_asks_another_model_is_counted_too()
    {
        var (outer, inner) = (new StubServer(toolRounds: 1), new StubServer());
        var expert = SdkCalls.Chat(inner).AsBuilder().UseOpenTelemetry().Build();
        var client = SdkCalls.Chat(outer).AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build();
        var ask = AIFunctionFactory.Create(async () => (await expert.GetResponseAsync("Which time zone?")).Text, "Clock");

        var exported = await Exported.OfAsync(() => client.GetResponseAsync("What time is it?", new() { Tools = [ask] }));

        Assert.Equal(outer.ReportedTokens + inner.ReportedTokens, exported.Tokens);
    }

    [Fact]
    public async Task Usage_that_only_the_SDK_reports_moves_to_the_span_of_the_pipeline()
    {
        using var outside = new ActivitySource("Experimental.Microsoft.Agents.AI");
        using var inside = new ActivitySource(OpenAISource);

        var exported = await Exported.OfAsync(() =>
        {
            using var chat = outside.StartActivity("chat")!.SetTag("gen_ai.operation.name", "chat");
            foreach (var tokens in new[] { 5, 6 })
                using (var sdk = inside.StartActivity("chat")!.SetTag("gen_ai.operation.name", "chat"))
                    sdk.SetTag("gen_ai.usage.input_tokens", tokens);
            return Task.CompletedTask;
        });

        Assert.Equal(11, exported.Tokens);
        Assert.Equal(11L, exported.Spans[^1].GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task Spans_that_are_not_of_GenAI_stay_as_they_are()
    {
        using var source = new ActivitySource("LlmHygiene");

        var exported = await Exported.OfAsync(() =>
        {
            using var span = source.StartActivity("own")!.SetTag("gen_ai.usage.input_tokens", 5);
            return Task.CompletedTask;
        });

        Assert.Equal(5, Assert.Single(exported.Spans).GetTagItem("gen_ai.usage.input_tokens"));
    }

    private static IChatClient Build(Pipeline pipeline, StubServer server)
    {
        var builder = SdkCalls.Chat(server).AsBuilder();
        return pipeline switch
        {
            Pipeline.TelemetryAroundTheLoop => builder.UseOpenTelemetry().UsePromptTelemetry().UseFunctionInvocation().Build(),
            Pipeline.TelemetryTwice => builder.UseFunctionInvocation().UseOpenTelemetry().UseOpenTelemetry().UsePromptTelemetry().Build(),
            Pipeline.SdkAlone => builder.UseFunctionInvocation().Build(),
            _ => builder.UseFunctionInvocation().UseOpenTelemetry().UsePromptTelemetry().Build(),
        };
    }

    private static Microsoft.Agents.AI.ChatClientAgentRunOptions ToolRun() => new(s_tools);

    [Description("The time.")]
    private static string Clock() => "12:00";
}
