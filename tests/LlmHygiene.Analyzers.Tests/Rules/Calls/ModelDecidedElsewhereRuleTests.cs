using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelDecidedElsewhereRuleTests
{
    [Fact]
    public Task Fires_for_an_injected_client_and_no_model_at_the_call() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string text) => client.{|LLMH1002:GetResponseAsync|}(text);
            }
            """
        );

    [Fact]
    public Task Fires_when_the_caller_passes_the_options() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IEmbeddingGenerator<string, Embedding<float>> generator)
            {
                public Task Embed(string text, EmbeddingGenerationOptions options) =>
                    generator.{|LLMH1002:GenerateVectorAsync|}(text, options);
            }
            """
        );

    [Fact]
    public Task Stays_silent_when_the_call_states_the_model() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string text) => client.GetResponseAsync(text, new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" });
            }
            """
        );

    [Fact]
    public Task Stays_silent_for_a_client_that_always_has_a_model() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text) => client.CompleteChat(text);
            }
            """
        );

    [Fact]
    public Task Option_host_declares_that_this_is_intended() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string text) => client.GetResponseAsync(text);
            }
            """,
            editorConfig: "llmhygiene.injected_model = host"
        );

    [Fact]
    public Task Option_host_does_not_excuse_a_call_that_states_nothing() =>
        RuleTest.VerifyAsync(
            """
            class Assistant
            {
                private readonly OpenAI.Responses.ResponsesClient _client = new("key");
                public void Ask() => _client.{|LLMH1001:CreateResponse|}(new OpenAI.Responses.CreateResponseOptions());
            }
            """,
            editorConfig: "llmhygiene.injected_model = host"
        );
}
