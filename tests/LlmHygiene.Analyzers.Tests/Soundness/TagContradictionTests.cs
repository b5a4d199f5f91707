using static LlmHygiene.Analyzers.Tests.Soundness.ContradictionTests;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Tags that are written and dropped again, or written where only a helper sees it, each as a small program.</summary>
public class TagContradictionTests
{
    private const string Members = """
        static readonly Dictionary<string, object?> s_kept = [];
        static readonly AdditionalPropertiesDictionary s_shared = new() { ["tenant"] = "a" };
        static readonly AdditionalPropertiesDictionary s_tagged = new() { ["prompt_version"] = "2" };
        static void Tag(IDictionary<string, object?> tags) => tags["prompt_version"] = "2";
        static void TagOptions(ChatOptions options) => (options.AdditionalProperties ??= new())["prompt_version"] = "2";
        static void Reset(ChatOptions options) => options.AdditionalProperties = new();
        static AdditionalPropertiesDictionary Empty() => new();
        static AdditionalPropertiesDictionary TagsOf(ChatOptions options) => options.AdditionalProperties ??= new();
        static AdditionalPropertiesDictionary OneOf(ChatOptions one, ChatOptions other) =>
            (S.Maybe ? one : other).AdditionalProperties ??= new();
        static AdditionalPropertiesDictionary Chosen(ChatOptions one)
        { var all = S.Maybe ? one.AdditionalProperties! : s_shared; return all; }
        static IDictionary<string, object?> Local(ChatOptions options) { var all = options.AdditionalProperties ??= []; return all; }
        static AdditionalPropertiesDictionary Made() { var made = new AdditionalPropertiesDictionary(); Tag(made); return made; }
        class Holder(ChatOptions options) { public IDictionary<string, object?> All => options.AdditionalProperties ??= new(); }
        """;

    private static Task<string> PromptAsync(string statements) =>
        AskAsync("prompt", $"{statements} return S.Client.GetResponseAsync(\"Summarise the text: \" + q, o);", Members);

    [Theory]
    [InlineData("var o = new ChatOptions(); Tag(o.AdditionalProperties ??= new()); o.AdditionalProperties = new();")]
    [InlineData("var o = new ChatOptions(); TagOptions(o); o.AdditionalProperties = new();")]
    [InlineData("var o = new ChatOptions(); Tag(o.AdditionalProperties ??= new()); Reset(o);")]
    [InlineData("var o = new ChatOptions(); TagOptions(o); Reset(o);")]
    [InlineData("var o = new ChatOptions(); TagOptions(o); o.AdditionalProperties = Empty();")]
    [InlineData("var o = new ChatOptions(); TagOptions(o); o.AdditionalProperties = o.Clone().AdditionalProperties;")]
    [InlineData("var o = new ChatOptions(); TagOptions(o); o.AdditionalProperties = null;")]
    [InlineData(
        "var o = new ChatOptions { AdditionalProperties = new() }; " + "o.AdditionalProperties ??= new() { [\"prompt_version\"] = \"1\" };"
    )]
    [InlineData(
        "var o = new ChatOptions(); o.AdditionalProperties ??= new(); "
            + "o.AdditionalProperties ??= new() { [\"prompt_version\"] = \"1\" };"
    )]
    [InlineData(
        "var key = \"a\"; Action run = () => key = \"prompt_version\"; run(); "
            + "var o = new ChatOptions { AdditionalProperties = new() { [key] = \"1\" } }; "
            + "o.AdditionalProperties.TryAdd(\"prompt_version\", \"2\");"
    )]
    [InlineData(
        "var a = new AdditionalPropertiesDictionary { [\"prompt_version\"] = \"1\" }; var b = new AdditionalPropertiesDictionary(); "
            + "var o = new ChatOptions { AdditionalProperties = S.Maybe ? a : b };"
    )]
    [InlineData("var a = new AdditionalPropertiesDictionary(); var o = new ChatOptions { AdditionalProperties = new(a) }; Tag(a);")]
    [InlineData("var a = new AdditionalPropertiesDictionary(); var o = new ChatOptions { AdditionalProperties = a.Clone() }; Tag(a);")]
    [InlineData("var o = new ChatOptions(); TagsOf(new ChatOptions()); TagsOf(o)[\"prompt_version\"] = \"2\";")]
    [InlineData("var o = new ChatOptions(); TagsOf(o)[\"prompt_version\"] = \"2\"; o.AdditionalProperties = new();")]
    [InlineData("var o = new ChatOptions(); (o.AdditionalProperties ?? new())[\"prompt_version\"] = \"2\";")]
    [InlineData(
        "var o = new ChatOptions { AdditionalProperties = new() }; var all = S.Maybe ? o.AdditionalProperties : s_shared; "
            + "all[\"prompt_version\"] = \"2\";"
    )]
    [InlineData("var o = new ChatOptions { AdditionalProperties = new() }; Chosen(o)[\"prompt_version\"] = \"2\";")]
    [InlineData("var o = new ChatOptions(); OneOf(o, new())[\"prompt_version\"] = \"2\";")]
    public async Task A_version_that_may_be_dropped_again_is_not_certain(string statements) =>
        Assert.Equal("Tagged(*@*)", await PromptAsync(statements));

