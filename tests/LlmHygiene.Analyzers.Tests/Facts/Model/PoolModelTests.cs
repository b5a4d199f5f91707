using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client or a model is taken from a dictionary that is created from a pool of tuples.</summary>
public class PoolModelTests
{
    private const string Usings = """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        static class Make
        {
            public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, "k").AsIChatClient();
            public static IChatClient None() => new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
        }

        """;

    private const string Pool =
        "private static readonly (string Name, IChatClient Client)[] s_pool = "
        + "[(\"small\", Make.Named(\"m\")), (\"large\", Make.Named(\"n\"))]; ";

    private static Task<string> ModelAsync(string members, string call) =>
        FactTest.FactAsync(
            "model",
            $$"""
            #pragma warning disable OPENAI001
            {{Usings}}
            internal class C(IChatClient client)
            {
                {{members}}
                public async Task Ask(string name) { {{call}} }
            }
            """
        );

    [Theory]
    [InlineData(
        Pool + "FrozenDictionary<string, IChatClient> _c = s_pool.ToFrozenDictionary(p => p.Name, p => p.Client);",
        "_c[name]",
        "AtClient"
    )]
    [InlineData(
        Pool + "FrozenDictionary<string, (string Name, IChatClient Client)> _c = s_pool.ToFrozenDictionary(p => p.Name);",
        "_c[name].Client",
        "AtClient"
    )]
    [InlineData(Pool + "Dictionary<string, IChatClient> _c = s_pool.ToDictionary(p => p.Name, p => p.Client);", "_c[name]", "AtClient")]
    [InlineData(Pool + "Dictionary<string, IChatClient> _c = s_pool.ToDictionary(p => p.Item1, p => p.Item2);", "_c[name]", "AtClient")]
    [InlineData(Pool + "Dictionary<string, (string, IChatClient)> _c = s_pool.ToDictionary(p => p.Name);", "_c[name].Item2", "AtClient")]
    [InlineData(
        Pool + "ImmutableDictionary<string, IChatClient> _c = s_pool.ToImmutableDictionary(p => p.Name, p => p.Client);",
        "_c[name]",
        "AtClient"
    )]
    [InlineData(
        Pool + "Dictionary<string, IChatClient> _c = s_pool.Where(p => p.Name != \"\").ToDictionary(p => p.Name, p => p.Client);",
        "_c[name]",
        "AtClient"
    )]
    [InlineData(
        "FrozenDictionary<string, IChatClient> _c = new[] { (Name: \"a\", Client: Make.Named(\"m\")) "
            + "}.ToFrozenDictionary(p => p.Name, p => p.Client);",
        "_c[name]",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, IChatClient> _c = new Dictionary<string, IChatClient> { [\"a\"] = "
            + "Make.Named(\"m\") }.ToFrozenDictionary();",
        "_c[name]",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, IChatClient> _c = new[] { \"m\", \"n\" }.ToFrozenDictionary(m => m, m => Make.Named(m));",
        "_c[name]",
        "AtClient"
    )]
    [InlineData(
        "FrozenDictionary<string, IChatClient> _c = new[] { (\"small\", \"m\"), (\"large\", \"n\") "
            + "}.ToFrozenDictionary(p => p.Item1, p => Make.Named(p.Item2));",
        "_c[name]",
        "AtClient"
    )]
    [InlineData(
        "FrozenDictionary<string, IChatClient> _c = new[] { (Name: \"a\", Client: Make.None()) "
            + "}.ToFrozenDictionary(p => p.Name, p => p.Client);",
        "_c[name]",
        "Absent"
    )]
    [InlineData(
        "(string Name, IChatClient Client)[] _pool; Dictionary<string, IChatClient> Clients => _pool.ToDictionary(p "
            + "=> p.Name, p => p.Client); public C((string, IChatClient)[] pool) : this(Make.None()) => _pool = pool; ",
        "Clients[name]",
        "FlowsIn"
    )]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (p.Client, p.Max));",
        "_c[name].Client",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (p.Client, 9));",
        "_c[name].Client",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (Make.Named(\"m\"), p.Max));",
        "_c[name].Client",
        "AtClient(m)"
    )]
    [InlineData(
        "Dictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: Make.Named(\"m\")) "
            + "}.ToDictionary(p => p.Name, p => (p.Client, 9));",
        "_c[name].Client",
        "AtClient(m)"
    )]
    public async Task A_client_is_taken_out(string members, string client, string expected) =>
        Assert.Equal(expected, FactTest.WithoutChoice(await ModelAsync(members, $"await {client}.GetResponseAsync(\"Hi\");")));

    [Theory]
    [InlineData(
        "FrozenDictionary<string, (string Model, int Max)> _c = new[] { (Name: \"a\", Model: \"m\", Max: 9) "
            + "}.ToFrozenDictionary(p => p.Name, p => (p.Model, p.Max));",
        "_c[name].Model",
        "Configured"
    )]
    [InlineData(
        "FrozenDictionary<string, (string Name, string Model)> _c = new[] { (Name: \"a\", Model: \"m\") "
            + "}.ToFrozenDictionary(p => p.Name);",
        "_c[name].Model",
        "Configured"
    )]
    [InlineData(
        "FrozenDictionary<string, string> _c = new[] { (Name: \"a\", Model: \"m\") }.ToFrozenDictionary(p => p.Name, p => p.Model);",
        "_c[name]",
        "Configured"
    )]
    public async Task A_model_is_taken_out(string members, string model, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(members, $"await client.GetResponseAsync(\"Hi\", new ChatOptions {{ ModelId = {model} }});")
        );

    [Theory]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (p.Client, p.Max));",
        "var (c, max) = _c[name]; await c.GetResponseAsync(\"Hi\");",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (p.Client, p.Max));",
        "if (_c.TryGetValue(name, out var e)) await e.Client.GetResponseAsync(\"Hi\");",
        "AtClient(m)"
    )]
    [InlineData(
        "FrozenDictionary<string, (IChatClient Client, int Max)> _c = new[] { (Name: \"a\", Client: "
            + "Make.Named(\"m\"), Max: 9) }.ToFrozenDictionary(p => p.Name, p => (p.Client, p.Max));",
        "var e = _c[name]; await e.Client.GetResponseAsync(\"Hi\");",
        "AtClient(m)"
    )]
    [InlineData(
        Pool,
        "var d = s_pool.ToDictionary(p => p.Name); foreach (var (k, v) in d) await v.Client.GetResponseAsync(\"Hi\");",
        "AtClient"
    )]
    [InlineData(
        Pool,
        "var d = s_pool.ToFrozenDictionary(p => p.Name); await d.Values.First().Client.GetResponseAsync(\"Hi\");",
        "AtClient"
    )]
    [InlineData(Pool, "await s_pool.First(p => p.Name == name).Client.GetResponseAsync(\"Hi\");", "AtClient")]
    [InlineData(Pool, "foreach (var (n, c) in s_pool) await c.GetResponseAsync(\"Hi\");", "AtClient")]
    [InlineData(
        Pool,
        "var d = s_pool.ToDictionary(p => p.Name, p => p.Client); d[\"b\"] = Make.None(); await d[name].GetResponseAsync(\"Hi\");",
        "FlowsIn"
    )]
    [InlineData(
        Pool,
        "var d = s_pool.Select(p => (p.Client, p.Name)).ToDictionary(p => p.Name, p => p.Client); await "
            + "d[name].GetResponseAsync(\"Hi\");",
        "AtClient"
    )]
    [InlineData(
        Pool,
        "var d = s_pool.Select(p => new { p.Client, p.Name }).ToDictionary(p => p.Name, p => p.Client); await "
            + "d[name].GetResponseAsync(\"Hi\");",
        "AtClient"
    )]
    public async Task A_statement_takes_a_client_out(string members, string call, string expected) =>
        Assert.Equal(expected, FactTest.WithoutChoice(await ModelAsync(members, call)));
}
