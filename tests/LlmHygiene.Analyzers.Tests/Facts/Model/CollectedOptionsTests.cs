using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Infrastructure.SmallProgram;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>Options, models and limits that are kept in a collection: any item may be sent, so all of them must be known.</summary>
public class CollectedOptionsTests
{
    private const string One = "new ChatOptions { ModelId = \"m\", MaxOutputTokens = 5 }";
    private const string Other = "new ChatOptions { ModelId = \"m\", Temperature = 1, MaxOutputTokens = 5 }";

    [Theory]
    [InlineData("var pool = new[] { " + One + ", " + Other + " };", "pool[n]")]
    [InlineData("var pool = new List<ChatOptions> { " + One + ", " + Other + " };", "pool[n]")]
    [InlineData("List<ChatOptions> pool = [" + One + ", " + Other + "];", "pool.First()")]
    [InlineData("var pool = new List<ChatOptions>(); pool.Add(" + One + "); pool.Add(" + Other + ");", "pool[^1]")]
    [InlineData("var pool = new Queue<ChatOptions>(); pool.Enqueue(" + One + ");", "pool.Dequeue()")]
    [InlineData("var pool = new Stack<ChatOptions>([" + One + "]);", "pool.Pop()")]
    [InlineData("var pool = new System.Collections.Concurrent.ConcurrentBag<ChatOptions> { " + One + " };", "pool.Single()")]
    [InlineData("var pool = new Dictionary<string, ChatOptions> { [\"a\"] = " + One + ", [\"b\"] = " + Other + " };", "pool[q]")]
    [InlineData("var pool = new Dictionary<string, ChatOptions> { { \"a\", " + One + " } }; pool[\"b\"] = " + Other + ";", "pool[q]")]
    [InlineData("var one = " + One + "; ChatOptions[] pool = [one]; ChatOptions[] all = [.. pool, " + Other + "];", "all[n]")]
    [InlineData("", "s_pool[n]")]
    [InlineData("", "s_byName[q]")]
    [InlineData("var pool = s_pool.Where(one => one.Temperature is null).ToList();", "pool[0]")]
    [InlineData("ChatOptions chosen = null!; foreach (var one in s_pool) chosen = one;", "chosen")]
    public async Task All_items_are_equal(string statements, string options)
    {
        Assert.Equal("Constant(m)", await ModelOf(statements, options));
        Assert.Equal("Set(5)", await AskAsync("limit", Call(statements, options), Members));
    }

    [Theory]
    // The items differ, or one of them is not known.
    [InlineData("var pool = new[] { " + One + ", new ChatOptions { ModelId = \"other\" } };", "pool[n]", "Configured")]
    [InlineData("var pool = new[] { " + One + ", new ChatOptions() };", "pool[n]", "Configured")]
    [InlineData("var pool = new List<ChatOptions> { " + One + " }; pool.Add(S.Given);", "pool[n]", "FlowsIn")]
    [InlineData("var pool = new[] { " + One + ", S.Given };", "pool[n]", "FlowsIn")]
    // Other code puts items in, or changes them.
    [InlineData("var pool = new List<ChatOptions> { " + One + " }; S.Fill(pool);", "pool[n]", "FlowsIn")]
    [InlineData("var pool = new List<ChatOptions> { " + One + " }; S.Kept = pool;", "pool[n]", "FlowsIn")]
    [InlineData("var pool = new[] { " + One + " }; var same = pool; same[0].ModelId = \"other\";", "pool[0]", "Configured")]
    [InlineData("var pool = new[] { " + One + " }; foreach (var one in pool) one.ModelId = \"other\";", "pool[0]", "Configured")]
    [InlineData("var pool = new[] { " + One + " }; pool.First().ModelId = \"other\";", "pool[0]", "Configured")]
    [InlineData("var pool = new[] { " + One + " }; ref var one = ref pool[0]; one = S.Given;", "pool[0]", "FlowsIn")]
    [InlineData("var pool = new[] { " + One + " }; Array.Fill(pool, S.Given);", "pool[0]", "FlowsIn")]
    [InlineData("var pool = new[] { " + One + " }; pool.Any(one => (one.ModelId = \"other\") is null);", "pool[0]", "Configured")]
    [InlineData("var pool = new[] { " + One + " }; pool.Any(S.Check);", "pool[0]", "Configured")]
    [InlineData(
        "var pool = new[] { " + One + " }; var all = pool.Where(one => { one.ModelId = \"other\"; return true; }).ToList();",
        "pool[0]",
        "Configured"
    )]
    [InlineData("var one = " + One + "; var pool = new[] { one }; pool[0].ModelId = \"other\";", "one", "Configured")]
    [InlineData("var one = " + One + "; var pool = new ChatOptions[1]; pool[0] = one; pool[n].ModelId = \"other\";", "one", "Configured")]
    [InlineData(
        "var one = " + One + "; var pool = new[] { S.Given }; if (pool is { } same) same[0] = one; pool[0].ModelId = q;",
        "one",
        "Configured"
    )]
    [InlineData("var one = " + One + "; var pool = new List<ChatOptions> { one }; pool.ForEach(S.Change);", "one", "Configured")]
    [InlineData("", "s_lists[0][n]", "FlowsIn")]
    public async Task Some_items_are_not(string statements, string options, string expected) =>
        Assert.Equal(expected, FactTest.WithoutChoice(await ModelOf(statements, options)));

