using System.Text;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>As an IDE uses the fixes: one by one, and with Fix All in the document, the project and the solution.</summary>
public sealed class ExtractionFixAllTests
{
    private const string Source = """
        using Microsoft.Extensions.AI;

        namespace Shop;

        public class Desk
        {
            private readonly IChatClient _chat;

            public Desk(IChatClient chat) => _chat = chat;

            public Task<ChatResponse> GreetAsync(string name) => _chat.{|LLMH2001:GetResponseAsync|}($"Say hello to {name}.");

            public async Task<string> GreetAsync(string name, string language)
            {
                var answer = await _chat.{|LLMH2001:GetResponseAsync|}($"Say hello to {name} in {language}.",
                    new ChatOptions { ModelId = "gpt-5.4-mini" });
                return answer.Text;
            }

            public async Task<string> AnswerAsync(List<ChatMessage> history)
            {
                history.Insert(0, new ChatMessage(ChatRole.System, "You are brief and kind."));
                var answer = await _chat.{|LLMH2001:GetResponseAsync|}(history.Concat([new(ChatRole.User, "Answer the question above.")]));
                return answer.Text;
            }
        }
        """;

    private const string Fixed = """
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        using Shop.Prompts;

        namespace Shop;

        public class Desk
        {
            private readonly IChatClient _chat;

            public Desk(IChatClient chat) => _chat = chat;

            public Task<ChatResponse> GreetAsync(string name) => new SayHelloPrompt.V1 { Name = name }.GetResponseAsync(_chat);

            public async Task<string> GreetAsync(string name, string language)
            {
                var answer = await new DeskGreetPrompt.V1 { Name = name, Language = language }.GetResponseAsync(_chat);
                return answer.Text;
            }

            public async Task<string> AnswerAsync(List<ChatMessage> history)
            {
                history.Insert(0, new ChatMessage(ChatRole.System, "You are brief and kind."));
                using var promptScope = PromptScope.Begin("answer-question", "1.0.0");
                var answer = await _chat.GetResponseAsync(history.Concat([new(ChatRole.User, "Answer the question above.")]));
                return answer.Text;
            }
        }
        """;

    [Fact]
    public Task What_can_be_extracted_is_extracted_and_the_rest_is_tagged()
    {
        var test = FixTest.Create<PromptNotVersionedFix>("LLMH2001", Source, Fixed);
        Add(
            test,
            "say-hello",
            """
            name: say-hello
            version: 1.0.0
            inputs:
              name: string
            messages:
              - role: user
                content: Say hello to {{name}}.

            """
        );
        Add(
            test,
            "desk-greet",
            """
            name: desk-greet
            version: 1.0.0
            model: gpt-5.4-mini
            inputs:
              name: string
              language: string
            messages:
              - role: user
                content: Say hello to {{name}} in {{language}}.

            """
        );
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Add(FixTest<PromptNotVersionedFix> test, string name, string text) =>
        test.FixedState.AdditionalFiles.Add(
            (FixTest.Folder + $"Prompts/{name}.prompt.yml", SourceText.From(text, new UTF8Encoding(false)))
        );
}
