using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class PromptTagLostRuleTests
{
    private const string Lost = "{|LLMH3003:\"1.0.0\"|}",
        Kept = "\"1.0.0\"";

    [Theory]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient()")]
    [InlineData("new OpenAI.Chat.ChatClient(\"m\", \"key\").AsIChatClient().AsBuilder().UseFunctionInvocation().Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().Build()")]
    [InlineData(
        "openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry(configure: c => c.JsonSerializerOptions = null!).Build()"
    )]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().ConfigureOptions(o => o.Temperature = 0).Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry(configure: Configure).Build()")]
    public Task Fires_where_no_step_reads_the_tag(string client) => VerifyAsync(client, Lost);

    [Theory]
    [InlineData("injected")]
    [InlineData("injected.AsBuilder().UseOpenTelemetry().Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UsePromptTelemetry().UseOpenTelemetry().Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry(\"my_key\").Build()")]
    [InlineData(
        "openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).Build()"
    )]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry(configure: Given).Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry(configure: Record).Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().Use(inner => new Tagging(inner)).Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseLogging().Build()")]
    [InlineData("openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().ConfigureOptions(o => Record(o)).Build()")]
    [InlineData("new Tagging(openAI.GetChatClient(\"m\").AsIChatClient())")]
    [InlineData("new OpenTelemetryChatClient(openAI.GetChatClient(\"m\").AsIChatClient())")]
    public Task Stays_silent_where_a_step_may_read_it(string client) => VerifyAsync(client, Kept);

    [Fact]
    public Task Stays_silent_where_the_tag_is_on_the_activity_too() =>
        VerifyAsync(
            "openAI.GetChatClient(\"m\").AsIChatClient()",
            Kept,
            before: "System.Diagnostics.Activity.Current?.SetTag(\"gen_ai.prompt.version\", \"1.0.0\");"
        );

    [Fact]
    public Task Stays_silent_in_a_scope() =>
        VerifyAsync(
            "openAI.GetChatClient(\"m\").AsIChatClient()",
            Kept,
            before: "using var scope = LlmHygiene.PromptScope.Begin(\"summary\", \"1.0.0\");"
        );

    [Fact]
    public Task Stays_silent_where_the_program_turns_content_on() =>
        VerifyAsync(
            "openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().Build()",
            Kept,
            before: "Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"true\");"
        );

    [Fact]
    public Task Stays_silent_for_metadata_that_the_provider_stores() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.OpenAIClient openAI)
            {
                public void Ask(string text) => openAI.GetChatClient("m").CompleteChat(
                    [$"Summarise: {text}"], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["prompt_version"] = "3" } });
            }
            """
        );

    private static Task VerifyAsync(string client, string version, string before = "") =>
        RuleTest.VerifyAsync(
            $$"""
            class Assistant(OpenAI.OpenAIClient openAI, IChatClient injected)
            {
                static void Configure(OpenTelemetryChatClient client) { }
                static void Record(OpenTelemetryChatClient client) => client.EnableSensitiveData = true;
                public static Action<OpenTelemetryChatClient> Given { get; set; } = null!;
                static void Record(ChatOptions options) { }

                public Task Ask(string text)
                {
                    {{before}}
                    return {{client}}.GetResponseAsync($"Summarise: {text}",
                        new ChatOptions { ModelId = "m", AdditionalProperties = new() { ["gen_ai.prompt.version"] = {{version}} } });
                }

                IChatClient Injected() => injected;
            }

            class Tagging(IChatClient inner) : DelegatingChatClient(inner);
            """
        );
}
