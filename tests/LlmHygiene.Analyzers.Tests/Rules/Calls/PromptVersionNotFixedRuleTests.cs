using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class PromptVersionNotFixedRuleTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("string.Empty")]
    [InlineData("\"latest\"")]
    [InlineData("\"Current\"")]
    [InlineData("\"main\"")]
    [InlineData("DateTime.UtcNow.ToString(\"yyyyMMdd\")")]
    [InlineData("$\"v{DateTime.Now:yyyy}\"")]
    [InlineData("\"v\" + Guid.NewGuid()")]
    [InlineData("Guid.NewGuid().ToString(\"N\")[..8]")]
    [InlineData("Guid.NewGuid().ToString(\"N\").Substring(0, 8)")]
    [InlineData("Environment.TickCount64.ToString()")]
    [InlineData("Random.Shared.Next(10).ToString()")]
    [InlineData("DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString()")]
    [InlineData("string.Format(\"{0}-{1}\", \"v\", DateTime.Today)")]
    [InlineData("text.GetHashCode().ToString()")]
    [InlineData("s_started")]
    [InlineData("flag ? \"latest\" : \"\"")]
    public Task Fires_for_a_value_that_is_not_a_version(string version) => InScopeAsync("{|LLMH2002:" + version + "|}");

    [Theory]
    [InlineData("\"1.0.0\"")]
    [InlineData("\"2025-05-01\"")]
    [InlineData("\"prod\"")]
    [InlineData("Version")]
    [InlineData("version")]
    [InlineData("Environment.GetEnvironmentVariable(\"PROMPT_VERSION\")!")]
    [InlineData("Environment.GetEnvironmentVariable(\"PROMPT_VERSION\") ?? \"latest\"")]
    [InlineData("flag ? \"1.0.0\" : \"latest\"")]
    [InlineData("$\"{Version}-{version}\"")]
    [InlineData("Find(DateTime.UtcNow)")]
    [InlineData("typeof(Assistant).Assembly.GetName().Version!.ToString()")]
    [InlineData("text.Length.ToString()")]
    public Task Stays_silent_where_the_value_may_be_a_version(string version) => InScopeAsync(version);

    private static Task InScopeAsync(string version) =>
        RuleTest.VerifyAsync(
            $$"""
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                const string Version = "1.0.0";
                static readonly string s_started = DateTime.UtcNow.ToString();
                static string Find(DateTime day) => System.IO.File.ReadAllText(day.ToString());

                public void Ask(string text, string version, bool flag)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summarise-ticket", {{version}});
                    client.CompleteChat($"Summarise: {text}");
                }
            }
            """
        );

    [Fact]
    public Task Fires_in_options_metadata_and_on_activities() =>
        RuleTest.VerifyAsync(
            """
            using System.Diagnostics;
            using OpenAI.Chat;

            class Assistant(IChatClient client, ChatClient openAI)
            {
                public Task Properties(string text) => client.GetResponseAsync(
                    $"Summarise: {text}",
                        new ChatOptions { ModelId = "m",
                        AdditionalProperties = new() { ["gen_ai.prompt.version"] = {|LLMH2002:"latest"|} } });

                public void Metadata(string text) => openAI.CompleteChat(
                    [$"Summarise: {text}"],
                        new ChatCompletionOptions { Metadata = { ["prompt_version"] = {|LLMH2002:Guid.NewGuid().ToString()|} } });

                public void OnActivity(string text)
                {
                    Activity.Current?.SetTag("gen_ai.prompt.version", {|LLMH2002:""|});
                    openAI.CompleteChat($"Summarise: {text}");
                }

                public void Fixed(string text) => openAI.CompleteChat(
                    [$"Summarise: {text}"], new ChatCompletionOptions { Metadata = { ["prompt_version"] = "3" } });

                public void Numbered(string text)
                {
                    Activity.Current?.SetTag("prompt.version", 3);
                    openAI.CompleteChat($"Summarise: {text}");
                }
            }
            """
        );

    [Fact]
    public Task Fires_where_a_pass_through_method_is_called() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                void Ask(string prompt) => client.CompleteChat(prompt);

                public void Summarise(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summarise-ticket", {|LLMH2002:"latest"|});
                    Ask($"Summarise: {text}");
                }
            }
            """
        );

    [Fact]
    public Task Knows_the_keys_of_the_project() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text) => client.CompleteChat(
                    [$"Summarise: {text}"], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["tpl"] = {|LLMH2002:"latest"|} } });
            }
            """,
            editorConfig: "llmhygiene.prompt_tag_keys = tpl"
        );

    [Fact]
    public Task Fires_once_for_all_calls_of_a_scope() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                private const string Version = {|LLMH2002:"latest"|};

                void Pass(string prompt) => client.CompleteChat(prompt);

                public void Ask(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summarise-ticket", {|LLMH2002:"current"|});
                    client.CompleteChat($"Summarise: {text}");
                    client.CompleteChat($"Summarise again: {text}");
                    Pass($"And again: {text}");
                }

                public void One(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("one", Version);
                    client.CompleteChat($"Summarise: {text}");
                }

                public void Two(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("two", Version);
                    client.CompleteChat($"Translate: {text}");
                }
            }
            """
        );

    [Fact]
    public Task Fires_in_the_file_of_the_call_where_the_version_is_written_in_another() =>
        RuleTest.VerifyAsync<Analyzers.Rules.Calls.LlmCallAnalyzer>([
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summarise-ticket", {|LLMH2002:Versions.Newest|});
                    client.CompleteChat($"Summarise: {text}");
                    client.CompleteChat($"Summarise again: {text}");
                }
            }
            """,
            "static class Versions { public const string Newest = \"latest\"; }",
        ]);
}
