using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>Whether a name and version reach the call, and whether the prompt is written where the call is made.</summary>
public class PromptStateTests
{
    private static Task<string> PromptAsync(string members) =>
        FactTest.FactAsync(
            "prompt",
            $$"""
            #pragma warning disable OPENAI001
            using System.Diagnostics;
            using LlmHygiene;
            using OpenAI.Responses;
            class C(IChatClient client, OpenAI.Chat.ChatClient openAI, ResponsesClient responses)
            {
                private const string PromptVersion = "receipt-v1";
                {{members}}
            }
            """
        );

    private static Task<string> PromptOfAsync(string call) =>
        PromptAsync(
            $$"""
            public async Task Ask(string text, IEnumerable<ChatMessage> history, ChatOptions handedIn, Request request)
            {
                await Task.Yield();
                _ = {{call}};
            }

            public sealed record Request(string Question);
            """
        );

    [Theory]
    [InlineData("client.GetResponseAsync(\"Summarise the news.\")")]
    [InlineData("client.GetResponseAsync($\"Summarise: {text}\")")]
    [InlineData("client.GetResponseAsync(\"Summarise: \" + text)")]
    [InlineData("client.GetResponseAsync(string.Format(\"Summarise: {0}\", text))")]
    [InlineData("client.GetResponseAsync(PromptVersion)")]
    [InlineData("client.GetResponseAsync(new ChatMessage(ChatRole.System, \"You are terse.\"))")]
    [InlineData("client.GetResponseAsync([new(ChatRole.System, \"You are terse.\"), new(ChatRole.User, text)])")]
    [InlineData("client.GetResponseAsync(new[] { new ChatMessage(ChatRole.System, \"You are terse.\") })")]
    [InlineData("client.GetResponseAsync(new List<ChatMessage> { new(ChatRole.System, \"You are terse.\") })")]
    [InlineData("client.GetResponseAsync([new(ChatRole.System, \"You are terse.\"), .. history])")]
    [InlineData("client.GetResponseAsync(text, new ChatOptions { Instructions = \"You are terse.\" })")]
    [InlineData("client.GetResponseAsync(File.ReadAllText(\"Prompts/summary.txt\"))")]
    [InlineData("client.GetStreamingResponseAsync(\"Summarise the news.\")")]
    [InlineData("client.GetResponseAsync<int>(\"How many?\")")]
    [InlineData("openAI.CompleteChat(new OpenAI.Chat.SystemChatMessage(\"You are terse.\"), new OpenAI.Chat.UserChatMessage(text))")]
    [InlineData("openAI.CompleteChat([OpenAI.Chat.ChatMessage.CreateSystemMessage(\"You are terse.\")])")]
    [InlineData("openAI.CompleteChat(\"Summarise the news.\")")]
    [InlineData("responses.CreateResponse(\"gpt-5.4\", \"Summarise the news.\")")]
    [InlineData("responses.CreateResponse(\"gpt-5.4\", [ResponseItem.CreateUserMessageItem(\"Summarise the news.\")])")]
    [InlineData("responses.CreateResponse(new CreateResponseOptions { Model = \"m\", Instructions = \"You are terse.\" })")]
    [InlineData(
        """
            responses.CreateResponse(new CreateResponseOptions {
                Model = "m", InputItems = { ResponseItem.CreateUserMessageItem("Summarise.") } })
            """
    )]
    public async Task Prompts_written_at_the_call(string call) => Assert.Equal("Untagged", await PromptOfAsync(call));

    [Theory]
    [InlineData("client.GetResponseAsync(text)")]
    [InlineData("client.GetResponseAsync(text.Trim())")]
    [InlineData("client.GetResponseAsync($\"{text}\\n\\n\")")]
    [InlineData("client.GetResponseAsync(request.Question)")]
    [InlineData("client.GetResponseAsync(history)")]
    [InlineData("client.GetResponseAsync([.. history, new(ChatRole.User, text)])")]
    [InlineData("client.GetResponseAsync(history.Append(new ChatMessage(ChatRole.User, text)))")]
    [InlineData("client.GetResponseAsync(Console.ReadLine()!)")]
    [InlineData("client.GetResponseAsync(DateTime.Now.ToString(\"yyyy-MM-dd\") + text)")]
    [InlineData("client.GetResponseAsync(File.ReadAllText(text))")]
    [InlineData(
        """
            client.GetResponseAsync(new ChatMessage(ChatRole.User,
                [new TextContent(text), new UriContent("https://example.org/a.png", "image/png")]))
            """
    )]
    public async Task Text_that_is_not_written_here(string call) => Assert.Equal("FlowsIn", await PromptOfAsync(call));

