using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>Calls of every shape that are extracted: what is sent before and after is exactly the same, in every culture.</summary>
public sealed class ExtractionCases
{
    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_sent_stays_the_same(string name)
    {
        var source = SameBytes.Source(s_cases[name]);
        var calls = source.Split("chat.Get").Length + source.Split("Extensions.GetResponseAsync").Length - 2;

        var after = await SameBytes.VerifyAsync(source);

        Assert.Equal(calls, after.Prompts.Count);
    }

    private static readonly Dictionary<string, string> s_cases = new()
    {
        ["A literal"] = """"
            await chat.GetResponseAsync("Say hello to the customer.", cancellationToken: ct);
            """",
        ["A verbatim literal"] = """"
            await chat.GetResponseAsync(@"Say ""hello"" to
              the \customer\.");
            """",
        ["A raw literal"] = """"
            await chat.GetResponseAsync("""
                Say "hello".

                  Indented, with {braces} and {{more}}.
                """, null, ct);
            """",
        ["A constant of the class"] = """"
            await chat.GetResponseAsync(Rules, new ChatOptions { ModelId = Model }, ct);
            """",
        ["A constant of the method"] = """"
            const string prompt = "Summarise the ticket.";
            var answer = await chat.GetResponseAsync(prompt);
            Console.Write(answer.Text);
            """",
        ["An interpolated string"] = """"
            await chat.GetResponseAsync($"Summarise: {ticket.Body} for {ticket.Subject}", cancellationToken: ct);
            """",
        ["Numbers and dates in every culture"] = """"
            await chat.GetResponseAsync(
                $"No. {ticket.Number}, {ticket.Created}: {ticket.Price} {ticket.Price:N2} {ticket.Created:yyyy-MM-dd} {ticket.Created:D}");
            """",
        ["Alignment"] = """"
            await chat.GetResponseAsync($"Ticket [{ticket.Number,8}] [{ticket.Subject,-20}] [{ticket.Price,12:C}]");
            """",
        ["A bool an enum and a character"] = """"
            await chat.GetResponseAsync($"Is vip: {ticket.IsVip}, mood {ticket.Mood}, {ticket.Mood:D}, first letter {ticket.Subject[0]}");
            """",
        ["Counts are numbers"] = """"
            await chat.GetResponseAsync($"There are {ticket.Comments.Count} comments and {ticket.Body.Length} letters");
            """",
        ["What may be null"] = """"
            await chat.GetResponseAsync($"Explain this note: {ticket.Note}, {maybe}, {count}, {count:N0}.");
            """",
        ["Nothing but what may be null"] = """"
            await chat.GetResponseAsync(new[] { new ChatMessage(ChatRole.System, Rules), new ChatMessage(ChatRole.User, $"{maybe}") });
            """",
        ["A concatenation"] = """"
            await chat.GetResponseAsync("Ticket " + ticket.Number + ": " + ticket.Subject + '!' + 5 + maybe + count + ticket.Price
                + " end");
            """",
        ["A concatenation of many lines"] = """"
            await chat.GetResponseAsync(
                "First line\n" +
                "second " + Rules + "\n" +
                $"third {ticket.Subject}\n");
            """",
        ["A format"] = """"
            await chat.GetResponseAsync(string.Format("{1} costs {0:N2}, {{braces}}, again {1} {2}", ticket.Price, ticket.Subject,
                ticket.Number));
            """",
        ["Concat"] = """"
            await chat.GetResponseAsync(string.Concat("Say ", ticket.Subject, " to ", maybe));
            """",
        ["Expressions in holes"] = """"
            await chat.GetResponseAsync(
                $"Explain this title: {ticket.Title.Trim().ToUpper()}, {(ticket.IsVip ? "vip" : "plain")}, {ticket.Note ?? "no note"}");
            """",
        ["Lists and sums in holes"] = """"
            await chat.GetResponseAsync($"Sum up these comments: {string.Join(", ", ticket.Comments)}, {ticket.Number + 1}");
            """",
        ["The same value twice"] = """"
            await chat.GetResponseAsync($"{ticket.Body} and again {ticket.Body}, then {Next()} and {Next()} here");
            """",
        ["An awaited value"] = """"
            await chat.GetResponseAsync($"In a {await GetToneAsync()} tone: {ticket.Subject}");
            """",
        ["Two values of one name"] = """"
            var reply = ticket with { Body = "a reply" };
            await chat.GetResponseAsync($"Compare {ticket.Body} with {reply.Body}");
            """",
        ["A message"] = """"
            await chat.GetResponseAsync(new ChatMessage(ChatRole.User, "Say hello, please."), new ChatOptions { Temperature = 0 });
            """",
        ["A collection expression"] = """"
            await chat.GetResponseAsync([new(ChatRole.System, "You are brief."), new ChatMessage(ChatRole.User, ticket.Body)],
                cancellationToken: ct);
            """",
        ["An array"] = """"
            await chat.GetResponseAsync(new[] {
                new ChatMessage(ChatRole.System, Rules), new ChatMessage(ChatRole.User, "It broke."),
                new ChatMessage(ChatRole.Assistant, "bug"), new ChatMessage(ChatRole.User, ticket.Body) });
            """",
        ["A new list"] = """"
            await chat.GetResponseAsync(new List<ChatMessage> {
                new(ChatRole.System, "Be brief, and kind."), new(ChatRole.User, $"Ticket: {ticket.Subject}") },
                new() { MaxOutputTokens = 50 });
            """",
        ["A list in a variable"] = """"
            var messages = new List<ChatMessage>
            {
                new(ChatRole.System, "Be brief, and kind."),
                new(ChatRole.User, ticket.Title),
            };
            await chat.GetResponseAsync(messages, cancellationToken: ct);
            """",
        ["A list that is filled"] = """"
            List<ChatMessage> messages = [];
            messages.Add(new ChatMessage(ChatRole.System, "Be brief, and kind."));
            messages.Add(new ChatMessage(ChatRole.User, $"Ticket: {Next()}"));
            messages.Add(new(ChatRole.User, $"Ticket: {Next()}"));
            var answer = await chat.GetResponseAsync(messages);
            Console.Write(answer.Text);
            """",
        ["Texts in variables"] = """"
            var system = "You are a helpful agent.";
            var user = $"The ticket: {ticket.Title}";
            await chat.GetResponseAsync([new(ChatRole.System, system), new(ChatRole.User, user)]);
            """",
        ["A text in a variable far away"] = """"
            var prompt = $"Sum up the ticket: {ticket.Title} {Next()}";
            ticket.Title = Next();
            Console.Write(ticket.Title);
            await chat.GetResponseAsync(prompt, cancellationToken: ct);
            """",
        ["Options in place"] = """"
            await chat.GetResponseAsync("Say hello to the customer.",
                new ChatOptions { ModelId = Model, Temperature = 0.2f, MaxOutputTokens = 120, TopP = 0.9f, TopK = 40,
                FrequencyPenalty = -0.5f, PresencePenalty = 1, Seed = 42, StopSequences = ["END", "\"stop\""] }, ct);
            """",
        ["Options with tools"] = """"
            await chat.GetResponseAsync("Say hello to the customer.",
                new ChatOptions { ModelId = Model, Tools = [s_tool], ToolMode = ChatToolMode.Auto, Temperature = 0.5f }, ct);
            """",
        ["Options with no type of their own"] = """"
            await chat.GetResponseAsync("Say hello to the customer.", new() { ConversationId = null, Tools = [s_tool], Temperature = 0.5f },
                ct);
            """",
        ["Options that are shared"] = """"
            await chat.GetResponseAsync($"Say hello to {ticket.Subject}.", s_shared, ct);
            """",
        ["Options in a variable"] = """"
            var options = new ChatOptions { ModelId = Model, Temperature = 0.5f };
            await chat.GetResponseAsync($"Say hello to {ticket.Subject}.", options, ct);
            """",
        ["Options that are set one by one"] = """"
            var options = new ChatOptions();
            options.Temperature = 0.5f;
            options.Tools = [s_tool];
            options.MaxOutputTokens = 7;
            await chat.GetResponseAsync($"Say hello to {ticket.Subject}.", options, ct);
            """",
        ["Options of which nothing stays"] = """"
            var options = new ChatOptions();
            options.Temperature = 0;
            options.MaxOutputTokens = 7;

            await chat.GetResponseAsync($"Say hello to {ticket.Subject}.", options);
            """",
        ["Options used by two calls"] = """"
            var options = new ChatOptions { Temperature = 0.3f };
            await chat.GetResponseAsync("Say hello to the customer.", options);
            await chat.GetResponseAsync("Say goodbye to the customer.", options);
            """",
        ["A configured model"] = """"
            var model = Environment.GetEnvironmentVariable("NONE") ?? "gpt-x";
            await chat.GetResponseAsync("Say hello to the customer.", new ChatOptions { ModelId = model, MaxOutputTokens = 9 });
            """",
        ["A stream"] = """"
            await foreach (var update in chat.GetStreamingResponseAsync($"""
                Write a reply to this ticket.

                {ticket.Body}
                """, s_shared, ct))
            {
                Console.Write(update.Text);
            }
            """",
        ["A stream with cancellation behind it"] = """"
            await foreach (var update in chat.GetStreamingResponseAsync("Write a long reply.").WithCancellation(ct)
                .ConfigureAwait(false)) Console.Write(update);
            """",
        ["Without the context"] = """"
            var text = (await chat.GetResponseAsync($"Say hello to {ticket.Subject}.").ConfigureAwait(false)).Text;
            Console.Write(text);
            """",
        ["In a loop"] = """"
            foreach (var comment in ticket.Comments)
            {
                var answer = await chat.GetResponseAsync($"Answer to: {comment}", cancellationToken: ct);
                Console.Write(answer);
            }
            """",
        ["In a lambda"] = """"
            await Task.WhenAll(ticket.Comments.Select(comment => chat.GetResponseAsync($"Answer to the comment: {comment}")));
            """",
        ["In a local function"] = """"
            await AskAsync("a question");

            Task<ChatResponse> AskAsync(string question) =>
                chat.GetResponseAsync($"Answer this question: {question}", cancellationToken: ct);
            """",
        ["As a static method"] = """"
            await ChatClientExtensions.GetResponseAsync(chat, $"Say hello to {ticket.Subject}.", cancellationToken: ct);
            """",
        ["A raw interpolated string with json"] = """"
            await chat.GetResponseAsync($$"""
                Answer as {"title": "{{ticket.Subject}}", "tags": [] }.
                """);
            """",
        ["Text that looks like yaml"] = """"
            await chat.GetResponseAsync("- item: value # no comment\n  nested: [a, b]\n\n\n", cancellationToken: ct);
            """",
        ["White space at both ends"] = """"
            await chat.GetResponseAsync("   \n  leading and trailing  \n \n", cancellationToken: ct);
            """",
        ["A line feed and a carriage return"] = """"
            await chat.GetResponseAsync($"First line\r\n second {ticket.Subject}\r\n\tthird\n");
            """",
        ["Characters of all kinds"] = """"
            await chat.GetResponseAsync("Tab\t, bell\a, null\0, line\u2028separator, emoji 😀, Türkçe, עברית, nbsp\u00a0end.");
            """",
        ["Backslashes before values"] = """"
            await chat.GetResponseAsync($"The path is C:\\{ticket.Subject}\\\\{ticket.Title} here");
            """",
        ["Words that yaml knows"] = """"
            await chat.GetResponseAsync([new(ChatRole.System, "yes"), new(ChatRole.User, "null"),
                new(ChatRole.User, "{{name}} and {{#if x}}")]);
            """",
        ["Two calls in one method"] = """"
            var first = await chat.GetResponseAsync($"Summarise the ticket: {ticket.Body}");
            var second = await chat.GetResponseAsync($"Translate the summary: {first.Text}", new ChatOptions { ModelId = Model });
            Console.Write(second.Text);
            """",
    };
}
