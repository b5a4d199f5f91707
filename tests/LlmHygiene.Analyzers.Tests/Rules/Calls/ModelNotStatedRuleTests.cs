using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelNotStatedRuleTests
{
    [Fact]
    public Task Fires_when_the_options_have_no_model_and_the_client_cannot_have_one() =>
        RuleTest.VerifyAsync(
            """
            using OpenAI.Responses;
            class Assistant
            {
                private readonly ResponsesClient _client = new("key");
                public Task Ask() => _client.{|LLMH1001:CreateResponseAsync|}(new CreateResponseOptions { MaxOutputTokenCount = 5 });
            }
            """
        );

    [Fact]
    public Task Fires_when_an_adapter_is_created_without_a_default_model() =>
        RuleTest.VerifyAsync(
            """
            using OpenAI.Responses;
            class Assistant
            {
                private readonly IChatClient _client = new ResponsesClient("key").AsIChatClient().AsBuilder().UseOpenTelemetry().Build();
                public Task Ask(string prompt) => _client.{|LLMH1001:GetResponseAsync|}(prompt, new ChatOptions { Temperature = 0 });
            }
            """
        );

    [Fact]
    public Task Stays_silent_when_the_options_state_a_model() =>
        RuleTest.VerifyAsync(
            """
            using OpenAI.Responses;
            class Assistant
            {
                private readonly ResponsesClient _client = new("key");
                public Task Ask() => _client.CreateResponseAsync(new CreateResponseOptions { Model = "gpt-5.4-mini-2026-03-17" });
            }
            """
        );
}
