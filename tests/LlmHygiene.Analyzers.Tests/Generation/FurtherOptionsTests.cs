using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Runs generated prompts that are sent with additional options.</summary>
public sealed class FurtherOptionsTests
{
    private const string Text = """
        name: greet
        version: 1.0.0
        model: gpt-5.4-mini
        modelParameters: { maxCompletionTokens: 9 }
        messages:
          - role: user
            content: Say hello.

        """;

    private const string Data = """
        name: rate
        version: 1.0.0
        output: { stars: int }
        messages:
          - role: user
            content: Rate this.

        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.Latest)]
    public void The_values_of_the_prompt_take_precedence_and_the_rest_is_sent(LanguageVersion language) =>
        Assert.Equal(
            "gpt-5.4-mini 9 0.5 c1 greet",
            Run(
                language,
                [Text],
                """
                var client = new Client("Hello");
                new GreetPrompt.V1().GetResponseAsync(client, Given(), CancellationToken.None).GetAwaiter().GetResult();
                var seen = client.Seen!;
                return FormattableString.Invariant($"{seen.ModelId} {seen.MaxOutputTokens} {seen.Temperature} {seen.ConversationId} ")
                    + seen.AdditionalProperties!["gen_ai.prompt.name"];
                """
            )
        );

    [Fact]
    public void The_default_of_several_live_versions_is_sent() =>
        Assert.Equal(
            "1.1.0 c1",
            Run(
                LanguageVersion.Latest,
                [Text, Text.Replace("1.0.0", "1.1.0", StringComparison.Ordinal)],
                """
                var client = new Client("Hello");
                new GreetPrompt.V1().GetResponseAsync(client, Given()).GetAwaiter().GetResult();
                return client.Seen!.AdditionalProperties!["gen_ai.prompt.version"] + " " + client.Seen.ConversationId;
                """
            )
        );

    [Fact]
    public void A_response_that_is_data_is_read() =>
        Assert.Equal(
            "5 c1 gpt-other ChatResponseFormatJson",
            Run(
                LanguageVersion.Latest,
                [Data],
                """
                var client = new Client("{\"stars\":5}");
                var answer = new RatePrompt.V1().GetResponseAsync(client, Given()).GetAwaiter().GetResult();
                return answer.Result.Stars + " " + client.Seen!.ConversationId + " " + client.Seen.ModelId + " "
                    + client.Seen.ResponseFormat!.GetType().Name;
                """
            )
        );

    private static string Run(LanguageVersion language, string[] prompts, string body) =>
        (
            PromptProject.With(prompts) with
            {
                Language = language,
                Source =
                    ScriptedClient.Source
                    + $$"""
                        public static class Test
                        {
                            private static ChatOptions Given() => new ChatOptions { ModelId = "gpt-other", MaxOutputTokens = 7,
                                Temperature = 0.5f, ConversationId = "c1", ResponseFormat = ChatResponseFormat.Text };

                            public static string Run()
                            {
                                {{body}}
                            }
                        }
                        """,
            }
        ).Run<string>();
}
