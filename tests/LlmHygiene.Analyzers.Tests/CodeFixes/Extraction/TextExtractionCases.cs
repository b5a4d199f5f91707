using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>
/// Calls of helpers that take the prompt as a string: after the extraction they get the same string, in a scope that names the prompt.
/// </summary>
public sealed class TextExtractionCases
{
    /// <summary>Helpers of a user, each of which passes its text on to the client.</summary>
    internal const string Helpers = """

        public static partial class Case
        {
            private static async Task<string> AskAsync(IChatClient chat, string prompt, int? maxTokens = null, string? tone = null) =>
                (await chat.GetResponseAsync(prompt,
                    new ChatOptions { MaxOutputTokens = maxTokens, StopSequences = tone is null ? null : [tone] })).Text;

            private static string Ask(IChatClient chat, string prompt) => chat.GetResponseAsync(prompt).GetAwaiter().GetResult().Text;

            private static Task<ChatResponse> SendAsync(this string prompt, IChatClient chat) => chat.GetResponseAsync(prompt);

            private static async Task<T> RetryAsync<T>(IChatClient chat, string prompt, T value, CancellationToken ct)
            {
                await chat.GetResponseAsync(prompt, cancellationToken: ct);
                return value;
            }
        }
        """;

    public static TheoryData<string> Names => [.. s_cases.Keys];

    public static TheoryData<string> Tagged => [.. s_tagged.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_argument_of_the_helper_stays_the_same(string name)
    {
        var body = s_cases[name];
        var calls = System.Text.RegularExpressions.Regex.Count(body, @"\b(AskAsync|Ask|SendAsync|RetryAsync)(<\w+>)?\(|GetResponseAsync<");

        var after = await SameBytes.VerifyAsync(SameBytes.Source(body) + Helpers);

        Assert.Equal(calls, after.Prompts.Count);
        Assert.Equal(calls, after.Source.Split(".ToText()").Length - 1);
        Assert.Equal(calls, after.Source.Split("PromptScope.Begin(").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Tagged))]
    public async Task A_tagged_call_keeps_its_name_and_version(string name)
    {
        var after = await SameBytes.VerifyAsync(SameBytes.Source(s_tagged[name]) + Helpers, new PromptInlineFix());

        Assert.StartsWith("name: explain-ticket\nversion: 2.1.0\n", Assert.Single(after.Prompts).Value, StringComparison.Ordinal);
        Assert.Contains("ExplainTicketPrompt.V2", after.Source, StringComparison.Ordinal);
        Assert.Equal(
            name.EndsWith("stays", StringComparison.Ordinal),
            after.Source.Contains("Begin(\"explain-ticket\", \"2.1.0\")", StringComparison.Ordinal)
        );
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
    }

