using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH1001: the SDK's own member is set, in the options that the call has or in new ones.</summary>
public sealed class ModelNotStatedFixTests
{
    private const string Config = "root = true\n[*.cs]\nllmhygiene.default_model = gpt-5.4-mini\n";

    private const string Frame = """
        using OpenAI.Responses;
        class Desk
        {
            private readonly ResponsesClient _responses = new("key");
            private readonly IChatClient _chat = new ResponsesClient("key").AsIChatClient();
            public async Task AskAsync(string text, CancellationToken stop)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text);",
        "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, null, stop);",
        "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\" }, stop);"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, options: default, stop);",
        "await _chat.GetResponseAsync(text, options: new ChatOptions { ModelId = \"gpt-5.4-mini\" }, stop);"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, cancellationToken: stop);",
        "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\" }, cancellationToken: stop);"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(cancellationToken: stop, chatMessage: text);",
        "await _chat.GetResponseAsync(cancellationToken: stop, chatMessage: text, options: new ChatOptions { ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat?.{|LLMH1001:GetResponseAsync|}(text)!;",
        "await _chat?.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\" })!;"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync<int>|}(new[] { new ChatMessage(ChatRole.User, text) });",
        "await _chat.GetResponseAsync<int>(new[] { new ChatMessage(ChatRole.User, text) }, new ChatOptions { ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await foreach (var part in _chat.{|LLMH1001:GetStreamingResponseAsync|}(text)) Console.Write(part);",
        "await foreach (var part in _chat.GetStreamingResponseAsync(text, new ChatOptions { ModelId = "
            + "\"gpt-5.4-mini\" })) Console.Write(part);"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, new ChatOptions());",
        "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, new());",
        "await _chat.GetResponseAsync(text, new() { ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, new ChatOptions { Temperature = 0 });",
        "await _chat.GetResponseAsync(text, new ChatOptions { Temperature = 0, ModelId = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}(text, new ChatOptions { ModelId = null, Temperature = 0 });",
        "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-5.4-mini\", Temperature = 0 });"
    )]
    [InlineData(
        "await _responses.{|LLMH1001:CreateResponseAsync|}(new CreateResponseOptions { InputItems = { "
            + "ResponseItem.CreateUserMessageItem(text) } });",
        "await _responses.CreateResponseAsync(new CreateResponseOptions { InputItems = { ResponseItem.CreateUserMessageItem(text) "
            + "}, Model = \"gpt-5.4-mini\" });"
    )]
    [InlineData(
        "await _chat.{|LLMH1001:GetResponseAsync|}((await _chat.{|LLMH1001:GetResponseAsync|}(text)).Text);",
        "await _chat.GetResponseAsync((await _chat.GetResponseAsync(text, new ChatOptions { ModelId = "
            + "\"gpt-5.4-mini\" })).Text, new ChatOptions { ModelId = \"gpt-5.4-mini\" });"
    )]
    public Task The_model_is_stated_at_the_call(string before, string after) =>
        VerifyAsync(Frame.Replace("BODY", before, StringComparison.Ordinal), Frame.Replace("BODY", after, StringComparison.Ordinal));

    [Fact]
    public Task Options_in_a_variable_are_completed_where_they_are_created() =>
        VerifyAsync(
            """
            using OpenAI.Responses;
            class Desk
            {
                private static readonly ChatOptions s_shared = new()
                {
                    Temperature = 0, // always the same
                };
                private readonly IChatClient _chat = new ResponsesClient("key").AsIChatClient();
                public async Task AskAsync(string text)
                {
                    var options = new ChatOptions();
                    options.Temperature = 0;
                    await _chat.{|LLMH1001:GetResponseAsync|}(text, options);
                    await _chat.{|LLMH1001:GetResponseAsync|}(text, s_shared);
                    await _chat.{|LLMH1001:GetResponseAsync|}(text + text, s_shared);
                    await _chat.{|LLMH1001:GetResponseAsync|}(text, Make());
                }
                private static ChatOptions Make() => new ChatOptions
                {
                    Temperature = 1,
                    TopK = 3 // of many
                };
            }
            """,
            """
            using OpenAI.Responses;
            class Desk
            {
                private static readonly ChatOptions s_shared = new()
                {
                    Temperature = 0, // always the same
                    ModelId = "gpt-5.4-mini",
                };
                private readonly IChatClient _chat = new ResponsesClient("key").AsIChatClient();
                public async Task AskAsync(string text)
                {
                    var options = new ChatOptions { ModelId = "gpt-5.4-mini" };
                    options.Temperature = 0;
                    await _chat.GetResponseAsync(text, options);
                    await _chat.GetResponseAsync(text, s_shared);
                    await _chat.GetResponseAsync(text + text, s_shared);
                    await _chat.GetResponseAsync(text, Make());
                }
                private static ChatOptions Make() => new ChatOptions
                {
                    Temperature = 1,
                    TopK = 3, // of many
                    ModelId = "gpt-5.4-mini"
                };
            }
            """,
            iterations: 3
        );

    [Fact]
    public Task Arguments_on_separate_lines_get_one_more() =>
        VerifyAsync(
            """
            class Desk
            {
                private readonly IChatClient _chat = new OpenAI.Responses.ResponsesClient("key").AsIChatClient();
                public Task AskAsync(string text, CancellationToken stop) => _chat.{|LLMH1001:GetResponseAsync|}(
                    cancellationToken: stop, // the user's
                    chatMessage: text);
            }
            """,
            """
            class Desk
            {
                private readonly IChatClient _chat = new OpenAI.Responses.ResponsesClient("key").AsIChatClient();
                public Task AskAsync(string text, CancellationToken stop) => _chat.GetResponseAsync(
                    cancellationToken: stop, // the user's
                    chatMessage: text,
                    options: new ChatOptions { ModelId = "gpt-5.4-mini" });
            }
            """
        );

    [Fact]
    public Task A_namespace_that_is_missing_is_imported() =>
        VerifyAsync(
            """
            class Desk
            {
                private readonly OpenAI.Responses.ResponsesClient _chat = new("key");
                public Task AskAsync(OpenAI.Responses.CreateResponseOptions? options = null) =>
                    _chat.{|LLMH1001:CreateResponseAsync|}(new OpenAI.Responses.CreateResponseOptions());
            }
            """,
            """
            class Desk
            {
                private readonly OpenAI.Responses.ResponsesClient _chat = new("key");
                public Task AskAsync(OpenAI.Responses.CreateResponseOptions? options = null) =>
                    _chat.CreateResponseAsync(new OpenAI.Responses.CreateResponseOptions { Model = "gpt-5.4-mini" });
            }
            """
        );

    [Fact]
    public Task Without_a_setting_the_models_of_the_project_are_offered_the_most_used_first() =>
        VerifyAsync(Used(""), Used(", new ChatOptions { ModelId = \"gpt-6-luna\" }"), config: null);

    [Fact]
    public Task Every_one_of_them_can_be_chosen() =>
        VerifyAsync(
            Used(""),
            Used(", new ChatOptions { ModelId = \"gpt-5.4-mini\" }"),
            config: null,
            action: "ModelNotStatedFix:gpt-5.4-mini"
        );

    private static string Used(string options) =>
        $$"""
            class Desk(IChatClient other, IEmbeddingGenerator<string, Embedding<float>> numbers)
            {
                private readonly IChatClient _chat = new OpenAI.Responses.ResponsesClient("key").AsIChatClient();
                public Task AskAsync(string text) => _chat.{{(
                options.Length == 0 ? "{|LLMH1001:GetResponseAsync|}" : "GetResponseAsync"
            )}}(text{{options}});
                public Task OneAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "gpt-5.4-mini" });
                public Task TwoAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "gpt-6-luna" });
                public Task ThreeAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "gpt-6-luna" });
                public Task FourAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "claude-sonnet-4-6" });
                public Task FiveAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "claude-sonnet-4-6" });
                public Task SixAsync(string text) => other.GetResponseAsync(text, new ChatOptions { ModelId = "claude-sonnet-4-6" });
                public Task SevenAsync(string text) =>
                    numbers.GenerateAsync([text], new EmbeddingGenerationOptions { ModelId = "text-embedding-3-small" });
            }
            """;

    [Fact]
    public Task Models_that_are_allowed_by_name_are_the_last_choice() =>
        VerifyAsync(
            Frame.Replace("BODY", "await _chat.{|LLMH1001:GetResponseAsync|}(text);", StringComparison.Ordinal),
            Frame.Replace(
                "BODY",
                "await _chat.GetResponseAsync(text, new ChatOptions { ModelId = \"gpt-6-luna\" });",
                StringComparison.Ordinal
            ),
            config: "root = true\n[*.cs]\nllmhygiene.allowed_models = gpt-*, claude-sonnet-4-6, gpt-6-luna\n"
        );

    [Fact]
    public Task The_client_can_be_given_a_default_instead() =>
        VerifyAsync(
            Frame.Replace("BODY", "await _chat.{|LLMH1001:GetResponseAsync|}(text);", StringComparison.Ordinal),
            Frame
                .Replace("BODY", "await _chat.GetResponseAsync(text);", StringComparison.Ordinal)
                .Replace("AsIChatClient()", "AsIChatClient(\"gpt-5.4-mini\")", StringComparison.Ordinal),
            action: "ModelNotStatedFix:client"
        );

    [Fact]
    public Task Nothing_is_offered_where_no_model_is_known() =>
        FixTest.VerifyNoFixAsync<ModelNotStatedFix>(
            "LLMH1001",
            Frame.Replace("BODY", "await _chat.{|LLMH1001:GetResponseAsync|}(text);", StringComparison.Ordinal)
        );

    [Fact]
    public Task Options_of_another_file_are_left_alone()
    {
        var source = Frame.Replace(
            "BODY",
            "await _responses.{|LLMH1001:CreateResponseAsync|}(Defaults.Options);",
            StringComparison.Ordinal
        );
        var test = FixTest.Create<ModelNotStatedFix>("LLMH1001", source, source, Config);
        const string Defaults = "static class Defaults { public static readonly OpenAI.Responses.CreateResponseOptions Options = new(); }";
        test.TestState.Sources.Add(Defaults);
        test.FixedState.Sources.Add(Defaults);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task The_model_of_a_marked_method_is_an_argument() =>
        VerifyAsync(
            """
            interface IAssistant { [LlmHygiene.LlmCall] Task<string> AskAsync(string prompt, int tone = 0, string? model = null); }
            class C(IAssistant assistant) { public Task Ask() => assistant.{|LLMH1001:AskAsync|}("Hello"); }
            """,
            """
            interface IAssistant { [LlmHygiene.LlmCall] Task<string> AskAsync(string prompt, int tone = 0, string? model = null); }
            class C(IAssistant assistant) { public Task Ask() => assistant.AskAsync("Hello", model: "gpt-5.4-mini"); }
            """
        );

    private static Task VerifyAsync(
        string source,
        string fixedSource,
        int? iterations = null,
        string? config = Config,
        string? action = null
    ) => FixTest.VerifyAsync<ModelNotStatedFix>("LLMH1001", source, fixedSource, config, action, iterations);
}
