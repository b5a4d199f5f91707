using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Resilience;

public class TextParsedAsJsonRuleTests
{
    private const string Id = "LLMH5003";

    [Theory]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonSerializer.[|Deserialize<Answer>|](r.Text);")]
    [InlineData("_ = JsonSerializer.[|Deserialize<Answer>|]((await client.GetResponseAsync(q)).Text);")]
    [InlineData("var r = await client.GetResponseAsync(q); var text = r.Text.Trim(); _ = JsonDocument.[|Parse|](text);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonNode.[|Parse|](r.Text.Replace(\"```json\", \"\").TrimEnd('`'));")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](r.Text[7..^3]);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](r.ToString());")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](Unfenced(r.Text));")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](r?.Text ?? \"{}\");")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](Regex.Match(r.Text, \"{.*}\").Value);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.[|Parse|](Regex.Match(r.Text, \"(.*)\").Groups[1].Value);")]
    [InlineData("_ = JsonDocument.[|Parse|]((await AskAsync(client, q)).Text);")]
    [InlineData(
        "var r = await client.GetResponseAsync(q, new ChatOptions { Temperature = 0 }); _ = "
            + "JsonDocument.[|Parse|](r.Messages.First().Text);"
    )]
    [InlineData("ChatCompletion c = await openAI.CompleteChatAsync(q); _ = JsonDocument.[|Parse|](c.Content[0].Text);")]
    [InlineData(
        "var a = await kernel.GetChatMessageContentAsync(q, new OpenAIPromptExecutionSettings { MaxTokens = 9 }); "
            + "_ = JsonDocument.[|Parse|](a.Content!);"
    )]
    [InlineData(
        "var s = new OpenAIPromptExecutionSettings { Temperature = 0 }; var a = await kernel.GetChatMessageContentAsync(q, s); "
            + "var text = a.Content ?? throw new Exception(); _ = JsonSerializer.[|Deserialize<Answer>|](text);"
    )]
    public Task Fires_for_free_text(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData(
        "var r = await client.GetResponseAsync(q, new ChatOptions { ResponseFormat = ChatResponseFormat.Json "
            + "}); _ = JsonDocument.Parse(r.Text);"
    )]
    [InlineData("var r = await client.GetResponseAsync(q, options); _ = JsonDocument.Parse(r.Text);")]
    [InlineData("var r = await client.GetResponseAsync<Answer>(q); _ = JsonDocument.Parse(r.Text);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.Parse(\"{}\"); _ = r;")]
    [InlineData("_ = JsonDocument.Parse(q);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.Parse(q + r.Text);")]
    [InlineData("var r = await client.GetResponseAsync(q); var text = flag ? r.Text : q; _ = JsonDocument.Parse(text);")]
    [InlineData("var r = await client.GetResponseAsync(q); _ = JsonDocument.Parse(Elsewhere(r));")]
    [InlineData(
        "var text = \"\"; await foreach (var u in client.GetStreamingResponseAsync(q)) text += u.Text; _ = JsonDocument.Parse(text);"
    )]
    [InlineData("var r = await client.GetResponseAsync(q); _ = Own.Parse(r.Text);")]
    [InlineData(
        "ChatCompletion c = await openAI.CompleteChatAsync([q], new ChatCompletionOptions { ResponseFormat = "
            + "OpenAI.Chat.ChatResponseFormat.CreateJsonObjectFormat() }); _ = "
            + "JsonDocument.Parse(c.Content[0].Text);"
    )]
    [InlineData(
        "var s = new OpenAIPromptExecutionSettings { ResponseFormat = typeof(Answer) }; "
            + "var a = await kernel.GetChatMessageContentAsync(q, s); _ = JsonDocument.Parse(a.Content!);"
    )]
    [InlineData(
        "var s = new OpenAIPromptExecutionSettings(); s.ResponseFormat = \"json_object\"; "
            + "var a = await kernel.GetChatMessageContentAsync(q, s); _ = JsonDocument.Parse(a.Content!);"
    )]
    [InlineData(
        "var s = new OpenAIPromptExecutionSettings { ExtensionData = new Dictionary<string, object>() }; "
            + "var a = await kernel.GetChatMessageContentAsync(q, s); _ = JsonDocument.Parse(a.Content!);"
    )]
    [InlineData("var a = await kernel.GetChatMessageContentAsync(q); _ = JsonDocument.Parse(a.Content!);")]
    [InlineData(
        "var a = await kernel.GetChatMessageContentAsync(q, new Microsoft.SemanticKernel.PromptExecutionSettings()); "
            + "_ = JsonDocument.Parse(a.Content!);"
    )]
    public Task Stays_silent_where_JSON_is_asked_for_or_the_text_is_not_known(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Stays_silent_where_a_pipeline_asks_for_JSON() =>
        RuleTest.VerifyAsync<ParsedTextAnalyzer>(
            [
                """
                using System.Text.Json;
                class C(IChatClient inner)
                {
                    readonly IChatClient _client =
                        inner.AsBuilder().ConfigureOptions(o => o.ResponseFormat = ChatResponseFormat.Json).Build();
                    public async Task<JsonDocument> M(string q) => JsonDocument.Parse((await _client.GetResponseAsync(q)).Text);
                }
                """,
            ],
            only: Id
        );

    [Fact]
    public async Task The_message_names_the_structured_method() =>
        Assert.Equal(
            "'JsonDocument.Parse' parses free text of 'GetResponseAsync' as JSON: ask for structured output with GetResponseAsync<T>",
            Assert
                .Single(
                    await RuleTest.DiagnosticsAsync<ParsedTextAnalyzer>(
                        [
                            """
                            using System.Text.Json;
                            class C { async Task M(IChatClient client) => JsonDocument.Parse((await client.GetResponseAsync("q")).Text); }
                            """,
                        ],
                        only: Id
                    )
                )
                .GetMessage(null)
        );

    // The parser is two files away from the call, or a global using offers the method.
    [Theory]
    [InlineData(
        "await service.AskAsync(q)",
        "class Asker(IChatClient client) { public async Task<string> AskAsync(string q) => (await client.GetResponseAsync(q)).Text; }",
        "class Service(Asker asker) { public Task<string> AskAsync(string q) => asker.AskAsync(q); }"
    )]
    [InlineData(
        "await AskAsync(service, q)",
        "class Service(IChatClient client) { public IChatClient Client => client; }",
        "static class Asking { public static async Task<string> AskAsync(Service service, string q) => "
            + "(await service.Client.GetResponseAsync(q)).Text; }",
        "global using static Asking;"
    )]
    public async Task Fires_where_the_call_is_in_another_file(string text, params string[] others) =>
        Assert.Equal(
            "Source0.cs",
            Assert
                .Single(
                    await RuleTest.DiagnosticsAsync<ParsedTextAnalyzer>(
                        [
                            "class Page(Service service) { public async Task<object> RunAsync(string q) => "
                                + $"System.Text.Json.JsonDocument.Parse({text}); }}",
                            .. others,
                        ],
                        only: Id
                    )
                )
                .Location.SourceTree!.FilePath
        );

    private static Task VerifyAsync(string statements) =>
        RuleTest.VerifyAsync<ParsedTextAnalyzer>(
            [
                $$"""
                using System.Text.Json;
                using System.Text.Json.Nodes;
                using System.Text.RegularExpressions;
                using OpenAI.Chat;
                using Microsoft.SemanticKernel.ChatCompletion;
                using Microsoft.SemanticKernel.Connectors.OpenAI;
                using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
                using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

                record Answer(string Text);

                static class Own
                {
                    public static object Parse(string json) => json;
                }

                class Desk(IChatClient client, ChatClient openAI, Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService kernel)
                {
                    static string Unfenced(string text) => text.StartsWith("```") ? text.Substring(7).Trim('`') : text.Trim();
                    static string Elsewhere(ChatResponse r) => string.Join("", r.Messages);
                    static Task<ChatResponse> AskAsync(IChatClient client, string q) => client.GetResponseAsync(q);

                    public async Task RunAsync(string q, bool flag, ChatOptions options)
                    {
                        await Task.Yield();
                        {{statements}}
                    }
                }
                """,
            ],
            only: Id
        );
}
