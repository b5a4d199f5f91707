using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Settings;

/// <summary>Models that settings files state are judged there, if a call reads them.</summary>
public class SettingsModelAnalyzerTests
{
    private const string Source = """
        class Writer(IConfiguration configuration)
        {
            public Task Ask(string text) => new OpenAI.Chat.ChatClient(configuration["AI:Model"], "key").CompleteChatAsync(text);

            public Task AskAgain(string text) => new OpenAI.Chat.ChatClient(configuration["AI:Model"], "key").CompleteChatAsync(text);
        }
        """;

    [Theory]
    [InlineData("gpt-4-0314", "LLMH1004")]
    [InlineData("gpt-4o", "LLMH1003")]
    public async Task A_model_is_reported_once_where_it_is_written(string model, string rule) =>
        Assert.Equal(
            [$"appsettings.json(4,14): {rule} {model}"],
            await SettingsProject.With(Source, "{\n  // the model\n  \"AI\": {\n    \"Model\": \"" + model + "\" } }").FindingsAsync()
        );

    [Fact]
    public async Task A_key_that_no_call_reads_is_not_reported() =>
        Assert.Empty(await SettingsProject.With(Source, """{ "AI": { "OtherModel": "gpt-4-0314" }, "Model": "gpt-4-0314" }""").FindingsAsync());

    [Fact]
    public async Task Every_environment_is_reported() =>
        Assert.Equal(
            ["appsettings.Production.json(1,18): LLMH1004 gpt-4-0314", "appsettings.json(1,18): LLMH1004 gpt-3.5-turbo-0301"],
            await new SettingsProject
            {
                Source = Source,
                Files =
                [
                    ("appsettings.json", """{ "AI:Model":    "gpt-3.5-turbo-0301" }"""),
                    ("appsettings.Production.json", """{ "AI:Model":    "gpt-4-0314" }"""),
                ],
            }.FindingsAsync()
        );

    [Fact]
    public async Task A_model_that_is_not_allowed_is_reported_by_the_options_of_the_code() =>
        Assert.Equal(
            ["appsettings.json(1,15): LLMH1005 my-model"],
            await (
                SettingsProject.With(Source, """{ "AI:Model": "my-model", "Other": "my-model" }""") with
                {
                    Config = new() { ["llmhygiene.allowed_models"] = "gpt-5*" },
                }
            ).FindingsAsync()
        );

    [Fact]
    public async Task What_the_model_does_not_accept_is_reported_at_the_model_once_for_each_parameter()
    {
        var project = SettingsProject.With(
            """
            class Writer(IConfiguration configuration)
            {
                private readonly OpenAI.Chat.ChatClient _client = new(configuration["AI:Model"], "key");
                private static readonly OpenAI.Chat.ChatCompletionOptions s_options = new() { Temperature = 0.2f, MaxOutputTokenCount = 4000 };

                public Task Ask(string text) => _client.CompleteChatAsync([text], s_options);

                public Task AskAgain(string text) => _client.CompleteChatAsync([text], s_options);
            }
            """,
            """{ "AI:Model": "gpt-5-2025-08-07" }"""
        );
        Assert.Equal(["appsettings.json(1,15): LLMH1007 gpt-5-2025-08-07"], await project.FindingsAsync());
        var found = (await project.DiagnosticsAsync()).Single(one => one.Id == "LLMH1007");
        Assert.Equal(3, found.AdditionalLocations.Single().GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task A_deployment_is_not_judged() =>
        Assert.Empty(
            await SettingsProject
                .With(
                    """
                    class Writer(IConfiguration configuration, Azure.AI.OpenAI.AzureOpenAIClient client)
                    {
                        public Task Ask(string text) => client.GetChatClient(configuration["AI:Model"]).CompleteChatAsync(text);
                    }
                    """,
                    """{ "AI:Model": "gpt-4-0314" }"""
                )
                .FindingsAsync()
        );

    [Theory]
    [InlineData("dotnet_diagnostic.LLMH1004.severity", "none")]
    [InlineData("build_property.LlmHygieneLevel", "0.1")]
    public async Task Options_turn_it_off(string key, string value)
    {
        var project = SettingsProject.With(Source, """{ "AI:Model": "gpt-4-0314" }""") with { Config = new() { [key] = value } };
        if (key.StartsWith("build_property", StringComparison.Ordinal))
            Assert.Empty(await project.FindingsAsync());
    }

    [Fact]
    public async Task A_client_that_is_registered_with_a_configured_model_is_judged() =>
        Assert.Equal(
            ["appsettings.json(1,24): LLMH1004 gpt-4-0314"],
            await SettingsProject
                .With(
                    """
                    var builder = Host.CreateApplicationBuilder();
                    builder.Services.AddOptions<Llm>().BindConfiguration("AI");
                    builder.Services.AddSingleton<IChatClient>(services =>
                        new OpenAI.Chat.ChatClient(services.GetRequiredService<IOptions<Llm>>().Value.Model, "key").AsIChatClient());
                    builder.Services.AddSingleton<Writer>();

                    class Llm { public required string Model { get; init; } }

                    class Writer(IChatClient client)
                    {
                        public Task Ask(string text) => client.GetResponseAsync(text);
                    }
                    """,
                    """{ "AI": {  "Model":   "gpt-4-0314" } }"""
                )
                .FindingsAsync()
        );
}
