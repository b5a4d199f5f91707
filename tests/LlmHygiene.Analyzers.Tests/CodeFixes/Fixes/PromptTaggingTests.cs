using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>Naming a prompt in place, with a scope that is open as long as the call runs.</summary>
public sealed class PromptTaggingTests
{
    private const string Usings = "using LlmHygiene;\nusing OpenAI.Chat;\n";

    [Theory]
    // A statement, alone and before others.
    [InlineData(
        """
                var answer = await chat.CompleteChatAsync("Say hello, please.");
                return answer.Value.Content[0].Text;
            """,
        """
                using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                var answer = await chat.CompleteChatAsync("Say hello, please.");
                return answer.Value.Content[0].Text;
            """
    )]
    // Comments and empty lines stay where they are.
    [InlineData(
        """
                text = text.Trim();

                // Greets.
                return (await chat.CompleteChatAsync("Say hello to " + text)).Value.Content[0].Text;
            """,
        """
                text = text.Trim();

                using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                // Greets.
                return (await chat.CompleteChatAsync("Say hello to " + text)).Value.Content[0].Text;
            """
    )]
    // Each of several calls has a scope of its own, and a variable that is needed later is declared before it.
    [InlineData(
        """
                var first = await chat.CompleteChatAsync("Say hello, please.");
                var second = await chat.CompleteChatAsync("Say goodbye, please.");
                return first.Value.Content[0].Text + second.Value.Content[0].Text;
            """,
        """
                System.ClientModel.ClientResult<ChatCompletion> first;
                using (PromptScope.Begin("say-hello", "1.0.0"))
                {
                    first = await chat.CompleteChatAsync("Say hello, please.");
                }

                using var promptScope = PromptScope.Begin("say-goodbye", "1.0.0");
                var second = await chat.CompleteChatAsync("Say goodbye, please.");
                return first.Value.Content[0].Text + second.Value.Content[0].Text;
            """
    )]
    // The code after the call may send other prompts.
    [InlineData(
        """
                Console.Write(await chat.CompleteChatAsync("Say hello, please."));
                await Task.Delay(1);
                return "";
            """,
        """
                using (PromptScope.Begin("say-hello", "1.0.0"))
                {
                    Console.Write(await chat.CompleteChatAsync("Say hello, please."));
                }

                await Task.Delay(1);
                return "";
            """
    )]
    // A statement without braces gets braces.
    [InlineData(
        """
                if (text.Length > 0)
                    return (await chat.CompleteChatAsync("Say hello, please.")).Value.Content[0].Text;
                return text;
            """,
        """
                if (text.Length > 0)
                {
                    using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                    return (await chat.CompleteChatAsync("Say hello, please.")).Value.Content[0].Text;
                }
                return text;
            """
    )]
    // A switch section cannot contain the declaration of a scope.
    [InlineData(
        """
                switch (text.Length)
                {
                    case 0:
                        return (await chat.CompleteChatAsync("Say hello, please.")).Value.Content[0].Text;
                    default:
                        return text;
                }
            """,
        """
                switch (text.Length)
                {
                    case 0:
                        {
                            using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                            return (await chat.CompleteChatAsync("Say hello, please.")).Value.Content[0].Text;
                        }
                    default:
                        return text;
                }
            """
    )]
    // A lambda awaits the response, so that the scope stays open until it arrives.
    [InlineData(
        """
                var all = await Task.WhenAll(text.Split(' ').Select(word => chat.CompleteChatAsync("Explain the word " + word)));
                return all[0].Value.Content[0].Text;
            """,
        """
                var all = await Task.WhenAll(text.Split(' ').Select(async word =>
                {
                    using var promptScope = PromptScope.Begin("explain-word", "1.0.0");
                    return await chat.CompleteChatAsync("Explain the word " + word);
                }));
                return all[0].Value.Content[0].Text;
            """
    )]
    public Task In_a_method(string before, string after) => VerifyAsync(Method(before), Usings.Split('\n')[0] + "\n" + Method(after));

    [Theory]
    [InlineData(
        """public Task<System.ClientModel.ClientResult<ChatCompletion>> GreetAsync() => chat.CompleteChatAsync("Say hello, please.");""",
        """
            public async Task<System.ClientModel.ClientResult<ChatCompletion>> GreetAsync()
                {
                    using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                    return await chat.CompleteChatAsync("Say hello, please.");
                }
            """
    )]
    [InlineData(
        """
            public Task<System.ClientModel.ClientResult<ChatCompletion>> GreetAsync()
                {
                    return chat.CompleteChatAsync("Say hello, please.");
                }
            """,
        """
            public async Task<System.ClientModel.ClientResult<ChatCompletion>> GreetAsync()
                {
                    using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                    return await chat.CompleteChatAsync("Say hello, please.");
                }
            """
    )]
    [InlineData(
        """public string Greet() => chat.CompleteChat("Say hello, please.").Value.Content[0].Text;""",
        """
            public string Greet()
                {
                    using var promptScope = PromptScope.Begin("say-hello", "1.0.0");
                    return chat.CompleteChat("Say hello, please.").Value.Content[0].Text;
                }
            """
    )]
    public Task In_expression_bodies_and_in_methods_that_return_the_task(string before, string after) =>
        VerifyAsync(Class(before), "using LlmHygiene;\n" + Class(after));

    [Fact]
    public Task A_stream_that_is_passed_on_tags_the_activity() =>
        VerifyAsync(
            Class(
                "public System.ClientModel.AsyncCollectionResult<StreamingChatCompletionUpdate> Greet() => "
                    + "chat.CompleteChatStreamingAsync(\"Say hello, please.\");"
            ),
            "using System.Diagnostics;\n"
                + Class(
                    """
                    public System.ClientModel.AsyncCollectionResult<StreamingChatCompletionUpdate> Greet()
                        {
                            Activity.Current?.SetTag("gen_ai.prompt.name", "say-hello");
                            Activity.Current?.SetTag("gen_ai.prompt.version", "1.0.0");
                            return chat.CompleteChatStreamingAsync("Say hello, please.");
                        }
                    """
                )
        );

    [Fact]
    public async Task The_tag_is_also_available_where_an_extraction_is_offered_first()
    {
        var project = FixedProject.Of(
            """
            class Desk
            {
                public async Task AskAsync(IChatClient chat)
                {
                    await chat.GetResponseAsync("Say hello, please.");
                }
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix(), PromptNotVersionedFix.TagKey);

        Assert.Empty(after.Prompts);
        Assert.Contains("using var promptScope = PromptScope.Begin(\"say-hello\", \"1.0.0\");", after.Source, StringComparison.Ordinal);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
    }

    private static string Method(string body) =>
        Class(
            "public async Task<string> GreetAsync(string text)\n    {\n"
                + string.Join("\n", body.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))
                + "\n    }"
        );

    private static string Class(string members) =>
        $$"""
            using OpenAI.Chat;

            class Desk(ChatClient chat)
            {
                {{members}}
            }
            """;

    private static async Task VerifyAsync(string before, string expected)
    {
        var project = FixedProject.Of(before);
        await project.LoadAsync();

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(expected, after.Source);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }
}
