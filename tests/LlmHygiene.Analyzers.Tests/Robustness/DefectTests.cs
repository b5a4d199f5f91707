using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Sources that once made the analysis throw or hang, in their smallest form.</summary>
public class DefectTests
{
    [Theory]
    [InlineData("Lazy<object> L => (Lazy<object>)L.Value; IChatClient Client => (IChatClient)L.Value;")]
    [InlineData(
        "static Lazy<object> _a = (Lazy<object>)_b.Value, _b = (Lazy<object>)_a.Value; IChatClient Client => (IChatClient)_a.Value;"
    )]
    [InlineData("Lazy<IChatClient> L => new(() => L.Value); IChatClient Client => L.Value;")]
    public async Task Lazy_values_created_from_themselves_do_not_hang(string members) =>
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync("model", $"class C {{ {members} public Task Ask(string text) => Client.GetResponseAsync(text); }}")
        );

    [Fact]
    public async Task Options_that_contain_themselves_do_not_hang()
    {
        const string Source = """
            class C(OllamaSharp.IOllamaApiClient client)
            {
                public void Ask()
                {
                    var request = new OllamaSharp.Models.Chat.ChatRequest { Model = "m" };
                    request.Options = request;
                    client.ChatAsync(request);
                }
            }
            """;
        Assert.Single(
            await RuleTest.DiagnosticsAsync([Source], inventory: true, mustCompile: false),
            diagnostic => diagnostic.Id == "LLMH0001"
        );
    }

    [Fact]
    public void The_order_of_the_files_does_not_choose_between_two_places_that_state_the_same_model()
    {
        (string, string)[] files =
        [
            (
                "A.cs",
                """
                partial class C
                {
                    void A() => _client = new OpenAI.Chat.ChatClient("gpt-4o", "k").AsIChatClient();
                    public Task Ask(string text) => _client!.GetResponseAsync(text);
                }
                """
            ),
            (
                "B.cs",
                """
                partial class C
                {
                    void B() => _client = new OpenAI.OpenAIClient("k").GetChatClient("gpt-4o").AsIChatClient();
                    private IChatClient? _client;
                }
                """
            ),
            (
                "D.cs",
                """
                class D(IChatClient client)
                {
                    private readonly O _o = new();
                    public Task Ask(string text) => client.GetResponseAsync(text, _o.Options);
                }
                """
            ),
            ("E.cs", "partial class O { public ChatOptions Options { get; } = new(); void Set() => Options.ModelId = \"gpt-4o\"; }"),
            ("F.cs", "partial class O { void SetToo() => Options.ModelId = \"gpt-4o\"; }"),
        ];
        var expected = RobustAnalysis.Report(RobustAnalysis.Compile(files));
        Assert.Contains(expected, line => line.StartsWith("LLMH1004", StringComparison.Ordinal));
        Assert.Equal(expected, RobustAnalysis.Report(RobustAnalysis.Compile(files.Reverse())));
    }
}
