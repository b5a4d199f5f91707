using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>Steps of a pipeline that separate statements add: a step that is added in some cases only is not certain.</summary>
public class ConditionalStepTests
{
    private static Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> FoundAsync(
        string id,
        string body
    ) =>
        RuleTest.DiagnosticsAsync(
            [
                $$"""
                class Desk
                {
                    private static ChatClientBuilder Start() => new OpenAI.Chat.ChatClient("gpt-5-mini", "k").AsIChatClient().AsBuilder();
                    private static void Add(ChatClientBuilder b) => b.ConfigureOptions(o => o.Temperature = 0.2f);
                    public async Task Ask(string text, bool isCold, string[] all) { {{body}} }
                }
                """,
            ],
            only: id
        );

    private const string Send = " await b.Build().GetResponseAsync(text);";
    private const string Step = "b.ConfigureOptions(o => { o.Temperature = 0.2f; o.MaxOutputTokens = 300; });";

    [Theory]
    [InlineData("var b = Start(); " + Step + Send)]
    [InlineData("var b = Start(); { " + Step + " }" + Send)]
    [InlineData("var b = Start(); if (isCold) { " + Step + Send + " }")]
    [InlineData("if (isCold) { var b = Start(); " + Step + Send + " }")]
    [InlineData("var b = Start(); if (all.Length == 0) throw new Exception(); " + Step + Send)]
    public async Task A_step_of_every_call_is_reported(string body)
    {
        Assert.Single(await FoundAsync("LLMH1007", body));
        Assert.Single(await FoundAsync("LLMH4005", body));
    }

    [Theory]
    [InlineData("var b = Start(); if (isCold) " + Step + Send)]
    [InlineData("var b = Start(); if (isCold) { " + Step + " }" + Send)]
    [InlineData("var b = Start(); if (isCold) { } else { " + Step + " }" + Send)]
    [InlineData("var b = Start(); foreach (var one in all) { " + Step + " }" + Send)]
    [InlineData("var b = Start(); switch (text) { case \"a\": " + Step + " break; }" + Send)]
    [InlineData("var b = Start(); try { " + Step + " } catch { }" + Send)]
    [InlineData("var b = Start(); Action add = () => { " + Step + " };" + Send)]
    [InlineData("var b = Start(); void More() { " + Step + " }" + Send)]
    [InlineData(
        "var b = Start(); _ = isCold && b.ConfigureOptions(o => { o.Temperature = 0.2f; o.MaxOutputTokens = 300; }) is null;" + Send
    )]
    [InlineData(
        "var b = Start(); IChatClient Make() { if (isCold) return b.Build(); "
            + Step
            + " return b.Build(); } "
            + "await Make().GetResponseAsync(text);"
    )]
    public async Task A_step_of_some_calls_is_not_reported(string body)
    {
        Assert.Empty(await FoundAsync("LLMH1007", body));
        Assert.Empty(await FoundAsync("LLMH4005", body));
    }

    [Theory]
    [InlineData("if (isCold) b.ConfigureOptions(o => o.ModelId = \"gpt-4-0314\");", "AtClient(gpt-4-0314, gpt-5-mini)")]
    [InlineData("b.ConfigureOptions(o => o.ModelId = \"gpt-4-0314\");", "AtClient(gpt-4-0314)")]
    public async Task A_model_of_some_calls_is_not_certain(string step, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "model",
                $$"""
                class Desk
                {
                    public async Task Ask(string text, bool isCold)
                    {
                        var b = new OpenAI.Chat.ChatClient("gpt-5-mini", "k").AsIChatClient().AsBuilder();
                        {{step}}
                        await b.Build().GetResponseAsync(text);
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("var b = services.AddChatClient(_ => Made()); " + Step, 1)]
    [InlineData("var b = services.AddChatClient(_ => Made()); if (isCold) " + Step, 0)]
    [InlineData("if (isCold) { var b = services.AddChatClient(_ => Made()); " + Step + " }", 1)]
    public async Task A_registered_client(string registration, int expected)
    {
        var found = await RuleTest.DiagnosticsAsync(
            [
                $$"""
                using Microsoft.Extensions.DependencyInjection;
                static class Setup
                {
                    private static IChatClient Made() => new OpenAI.Chat.ChatClient("gpt-5-mini", "k").AsIChatClient();
                    public static void Add(IServiceCollection services, bool isCold) { {{registration}} }
                }
                class Desk(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text); }
                """,
            ],
            only: "LLMH1007"
        );
        Assert.Equal(expected, found.Length);
    }
}
