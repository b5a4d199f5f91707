using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client created by a method that does not bind: a package is missing, or the user is typing.</summary>
public class UnboundStepTests
{
    [Theory]
    [InlineData("new OpenAIClient(\"k\").AsChatClient(name ?? \"m\")", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").AsChatClient(\"m\")", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").MakeClient(modelId: name)", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").GetChatClient(name).MakeClient(7)", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").MakeClient(new ChatOptions { ModelId = name })", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").MakeClient(name)", "FlowsIn")]
    [InlineData("new OpenAIClient(\"k\").MakeClient()", "FlowsIn")]
    [InlineData("new OpenAIClient(\"k\").AsChatClient((string)null)", "FlowsIn")]
    [InlineData("Nowhere.MakeClient(name)", "FlowsIn")]
    [InlineData("new MissingClient(\"http://localhost\", modelId: name)", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").MakeClient(modelId: Missing.Name)", "AtClient")]
    [InlineData("new OpenAIClient(\"k\").MakeClient(modelId: null)", "FlowsIn")]
    [InlineData("new MissingClient(name)", "FlowsIn")]
    public async Task Arguments_of_an_unbound_step_count(string made, string expected)
    {
        var source = $$"""
            using Microsoft.Extensions.AI; using OpenAI; using OpenAI.Chat; using System.Threading.Tasks;
            class Assistant
            {
                public async Task Ask(string name) { IChatClient client = {{made}}; await client.GetResponseAsync("Is this spam?"); }
            }
            """;
        var entry = Assert.Single(
            await RuleTest.DiagnosticsAsync([source], inventory: true, mustCompile: false),
            diagnostic => diagnostic.Id == "LLMH0001"
        );
        Assert.Contains($"model={expected};", entry.GetMessage(), StringComparison.Ordinal);
    }
}
