using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>Diagnostics at the call of a typed prompt are fixed in its options, or in the prompt's file.</summary>
public sealed class TypedPromptCallFixTests
{
    private const string File = FixTest.Folder + "Prompts/write.prompt.yml";

    private const string Prompt = """
        name: write
        version: 1.0.0
        messages:
          - { role: user, content: Write a reply. }

        """;

    [Fact]
    public Task An_alias_in_options_that_are_sent_with_it_is_pinned_there()
    {
        var test = Test<ModelAliasFix>(
            "LLMH1003",
            """
            using LlmHygiene;

            class Desk(IChatClient chat)
            {
                private readonly ChatOptions _options = new() { ModelId = {|LLMH1003:"gpt-5.4"|} };
                public Task AskAsync() => new Shop.Prompts.WritePrompt.V1().GetResponseAsync(chat, _options);
            }
            """,
            """
            using LlmHygiene;

            class Desk(IChatClient chat)
            {
                private readonly ChatOptions _options = new() { ModelId = "gpt-5.4-2026-03-05" };
                public Task AskAsync() => new Shop.Prompts.WritePrompt.V1().GetResponseAsync(chat, _options);
            }
            """,
            Prompt
        );
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task The_model_is_stated_in_the_file()
    {
        var source = """
            using LlmHygiene;

            class Desk
            {
                private readonly IChatClient _chat = new OpenAI.OpenAIClient("key").GetResponsesClient().AsIChatClient();
                public Task AskAsync() => new Shop.Prompts.WritePrompt.V1().{|LLMH1001:GetResponseAsync|}(_chat);
                public Task AskTwiceAsync() => new Shop.Prompts.WritePrompt.V1().{|LLMH1001:GetResponseAsync|}(_chat);
            }
            """;
        var test = Test<ModelNotStatedFix>(
            "LLMH1001",
            source,
            PromptMarkup.Read(source).Text,
            Prompt.Replace("version: 1.0.0\n", "version: 1.0.0\nmodel: gpt-5.4-mini-2026-03-17\n", StringComparison.Ordinal),
            "[*.cs]\nllmhygiene.default_model = gpt-5.4-mini-2026-03-17\n"
        );
        test.NumberOfIncrementalIterations = 1;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static FixTest<TFix> Test<TFix>(string rule, string source, string fixedSource, string fixedPrompt, string? editorConfig = null)
        where TFix : LlmCodeFixProvider, new()
    {
        var test = FixTest.Create<TFix>(rule, source, fixedSource, editorConfig);
        test.TestState.AdditionalFiles.Add((File, Prompt));
        test.FixedState.AdditionalFiles.Add((File, fixedPrompt));
        return test;
    }
}