    [Theory]
    [InlineData("var o = new ChatOptions(); o.AdditionalProperties = new(); Tag(o.AdditionalProperties);")]
    [InlineData("var o = new ChatOptions { AdditionalProperties = new() }; TagOptions(o);")]
    [InlineData("var o = new ChatOptions(); o.AdditionalProperties = new() { [\"prompt_version\"] = \"2\" };")]
    [InlineData("var o = new ChatOptions(); o.AdditionalProperties ??= new() { [\"prompt_version\"] = \"2\" };")]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); Tag(tags); var o = new ChatOptions { AdditionalProperties = tags };")]
    [InlineData("var o = new ChatOptions { AdditionalProperties = Made() };")]
    [InlineData("var o = new ChatOptions(); o.AdditionalProperties = Made();")]
    [InlineData("var o = new ChatOptions(); TagsOf(o)[\"prompt_version\"] = \"2\";")]
    [InlineData("var o = new ChatOptions(); Local(o)[\"prompt_version\"] = \"2\";")]
    [InlineData("var a = new AdditionalPropertiesDictionary(); Tag(a); var o = new ChatOptions { AdditionalProperties = new(a) };")]
    [InlineData("var a = new AdditionalPropertiesDictionary(); Tag(a); var o = new ChatOptions { AdditionalProperties = a.Clone() };")]
    [InlineData("var o = new ChatOptions { AdditionalProperties = new(s_tagged) };")]
    public async Task A_version_that_is_not_dropped_is_certain(string statements) =>
        Assert.Equal("Tagged(*@2)", await PromptAsync(statements));

    [Theory]
    [InlineData(
        "var lazy = new Lazy<AdditionalPropertiesDictionary>(o.AdditionalProperties ??= new()); lazy.Value[\"prompt_version\"] = \"2\";"
    )]
    [InlineData(
        "new System.Runtime.CompilerServices.StrongBox<AdditionalPropertiesDictionary>(o.AdditionalProperties ??= new())"
            + ".Value![\"prompt_version\"] = \"2\";"
    )]
    [InlineData("Func<IDictionary<string, object?>> tags = () => o.AdditionalProperties ??= []; tags()[\"prompt_version\"] = \"2\";")]
    public async Task A_tag_that_is_written_through_another_object_is_not_absent(string statements) =>
        Assert.Equal("FlowsIn", await PromptAsync("var o = new ChatOptions(); " + statements));

    [Theory]
    [InlineData("TagsOf(o)[\"prompt_version\"] = \"2\"; TagsOf(new());")]
    [InlineData("GC.KeepAlive(Local(new())); Local(o)[\"prompt_version\"] = \"2\";")]
    [InlineData("new Holder(o).All[\"prompt_version\"] = \"2\";")]
    [InlineData("TagsOf(new ChatOptions())[\"prompt_version\"] = \"2\"; GC.KeepAlive(TagsOf(o));")]
    public async Task A_tag_that_is_written_through_a_helper_may_be_that_of_other_options(string statements) =>
        Assert.Equal("Tagged(*@*)", await PromptAsync("var o = new ChatOptions(); " + statements));

    private const string Shared = "var tags = new AdditionalPropertiesDictionary { [\"tenant\"] = \"a\" }; ";
    private const string Both =
        Shared + "var other = new ChatOptions { AdditionalProperties = tags }; var o = new ChatOptions { AdditionalProperties = tags }; ";

    [Theory]
    [InlineData(Both + "other.AdditionalProperties[\"prompt_version\"] = \"2\";")]
    [InlineData(Both + "TagOptions(other);")]
    [InlineData(Both + "var same = other; same.AdditionalProperties!.TryAdd(\"prompt_version\", \"2\");")]
    [InlineData(Both + "Tag(other.AdditionalProperties);")]
    [InlineData(
        Shared
            + "var other = new ChatOptions(); other.AdditionalProperties = tags; var o = new ChatOptions(); "
            + "o.AdditionalProperties = tags; other.AdditionalProperties[\"prompt_version\"] = \"2\";"
    )]
    [InlineData(
        "var o = new ChatOptions { AdditionalProperties = new() }; "
            + "var other = new ChatOptions { AdditionalProperties = o.AdditionalProperties }; TagOptions(other);"
    )]
    [InlineData(
        "var o = new ChatOptions { AdditionalProperties = s_shared }; "
            + "var other = new ChatOptions { AdditionalProperties = s_shared }; TagOptions(other);"
    )]
    public async Task A_tag_that_is_written_through_other_options_is_not_absent(string statements) =>
        Assert.Equal("Tagged(*@*)", await PromptAsync(statements));

    [Theory]
    [InlineData(Both + "new List<ChatOptions> { other }[0].AdditionalProperties![\"prompt_version\"] = \"2\";", "Tagged(*@*)")]
    [InlineData(
        Both + "new List<ChatOptions> { other }.ForEach(one => one.AdditionalProperties![\"prompt_version\"] = \"2\");",
        "Tagged(*@*)"
    )]
    [InlineData(
        Shared
            + "Action<ChatOptions> tag = TagOptions; tag(new() { AdditionalProperties = tags }); "
            + "var o = new ChatOptions { AdditionalProperties = tags };",
        "FlowsIn"
    )]
    [InlineData(Both + "tags[\"prompt_version\"] = \"2\"; other.AdditionalProperties.Remove(\"prompt_version\");", "Tagged(*@*)")]
    [InlineData(Both + "tags[\"prompt_version\"] = \"2\"; other.AdditionalProperties[\"tenant\"] = \"b\";", "Tagged(*@2)")]
    [InlineData(Both + "tags[\"prompt_version\"] = \"2\"; other.AdditionalProperties = new();", "Tagged(*@2)")]
    [InlineData(Both + "GC.KeepAlive(other.AdditionalProperties.Count);", "Untagged")]
    [InlineData(
        Shared
            + "var o = new ChatOptions { AdditionalProperties = tags }; TagOptions(Other());"
            + "ChatOptions Other() => new() { AdditionalProperties = tags };",
        "Tagged(*@*)"
    )]
    [InlineData(Both + "other.AdditionalProperties = new(); TagOptions(other);", "Tagged(*@*)")]
    public async Task Other_options_with_the_same_dictionary_are_looked_at(string statements, string expected) =>
        Assert.Equal(expected, await PromptAsync(statements));

    [Fact]
    public async Task A_tag_of_another_object_of_the_same_class_is_not_certain() =>
        Assert.Equal(
            "Tagged(*@*)",
            await AskAsync(
                "prompt",
                "var a = new Box(); var b = new Box(); TagOptions(a.Value); "
                    + "return S.Client.GetResponseAsync(\"Summarise the text: \" + q, b.Value);",
                Members + " class Box { public ChatOptions Value = new() { AdditionalProperties = new() { [\"tenant\"] = \"a\" } }; }"
            )
        );
}