    [Fact]
    public async Task Options_from_a_caller_may_carry_the_tag() =>
        Assert.Equal("FlowsIn", await PromptOfAsync("client.GetResponseAsync(\"Summarise the news.\", handedIn)"));

    [Fact]
    public async Task Messages_added_to_a_list_in_another_method() =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                """
                private readonly List<ChatMessage> _history = [];
                private void Start() => _history.Add(new(ChatRole.System, "You are terse."));
                public Task Ask() => client.GetResponseAsync(_history);
                """
            )
        );

    [Fact]
    public async Task A_history_that_only_contains_messages_of_callers() =>
        Assert.Equal(
            "FlowsIn",
            await PromptAsync(
                """
                private readonly List<ChatMessage> _history = [];
                public Task Ask(string text)
                {
                    _history.Add(new(ChatRole.User, text));
                    return client.GetResponseAsync(_history);
                }
                """
            )
        );

    [Fact]
    public async Task A_prompt_composed_with_a_string_builder() =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                """
                public Task Ask(string[] items)
                {
                    var builder = new System.Text.StringBuilder();
                    builder.AppendLine("Sort these items:");
                    foreach (var item in items) builder.AppendLine(item);
                    return client.GetResponseAsync(builder.ToString());
                }
                """
            )
        );

    [Fact]
    public async Task A_prompt_built_by_a_helper_of_the_type() =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                """
                private static string Build(string text) => $"Translate to French: {text}";
                public Task Ask(string text) => client.GetResponseAsync(Build(text));
                """
            )
        );

    [Fact]
    public async Task Embeddings_have_no_prompt() =>
        Assert.Equal(
            "None",
            await PromptAsync(
                """
                public Task Embed(IEmbeddingGenerator<string, Embedding<float>> generator) =>
                    generator.GenerateVectorAsync("some text to embed");
                """
            )
        );

    [Theory]
    [InlineData(
        "AdditionalProperties = new() { [\"gen_ai.prompt.name\"] = \"news\", [\"gen_ai.prompt.version\"] = \"1.0.0\" }",
        "Tagged(news@1.0.0)"
    )]
    [InlineData(
        "AdditionalProperties = new() { { \"prompt_name\", \"news\" }, { \"prompt_version\", PromptVersion } }",
        "Tagged(news@receipt-v1)"
    )]
    [InlineData("AdditionalProperties = new() { [\"promptVersion\"] = text }", "Tagged(*@*)")]
    [InlineData("AdditionalProperties = new() { [\"gen_ai.prompt.name\"] = \"news\" }", "Untagged")]
    [InlineData("AdditionalProperties = new() { [\"seed\"] = 0 }", "Untagged")]
    [InlineData("AdditionalProperties = null", "Untagged")]
    [InlineData(
        "RawRepresentationFactory = _ => new OpenAI.Chat.ChatCompletionOptions { Metadata = { [\"prompt_version\"] = \"3\" } }",
        "Tagged(*@3)"
    )]
    public async Task Tags_in_chat_options(string member, string expected) =>
        Assert.Equal(expected, await PromptOfAsync($"client.GetResponseAsync(\"Summarise the news.\", new ChatOptions {{ {member} }})"));

    [Theory]
    [InlineData("options.AdditionalProperties = new() { [\"prompt.version\"] = \"2\" };", "Tagged(*@2)")]
    [InlineData("options.AdditionalProperties = new(); options.AdditionalProperties[\"prompt.version\"] = \"2\";", "Tagged(*@2)")]
    [InlineData("options.AdditionalProperties ??= []; options.AdditionalProperties.Add(\"prompt.version\", \"2\");", "Tagged(*@2)")]
    [InlineData("(options.AdditionalProperties ??= [])[\"prompt.version\"] = \"2\";", "Tagged(*@2)")]
    [InlineData("options.AdditionalProperties?.Add(\"prompt.version\", \"2\");", "Tagged(*@2)")]
    [InlineData("options.AdditionalProperties = Shared;", "FlowsIn")]
    public async Task Tags_written_after_the_options_are_created(string statements, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(
                $$"""
                public static AdditionalPropertiesDictionary? Shared { get; set; }
                public Task Ask()
                {
                    var options = new ChatOptions();
                    {{statements}}
                    return client.GetResponseAsync("Summarise the news.", options);
                }
                """
            )
        );

    [Theory]
    [InlineData("new OpenAI.Chat.ChatCompletionOptions { Metadata = { [\"prompt_version\"] = \"3\" } }", "Tagged(*@3)")]
    [InlineData(
        "new OpenAI.Chat.ChatCompletionOptions { Metadata = { { \"prompt_name\", \"news\" }, { \"prompt_version\", \"3\" } } }",
        "Tagged(news@3)"
    )]
    [InlineData("new OpenAI.Chat.ChatCompletionOptions { Metadata = { [\"user\"] = \"x\" } }", "Untagged")]
    public async Task Tags_in_OpenAI_metadata(string options, string expected) =>
        Assert.Equal(
            expected,
            await PromptOfAsync($"openAI.CompleteChat([OpenAI.Chat.ChatMessage.CreateUserMessage(\"Summarise the news.\")], {options})")
        );

    [Fact]
    public async Task A_call_inside_a_prompt_scope() =>
        Assert.Equal(
            "Tagged(news@1.0.0)",
            await PromptAsync(
                """
                public async Task Ask()
                {
                    using (PromptScope.Begin("news", "1.0.0"))
                    {
                        foreach (var _ in new int[3]) await client.GetResponseAsync("Summarise the news.");
                    }
                }
                """
            )
        );

    [Fact]
    public async Task A_call_after_a_scope_declared_with_using() =>
        Assert.Equal(
            "Tagged(news@1.0.0)",
            await PromptAsync(
                """
                public async Task Ask()
                {
                    using var scope = PromptScope.Begin("news", "1.0.0");
                    await client.GetResponseAsync("Summarise the news.");
                }
                """
            )
        );

    [Theory]
    [InlineData("[LlmHygiene.GeneratedPrompt(\"news\", \"1.2.0\")] public class News : Prompt;", "Tagged(news@1.2.0)")]
    [InlineData("public class News : Prompt;", "Tagged(*@*)")]
    public async Task A_call_in_the_scope_of_a_typed_prompt(string type, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(
                $$"""
                public async Task Ask()
                {
                    var prompt = new News();
                    using var scope = PromptScope.Begin(prompt);
                    await client.GetResponseAsync("Mind the headlines: " + prompt.ToText());
                }

                public abstract class Prompt : LlmHygiene.IPrompt
                {
                    public LlmHygiene.PromptInfo Info => null!;
                    public IReadOnlyList<ChatMessage> ToMessages() => [];
                    public ChatOptions ToOptions() => new();
                }

                {{type}}
                """
            )
        );

    [Fact]
    public async Task A_call_before_the_scope_is_not_in_it() =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                """
                public async Task Ask()
                {
                    await client.GetResponseAsync("Summarise the news.");
                    using var scope = PromptScope.Begin("news", "1.0.0");
                }
                """
            )
        );

    [Theory]
    [InlineData("activity?.SetTag(\"prompt.version\", PromptVersion);", "Tagged(*@receipt-v1)")]
    [InlineData(
        "activity?.SetTag(\"gen_ai.prompt.name\", \"news\"); activity?.AddTag(\"gen_ai.prompt.version\", \"2\");",
        "Tagged(news@2)"
    )]
    [InlineData("activity?.SetTag(\"tenant\", \"x\");", "Untagged")]
    public async Task Tags_on_the_activity_of_the_method(string statements, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(
                $$"""
                private static readonly ActivitySource Source = new("app");
                public async Task Ask()
                {
                    using var activity = Source.StartActivity("ask");
                    {{statements}}
                    await client.GetResponseAsync("Summarise the news.");
                }
                """
            )
        );
}
