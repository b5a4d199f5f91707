using static LlmHygiene.Analyzers.Tests.Soundness.ContradictionTests;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Options that have a second name, or that other options share a name with, each as a small program.</summary>
public class AliasContradictionTests
{
    private const string Tagged = "new ChatOptions { AdditionalProperties = new() { [\"prompt_version\"] = \"1\" } }";

    private const string Members = """
        static ChatOptions s_options = new();
        static ChatOptions? s_field;
        static ChatOptions Create() => s_options;
        static ref ChatOptions? Ref() => ref s_field;
        static ref ChatOptions Same(ref ChatOptions to) => ref to;
        static void Fill(ChatOptions target) => target.ModelId = "m";
        static ChatOptions Pass(ChatOptions options) => options;
        class Refs { ChatOptions? _value; public ref ChatOptions? Value => ref _value; }
        class Parts(ChatOptions value)
        {
            public void Deconstruct(out int count, out ChatOptions result) { count = 1; result = value; }
        }
        record Row(ChatOptions Options, int Count);
        class Holder { public ChatOptions Value = new(); public void Set() => Value.ModelId = "m"; }
        """;

    [Theory]
    [InlineData("new Lazy<ChatOptions>(Create).Value")]
    [InlineData("new System.Runtime.CompilerServices.StrongBox<ChatOptions>(o).Value")]
    [InlineData("new ValueTuple<ChatOptions, int>(o, 1).Item1")]
    [InlineData("new Task<ChatOptions>(() => o).Result")]
    public async Task An_object_that_hands_out_the_options_hides_them(string options)
    {
        var statements = $"var o = {Tagged}; return S.Client.GetResponseAsync(\"Summarise the text: \" + q, {options});";
        Assert.Equal("FlowsIn", await AskAsync("prompt", statements, Members));
        Assert.Equal("FlowsIn", await AskAsync("model", statements, Members));
    }

    [Fact]
    public async Task A_lazy_value_hands_out_the_options_that_it_was_made_with()
    {
        var statements =
            $"var o = {Tagged}; return S.Client.GetResponseAsync(\"Summarise the text: \" + q, new Lazy<ChatOptions>(o).Value);";
        Assert.Equal("Tagged(*@1)", await AskAsync("prompt", statements, Members));
    }

    [Theory]
    [InlineData("new KeyValuePair<int, ChatOptions>(1, o).Value")]
    [InlineData("new Tuple<ChatOptions, int>(o, 1).Item1")]
    [InlineData("Tuple.Create(1, o).Item2")]
    [InlineData("(S.Maybe ? new Lazy<ChatOptions>(o) : new Lazy<ChatOptions>(Create)).Value")]
    public async Task An_object_of_the_framework_hands_out_what_it_was_made_with(string options)
    {
        var statements = $"var o = {Tagged}; return S.Client.GetResponseAsync(\"Summarise the text: \" + q, {options});";
        Assert.Equal("Tagged(*@*)", await AskAsync("prompt", statements, Members));
        Assert.Equal("FlowsIn", await AskAsync("model", statements, Members));
    }

    [Theory]
    [InlineData("new System.Runtime.CompilerServices.StrongBox<ChatOptions>(o).Value!.ModelId = \"m\";")]
    [InlineData("new WeakReference<ChatOptions>(o).TryGetTarget(out var target); target!.ModelId = \"m\";")]
    [InlineData("var other = new ChatOptions(); ref var alias = ref other; alias = o; other.ModelId = \"m\";")]
    [InlineData("ChatOptions a = new(), b = new(); ref var alias = ref a; alias = ref b; alias = o; b.ModelId = \"m\";")]
    [InlineData("ref var alias = ref s_field; alias = o; s_field!.ModelId = \"m\";")]
    [InlineData("Ref() = o; s_field!.ModelId = \"m\";")]
    [InlineData("ref var alias = ref Ref(); alias = o; s_field!.ModelId = \"m\";")]
    [InlineData("var other = new ChatOptions(); Same(ref other) = o; other.ModelId = \"m\";")]
    [InlineData("var refs = new Refs(); refs.Value = o; refs.Value!.ModelId = \"m\";")]
    [InlineData("ChatOptions a = new(), b = new(); (S.Maybe ? ref a : ref b) = o; a.ModelId = \"m\";")]
    [InlineData("var all = new ChatOptions[1]; ref var alias = ref all[0]; alias = o; all[0].ModelId = \"m\";")]
    [InlineData("var (a, _) = ((new ChatOptions(), o), 1); a.Item2.ModelId = \"m\";")]
    [InlineData("var (_, part) = new Parts(o); part.ModelId = \"m\";")]
    [InlineData("var (part, _) = new Row(o, 1); part.ModelId = \"m\";")]
    [InlineData("if (new Row(o, 1) is (var part, _)) part.ModelId = \"m\";")]
    public async Task A_name_that_is_not_followed_hides_what_is_written_to_the_options(string statements) =>
        Assert.Equal(
            "FlowsIn",
            await AskAsync("model", $"var o = new ChatOptions(); {statements} return S.Client.GetResponseAsync(q, o);", Members)
        );

