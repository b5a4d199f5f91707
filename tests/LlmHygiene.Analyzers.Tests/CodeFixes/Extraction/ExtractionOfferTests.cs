using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>No extraction is offered where what is sent, or when, would change.</summary>
public sealed class ExtractionOfferTests
{
    private const string Extract = "Extract to a typed prompt";
    private const string Tag = "Tag with a prompt name and a version that you change with the text";

    [Theory]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.System, \"Be brief and kind.\"), .. history]);")]
    [InlineData(
        """
            var messages = new List<ChatMessage> { new(ChatRole.System, "Be brief and kind.") };
            foreach (var one in history) messages.Add(one);
            await chat.GetResponseAsync(messages);
            """
    )]
    [InlineData(
        """
            var messages = new List<ChatMessage> { new(ChatRole.System, "Be brief and kind.") };
            var answer = await chat.GetResponseAsync(messages);
            messages.AddMessages(answer);
            """
    )]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.Tool, \"Be brief and kind.\")]);")]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.User, \"Be brief and kind.\") { AuthorName = \"me\" }]);")]
    [InlineData("await chat.GetResponseAsync(text, new ChatOptions { Instructions = \"Be brief and kind.\" });")]
    [InlineData(
        """
            await chat.GetResponseAsync("Answer " + Environment.NewLine
                + text.Replace("a", chat.GetResponseAsync("Inner prompt").Result.Text));
            """
    )]
    [InlineData("await chat.GetResponseAsync($\"Braces {{{text}}} before a value\");")]
    [InlineData("var prompt = $\"Read this: {Next()}\"; Next(); await chat.GetResponseAsync([new(ChatRole.User, prompt)]);")]
    [InlineData("await Find(Next()).GetResponseAsync($\"Read this: {Next()}\");")]
    [InlineData(
        "await (chat as IChatClient)!.GetResponseAsync([new(ChatRole.System, \"Be brief and kind.\"), new(ChatRole.User, maybe)]);"
    )]
    public async Task The_call_is_tagged_instead(string statements)
    {
        var project = FixedProject.Of(
            $$"""
            class Desk
            {
                IChatClient Find(string name) => throw new Exception();
                string Next() => "x" + Guid.NewGuid();
                async Task AskAsync(IChatClient chat, IEnumerable<ChatMessage> history, string text, string? maybe)
                {
                    {{statements}}
                }
            }
            """
        );
        var fixer = new PromptNotVersionedFix();
        var diagnostic = (await project.DiagnosticsAsync("LLMH2001")).First();
        var offers = await fixer.FindAsync(
            project.Project.Documents.Single(document => document.Name == "Source.cs"),
            diagnostic,
            TestContext.Current.CancellationToken
        );

        Assert.Equal([(Tag, nameof(PromptNotVersionedFix))], offers.Select(offer => (offer.Title, offer.Key)));
        var after = await project.ApplyAsync(fixer);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task Both_are_offered_where_both_fit()
    {
        var project = FixedProject.Of(
            """class Desk(IChatClient chat) { public Task AskAsync() => chat.GetResponseAsync("Say hello, please."); }"""
        );

        Assert.Equal([Extract, Tag], await project.OffersAsync(new PromptNotVersionedFix()));
    }

    [Fact]
    public async Task Without_the_runtime_the_activity_is_tagged()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                public async Task AskAsync(string text)
                {
                    // Greets.
                    await chat.GetResponseAsync("Say hello, please.");
                }
            }
            """,
            references: [.. TestReferences.Framework, .. TestReferences.Sdks]
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Empty(after.Prompts);
        Assert.Equal(
            """
            using System.Diagnostics;

            class Desk(IChatClient chat)
            {
                public async Task AskAsync(string text)
                {
                    Activity.Current?.SetTag("gen_ai.prompt.name", "say-hello");
                    Activity.Current?.SetTag("gen_ai.prompt.version", "1.0.0");
                    // Greets.
                    await chat.GetResponseAsync("Say hello, please.");
                }
            }
            """,
            after.Source
        );
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, true)]
    [InlineData(LanguageVersion.CSharp8, false)]
    public async Task Old_languages_get_a_constructor_or_nothing(LanguageVersion language, bool isExtracted)
    {
        var project = FixedProject.Of(
            """
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;
            class Desk
            {
                public async Task AskAsync(IChatClient chat, string text, string name) =>
                    await chat.GetResponseAsync($"Say hello to {name}: {text}");
            }
            """,
            language,
            nullable: NullableContextOptions.Disable
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(isExtracted ? 1 : 0, after.Prompts.Count);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task An_inline_text_at_a_tagged_call_keeps_the_tag()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                public Task<ChatResponse> AskAsync(string note, string problem) =>
                    chat.GetResponseAsync(
                        $"Does this note explain the problem of the customer, and how could it help? Note: {note} Problem: {problem}",
                        new ChatOptions
                    {
                        AdditionalProperties = new() { ["gen_ai.prompt.name"] = "explain-note", ["gen_ai.prompt.version"] = "1.3.0" },
                    });
            }
            """
        );

        var after = await project.ApplyAsync(new PromptInlineFix());

        Assert.Equal(
            """
            using LlmHygiene;
            using Shop.Prompts;

            class Desk(IChatClient chat)
            {
                public Task<ChatResponse> AskAsync(string note, string problem) =>
                    new ExplainNotePrompt.V1 { Note = note, Problem = problem }.GetResponseAsync(chat);
            }
            """,
            after.Source
        );
        Assert.Equal(
            """
            name: explain-note
            version: 1.3.0
            inputs:
              note: string
              problem: string
            messages:
              - role: user
                content: "Does this note explain the problem of the customer, and how could it help? Note: {{note}} Problem: {{problem}}"

            """,
            after.Prompts["explain-note.prompt.yml"]
        );
        Assert.Empty(await after.DiagnosticsAsync("LLMH2003"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task A_pass_through_method_gets_the_text_of_the_prompt_in_a_scope()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                private Task<ChatResponse> AskAsync(string prompt) => chat.GetResponseAsync(prompt);

                public Task<ChatResponse> GreetAsync() => AskAsync("Say hello, please.");
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
                private Task<ChatResponse> AskAsync(string prompt) => chat.GetResponseAsync(prompt);

                public async Task<ChatResponse> GreetAsync()
                {
                    var prompt = new SayHelloPrompt.V1();
                    using var promptScope = PromptScope.Begin(prompt);
                    return await AskAsync(prompt.ToText());
                }
            }
            """,
            after.Source
        );
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task An_agent_gets_the_messages_of_the_prompt()
    {
        var project = FixedProject.Of(
            """
            using Microsoft.Agents.AI;

            class Desk(AIAgent agent)
            {
                public Task<AgentResponse> ExplainAsync(string problem, AgentSession session) =>
                    agent.RunAsync($"Explain this problem: {problem}", session);
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(
            """
            using Microsoft.Agents.AI;
            using Shop.Prompts;

            class Desk(AIAgent agent)
            {
                public Task<AgentResponse> ExplainAsync(string problem, AgentSession session) =>
                    agent.RunAsync(new ExplainProblemPrompt.V1 { Problem = problem }.ToMessages(), session);
            }
            """,
            after.Source
        );
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task Variables_of_one_method_become_prompts_of_different_names()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                public async Task<string> AskAsync(string text)
                {
                    var messages = new List<ChatMessage> { new(ChatRole.System, "Be brief and kind."), new(ChatRole.User, text) };
                    var first = await chat.GetResponseAsync(messages);
                    var others = new List<ChatMessage> { new(ChatRole.System, "Be long and kind."), new(ChatRole.User, text) };
                    var second = await chat.GetResponseAsync(others);
                    return first.Text + second.Text;
                }
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
                public async Task<string> AskAsync(string text)
                {
                    var prompt = new BriefKindPrompt.V1 { Text = text };
                    var first = await prompt.GetResponseAsync(chat);
                    var typedPrompt = new LongKindPrompt.V1 { Text = text };
                    var second = await typedPrompt.GetResponseAsync(chat);
                    return first.Text + second.Text;
                }
            }
            """,
            after.Source
        );
        await after.LoadAsync();
    }

    [Fact]
    public async Task Options_that_stay_are_named_in_full_where_the_name_is_another_type()
    {
        var project = FixedProject.Of(
            """
            namespace Shop
            {
                class ChatOptions { }

                class Desk(IChatClient chat)
                {
                    public Task<ChatResponse> AskAsync(string text, string user) =>
                        chat.GetResponseAsync($"Say hello to {text}.", new() { ConversationId = user, Temperature = 0 });
                }
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Contains(
            ".GetResponseAsync(chat, new Microsoft.Extensions.AI.ChatOptions { ConversationId = user });",
            after.Source,
            StringComparison.Ordinal
        );
        await after.LoadAsync();
    }
}
