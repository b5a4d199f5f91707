using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>Options that get their model and limit through another name than the one that reaches the call.</summary>
public class EscapedOptionsTests
{
    private const string Prelude = """
        #pragma warning disable OPENAI001
        using System.Collections;
        static class S
        {
            public const string Model = "m";
            public static readonly IChatClient Client = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
            public static void Fill(ChatOptions options) { options.ModelId = Model; options.MaxOutputTokens = 3; }
        }

        """;

    private const string Call = "Task Ask(string q) => S.Client.GetResponseAsync(q, _o); ";

    /// <summary>The calls of these programs all state a model and a limit.</summary>
    public static TheoryData<string> Stated { get; } =
    [
        // A property, a method, a conditional, a nested initializer, a tuple target, a pattern.
        "class C { readonly ChatOptions _o = new(); public ChatOptions Options => _o; "
            + Call
            + "} class D { void Set(C c) { c.Options.ModelId = S.Model; c.Options.MaxOutputTokens = 3; } }",
        "class C { readonly ChatOptions _o = new(); ChatOptions Get() => _o; public C() { Get().ModelId = S.Model; "
            + "Get().MaxOutputTokens = 3; } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); public C(bool first, ChatOptions other) { var p = first ? _o : other; "
            + "p.ModelId = S.Model; p.MaxOutputTokens = 3; } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); public C(ChatOptions? other) { var p = other ?? _o; "
            + "p.ModelId = S.Model; p.MaxOutputTokens = 3; } "
            + Call
            + "}",
        "class C { public ChatOptions Options { get; } = new(); Task Ask(string q) => S.Client.GetResponseAsync(q, Options); } "
            + "class D { C _c = new() { Options = { ModelId = S.Model, MaxOutputTokens = 3 } }; }",
        "class C { Task Ask(string q) { var o = new ChatOptions(); (o.ModelId, o.MaxOutputTokens) = (S.Model, 3); "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { Task Ask(string q) { var o = new ChatOptions(); if (o is { } p) { p.ModelId = S.Model; p.MaxOutputTokens = 3; } "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { Task Ask(string q) { var o = new ChatOptions(); switch (o) { case { ModelId: null } p: S.Fill(p); break; } "
            + "return S.Client.GetResponseAsync(q, o); } }",
        // A reference, an iterator, a returned tuple, a lambda, dynamic.
        "class C { Task Ask(string q) { var o = new ChatOptions(); ref var p = ref o; p.ModelId = S.Model; p.MaxOutputTokens = 3; "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { readonly ChatOptions _o = new(); IEnumerable<ChatOptions> All() { yield return _o; } public C() { "
            + "foreach (var p in All()) S.Fill(p); } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); (ChatOptions, int) Pair() => (_o, 1); public C() { S.Fill(Pair().Item1); } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); public C() { Func<ChatOptions> get = () => _o; S.Fill(get()); } " + Call + "}",
        "class C { readonly ChatOptions _o = new(); public C() { dynamic d = _o; d.ModelId = S.Model; d.MaxOutputTokens = 3; } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); public void Fill(ChatOptions p) => S.Fill(p); public C() { dynamic d = this; "
            + "d.Fill(_o); } "
            + Call
            + "}",
        // Interfaces, a lazy value, setters with code of their own.
        "interface IHas { ChatOptions Options { get; } } class C : IHas { readonly ChatOptions _o = new(); "
            + "ChatOptions IHas.Options => _o; public C() { S.Fill(((IHas)this).Options); } "
            + Call
            + "}",
        "interface IHas { ChatOptions Get(); } class B { protected readonly ChatOptions _o = new(); public ChatOptions Get() => _o; "
            + Call
            + "} class C : B, IHas { public C() { IHas has = this; S.Fill(has.Get()); } }",
        "class C { readonly Lazy<ChatOptions> _l = new(() => new ChatOptions()); public C() { _l.Value.ModelId = S.Model; "
            + "_l.Value.MaxOutputTokens = 3; } Task Ask(string q) => S.Client.GetResponseAsync(q, _l.Value); }",
        "class C { readonly ChatOptions _o = new(); string Model { set => S.Fill(_o); } public C() { Model = S.Model; } " + Call + "}",
        "class C { ChatOptions? _kept; ChatOptions Options { set { value.ModelId = S.Model; value.MaxOutputTokens = 3; _kept = value; } } "
            + "Task Ask(string q) { var o = new ChatOptions(); Options = o; return S.Client.GetResponseAsync(q, o); } }",
        "class C { readonly ChatOptions _o = new(); ref readonly ChatOptions Get() => ref _o; public C() { S.Fill(Get()); } " + Call + "}",
        // Collections, tasks, events, tuples, captured and assigned names.
        "class C { readonly ChatOptions _o = new(); public C() { foreach (var p in new[] { _o }) S.Fill(p); } " + Call + "}",
        "class C { readonly ChatOptions _o = new(); public C() { foreach (var p in new List<ChatOptions>(1) { _o }) S.Fill(p); } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); Task<ChatOptions> Get() => Task.FromResult(_o); public C() { "
            + "Get().Result.ModelId = S.Model; Get().GetAwaiter().GetResult().MaxOutputTokens = 3; } "
            + Call
            + "}",
        "class C { readonly ChatOptions _o = new(); event Action<ChatOptions>? Made; public C() { Made += S.Fill; Made?.Invoke(_o); } "
            + Call
            + "}",
        "class C { Task Ask(string q) { ChatOptions p, o = p = new(); p.ModelId = S.Model; p.MaxOutputTokens = 3; "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { ChatOptions? _p; ChatOptions Make() => _p = new(); Task Ask(string q) { var o = Make(); S.Fill(_p!); "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { Task Ask(string q) { var pair = (Options: new ChatOptions(), 1); S.Fill(pair.Options); "
            + "return S.Client.GetResponseAsync(q, pair.Options); } }",
        "class C { Task Ask(string q) { var (o, p) = (new ChatOptions(), 1); var all = (o, p); S.Fill(all.o); "
            + "return S.Client.GetResponseAsync(q, o); } }",
        "class C { static ChatOptions Same(ChatOptions p) { S.Fill(p); return p; } Task Ask(string q) { var o = new ChatOptions(); "
            + "Same(o); return S.Client.GetResponseAsync(q, o); } }",
        "record R(ChatOptions Options); class C { Task Ask(string q) { var o = new ChatOptions(); var r = new R(o); "
            + "S.Fill(r.Options); return S.Client.GetResponseAsync(q, o); } }",
        "partial class C(ChatOptions o) { public Task Ask(string q) => S.Client.GetResponseAsync(q, o); } "
            + "partial class C { public void Set() => S.Fill(o); } class D { C _c = new(new()); }",
        "abstract class B(ChatOptions o) { public Task Ask(string q) => S.Client.GetResponseAsync(q, o); } "
            + "class C() : B(new() { ModelId = S.Model, MaxOutputTokens = 3 }); class D { B _c = new C(); }",
    ];

    [Theory]
    [MemberData(nameof(Stated))]
    public async Task Neither_model_nor_limit_is_absent(string program)
    {
        var entry = Assert.Single(await FactTest.InventoryAsync(Prelude + program));
        Assert.DoesNotContain("model=Absent", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("limit=Unset", entry, StringComparison.Ordinal);
    }

    /// <summary>None of the calls of these programs state a model, and everything that is done with the options is seen.</summary>
    [Theory]
    [InlineData("Console.WriteLine(o.ModelId);")]
    [InlineData("Console.WriteLine(o);")]
    [InlineData("Console.WriteLine($\"{o} {o.Temperature}\");")]
    [InlineData("ArgumentNullException.ThrowIfNull(o);")]
    [InlineData("if (o is null || o.Tools is not null) throw new Exception();")]
    [InlineData("if (o.AdditionalProperties is { Count: > 0 }) return Task.CompletedTask;")]
    [InlineData("var t = o.Temperature ?? 1; o.Temperature = t; o.TopK++;")]
    [InlineData("o.Tools = []; o.Tools.Add(null!); o.StopSequences = [\"x\"];")]
    [InlineData("var p = o; p.Temperature = 1; var r = text.Length > 3 ? p : o; r.Seed = 3;")]
    [InlineData("lock (o) o.Temperature = 1;")]
    [InlineData("var s = o.ToString() + o.GetHashCode() + nameof(o);")]
    [InlineData("if (o.Tools?.Count > 3 && o.Equals(o) && o == null) throw new Exception();")]
    [InlineData("if (o is { Temperature: > 1 } hot) hot.Temperature = 1;")]
    [InlineData("foreach (var tool in o.Tools ?? []) Console.WriteLine(tool);")]
    [InlineData("Warm(o); static void Warm(ChatOptions p) { p.Temperature = 1; }")]
    [InlineData("new Warmer(o).Warm();")]
    [InlineData("IWarm w = new Warm2(); w.Warm(o);")]
    [InlineData("o?.Tools?.Clear();")]
    public async Task A_use_that_is_known_keeps_the_proof(string statement)
    {
        var entry = Assert.Single(
            await FactTest.InventoryAsync(
                Prelude
                    + $$"""
                    class C
                    {
                        Task Ask(string text)
                        {
                            var o = new ChatOptions();
                            {{statement}}
                            return S.Client.GetResponseAsync(text, o);
                        }
                    }

                    class Warmer(ChatOptions options) { public void Warm() => options.Temperature = 1; }
                    interface IWarm { void Warm(ChatOptions options); }
                    class Warm2 : IWarm { public void Warm(ChatOptions options) => options.Temperature = 1; }
                    """
            )
        );
        Assert.Contains("model=Absent", entry, StringComparison.Ordinal);
        Assert.Contains("limit=Unset", entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FromResult(ChatOptions value) => new ChatOptions()", "Odd.FromResult(o)")]
    [InlineData("FromResult(ChatOptions value) => (ChatOptions?)new ChatOptions() ?? value", "Odd.FromResult(o)")]
    [InlineData("Other(ChatOptions value) => new ChatOptions()", "Odd.Other(o)")]
    [InlineData("GetResult(this ChatOptions value) => new ChatOptions()", "o.GetResult()")]
    [InlineData("AsTask(this ChatOptions value) => value.Clone()", "o.AsTask()")]
    [InlineData("ConfigureAwait(this ChatOptions value, bool same) => same ? value : new()", "o.ConfigureAwait(false)")]
    public async Task A_method_with_the_name_of_a_step_around_a_task_does_what_its_body_says(string method, string other)
    {
        var entry = Assert.Single(
            await FactTest.InventoryAsync(
                Prelude
                    + $$"""
                    static class Odd { public static ChatOptions {{method}}; }
                    class C
                    {
                        Task Ask(string text)
                        {
                            var o = new ChatOptions();
                            var p = {{other}};
                            p.ModelId = S.Model;
                            p.MaxOutputTokens = 3;
                            return S.Client.GetResponseAsync(text, o);
                        }
                    }
                    """
            )
        );
        Assert.DoesNotContain("model=Constant", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("limit=Set(", entry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var tags = o.AdditionalProperties = new(); tags[\"prompt_version\"] = \"1\";")]
    [InlineData("o.AdditionalProperties = new(); Tag(o.AdditionalProperties);")]
    [InlineData("o.AdditionalProperties = new(); if (o.AdditionalProperties is { } p) p[\"prompt_version\"] = \"1\";")]
    public async Task Tags_with_another_name_are_not_absent(string statement) =>
        Assert.NotEqual(
            "Untagged",
            await FactTest.FactAsync(
                "prompt",
                Prelude
                    + $$"""
                    class C
                    {
                        static void Tag(AdditionalPropertiesDictionary tags) => tags["prompt_version"] = "1";
                        Task Ask(string text)
                        {
                            var o = new ChatOptions();
                            {{statement}}
                            return S.Client.GetResponseAsync("Summarise the text: " + text, o);
                        }
                    }
                    """
            )
        );
}
