using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class OutputLimitTooLowRuleTests
{
    private const string Rule = "LLMH4005";

    [Theory]
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = {|LLMH4005:400|}")]
    [InlineData("ModelId = \"gpt-6-luna\", MaxOutputTokens = {|LLMH4005:1000|}")]
    [InlineData("ModelId = \"gpt-5.4\", MaxOutputTokens = {|LLMH4005:1000|}, Reasoning = new() { Effort = ReasoningEffort.High }")]
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = {|LLMH4005:500|}, Reasoning = new() { Effort = ReasoningEffort.Low }")]
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = {|LLMH4005:Small|}")]
    // Room enough, or no reasoning.
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = 1500")]
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = 1000, Reasoning = new() { Effort = ReasoningEffort.Low }")]
    [InlineData("ModelId = \"gpt-4o\", MaxOutputTokens = 5")]
    [InlineData("ModelId = \"gpt-5.4-mini\", MaxOutputTokens = 300")]
    [InlineData("ModelId = \"gpt-6-luna\", MaxOutputTokens = 300, Reasoning = new() { Effort = ReasoningEffort.None }")]
    [InlineData("ModelId = \"claude-opus-4-8\", MaxOutputTokens = 300")]
    // Not known.
    [InlineData("ModelId = \"gpt-5.6-sol\", MaxOutputTokens = 300")]
    [InlineData("ModelId = \"gpt-6-luna\", MaxOutputTokens = 300, Reasoning = reasoning")]
    [InlineData("ModelId = \"gpt-5-mini\", MaxOutputTokens = limit")]
    [InlineData("ModelId = \"gpt-5-mini\"")]
    public Task A_limit_below_what_the_model_spends_on_reasoning_is_reported(string options) =>
        RuleTest.VerifyAsync(
            $$"""
            class Desk(IChatClient chat)
            {
                private const int Small = 200;
                public Task Ask(string text, int limit, ReasoningOptions reasoning) =>
                    chat.GetResponseAsync(text, new ChatOptions { {{options}} });
            }
            """,
            only: Rule
        );

    [Theory]
    [InlineData("new OpenAI.Chat.ChatClient(\"o3\", \"k\").CompleteChatAsync([], new() { MaxOutputTokenCount = {|LLMH4005:300|} })")]
    [InlineData(
        "new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\")"
            + ".CompleteChatAsync([], new() { MaxOutputTokenCount = {|LLMH4005:300|}, ReasoningEffortLevel = \"low\" })"
    )]
    [InlineData("anthropic.Create(new() { Model = \"claude-opus-5\", Messages = [], MaxTokens = {|LLMH4005:1024|} })")]
    [InlineData(
        "anthropic.Create(new() { Model = \"claude-opus-5\", Messages = [], MaxTokens = 1024, "
            + "Thinking = new Anthropic.Models.Messages.ThinkingConfigDisabled() })"
    )]
    [InlineData("anthropic.Create(new() { Model = \"claude-opus-4-8\", Messages = [], MaxTokens = 1024 })")]
    public Task Every_SDK_is_judged(string call) =>
        RuleTest.VerifyAsync(
            $$"""
            #pragma warning disable OPENAI001, CS0618
            class Desk(Anthropic.Services.IMessageService anthropic) { public object Ask() => {{call}}; }
            """,
            only: Rule
        );

    [Fact]
    public async Task The_message_has_the_numbers() =>
        Assert.Equal(
            "'gpt-5-mini' can spend 1500 tokens on reasoning before it answers, and the output limit is 400: raise it to 1900, "
                + "or lower the reasoning effort",
            await RuleTest.MessageAsync(
                Rule,
                "class Desk(IChatClient chat) { public Task Ask() => chat.GetResponseAsync(\"a\", "
                    + "new ChatOptions { ModelId = \"gpt-5-mini\", MaxOutputTokens = 400 }); }"
            )
        );
}
