using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

/// <summary>LLMH4001 where a prompt states the parameters of its calls.</summary>
public class PromptLimitTests
{
    private const string Id = "LLMH4001";
    private const string Prompt =
        "name: greet\nversion: 1.0.0\nmodelParameters: { temperature: 0 }\nmessages:\n  - role: user\n    content: Hello\n";

    [Fact]
    public void A_file_without_a_limit_is_reported_at_its_version()
    {
        var found = Assert.Single(PromptProject.With(Prompt).Analyze(new PromptCostAnalyzer()));
        Assert.Equal(Id, found.Id);
        Assert.Equal("'greet' has no output-token limit but the provider's default: set maxCompletionTokens", found.GetMessage(null));
        Assert.Equal("(1,9)-(1,14)", found.Location.GetLineSpan().Span.ToString());
    }

    [Theory]
    [InlineData("modelParameters: { maxCompletionTokens: 300 }\n")]
    [InlineData("modelParameters: { maxTokens: 300 }\n")]
    [InlineData("deprecated: use greet 2\n")]
    public void A_file_with_a_limit_and_one_that_is_deprecated_are_silent(string lines) =>
        Assert.Empty(
            PromptProject
                .With(Prompt.Replace("modelParameters: { temperature: 0 }\n", lines, StringComparison.Ordinal))
                .Analyze(new PromptCostAnalyzer())
        );

    [Theory]
    [InlineData("prompt.GetResponseAsync(client)", "LLMH4001 p0.prompt.yml")]
    [InlineData("prompt.GetResponseAsync(client, new ChatOptions { MaxOutputTokens = 20 })")]
    [InlineData("prompt.GetResponseAsync(client, new ChatOptions())", "LLMH4001 Source.cs")]
    [InlineData(
        "prompt.GetResponseAsync(client, new ChatOptions { MaxOutputTokens = 20 }).ContinueWith(_ => prompt.GetResponseAsync(client))",
        "LLMH4001 p0.prompt.yml"
    )]
    [InlineData("client.GetResponseAsync(LlmHygiene.PromptTextExtensions.ToText(prompt))", "LLMH4001 Source.cs")]
    [InlineData("client.GetResponseAsync(prompt.ToMessages(), new ChatOptions { MaxOutputTokens = 20 })")]
    [InlineData(
        "prompt.GetResponseAsync(client).ContinueWith(_ => client.GetResponseAsync(prompt.ToMessages(), new ChatOptions { "
            + "MaxOutputTokens = 20 }))",
        "LLMH4001 p0.prompt.yml"
    )]
    [InlineData("prompt.ToString()", "LLMH4001 p0.prompt.yml")]
    public void Calls_that_pass_options_are_judged_by_them(string call, params string[] expected)
    {
        var project = PromptProject.With(Prompt) with
        {
            Source = $$"""
                using LlmHygiene;
                using Microsoft.Extensions.AI;
                using Shop.Prompts;
                public static class Desk { public static object Ask(string key) {
                    var client = new OpenAI.Chat.ChatClient("gpt-6-luna", key).AsIChatClient();
                    var prompt = new GreetPrompt.V1(); return {{call}}; } }
                """,
        };
        Assert.Equal(
            expected,
            project
                .AnalyzeGenerated(new PromptCostAnalyzer(), new LlmCallAnalyzer())
                .Where(found => found.Id == Id)
                .Select(found => $"{found.Id} {Path.GetFileName(found.Location.GetLineSpan().Path)}")
        );
    }

    [Fact]
    public void A_broken_file_is_silent() =>
        Assert.Empty(PromptProject.With(Prompt.Replace("Hello", "{{who}}", StringComparison.Ordinal)).Analyze(new PromptCostAnalyzer()));

    [Fact]
    public void A_prompty_file_is_reported_with_its_own_key()
    {
        var project = new PromptProject
        {
            Files = [new PromptText("/src/Shop/Prompts/greet.prompty", "---\nname: greet\nversion: 1.0.0\n---\nuser:\nHello\n")],
        };
        Assert.EndsWith(
            "set max_tokens",
            Assert.Single(project.Analyze(new PromptCostAnalyzer())).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    private static string Method(string limit, string result) =>
        $$"""
            using Microsoft.Extensions.AI;
            static partial class Prompts
            {
                [LlmHygiene.Prompt("greet", "1.0.0"{{limit}}, User = "Hello {{"{{who}}"}}")]
                public static partial {{result}}string who);
            }
            """;

    [Fact]
    public void A_method_without_a_limit_is_reported_at_its_version()
    {
        var found = Assert.Single(Analyze(Method("", "System.Threading.Tasks.Task<string> GreetAsync(IChatClient client, ")));
        Assert.Equal("'greet' has no output-token limit but the provider's default: set MaxOutputTokens", found.GetMessage(null));
        Assert.Equal("(3,32)-(3,39)", found.Location.GetLineSpan().Span.ToString());
    }

    [Fact]
    public void A_method_with_a_limit_and_one_that_makes_no_call_are_silent()
    {
        Assert.Empty(Analyze(Method(", MaxOutputTokens = 20", "System.Threading.Tasks.Task<string> GreetAsync(IChatClient client, ")));
        Assert.Empty(Analyze(Method("", "System.Collections.Generic.IReadOnlyList<ChatMessage> Greet(")));
    }

    private static IEnumerable<Microsoft.CodeAnalysis.Diagnostic> Analyze(string source) =>
        (new PromptProject { Source = source }).Analyze(new PromptMethodAnalyzer()).Where(found => found.Id == Id);
}
