using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>A constant moves to the file with its text, or stays the one place of its text.</summary>
public class ExtractedConstantTests
{
    [Fact]
    public async Task A_constant_that_nothing_else_uses_moves_to_the_file()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                private const string Greeting = "Say hello, please.";

                public Task<ChatResponse> GreetAsync() => chat.GetResponseAsync(Greeting);
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(
            """
            using LlmHygiene;
            using Shop.Prompts;

            class Desk(IChatClient chat)
            {
                public Task<ChatResponse> GreetAsync() => new GreetPrompt.V1().GetResponseAsync(chat);
            }
            """,
            after.Source
        );
        await after.LoadAsync();
    }

    [Fact]
    public async Task A_constant_that_other_code_uses_is_an_input()
    {
        var project = FixedProject.Of(
            """
            static class Texts
            {
                public const string Style = "Be brief and kind.";
            }
            class Desk(IChatClient chat)
            {
                public Task<ChatResponse> GreetAsync(string name) =>
                    chat.GetResponseAsync([new(ChatRole.System, $"Greet {name}. {Texts.Style}")]);

                public Task<ChatResponse> ThankAsync() => chat.GetResponseAsync([new(ChatRole.User, "Thank them. " + Texts.Style)]);
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.DoesNotContain(after.Prompts.Values, text => text.Contains("Be brief", StringComparison.Ordinal));
        Assert.Contains("Style = TrustedText.From(Texts.Style)", after.Source, StringComparison.Ordinal);
        Assert.Contains("Style = Texts.Style", after.Source, StringComparison.Ordinal);
        await after.LoadAsync();
    }

    [Fact]
    public async Task A_prompt_that_is_a_constant_of_other_code_is_tagged()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                private const string Rules = "Be brief and kind.";

                public Task<ChatResponse> ExplainAsync(string text) =>
                    chat.GetResponseAsync([new(ChatRole.System, Rules), new(ChatRole.User, text)]);

                public string Show() => Rules;
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Empty(after.Prompts);
        Assert.Contains("PromptScope.Begin(", after.Source, StringComparison.Ordinal);
        await after.LoadAsync();
    }
}
