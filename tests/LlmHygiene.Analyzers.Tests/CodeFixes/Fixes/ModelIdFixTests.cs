using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH1003, LLMH1004 and LLMH1005 in C#: the text of the ID changes, where it is written, and nothing else.</summary>
public sealed class ModelIdFixTests
{
    private const string Alias = "gpt-5.4";
    private const string Snapshot = "gpt-5.4-2026-03-05";

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("@\"{0}\"")]
    [InlineData("\"\"\"{0}\"\"\"")]
    [InlineData("\"openai/{0}\"")]
    public Task An_alias_is_pinned_at_the_call(string form) =>
        VerifyPinAsync(
            $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1003:{{Form(
                form,
                Alias
            )}}|} });
            }
            """,
            $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {{Form(form, Snapshot)}} });
            }
            """
        );

    private static string Form(string form, string id) => form.Replace("{0}", id, StringComparison.Ordinal);

    [Fact]
    public Task A_constant_that_calls_share_is_changed_once() =>
        VerifyPinAsync(
            """
            static class Models
            {
                public const string Large = Newest;
                private const string Newest = {|LLMH1003:"gpt-5.4"|}; // the large one
            }
            class Desk(IChatClient chat)
            {
                private readonly ChatOptions _options = new() { ModelId = Models.Large };
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
                public Task AskTwiceAsync(string text) => chat.GetResponseAsync(text + text, _options);
            }
            """,
            """
            static class Models
            {
                public const string Large = Newest;
                private const string Newest = "gpt-5.4-2026-03-05"; // the large one
            }
            class Desk(IChatClient chat)
            {
                private readonly ChatOptions _options = new() { ModelId = Models.Large };
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
                public Task AskTwiceAsync(string text) => chat.GetResponseAsync(text + text, _options);
            }
            """,
            iterations: 1
        );

    [Fact]
    public Task The_model_of_a_client_is_changed_where_the_client_is_created() =>
        VerifyPinAsync(
            """
            class Desk
            {
                private readonly OpenAI.Chat.ChatClient _chat = new OpenAI.OpenAIClient("key").GetChatClient({|LLMH1003:"gpt-5.4"|});
                public Task AskAsync(string text) => _chat.CompleteChatAsync(text);
            }
            """,
            """
            class Desk
            {
                private readonly OpenAI.Chat.ChatClient _chat = new OpenAI.OpenAIClient("key").GetChatClient("gpt-5.4-2026-03-05");
                public Task AskAsync(string text) => _chat.CompleteChatAsync(text);
            }
            """
        );

    [Fact]
    public Task Each_of_several_places_is_changed() =>
        VerifyPinAsync(
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text, bool warm) =>
                    chat.GetResponseAsync(text, warm
                        ? new ChatOptions { ModelId = {|LLMH1003:"gpt-5.4"|}, Temperature = 1 }
                        : new ChatOptions { ModelId = {|LLMH1003:"gpt-5.4"|} });
            }
            """,
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text, bool warm) =>
                    chat.GetResponseAsync(text, warm
                        ? new ChatOptions { ModelId = "gpt-5.4-2026-03-05", Temperature = 1 }
                        : new ChatOptions { ModelId = "gpt-5.4-2026-03-05" });
            }
            """,
            iterations: 1
        );

    [Theory]
    [InlineData("\"gpt-\" + \"5.4\"")]
    [InlineData("$\"gpt-{Five}.4\"")]
    [InlineData("\"gpt\\u002d5.4\"")]
    public Task Composed_values_are_left_alone(string id) =>
        FixTest.VerifyNoFixAsync<ModelAliasFix>(
            "LLMH1003",
            $$"""
            class Desk(IChatClient chat)
            {
                private const string Five = "5";
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1003:{{id}}|} });
            }
            """
        );

    [Fact]
    public async Task The_ID_of_another_file_is_changed_there()
    {
        const string Source = """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
            }
            """;
        var test = FixTest.Create<ModelAliasFix>("LLMH1003", Source, Source);
        test.TestState.Sources.Add("static class Models { public const string Large = {|LLMH1003:\"gpt-5.4\"|}; }");
        test.FixedState.Sources.Add("static class Models { public const string Large = \"gpt-5.4-2026-03-05\"; }");
        test.CodeActionVerifier = (action, _) => Assert.Equal("Pin 'gpt-5.4' to 'gpt-5.4-2026-03-05'", action.Title);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_prompt_method_is_reported_and_changed()
    {
        var test = FixTest.Create<ModelAliasFix>(
            "LLMH1003",
            Attribute("{|LLMH1003:\"gpt-5.4\"|}"),
            Attribute("\"gpt-5.4-2026-03-05\""),
            analyzers: new PromptMethodAnalyzer()
        );
        test.DisabledDiagnostics.Add("LLMH2111");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Attribute(string model) =>
        $$"""
            static partial class Prompts
            {
                [LlmHygiene.Prompt("greet", "1.0.0", Model = {{model}}, MaxOutputTokens = 20, User = "Hello {{"{{who}}"}}")]
                public static partial Task<string> GreetAsync(IChatClient client, string who,
                    CancellationToken cancellationToken = default);
            }
            """;

    [Theory]
    [InlineData("gpt-4o", "gpt-6-luna")]
    [InlineData("openai/gpt-4o", "openai/gpt-6-luna")]
    public Task A_model_that_is_ending_is_replaced(string id, string replacement) =>
        FixTest.VerifyAsync<ModelRetiredFix>(
            "LLMH1004",
            $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1004:"{{id}}"|} });
            }
            """,
            $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = "{{replacement}}" });
            }
            """
        );

    [Theory]
    [InlineData("gpt-6-*, claude-sonnet-4-6, gpt-5.4-mini-2026-03-17, gpt-5.4-2026-03-05", null, "gpt-5.4-2026-03-05")]
    [InlineData(
        "gpt-6-*, claude-sonnet-4-6, gpt-5.4-mini-2026-03-17, gpt-5.4-2026-03-05",
        "ModelNotAllowedFix:gpt-5.4-mini-2026-03-17",
        "gpt-5.4-mini-2026-03-17"
    )]
    public Task An_allowed_model_replaces_one_that_is_not_allowed(string allowed, string? action, string expected) =>
        FixTest.VerifyAsync<ModelNotAllowedFix>(
            "LLMH1005",
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1005:"gpt-5.4"|} });
            }
            """,
            $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = "{{expected}}" });
            }
            """,
            $"root = true\n[*.cs]\nllmhygiene.allowed_models = {allowed}\n",
            action
        );

    [Fact]
    public Task Globs_and_models_of_other_providers_are_not_offered() =>
        FixTest.VerifyNoFixAsync<ModelNotAllowedFix>(
            "LLMH1005",
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1005:"gpt-5.4"|} });
            }
            """,
            "root = true\n[*.cs]\nllmhygiene.allowed_models = gpt-6-*, claude-sonnet-4-6\n"
        );

    private static Task VerifyPinAsync(string source, string fixedSource, int? iterations = null) =>
        FixTest.VerifyAsync<ModelAliasFix>("LLMH1003", source, fixedSource, iterations: iterations);
}
