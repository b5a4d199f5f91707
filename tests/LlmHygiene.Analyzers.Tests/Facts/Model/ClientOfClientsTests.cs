using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client class of the project that is given several clients in a list, as one that falls back to another provider.</summary>
public class ClientOfClientsTests
{
    private static Task<string> FactAsync(string fact, string made, string type = "IReadOnlyList<IChatClient>", string limit = "") =>
        FactTest.FactAsync(
            fact,
            $$"""
            #pragma warning disable OPENAI001
            public static class Make
            {
                public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, "k").AsIChatClient();
                public static IChatClient None() => new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
                public static List<IChatClient> Given { get; set; } = [];
            }
            sealed class Fallback({{type}} clients) : IChatClient
            {
                public async Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default)
                {
                    {{limit}}
                    foreach (var client in clients)
                        try { return await client.GetResponseAsync(messages, options, stop); }
                        catch (System.Net.Http.HttpRequestException) { }
                    throw new InvalidOperationException();
                }
                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default) =>
                    clients.First().GetStreamingResponseAsync(messages, options, stop);
                public object? GetService(Type type, object? key = null) => null;
                public void Dispose() { }
            }
            class C
            {
                private static readonly IChatClient[] s_all = [Make.Named("m"), Make.Named("n")];
                private readonly IChatClient _client = new Fallback({{made}});
                public Task Ask(string q) => _client.GetResponseAsync(q);
            }
            """
        );

    private const string M = "new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()";

    [Theory]
    [InlineData("[" + M + ", " + M + "]", "AtClient(m)")]
    [InlineData("new[] { Make.Named(\"m\"), Make.Named(\"n\") }", "AtClient(m, n)")]
    [InlineData("new List<IChatClient> { Make.Named(\"m\"), Make.Named(\"n\") }", "AtClient(m, n)")]
    [InlineData("s_all", "AtClient(m, n)")]
    [InlineData("[.. s_all, Make.Named(\"o\")]", "AtClient(m, n, o)")]
    [InlineData("[Make.None(), Make.None()]", "Absent")]
    [InlineData("[Make.Named(\"m\"), Make.None()]", "FlowsIn")]
    [InlineData("Make.Given", "FlowsIn")]
    [InlineData("[Make.Named(\"m\"), .. Make.Given]", "FlowsIn")]
    [InlineData("[]", "FlowsIn")]
    public async Task The_model_of_all_of_them(string made, string expected) => Assert.Equal(expected, await FactAsync("model", made));

    [Theory]
    [InlineData("params IChatClient[]", M + ", " + M, "AtClient(m)")]
    [InlineData("params IEnumerable<IChatClient>", M + ", " + M, "AtClient(m)")]
    public async Task Given_as_several_arguments(string type, string made, string expected)
    {
        Assert.SkipUnless(
            type.EndsWith("[]", StringComparison.Ordinal) || Enum.TryParse<LanguageVersion>("CSharp13", out _),
            "This Roslyn has no params collections."
        );
        Assert.Equal(expected, await FactAsync("model", made, type));
    }

    [Fact]
    public async Task A_model_that_it_fills_in() =>
        Assert.Equal("AtClient(f)", await FactAsync("model", "[Make.None()]", limit: "options ??= new(); options.ModelId ??= \"f\";"));
}
