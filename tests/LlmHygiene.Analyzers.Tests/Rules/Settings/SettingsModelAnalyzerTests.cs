using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

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
    [InlineData("gpt-5.4", "LLMH1003")]
    public async Task A_model_is_reported_once_where_it_is_written(string model, string rule) =>
        Assert.Equal(
            [$"appsettings.json(4,14): {rule} {model}"],
            await SettingsProject.With(Source, "{\n  // the model\n  \"AI\": {\n    \"Model\": \"" + model + "\" } }").FindingsAsync()
        );

    [Fact]
    public async Task A_key_that_no_call_reads_is_not_reported() =>
        Assert.Empty(
            await SettingsProject.With(Source, """{ "AI": { "OtherModel": "gpt-4-0314" }, "Model": "gpt-4-0314" }""").FindingsAsync()
        );

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
                private static readonly OpenAI.Chat.ChatCompletionOptions s_options = new() { Temperature = 0.2f };

                public Task Ask(string text) => _client.CompleteChatAsync([text], s_options);

                public Task AskAgain(string text) => _client.CompleteChatAsync([text], s_options);
            }
            """,
            """{ "AI:Model": "gpt-5.2-pro-2025-12-11" }"""
        );
        Assert.Equal(["appsettings.json(1,15): LLMH1007 gpt-5.2-pro-2025-12-11"], await project.FindingsAsync());
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

    [Fact]
    public async Task A_project_at_an_older_level_gets_no_finding() =>
        Assert.Empty(
            await (
                SettingsProject.With(Source, """{ "AI:Model": "gpt-4-0314" }""") with
                {
                    Config = new() { ["build_property.LlmHygieneLevel"] = "0.1" },
                }
            ).FindingsAsync()
        );

    [Fact]
    public async Task The_baseline_accepts_a_finding_by_file_and_key()
    {
        var project = SettingsProject.With(Source, """{ "AI": { "Model": "gpt-4-0314" } }""");
        var accepted = project with
        {
            Files = [.. project.Files, ("llmhygiene.baseline", "appsettings.json:AI:Model LLMH1004 settings gpt-4-0314\n")],
        };
        Assert.Empty(await accepted.FindingsAsync());
        Assert.DoesNotContain(await accepted.DiagnosticsAsync(), found => found.Id is "LLMH0002" or "LLMH0003");
        var stale = accepted with { Files = [("appsettings.json", "{}"), accepted.Files[1]] };
        Assert.Contains(await stale.DiagnosticsAsync(), found => found.Id == "LLMH0002");
    }

    [Theory]
    [InlineData("gpt-4-0314", "gpt-4\\u002d0314", false)]
    [InlineData("gpt-4-0314", "gpt-4-0314", true)]
    public async Task The_fix_writes_the_replacement_into_the_file(string id, string written, bool isOffered)
    {
        var settings = $"{{\n  // the model\n  \"AI:Model\": \"{written}\",\n}}\n";
        var project = LiveProject.Open(
            ("Writer.cs", "using Microsoft.Extensions.Configuration;\n" + Source),
            ("appsettings.json", settings)
        );
        if (!isOffered)
        {
            Assert.Empty(await project.FixesAsync<ModelRetiredFix>("LLMH1004"));
            return;
        }

        var replacement = ModelCatalog.Default.Replacement(ModelCatalog.Default.Find(id, "openai")!.Entry)!;
        Assert.Equal(
            settings.Replace(written, replacement, StringComparison.Ordinal),
            await (await project.FixAsync<ModelRetiredFix>("LLMH1004")).TextAsync("appsettings.json")
        );
        Assert.Equal(
            settings.Replace(written, replacement, StringComparison.Ordinal),
            await (await project.FixAllAsync<ModelRetiredFix>("LLMH1004")).TextAsync("appsettings.json")
        );
    }

    [Fact]
    public async Task An_IDE_shows_it_when_it_asks_for_the_file_alone()
    {
        var project = LiveProject.Open(
            ("Writer.cs", "using Microsoft.Extensions.Configuration;\n" + Source),
            ("appsettings.json", """{ "AI:Model": "gpt-4-0314" }""")
        );
        Assert.Equal(["LLMH1004"], await project.InFileAsync("appsettings.json", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_is_registered_with_a_configured_model_is_judged() =>
        Assert.Equal(
            ["appsettings.json(1,23): LLMH1004 gpt-4-0314"],
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
                .AsProgram()
                .FindingsAsync()
        );
}
