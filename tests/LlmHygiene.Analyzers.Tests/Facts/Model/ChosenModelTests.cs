using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>Where the code chooses among models, the inventory names all of them.</summary>
public class ChosenModelTests
{
    private const string Client = "new OpenAI.Chat.ChatClient(\"gpt-4o\", \"k\").AsIChatClient()";

    [Theory]
    [InlineData("await Make(\"gpt-4o\").GetResponseAsync(\"Say.\"); _ = Make(\"gpt-4o-mini\");", "AtClient(gpt-4o)")]
    [InlineData("await Make(other ? \"gpt-4o\" : \"gpt-4o-mini\").GetResponseAsync(\"Say.\");", "AtClient(gpt-4o, gpt-4o-mini)")]
    [InlineData("await Make(s_models[number]).GetResponseAsync(\"Say.\");", "AtClient(gpt-5, gpt-5-mini)")]
    [InlineData("await (other ? Make(\"gpt-4o\") : Make(\"gpt-4o-mini\")).GetResponseAsync(\"Say.\");", "AtClient(gpt-4o, gpt-4o-mini)")]
    [InlineData(
        "await Make(\"gpt-4o\").GetResponseAsync(\"Say.\", new() { ModelId = number switch { 1 => \"a\", _ => \"b\" } });",
        "Configured(a, b)"
    )]
    [InlineData(
        "await Make(number switch { 1 => \"a\", 2 => \"b\", _ => throw new Exception() }).GetResponseAsync(\"Say.\");",
        "AtClient(a, b)"
    )]
    // One of them may be another.
    [InlineData("await Make(other ? \"gpt-4o\" : text).GetResponseAsync(\"Say.\");", "AtClient")]
    [InlineData("await Make(text ?? \"gpt-4o\").GetResponseAsync(\"Say.\");", "AtClient")]
    [InlineData("await Make(other ? \"gpt-4o\" : \"gpt-4o\" + text).GetResponseAsync(\"Say.\");", "AtClient")]
    [InlineData("await Make(s_open[number]).GetResponseAsync(\"Say.\");", "AtClient")]
    [InlineData(
        "var o = new ChatOptions { ModelId = other ? \"a\" : \"b\" }; Given(o); await Make(\"c\").GetResponseAsync(\"Say.\", o);",
        "Configured"
    )]
    public async Task A_choice(string statements, string expected) => Assert.Equal(expected, await ModelAsync(statements));

    [Fact]
    public async Task A_helper_that_is_called_with_two_models() =>
        Assert.Equal(
            "Configured(gpt-4o, gpt-4o-mini)",
            await FactTest.FactAsync(
                "model",
                """
                internal class Desk(IChatClient client)
                {
                    public Task Short(string text) => Ask(text, "gpt-4o-mini");
                    public Task Long(string text) => Ask(text, "gpt-4o");
                    private Task Ask(string text, string model) => client.GetResponseAsync(text, new ChatOptions { ModelId = model });
                }
                """
            )
        );

    [Theory]
    [InlineData(".ConfigureOptions(o => o.ModelId ??= \"a\").ConfigureOptions(o => o.ModelId = \"b\")", "", "AtClient(a, b, gpt-4o)")]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"a\")", "ModelId = \"c\"", "Configured(a, c)")]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"a\")", "ModelId = \"a\"", "Configured(a)")]
    [InlineData(".Use(inner => new Own(inner))", "ModelId = \"c\"", "Configured(c, own)")]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"a\")", "ModelId = text", "Configured")]
    [InlineData(".ConfigureOptions(o => o.ModelId = text)", "ModelId = \"c\"", "Configured")]
    [InlineData(".ConfigureOptions(o => o.ModelId += \"a\")", "ModelId = \"c\"", "Configured")]
    [InlineData(".ConfigureOptions(Given)", "ModelId = \"c\"", "Configured")]
    [InlineData(".Use(inner => new Replacing(inner))", "ModelId = \"c\"", "Configured")]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"a\").Use(inner => new Replacing(inner))", "", "AtClient")]
    public async Task A_pipeline_that_writes_the_model(string steps, string options, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync($"await {Client}.AsBuilder(){steps}.Build().GetResponseAsync(\"Say.\", new ChatOptions {{ {options} }});")
        );

    [Fact]
    public async Task A_step_in_a_branch() =>
        Assert.Equal(
            "AtClient(a, gpt-4o)",
            await ModelAsync(
                $"var b = {Client}.AsBuilder(); if (other) b.ConfigureOptions(o => o.ModelId = \"a\"); "
                    + "await b.Build().GetResponseAsync(\"Say.\");"
            )
        );

    [Fact]
    public async Task Deployments_are_not_named() =>
        Assert.Equal(
            "AtClient",
            await ModelAsync(
                "var client = new Azure.AI.OpenAI.AzureOpenAIClient(new Uri(text), new System.ClientModel.ApiKeyCredential(\"k\")); "
                    + "await client.GetChatClient(other ? \"a\" : \"b\").AsIChatClient().GetResponseAsync(\"Say.\");"
            )
        );

    private static Task<string> ModelAsync(string statements) =>
        FactTest.FactAsync(
            "model",
            $$"""
            internal sealed class Own(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default)
                {
                    options = options?.Clone() ?? new();
                    options.ModelId = "own";
                    return base.GetResponseAsync(messages, options, token);
                }
            }
            internal sealed class Replacing(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default) =>
                    base.GetResponseAsync(messages, new ChatOptions { ModelId = "own" }, token);
            }
            public class C
            {
                private static readonly string[] s_models = ["gpt-5", "gpt-5-mini"];
                public static string[] s_open = ["gpt-5", "gpt-5-mini"];
                public static Action<ChatOptions> Given { get; set; } = null!;
                private static IChatClient Make(string model) => new OpenAI.Chat.ChatClient(model, "k").AsIChatClient();
                public async Task Ask(string text, bool other, int number)
                {
                    {{statements}}
                }
            }
            """
        );
}
