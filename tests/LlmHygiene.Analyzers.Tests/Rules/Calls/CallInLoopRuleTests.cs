using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class CallInLoopRuleTests
{
    private const string Id = "LLMH4004";

    private static string Source(string body) =>
        $$"""
            using System.Text;
            public record Ticket(string Text) { public string? Summary { get; set; } public List<ChatMessage> History { get; } = []; }
            public class Notes
            {
                public string Summary { get; set; } = "";
                public void Remember(string answer) => Summary += answer;
                public Task RememberAsync(string answer) { Summary += answer; return Task.CompletedTask; }
            }
            public class State { public Notes Notes { get; } = new(); }
            class Desk(IChatClient client, IEmbeddingGenerator<string, Embedding<float>> embeddings, IReadOnlyList<IChatClient> clients)
            {
                private readonly List<ChatMessage> _history = [];
                private readonly State _state = new();
                private string _last = "";
                private int _done;

                public async Task Run(IReadOnlyList<Ticket> tickets, List<string> texts, ChatOptions options, CancellationToken token)
                {
                    await Task.Yield();
                    {{body}}
                }

                string Prompt(Ticket ticket) => _last.Length + "Summarise: " + ticket.Text;
                Task SaveAsync(Ticket ticket) => Task.CompletedTask;
            }
            """;

    [Theory]
    [InlineData("foreach (var ticket in tickets) ticket.Summary = (await client.GetResponseAsync(ticket.Text, options, token)).Text;")]
    [InlineData(
        """
            var results = new List<string>();
            foreach (var ticket in tickets) { var answer = await client.GetResponseAsync(ticket.Text); results.Add(answer.Text); }
            """
    )]
    [InlineData(
        """
            var results = new Dictionary<string, string>();
            foreach (var text in texts) results[text] = (await client.GetResponseAsync(text)).Text;
            """
    )]
    [InlineData(
        """
            var report = new StringBuilder();
            for (var i = 0; i < texts.Count; i++) { var prompt = $"{i}: {texts[i]}";
                report.AppendLine((await client.GetResponseAsync(prompt)).Text); }
            """
    )]
    [InlineData(
        """
            foreach (var ticket in tickets)
            {
                var messages = new List<ChatMessage> { new(ChatRole.System, "Be brief.") };
                messages.Add(new(ChatRole.User, ticket.Text));
                await client.GetResponseAsync(messages);
            }
            """
    )]
    [InlineData(
        """
            foreach (var ticket in tickets)
            {
                if (ticket.Text.Length == 0) continue;
                await client.GetResponseAsync(ticket.Text).ConfigureAwait(false);
                _done++;
            }
            """
    )]
    [InlineData(
        """
            foreach (var ticket in tickets)
            {
                try { await client.GetResponseAsync(Prompt(ticket)); await SaveAsync(ticket); } catch (TimeoutException)
                {
                    Console.WriteLine("late");
                }
            }
            """
    )]
    [InlineData(
        """
            foreach (var ticket in tickets)
            {
                token.ThrowIfCancellationRequested();
                await client.GetResponseAsync(ticket.Text, options, token);
            }
            """
    )]
    [InlineData(
        """
            var items = new Ticket[3];
            for (var i = 0; i < items.Length; i++) items[i].Summary = (await client.GetResponseAsync(items[i].Text)).Text;
            """
    )]
    [InlineData(
        "var items = tickets; for (var i = 0; i < items.Count; i++) items[i].Summary = (await client.GetResponseAsync(items[i].Text)).Text;"
    )]
    [InlineData("foreach (var one in clients) await one.GetResponseAsync(\"Hello\");")]
    [InlineData("foreach (var ticket in tickets) await client.GetResponseAsync(ticket.History);")]
    public async Task Fires_where_no_iteration_needs_the_previous_one(string body)
    {
        var found = Assert.Single(await RuleTest.DiagnosticsAsync([Source(body)], only: Id));
        Assert.Equal(
            "'GetResponseAsync' is awaited in a loop, one call after another, and no iteration needs the previous "
                + "one: run the calls concurrently with Parallel.ForEachAsync or Task.WhenAll, and limit how many run at "
                + "a time",
            found.GetMessage(null)
        );
    }

    [Theory]
    [InlineData("foreach (var text in texts) await embeddings.GenerateVectorAsync(text);", "GenerateVectorAsync")]
    [InlineData("foreach (var ticket in tickets) { var vector = await embeddings.GenerateAsync([ticket.Text]); }", "GenerateAsync")]
    public async Task Values_to_embed_go_in_one_call(string body, string method) =>
        Assert.Equal(
            $"'{method}' is awaited in a loop, one call after another, and no iteration needs the previous "
                + "one: pass all values in one call",
            await RuleTest.MessageAsync(Id, Source(body))
        );

    [Theory]
    // A conversation.
    [InlineData("while (Console.ReadLine() is { } line) await client.GetResponseAsync(line);")]
    [InlineData(
        """
            foreach (var text in texts)
            {
                _history.Add(new(ChatRole.User, text));
                var answer = await client.GetResponseAsync(_history);
                _history.AddMessages(answer);
            }
            """
    )]
    [InlineData(
        """
            var history = _history;
            foreach (var text in texts) { await client.GetResponseAsync(history, new ChatOptions { Instructions = text }); }
            """
    )]
    [InlineData(
        "foreach (var text in texts) { var same = _history; same.Add(new(ChatRole.User, text)); await client.GetResponseAsync(same); }"
    )]
    [InlineData("foreach (var text in texts) { Console.ReadKey(); await client.GetResponseAsync(text); }")]
    // The previous response is part of the next question.
    [InlineData("var summary = \"\"; foreach (var text in texts) summary = (await client.GetResponseAsync(summary + text)).Text;")]
    [InlineData("foreach (var text in texts) _last = (await client.GetResponseAsync(_last + text)).Text;")]
    [InlineData(
        "var notes = new StringBuilder(); foreach (var text in texts) notes.Append((await client.GetResponseAsync(notes + text)).Text);"
    )]
    [InlineData("foreach (var text in texts) _state.Notes.Summary = (await client.GetResponseAsync(_state.Notes.Summary + text)).Text;")]
    [InlineData(
        """
            foreach (var text in texts)
                (_state.Notes.Summary, var done) = ((await client.GetResponseAsync(_state.Notes.Summary + text)).Text, 1);
            """
    )]
    [InlineData(
        """
            var state = _state;
            foreach (var text in texts) state.Notes.Remember((await client.GetResponseAsync(state.Notes.Summary + text)).Text);
            """
    )]
    [InlineData(
        """
            foreach (var text in texts)
            {
                var answer = await client.GetResponseAsync(_state.Notes.Summary + text);
                await _state.Notes.RememberAsync(answer.Text);
            }
            """
    )]
    [InlineData(
        """
            var items = new Ticket[3];
            for (var i = 1; i < items.Length;
                i++) items[i].Summary = (await client.GetResponseAsync(items[i - 1].Summary + items[i].Text)).Text;
            """
    )]
    [InlineData(
        """
            var items = tickets;
            for (var i = 1; i < items.Count; i++) { var before = items[i - 1];
                items[i].History.Add(new(ChatRole.Assistant, (await client.GetResponseAsync(before.History)).Text)); }
            """
    )]
    [InlineData(
        """
            string? id = null;
            foreach (var text in texts)
            {
                var answer = await client.GetResponseAsync(text, new ChatOptions { ConversationId = id });
                id = answer.ConversationId;
            }
            """
    )]
    // The first good response, and retries.
    [InlineData("foreach (var one in clients) { var answer = await one.GetResponseAsync(\"x\"); if (answer.Text.Length > 0) break; }")]
    [InlineData("foreach (var text in texts) { var answer = await client.GetResponseAsync(text); if (answer.Text.Length > 0) return; }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) await client.GetResponseAsync(\"Try \" + attempt);")]
    [InlineData("for (var i = 0; i < 3; i++) await client.GetResponseAsync(\"x\");")]
    [InlineData("while (true) { await client.GetResponseAsync(texts[0]); }")]
    // On purpose, or already concurrent.
    [InlineData("foreach (var text in texts) { await client.GetResponseAsync(text); await Task.Delay(1000); }")]
    [InlineData("await Task.WhenAll(texts.Select(text => client.GetResponseAsync(text)));")]
    [InlineData(
        """
            await Parallel.ForEachAsync(tickets, async (ticket, stop) =>
                { foreach (var message in ticket.History) await client.GetResponseAsync(message.Text, null, stop); });
            """
    )]
    [InlineData(
        """
            await Task.WhenAll(tickets.Select(async ticket =>
                { foreach (var message in ticket.History) await client.GetResponseAsync(message.Text); }));
            """
    )]
    [InlineData(
        "var tasks = new List<Task>(); foreach (var text in texts) tasks.Add(client.GetResponseAsync(text)); await Task.WhenAll(tasks);"
    )]
    [InlineData("foreach (var batch in texts.Chunk(100)) await embeddings.GenerateAsync(batch);")]
    [InlineData("foreach (var text in texts) await foreach (var update in client.GetStreamingResponseAsync(text)) Console.Write(update);")]
    [InlineData("foreach (var word in (await client.GetResponseAsync(\"x\")).Text.Split(' ')) Console.WriteLine(word);")]
    public async Task Stays_silent_otherwise(string body) => Assert.Empty(await RuleTest.DiagnosticsAsync([Source(body)], only: Id));

    [Fact]
    public Task The_first_of_several_calls_in_a_loop_is_reported() =>
        RuleTest.VerifyAsync(
            """
            class Desk(IChatClient client)
            {
                public async Task Run(string[] texts)
                {
                    foreach (var text in texts)
                    {
                        var draft = await client.{|LLMH4004:GetResponseAsync|}(text);
                        await client.GetResponseAsync("Check: " + draft.Text);
                    }
                }

                public async IAsyncEnumerable<string> Stream(string[] texts)
                {
                    foreach (var text in texts) yield return (await client.GetResponseAsync(text)).Text;
                }
            }
            """,
            only: Id
        );

    [Fact]
    public Task Stays_silent_on_a_stream_that_arrives_over_time_and_on_clients_with_state() =>
        RuleTest.VerifyAsync(
            """
            class Desk(IChatClient client, OllamaSharp.Chat chat, Microsoft.Agents.AI.AIAgent agent)
            {
                public async Task Run(IAsyncEnumerable<string> queue, string[] texts)
                {
                    await foreach (var text in queue) await client.GetResponseAsync(text);
                    foreach (var text in texts) await agent.RunAsync(text);
                    foreach (var text in texts) await foreach (var part in chat.SendAsync(text)) Console.Write(part);
                }
            }
            """,
            only: Id
        );

    private static string Story(string members, string loop) =>
        $$"""
            class Chapter
            {
                public string Text = ""; public string? Summary { get; set; } public Chapter? Previous; public string Name => Text;
                public string Own() => Text + Summary; public void Set(string text) => Summary = text;
            }
            class Store { string _all = ""; public string Load() => _all; public int Save(string text) { _all += text;
                return _all.Length; } }
            class Story(IChatClient client, IEnumerable<Chapter> chapters, string folder)
            {
                {{members}}
                public async Task WriteAsync(string[] texts) { {{loop}} }
            }
            """;

    // Each call is sent what an earlier one answered.
    [Theory]
    [InlineData(
        "string _soFar = \"\"; string For(string t) => _soFar + t; void Keep(string t) => _soFar += t;",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(For(t)); Keep(a.Text); }"
    )]
    [InlineData(
        "string _soFar = \"\"; string For(string t) => _soFar + t; void Keep(string t) => Add(t); void Add(string t) => _soFar = t;",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(For(t)); Keep(a.Text); }"
    )]
    [InlineData(
        "string _soFar = \"\"; string SoFar { get => _soFar; set => _soFar = value; }",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(SoFar + t); SoFar = a.Text; }"
    )]
    [InlineData(
        "readonly List<string> _all = []; string For(string t) => string.Join(' ', _all) + t; int Keep(string t) { "
            + "_all.Add(t); return 1; }",
        "foreach (var t in texts) { var n = Keep((await client.GetResponseAsync(For(t))).Text); }"
    )]
    [InlineData(
        "static string s_soFar = \"\"; static string For(string t) => s_soFar + t; static void Keep(string t) => s_soFar += t;",
        "for (var i = 0; i < texts.Length; i++) { var a = await client.GetResponseAsync(For(texts[i])); Keep(a.Text); }"
    )]
    [InlineData(
        "",
        "var soFar = \"\"; string For(string t) => soFar + t; void Keep(string t) => soFar += t; "
            + "foreach (var t in texts) { var a = await client.GetResponseAsync(For(t)); Keep(a.Text); }"
    )]
    [InlineData(
        "",
        "var soFar = \"\"; Action<string> keep = t => soFar += t; Func<string, string> with = t => soFar + t; "
            + "foreach (var t in texts) { var a = await client.GetResponseAsync(with(t)); keep(a.Text); }"
    )]
    [InlineData(
        "readonly Store _store = new();",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(_store.Load() + t); var n = _store.Save(a.Text); }"
    )]
    [InlineData(
        "",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(File.ReadAllText(\"memory.txt\") + t); "
            + "File.WriteAllText(\"memory.txt\", a.Text); }"
    )]
    [InlineData(
        "string Notes => Path.Combine(folder, \"notes.md\");",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(await File.ReadAllTextAsync(Notes) + t); "
            + "await File.AppendAllTextAsync(Notes, a.Text); }"
    )]
    [InlineData(
        "string Load() { using var r = new StreamReader(\"m\"); return r.ReadToEnd(); } "
            + "void Save(string t) { using var w = new StreamWriter(\"m\"); w.Write(t); }",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(Load() + t); Save(a.Text); }"
    )]
    [InlineData("", "foreach (var c in chapters) { c.Summary = (await client.GetResponseAsync(c.Previous?.Summary + c.Text)).Text; }")]
    [InlineData(
        "",
        "foreach (var c in chapters) { var before = c.Previous; c.Summary = (await client.GetResponseAsync(before!.Summary "
            + "+ c.Text)).Text; }"
    )]
    [InlineData(
        "static string For(Chapter? c) => c?.Summary ?? \"\";",
        "foreach (var c in chapters) { c.Summary = (await client.GetResponseAsync(For(c.Previous) + c.Text)).Text; }"
    )]
    [InlineData("", "foreach (var c in chapters) { c.Set((await client.GetResponseAsync(c.Previous!.Own() + c.Text)).Text); }")]
    [InlineData(
        "",
        "foreach (var c in chapters) { c.Summary = (await client.GetResponseAsync(chapters.First(o => o != c).Summary + c.Text)).Text; }"
    )]
    public async Task Stays_silent_where_methods_files_or_items_carry_state(string members, string loop) =>
        Assert.Empty(await RuleTest.DiagnosticsAsync([Story(members, loop)], only: Id));

    [Theory]
    [InlineData(
        "readonly string _intro = \"\"; string For(string t) => _intro + t; static void Keep(string t) => Console.WriteLine(t);",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(For(t)); Keep(a.Text); }"
    )]
    [InlineData(
        "readonly List<string> _all = []; void Keep(string t) => _all.Add(t);",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(t); Keep(a.Text); }"
    )]
    [InlineData(
        "",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(File.ReadAllText(t)); File.WriteAllText(t + \".md\", a.Text); }"
    )]
    [InlineData(
        "string PathOf(string n) => Path.Combine(folder, n); string Load(string n) => File.ReadAllText(PathOf(n)); "
            + "void Save(string n, string t) { var path = Path.Combine(folder, n); File.WriteAllText(path, t); }",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(Load(t)); Save(t, a.Text); }"
    )]
    [InlineData(
        "",
        "foreach (var t in texts) { var a = await client.GetResponseAsync(File.ReadAllText(\"in.txt\") + t); "
            + "File.AppendAllText(\"out.txt\", a.Text); }"
    )]
    [InlineData("", "foreach (var c in chapters) { c.Summary = (await client.GetResponseAsync(c.Text)).Text; }")]
    [InlineData("", "foreach (var c in chapters) { c.Summary = (await client.GetResponseAsync(c.Summary + c.Previous?.Text)).Text; }")]
    [InlineData("", "foreach (var c in chapters) { c.Set((await client.GetResponseAsync(c.Own())).Text); }")]
    public async Task Fires_where_each_iteration_has_its_own(string members, string loop) =>
        Assert.Single(await RuleTest.DiagnosticsAsync([Story(members, loop)], only: Id));
}