    [Theory]
    [InlineData("var same = o; same.ModelId = \"m\";")]
    [InlineData("if (o is { } same) same.ModelId = \"m\";")]
    [InlineData("Fill(o);")]
    [InlineData("s_options = o; o.ModelId = \"m\";")]
    [InlineData("var lazy = new Lazy<ChatOptions>(o); lazy.Value.ModelId = \"m\";")]
    [InlineData("new Lazy<ChatOptions>(o).Value.ModelId = \"m\";")]
    [InlineData("void Set() => o.ModelId = \"m\"; Set();")]
    public async Task A_second_name_of_the_same_options_is_followed(string statements) =>
        Assert.Equal(
            "Constant(m)",
            await AskAsync("model", $"var o = new ChatOptions(); {statements} return S.Client.GetResponseAsync(q, o);", Members)
        );

    [Theory]
    [InlineData("var a = new Holder(); var b = new Holder(); a.Value.ModelId = \"m\"; var o = b.Value;")]
    [InlineData("var a = new Holder(); var b = new Holder(); a.Set(); var o = b.Value;")]
    [InlineData("var o = new ChatOptions(); Pass(new ChatOptions()).ModelId = \"m\"; Pass(o).Temperature = 0;")]
    [InlineData("var o = new ChatOptions(); var other = S.Maybe ? o : new ChatOptions(); other.ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); (S.Maybe ? new ChatOptions() : o).ModelId = \"m\";")]
    [InlineData("ChatOptions? n = null; var o = new ChatOptions(); (n ?? o).ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); var other = o; other = new ChatOptions(); other.ModelId = \"m\";")]
    [InlineData("var first = new ChatOptions(); var o = first.Clone(); first.ModelId = \"m\";")]
    [InlineData("var first = new ChatOptions(); var o = first.Clone(); Fill(first);")]
    [InlineData("var first = new ChatOptions(); Action set = () => first.ModelId = \"m\"; var o = first.Clone(); set();")]
    public async Task What_may_be_written_to_other_options_is_not_certain(string statements) =>
        Assert.Equal("Configured", await AskAsync("model", $"{statements} return S.Client.GetResponseAsync(q, o);", Members));

    [Theory]
    [InlineData("var o = new ChatOptions(); o.ModelId = \"m\"; var copy = o.Clone();", "copy")]
    [InlineData("var o = new ChatOptions(); var copy = o.Clone(); copy.ModelId = \"m\";", "copy")]
    [InlineData("var o = new ChatOptions(); o = o.Clone(); o.ModelId = \"m\";", "o")]
    [InlineData("var a = new Holder(); a.Value.ModelId = \"m\";", "a.Value")]
    [InlineData("s_options.ModelId = \"m\";", "s_options")]
    [InlineData("s_options.ModelId = \"m\";", "Create()")]
    public async Task What_is_written_to_the_options_that_are_sent_is_certain(string statements, string options) =>
        Assert.Equal("Constant(m)", await AskAsync("model", $"{statements} return S.Client.GetResponseAsync(q, {options});", Members));

    [Fact]
    public async Task Two_callers_of_a_factory_have_options_of_their_own() =>
        Assert.Equal(
            "Configured",
            await AskAsync(
                "model",
                "return S.Client.GetResponseAsync(q, Make());",
                """
                static ChatOptions Make() { var made = new ChatOptions(); made.Temperature = 0; return made; }
                static ChatOptions Other() { var other = Make(); other.ModelId = "m"; return other; }
                """
            )
        );

