using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>A prompt file with errors has a class, so that its callers compile, and is never sent.</summary>
public class BrokenPromptTests
{
    private const string Broken =
        "name: greet\nversion: 1.0.0\ninputs: {}\nmessages:\n  - role: user\n    content: \"Hello {{nobody}} and {{no one}}\"\n";

    private const string Message =
        $"The prompt 'greet' 1.0.0 has errors ({RuleIds.PromptUnknownVariable}, {RuleIds.PromptTemplateSyntax} in p0.prompt.yml) "
        + "and cannot be sent. The build reports them.";

    [Theory]
    [InlineData("new GreetPrompt.V1().ToMessages()")]
    [InlineData("new GreetPrompt.V1().GetResponseAsync(client)")]
    [InlineData("new GreetPrompt.V1().GetStreamingResponseAsync(client)")]
    [InlineData("new GreetPrompt.V1().ToText()")]
    public void Rendering_throws_and_names_the_file_and_its_rules(string call) => Assert.Equal(Message + " null", Run(call, Broken));

    [Fact]
    public void A_version_with_errors_throws_where_it_is_the_default() =>
        Assert.Equal(
            Message + " null",
            Run(
                "new GreetPrompt.V1().GetResponseAsync(client)",
                Broken,
                Broken
                    .Replace("1.0.0", "1.1.0-beta.1", StringComparison.Ordinal)
                    .Replace("{{nobody}} and {{no one}}", "you", StringComparison.Ordinal)
            )
        );

    private static string Run(string call, params string[] prompts) =>
        (
            PromptProject.With(prompts) with
            {
                Source =
                    ScriptedClient.Source
                    + $$"""
                        public static class Test
                        {
                            public static string Run()
                            {
                                var client = new Client("Hello");
                                try
                                {
                                    _ = {{call}};
                                    return "sent";
                                }
                                catch (InvalidOperationException error)
                                {
                                    return error.Message + " " + (client.Seen?.ModelId ?? "null");
                                }
                            }
                        }
                        """,
            }
        ).Run<string>();
}
