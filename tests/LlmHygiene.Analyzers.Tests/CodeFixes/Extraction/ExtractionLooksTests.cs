using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>The extracted code looks like what a careful developer would have written.</summary>
public sealed class ExtractionLooksTests
{
    private const string Before = """"
        using System.Text;
        using Microsoft.Extensions.AI;

        namespace Shop.Chat;

        /// <summary>Answers.</summary>
        internal sealed class TicketDesk(IChatClient chat)
        {
            public async Task<string> SummarizeAsync(Ticket ticket, CancellationToken cancellationToken)
            {
                // Short, because agents read it on a phone.
                var messages = new List<ChatMessage>
                {
                    // The rules.
                    new(ChatRole.System, "You summarise support tickets in one sentence."),
                    new(ChatRole.User, $"{ticket.Subject}\n\n{ticket.Body}"),
                };

                var options = new ChatOptions { MaxOutputTokens = 120, Temperature = 0.2f };
                var response = await chat.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
                return response.Text;
            }

            public async Task<string> TranslateAsync(Ticket ticket, string language, string tone, ChatOptions options)
            {
                var prompt = $"""
                    Translate this ticket to {language} in a {tone} tone, and keep names and numbers as they are. It is of {ticket.Number}.

                    {ticket.Body}
                    """;
                return (await chat.GetResponseAsync(prompt, options)).Text;
            }

            public Task<ChatResponse> AskAsync(Ticket ticket) => chat.GetResponseAsync(
                "Is this spam? Answer yes or no. " + ticket.Subject + " is from " + ticket.CustomerName + " of " + ticket.Company + ".",
                    new ChatOptions { Tools = [], ModelId = "gpt-5.4-mini" });
        }

        internal sealed record Ticket(int Number, string Subject, string Body, string CustomerName, string Company);

        """";

    private const string After = """
        using System.Text;
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        using Shop.Prompts;

        namespace Shop.Chat;

        /// <summary>Answers.</summary>
        internal sealed class TicketDesk(IChatClient chat)
        {
            public async Task<string> SummarizeAsync(Ticket ticket, CancellationToken cancellationToken)
            {
                // Short, because agents read it on a phone.
                // The rules.
                var prompt = new SummarizeSupportTicketsPrompt.V1 { Subject = ticket.Subject, Body = ticket.Body };

                var response = await prompt.GetResponseAsync(chat, cancellationToken).ConfigureAwait(false);
                return response.Text;
            }

            public async Task<string> TranslateAsync(Ticket ticket, string language, string tone, ChatOptions options)
            {
                var prompt = new TranslateTicketPrompt.V1
                {
                    Language = language,
                    Tone = tone,
                    Number = ticket.Number.ToString(),
                    Body = ticket.Body,
                };
                return (await prompt.GetResponseAsync(chat, options)).Text;
            }

            public Task<ChatResponse> AskAsync(Ticket ticket) => new IsThisSpamPrompt.V1
            {
                Subject = ticket.Subject,
                CustomerName = ticket.CustomerName,
                Company = ticket.Company,
            }.GetResponseAsync(chat, new ChatOptions { Tools = [] });
        }

        internal sealed record Ticket(int Number, string Subject, string Body, string CustomerName, string Company);

        """;

    [Fact]
    public async Task The_code_and_the_files()
    {
        var after = await FixedProject.Of(Before).ApplyAsync(new PromptNotVersionedFix());
        // A tagged call keeps LLMH2003: its options come from outside.
        after = await after.ApplyAsync(new PromptInlineFix());

        Assert.Equal(After, after.Source);
        Assert.Equal(
            """
            name: summarize-support-tickets
            version: 1.0.0
            modelParameters: { maxCompletionTokens: 120, temperature: 0.2 }
            inputs:
              subject: string
              body: string
            messages:
              - role: system
                content: You summarise support tickets in one sentence.
              - role: user
                content: |-
                  {{subject}}

                  {{body}}

            """,
            after.Prompts["summarize-support-tickets.prompt.yml"]
        );
        Assert.Equal(
            """
            name: is-this-spam
            version: 1.0.0
            model: gpt-5.4-mini
            inputs:
              subject: string
              customerName: string
              company: string
            messages:
              - role: user
                content: Is this spam? Answer yes or no. {{subject}} is from {{customerName}} of {{company}}.

            """,
            after.Prompts["is-this-spam.prompt.yml"]
        );
        Assert.Equal(3, after.Prompts.Count);
        await after.LoadAsync();
    }
}
