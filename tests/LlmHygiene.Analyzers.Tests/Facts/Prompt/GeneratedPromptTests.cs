using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>Calls through a generated prompt class.</summary>
public class GeneratedPromptTests
{
    // The parts of the emitted code that the rules use.
    private static string Prompt(string model) =>
        $$"""
            [LlmHygiene.GeneratedPrompt("summarize", "1.2.0"{{model}})]
            sealed record V1(string Text) : LlmHygiene.IPrompt<V1.Output>
            {
                public sealed record Output(string Title);
                LlmHygiene.PromptOutput<Output> LlmHygiene.IPrompt<Output>.Output => throw new NotSupportedException();
                public LlmHygiene.PromptInfo Info { get; } = new("summarize", "1.2.0", "sha256:0");
                public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, Text)];
                public ChatOptions ToOptions() => new();
            }

            """;

    private static Task<IReadOnlyList<string>> InventoryAsync(string model, string call) =>
        FactTest.InventoryAsync(
            Prompt(model),
            $$"""
            using LlmHygiene;
            class C(IChatClient client)
            {
                public Task Ask(CancellationToken token) => {{call}};
            }
            """
        );

    [Fact]
    public async Task Executing_a_prompt_is_a_call_with_its_model_and_version() =>
        Assert.Equal(
            [
                "sdk=LlmHygiene; operation=chat; model=Constant(gpt-5.4-mini); prompt=Tagged(summarize@1.2.0); "
                    + "limit=Set(300); cancellation=Passed; via=Sdk",
            ],
            await InventoryAsync(", ModelId = \"gpt-5.4-mini\", MaxOutputTokens = 300", "new V1(\"x\").GetResponseAsync(client, token)")
        );

    [Fact]
    public async Task A_prompt_that_leaves_the_model_to_the_client_is_judged_like_any_call() =>
        Assert.Equal(
            ["sdk=LlmHygiene; operation=chat; model=FlowsIn; prompt=Tagged(summarize@1.2.0); limit=Unset; cancellation=NotPassed; via=Sdk"],
            await InventoryAsync("", "new V1(\"x\").GetResponseAsync(client)")
        );

    [Fact]
    public async Task Messages_and_options_of_a_prompt_carry_both_into_an_ordinary_call() =>
        Assert.Equal(
            [
                "sdk=Microsoft.Extensions.AI; operation=chat; model=Constant(gpt-5.4-mini); prompt=Tagged(summarize@1.2.0); "
                    + "limit=Set(300); cancellation=Passed; via=Sdk",
            ],
            await FactTest.InventoryAsync(
                Prompt(", ModelId = \"gpt-5.4-mini\", MaxOutputTokens = 300"),
                """
                class C(IChatClient client)
                {
                    public Task Ask(CancellationToken token)
                    {
                        var prompt = new V1("x");
                        var options = prompt.ToOptions();
                        options.Temperature = 0;
                        return client.GetResponseAsync(prompt.ToMessages(), options, token);
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("LlmHygiene.PromptExecution.GetResponseAsync(new V1(\"x\"), client, token)")]
    [InlineData("LlmHygiene.PromptExecution.GetResponseAsync<V1.Output>(new V1(\"x\"), client, token)")]
    [InlineData("LlmHygiene.PromptExecution.GetResponseAsync((LlmHygiene.IPrompt)new V1(\"x\"), client, token)")]
    [InlineData(
        "LlmHygiene.PromptExecution.GetStreamingResponseAsync(new V1(\"x\"), client, token).GetAsyncEnumerator().MoveNextAsync().AsTask()"
    )]
    public async Task A_prompt_may_be_executed_by_the_library(string call) =>
        Assert.Equal(
            [
                "sdk=LlmHygiene; operation=chat; model=Constant(gpt-5.4-mini); prompt=Tagged(summarize@1.2.0); "
                    + "limit=Set(300); cancellation=Passed; via=Sdk",
            ],
            await InventoryAsync(", ModelId = \"gpt-5.4-mini\", MaxOutputTokens = 300", call)
        );

    [Fact]
    public async Task The_values_of_an_unknown_prompt_flow_in() =>
        Assert.Equal(
            ["sdk=LlmHygiene; operation=chat; model=FlowsIn; prompt=Tagged(*@*); limit=FlowsIn; cancellation=Passed; via=Sdk"],
            await FactTest.InventoryAsync(
                "",
                """
                class C
                {
                    public Task Ask(LlmHygiene.IPrompt prompt, CancellationToken token) =>
                        LlmHygiene.PromptExecution.GetResponseAsync(prompt, new OpenAI.OpenAIClient("k").GetChatClient("m").AsIChatClient(),
                        token);
                }
                """
            )
        );
}
