using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A dictionary of options that is a copy has the items of the collection that it is made of.</summary>
public class CopiedDictionaryTests
{
    private const string One = "new ChatOptions { ModelId = \"m\", MaxOutputTokens = 5 }";

    private static Task<string> FactAsync(string fact, string made, string statement = "") =>
        FactTest.FactAsync(
            fact,
            $$"""
            #pragma warning disable OPENAI001
            using System.Collections.Frozen;
            using System.Collections.Immutable;
            static class S
            {
                public static ChatOptions Given { get; set; } = null!;
                public static Dictionary<string, ChatOptions> All { get; set; } = null!;
            }
            class C
            {
                private readonly IChatClient _client = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
                private static readonly IReadOnlyDictionary<string, ChatOptions> s_byName = {{made}};
                public Task Ask(string q)
                {
                    {{statement}}
                    return _client.GetResponseAsync("Say hello to me.", s_byName[q]);
                }
            }
            """
        );

    [Theory]
    [InlineData("new Dictionary<string, ChatOptions> { [\"a\"] = " + One + " }.ToFrozenDictionary()")]
    [InlineData("new Dictionary<string, ChatOptions> { { \"a\", " + One + " } }.ToFrozenDictionary(StringComparer.Ordinal)")]
    [InlineData("new Dictionary<string, ChatOptions> { [\"a\"] = " + One + " }.ToImmutableDictionary()")]
    [InlineData("new Dictionary<string, ChatOptions> { [\"a\"] = " + One + " }.ToImmutableSortedDictionary()")]
    [InlineData("new[] { " + One + ", " + One + " }.ToFrozenDictionary(one => one.ModelId!)")]
    [InlineData("new List<ChatOptions> { " + One + " }.ToDictionary(one => one.ModelId!, StringComparer.Ordinal)")]
    public async Task All_items_are_known(string made)
    {
        Assert.Equal("Constant(m)", await FactAsync("model", made));
        Assert.Equal("Set(5)", await FactAsync("limit", made));
        Assert.Equal("Untagged", await FactAsync("prompt", made));
    }

    [Theory]
    [InlineData("new[] { " + One + " }.ToFrozenDictionary(one => one.ModelId!, one => S.Given)", "", "FlowsIn")]
    [InlineData("new Dictionary<string, ChatOptions>(S.All) { [\"a\"] = " + One + " }.ToFrozenDictionary()", "", "FlowsIn")]
    [InlineData("new[] { KeyValuePair.Create(\"a\", " + One + ") }.ToFrozenDictionary()", "", "FlowsIn")]
    [InlineData("new[] { " + One + " }.ToFrozenDictionary(one => one.ModelId!)", "s_byName[\"a\"].ModelId = q;", "Configured")]
    [InlineData(
        "new Dictionary<string, ChatOptions> { [\"a\"] = " + One + ", [\"b\"] = new() { ModelId = \"n\" } }.ToFrozenDictionary()",
        "",
        "Configured(m, n)"
    )]
    public async Task Other_items_or_other_writes_count(string made, string statement, string expected) =>
        Assert.Equal(expected, await FactAsync("model", made, statement));
}
