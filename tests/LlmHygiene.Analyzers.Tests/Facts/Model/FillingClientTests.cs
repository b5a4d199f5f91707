using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client class of the project that fills in the model where the call states none.</summary>
public class FillingClientTests
{
    [Theory]
    [InlineData("if (string.IsNullOrEmpty(options.ModelId)) options.ModelId = \"a\";", "AtClient")]
    [InlineData("if (options.ModelId is null) { options.ModelId = \"a\"; }", "AtClient")]
    [InlineData("if (null == options.ModelId) options.ModelId = \"a\";", "AtClient")]
    [InlineData("if (messages.Any()) options.ModelId = \"a\";", "FlowsIn")]
    [InlineData("if (options.ModelId is null) options.ModelId = \"a\"; else options.ModelId = null;", "FlowsIn")]
    public async Task A_client_of_the_project_that_fills_the_model_in(string statement, string expected) =>
        Assert.StartsWith(
            expected,
            await FactTest.FactAsync(
                "model",
                "#pragma warning disable OPENAI001\n"
                    + $$"""
                    class Filling(IChatClient inner) : DelegatingChatClient(inner)
                    {
                        public override Task<ChatResponse> GetResponseAsync(
                            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default)
                        {
                            options ??= new();
                            {{statement}}
                            return base.GetResponseAsync(messages, options, stop);
                        }
                    }
                    class C(IChatClient given)
                    {
                        public Task Ask(string q) => new Filling(given).GetResponseAsync(q);
                    }
                    """
            ),
            StringComparison.Ordinal
        );
}
