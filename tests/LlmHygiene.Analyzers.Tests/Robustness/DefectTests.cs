using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>What was once found to throw, or not to end, in its smallest form.</summary>
public class DefectTests
{
    [Theory]
    [InlineData("Lazy<object> L => (Lazy<object>)L.Value; IChatClient Client => (IChatClient)L.Value;")]
    [InlineData("static Lazy<object> _a = (Lazy<object>)_b.Value, _b = (Lazy<object>)_a.Value; IChatClient Client => (IChatClient)_a.Value;")]
    [InlineData("Lazy<IChatClient> L => new(() => L.Value); IChatClient Client => L.Value;")]
    public async Task Lazy_values_made_from_themselves_end(string members) =>
        Assert.Equal("FlowsIn", await CallAnalysis.FactAsync("model", $"class C {{ {members} public Task Ask(string text) => Client.GetResponseAsync(text); }}"));

    [Fact]
    public async Task Options_that_hold_themselves_end()
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
        Assert.Single(await CallAnalysis.DiagnosticsAsync([Source], inventory: true, mustCompile: false), diagnostic => diagnostic.Id == "LLMH0001");
    }
}
