using LlmHygiene.Tests.Rollouts;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>Prompts that are sent with additional options.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class PromptOptionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_values_of_the_prompt_take_precedence_over_the_options()
    {
        var client = new ScriptedChatClient();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Given(), Ct);

        AssertMerged(client.SeenOptions!);
    }

    [Fact]
    public async Task A_stream_is_requested_with_the_same_options()
    {
        var client = new ScriptedChatClient();

        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Given(), Ct)) { }

        AssertMerged(client.SeenOptions!);
    }

    [Fact]
    public async Task The_given_options_are_not_changed()
    {
        var given = Given();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), given, Ct);

        Assert.Equal(("gpt-other", 7, "c1"), (given.ModelId, given.MaxOutputTokens, given.ConversationId));
        Assert.Equal(["mine"], given.AdditionalProperties!.Keys);
    }

    [Fact]
    public async Task No_options_are_the_same_as_none_given()
    {
        var client = new ScriptedChatClient();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, options: null, Ct);

        Assert.Equal(("gpt-5.4-mini", 300), (client.SeenOptions!.ModelId, client.SeenOptions.MaxOutputTokens));
    }

    [Fact]
    public async Task Options_of_a_derived_class_keep_their_type()
    {
        var client = new ScriptedChatClient();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, new ProviderOptions { Effort = "high" }, Ct);

        Assert.Equal("high", Assert.IsType<ProviderOptions>(client.SeenOptions).Effort);
    }

    [Fact]
    public void Whatever_a_prompt_states_is_sent()
    {
        var stated = new ChatOptions
        {
            ConversationId = "c1",
            Instructions = "Be brief.",
            Temperature = 0.5f,
            MaxOutputTokens = 7,
            TopP = 0.5f,
            TopK = 3,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.5f,
            Seed = 3,
            Reasoning = new ReasoningOptions(),
            ResponseFormat = ChatResponseFormat.Json,
            ModelId = "gpt-other",
            StopSequences = ["."],
            AllowMultipleToolCalls = true,
            ToolMode = ChatToolMode.RequireAny,
            Tools = [],
            RawRepresentationFactory = static _ => null,
            AdditionalProperties = new() { ["mine"] = 1 },
            AllowBackgroundResponses = true,
            ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }),
        };

        var merged = PromptOptions.Merge(stated, new ChatOptions());

        Assert.All(
            typeof(ChatOptions).GetProperties(),
            member =>
            {
                Assert.NotNull(member.GetValue(stated));
                Assert.Equal(member.GetValue(stated), member.GetValue(merged));
            }
        );
    }

    [Fact]
    public void What_a_prompt_does_not_state_of_the_reasoning_is_that_of_the_options()
    {
        var stated = new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low } };
        var given = new ChatOptions
        {
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High, Output = ReasoningOutput.Summary },
        };

        var merged = PromptOptions.Merge(stated, given).Reasoning!;

        Assert.Equal((ReasoningEffort.Low, ReasoningOutput.Summary), (merged.Effort, merged.Output));
        Assert.Equal(ReasoningEffort.High, given.Reasoning.Effort);
        Assert.Equal(ReasoningEffort.High, PromptOptions.Merge(new ChatOptions(), given).Reasoning!.Effort);
    }

    [Fact]
    public async Task A_tag_is_not_in_what_a_client_would_send_to_the_provider()
    {
        var client = new ScriptedChatClient("aws.bedrock");

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Given(), Ct);

        Assert.Equal(["mine"], client.SeenOptions!.AdditionalProperties!.Keys);
    }

    [Fact]
    public async Task The_chosen_version_states_its_own()
    {
        var client = new ScriptedChatClient();
        var chosen = new RolloutPrompt("greet", "1.0.0", "1.1.0").WithVersion("1.1.0");

        await PromptExecution.GetResponseAsync(chosen, client, Given(), Ct);

        Assert.Equal("1.1.0", client.SeenOptions!.AdditionalProperties!["gen_ai.prompt.version"]);
        Assert.Equal("c1", client.SeenOptions.ConversationId);
    }

    private static ChatOptions Given() =>
        new()
        {
            ModelId = "gpt-other",
            MaxOutputTokens = 7,
            Temperature = 0.5f,
            ConversationId = "c1",
            Tools = [AIFunctionFactory.Create(() => 1, "one")],
            AdditionalProperties = new() { ["mine"] = 1 },
        };

    private static void AssertMerged(ChatOptions seen)
    {
        Assert.Equal(("gpt-5.4-mini", 300, 0.5f, "c1"), (seen.ModelId, seen.MaxOutputTokens, seen.Temperature, seen.ConversationId));
        Assert.Equal("one", Assert.Single(seen.Tools!).Name);
        Assert.Equal(1, seen.AdditionalProperties!["mine"]);
        Assert.Equal("greet", seen.AdditionalProperties["gen_ai.prompt.name"]);
    }

    private sealed class ProviderOptions : ChatOptions
    {
        public string? Effort { get; init; }

        public override ChatOptions Clone() => new ProviderOptions { Effort = Effort };
    }
}