    [Theory]
    [InlineData("public C() => _options.ModelId = \"m\";")]
    [InlineData("void SetUp() => _options.ModelId = \"m\";")]
    [InlineData("void SetUp() { var options = _options; options.ModelId = \"m\"; }")]
    [InlineData("void SetUp() => Fill(_options); static void Fill(ChatOptions options) => options.ModelId = \"m\";")]
    public async Task A_field_of_the_object_that_makes_the_call_is_one_field(string member) =>
        Assert.Equal(
            "Constant(m)",
            await AskAsync(
                "model",
                "return S.Client.GetResponseAsync(q, _options);",
                "private readonly ChatOptions _options = new(); " + member
            )
        );

    [Fact]
    public async Task A_static_method_is_called_through_an_interface() =>
        Assert.Equal(
            "Configured",
            await ModelAsync(
                """
                interface ISource { static abstract ChatOptions Same(ChatOptions value); }
                class Source : ISource { public static ChatOptions Same(ChatOptions value) => value; }
                class C
                {
                    static ChatOptions Of<TSource>(ChatOptions value) where TSource : ISource => TSource.Same(value);
                    Task Ask(string q)
                    {
                        var o = new ChatOptions { ModelId = "m" };
                        o.ModelId = q;
                        return S.WithModel.GetResponseAsync(q, Of<Source>(o));
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("ref var alias = ref all[0]; alias = S.WithModel;")]
    [InlineData("ref var alias = ref all[1]; alias = ref all[0]; alias = S.WithModel;")]
    [InlineData("(S.Maybe ? ref all[0] : ref all[1]) = S.WithModel;")]
    [InlineData("(all[0], all[1]) = (S.WithModel, S.Client);")]
    [InlineData("all.AsSpan()[0] = S.WithModel;")]
    [InlineData("foreach (ref var one in all.AsSpan()) one = S.WithModel;")]
    [InlineData("Set(ref all[0]);")]
    [InlineData("new ArraySegment<IChatClient>(all)[0] = S.WithModel;")]
    public async Task A_client_that_is_put_into_an_array_through_another_name_is_not_known(string statements) =>
        Assert.Equal("FlowsIn", await AskOneAsync(statements));

    [Theory]
    [InlineData("if (all is { } same) same[0] = S.WithModel;")]
    [InlineData("var same = all; same[0] = S.WithModel;")]
    [InlineData("all[0] = S.WithModel;")]
    public async Task A_second_name_of_an_array_of_clients_is_followed(string statements) =>
        Assert.NotEqual("Absent", await AskOneAsync(statements));

    [Theory]
    [InlineData("var one = all[1]; GC.KeepAlive(one);")]
    [InlineData("foreach (var one in all) GC.KeepAlive(one);")]
    [InlineData("GC.KeepAlive(all.Length > 1 && all.Any(one => one != null));")]
    public async Task An_array_of_clients_that_is_only_read_holds_what_it_is_made_of(string statements) =>
        Assert.Equal("Absent", await AskOneAsync(statements));

    private static Task<string> AskOneAsync(string statements) =>
        AskAsync(
            "model",
            $"var all = new IChatClient[] {{ S.Client, S.Client }}; {statements} return all[0].GetResponseAsync(q);",
            "static void Set(ref IChatClient client) => client = S.WithModel;"
        );

    // What is only known as `dynamic` may be any client: the others prove nothing.
    [Theory]
    [InlineData("new List<IChatClient> { S.WithModel, (IChatClient)late.Get(S.Client) }[1]")]
    [InlineData("new IChatClient[] { S.WithModel, late.Get(S.Client) }[1]")]
    [InlineData("new Dictionary<string, IChatClient> { [\"a\"] = S.WithModel, [\"b\"] = late.Get(S.Client) }[\"b\"]")]
    [InlineData("new List<IChatClient> { S.WithModel, late.Get(S.Client) }[1]")]
    [InlineData("new List<IChatClient> { S.WithModel, (IChatClient)(object)late.Get(S.Client) }[1]")]
    public async Task A_dynamic_element_makes_the_collection_unknown(string client) =>
        Assert.DoesNotContain(
            "(",
            (
                await ContradictionTests.AskAsync(
                    "model",
                    $"dynamic late = new Late(); return ((IChatClient){client}).GetResponseAsync(q);",
                    "class Late { public IChatClient Get(IChatClient value) => value; }"
                )
            ),
            StringComparison.Ordinal
        );
}