    [Theory]
    [InlineData("var models = new[] { \"m\", \"m\" };", "models[n]", "Constant(m)")]
    [InlineData("var models = new Dictionary<string, string> { [\"fast\"] = \"m\" };", "models[\"fast\"]", "Constant(m)")]
    [InlineData(
        "var models = new Dictionary<string, string> { [\"fast\"] = \"m\" }; models.TryGetValue(q, out var model);",
        "model",
        "Constant(m)"
    )]
    [InlineData("", "s_models.Select(one => one).First()", "Constant(m)")]
    [InlineData("", "Yield().First()", "Constant(m)")]
    [InlineData("", "s_models.Select(one => one + \"-mini\").First()", "Configured")]
    [InlineData("var models = new[] { \"m\", \"n\" };", "models[n]", "Configured")]
    [InlineData("var models = new List<string> { \"m\" }; models.Insert(0, q);", "models[0]", "Configured")]
    [InlineData("var models = new PriorityQueue<string, string>(); models.Enqueue(q, \"m\");", "models.Dequeue()", "Configured")]
    public async Task A_model_in_a_collection(string statements, string model, string expected) =>
        Assert.Equal(expected, FactTest.WithoutChoice(await ModelOf(statements, $"new ChatOptions {{ ModelId = {model} }}")));

    [Theory]
    [InlineData("List<string>", "Configured")]
    [InlineData("IReadOnlyList<string>", "Constant(m)")]
    public async Task Another_project_can_put_items_into_a_list(string type, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "model",
                $$"""
                using Microsoft.Extensions.AI;
                public class Pool
                {
                    public static {{type}} All { get; } = new List<string> { "m" };
                    public Task Ask(IChatClient client, string q) => client.GetResponseAsync(q, new() { ModelId = All[0] });
                }
                """
            )
        );

    private static Task<string> ModelOf(string statements, string options) => AskAsync("model", Call(statements, options), Members);

    private static string Call(string statements, string options) =>
        $"var n = q.Length; {statements} return Chat.Client.GetResponseAsync(q, {options});";

    private const string Members = $$"""
        static readonly ChatOptions[] s_pool = [{{One}}, {{Other}}];
        static readonly Dictionary<string, ChatOptions> s_byName = new() { ["a"] = {{One}} };
        static readonly List<List<ChatOptions>> s_lists = [[{{One}}], [new ChatOptions { ModelId = "other" }]];
        static readonly string[] s_models = ["m"];
        static IEnumerable<string> Yield() { yield return "m"; }
        static class Chat { public static readonly IChatClient Client = new OpenAI.Responses.ResponsesClient("k").AsIChatClient(); }
        public static class S
        {
            public static ChatOptions Given { get; set; } = null!;
            public static List<ChatOptions> Kept { get; set; } = null!;
            public static Action<List<ChatOptions>> Fill { get; set; } = null!;
            public static Func<ChatOptions, bool> Check { get; set; } = null!;
            public static Action<ChatOptions> Change { get; set; } = null!;
        }
        """;

    [Theory]
    [InlineData("List<ChatOptions> all = [o]; foreach (var one in all) one.MaxOutputTokens = 7;", "Set(7)")]
    [InlineData("var all = new[] { o }; foreach (var one in all) { one.MaxOutputTokens = 7; }", "Set(7)")]
    // Another item may be meant, or the collection may have lost this one.
    [InlineData("List<ChatOptions> all = [o, new()]; foreach (var one in all) one.MaxOutputTokens = 7;", "Set")]
    [InlineData("List<ChatOptions> all = [o]; all.Clear(); foreach (var one in all) one.MaxOutputTokens = 7;", "Set")]
    [InlineData("List<ChatOptions> all = [o]; all = []; foreach (var one in all) one.MaxOutputTokens = 7;", "Set")]
    [InlineData("List<ChatOptions> all = [S.Maybe ? o : new()]; foreach (var one in all) one.MaxOutputTokens = 7;", "Set")]
    [InlineData("List<ChatOptions> all = [.. new[] { o }]; foreach (var one in all) one.MaxOutputTokens = 7;", "Set")]
    public async Task A_loop_over_one_item(string statements, string expected) =>
        Assert.Equal(
            expected,
            await SmallProgram.AskAsync("limit", "var o = new ChatOptions(); " + statements + " return S.Client.GetResponseAsync(q, o);")
        );
}