    private static readonly Dictionary<string, string> s_cases = new()
    {
        ["A literal"] = """"
            await AskAsync(chat, "Say hello to the customer.");
            """",
        ["A verbatim text in a variable"] = """"
            var prompt = @$"Write {count} names for ""{ticket.Subject}""
                    as JSON: {{ ""names"": [ ] }}
                    ";
            var answer = await AskAsync(chat, prompt, maxTokens: 70 * ticket.Number);
            Console.Write(answer);
            """",
        ["A raw text at the call"] = """"
            var answer = await AskAsync(chat, $$"""
                Say "hello" to {{ticket.Subject}} at {{ticket.Created}} for {{ticket.Price:N2}}.

                  Respond as { "text": "string", "list": [{ "a": 1 }] }
                """);
            Console.Write(answer);
            """",
        ["Named arguments in another order"] = """"
            await AskAsync(maxTokens: 5, prompt: $"Read this: {Next()} and {Next()}", chat: chat, tone: Next());
            """",
        ["A value that changes before the call"] = """"
            var text = $"Read this: {ticket.Title} of {Next()}";
            ticket.Title = Next();
            Console.Write(ticket.Title);
            await AskAsync(chat, text, tone: ticket.Title);
            """",
        ["Tried again in a loop"] = """"
            string? answer = null;
            var prompt = $"Read this: {Next()}";
            for (var i = 0; i < 3; i++)
            {
                try
                {
                    answer = await AskAsync(chat, prompt);
                }
                catch (InvalidOperationException)
                {
                }
            }
            Console.Write(answer);
            """",
        ["Behind the arrow of a local function"] = """"
            Console.Write(await GreetAsync("the boss"));

            Task<string> GreetAsync(string who) => AskAsync(chat, $"Say hello to {who}, call {Next()}.");
            """",
        ["In a lambda"] = """"
            await Task.WhenAll(ticket.Comments.Select(comment => AskAsync(chat, $"Answer to the comment: {comment}")));
            """",
        ["Behind an if"] = """"
            if (ticket.IsVip) Console.Write(await AskAsync(chat, $"Greet {ticket.Subject} in a {await GetToneAsync()} way."));
            else
                await AskAsync(chat, "Say no, please.");
            """",
        ["In a switch"] = """"
            switch (ticket.Mood)
            {
                case Mood.Angry:
                    await AskAsync(chat, $"Calm {ticket.Subject} down.");
                    break;
            }
            """",
        ["Two calls in one method"] = """"
            var first = await AskAsync(chat, $"Summarise the ticket: {ticket.Body}");
            var second = await AskAsync(chat, $"Translate the summary: {first}");
            Console.Write(second);
            """",
        ["The receiver is the text"] = """"
            var answer = (await $"Say hello to {ticket.Subject}.".SendAsync(chat)).Text;
            Console.Write(answer);
            """",
        ["Without await"] = """"
            Console.Write(Ask(chat, $"Count {ticket.Comments.Count} comments, {ticket.Comments[0]}."));
            await Task.Yield();
            """",
        ["A constant of the method"] = """"
            const string Text = "Say hello to the customer.";
            await AskAsync(chat, Text);
            """",
        ["A constant of the class"] = """"
            await AskAsync(chat, Rules);
            """",
        ["Variables in a variable"] = """"
            var rules = "Be brief, and kind.";
            var body = $"The ticket: {ticket.Title}";
            string prompt = rules + "\n" + body + "\r\n" + count + maybe;

            // Ask.
            await AskAsync(chat, prompt);
            """",
        ["An answer that is added"] = """"
            var all = "";
            all += await AskAsync(chat, $"Say hello to {ticket.Subject}.");
            all += (await AskAsync(chat, /* kind */ $"Say goodbye to {ticket.Subject}.")).Trim();
            Console.Write(all);
            """",
        ["The collection of a loop"] = """"
            foreach (var word in (await AskAsync(chat, $"List words on {ticket.Subject}")).Split(' '))
            {
                Console.Write(word);
            }
            """",
        ["A generic helper"] = """"
            var value = await RetryAsync<int>(chat, $"Give {ticket.Number} and {maybe ?? "nothing"} again", 5, ct);
            Console.Write(value);
            """",
        ["Structured output"] = """"
            var answer = await chat.GetResponseAsync<Ticket>($"Make a ticket of {ticket.Body}", new ChatOptions { ModelId = Model },
                cancellationToken: ct);
            Console.Write(answer.Text);
            """",
    };

    private static readonly Dictionary<string, string> s_tagged = new()
    {
        ["The text is in a variable"] = """"
            var prompt =
                $"Does this explain the problem of the customer, and how could it help? Note: {ticket.Title} Problem: {ticket.Body}";

            using var promptScope = LlmHygiene.PromptScope.Begin("explain-ticket", "2.1.0");
            await AskAsync(chat, prompt);
            """",
        ["The text is at the call"] = """"
            using var scope = LlmHygiene.PromptScope.Begin("explain-ticket", "2.1.0");
            await AskAsync(
                chat,
                $"Does this explain the problem of the customer, and how could it help? Note: {ticket.Title} Problem: {ticket.Body}");
            """",
        ["The tag is a block and stays"] = """"
            using (LlmHygiene.PromptScope.Begin("explain-ticket", "2.1.0"))
            {
                await AskAsync(
                    chat,
                    $"Does this explain the problem of the customer, and how could it help? Note: {ticket.Title} Problem: {ticket.Body}");
            }
            """",
        ["The call is in a lambda and the tag stays"] = """"
            using var scope = LlmHygiene.PromptScope.Begin("explain-ticket", "2.1.0");
            await Task.WhenAll(ticket.Comments.Select(comment =>
                AskAsync(
                    chat,
                    $"Does this explain the problem of the customer, and how could it help? Note: {comment} Problem: {ticket.Body}")));
            """",
        ["The tag is before the variable and stays"] = """"
            using var scope = LlmHygiene.PromptScope.Begin("explain-ticket", "2.1.0");
            var prompt =
                $"Does this explain the problem of the customer, and how could it help? Note: {ticket.Title} Problem: {ticket.Body}";
            await AskAsync(chat, prompt);
            """",
    };
}
