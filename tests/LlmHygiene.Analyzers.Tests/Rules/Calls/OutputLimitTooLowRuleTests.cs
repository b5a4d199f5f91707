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

    [Theory]
    [InlineData("made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = {|LLMH4005:300|}).Build().GetResponseAsync(text)")]
    [InlineData("made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= {|LLMH4005:300|}).Build().GetResponseAsync(text)")]
    [InlineData(
        "made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= {|LLMH4005:300|}).UseFunctionInvocation()"
            + ".Build().GetResponseAsync(text)"
    )]
    [InlineData(
        "new ChatClientAgent(made, new ChatClientAgentOptions { ChatOptions = new() { MaxOutputTokens = {|LLMH4005:300|} } })"
            + ".RunAsync(text)"
    )]
    [InlineData(
        "new ChatClientAgent(made).RunAsync(text, options: new ChatClientAgentRunOptions(new() { MaxOutputTokens = {|LLMH4005:300|} }))"
    )]
    // Room enough.
    [InlineData("made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = 3000).Build().GetResponseAsync(text)")]
    [InlineData("new ChatClientAgent(made, new ChatClientAgentOptions { ChatOptions = new() { MaxOutputTokens = 3000 } }).RunAsync(text)")]
    // The effort is stated in the pipeline, too.
    [InlineData(
        "made.AsBuilder().ConfigureOptions(o => { o.MaxOutputTokens = 1200; o.Reasoning = new() { Effort = ReasoningEffort.Low }; })"
            + ".Build().GetResponseAsync(text)"
    )]
    // Not certain: a condition, several steps, a step that is not known, a limit at the call.
    [InlineData("made.AsBuilder().ConfigureOptions(o => { if (isShort) o.MaxOutputTokens = 300; }).Build().GetResponseAsync(text)")]
    [InlineData(
        "made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = 300).ConfigureOptions(o => o.MaxOutputTokens = 9000).Build()"
            + ".GetResponseAsync(text)"
    )]
    [InlineData("made.AsBuilder().Use(wrap).ConfigureOptions(o => o.MaxOutputTokens = 300).Build().GetResponseAsync(text)")]
    [InlineData("made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens = limit).Build().GetResponseAsync(text)")]
    [InlineData(
        "made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 300).Build().GetResponseAsync(text, new() { MaxOutputTokens = 9000 })"
    )]
    [InlineData("made.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 300).Build().GetResponseAsync(text, given)")]
    public Task A_limit_of_a_pipeline_or_an_agent_is_judged(string call) =>
        RuleTest.VerifyAsync(
            $$"""
            using Microsoft.Agents.AI;
            class Desk
            {
                private readonly IChatClient made = new OpenAI.Chat.ChatClient("gpt-5-mini", "k").AsIChatClient();
                public object Ask(string text, bool isShort, int limit, ChatOptions given, Func<IChatClient, IChatClient> wrap) => {{call}};
            }
            """,
            only: Rule,
            references: TestReferences.All.Append(TestReferences.Agents)
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
