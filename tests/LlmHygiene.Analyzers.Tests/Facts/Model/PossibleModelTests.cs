using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A retired model is reported where it is a fallback, or one of several, too.</summary>
public class PossibleModelTests
{
    private const string Members = """
        private const string Retired = "gpt-4-0314";
        private static readonly string[] s_models = { "gpt-5.4-2026-03-05", "gpt-4-0314" };
        private static readonly Dictionary<string, string> s_byName = new() { ["fast"] = "gpt-4-0314", ["good"] = "gpt-5.4-2026-03-05" };
        private static readonly List<string> s_list = ["gpt-5.4-2026-03-05", "gpt-4-0314"];
        private static string Env => Environment.GetEnvironmentVariable("MODEL") ?? "gpt-4-0314";
        """;

    [Theory]
    [InlineData("configuration[\"AI:Model\"] ?? \"gpt-4-0314\"")]
    [InlineData("configuration[\"AI:Model\"] ?? Retired")]
    [InlineData("configuration.GetValue(\"AI:Model\", \"gpt-4-0314\")")]
    [InlineData("configuration.GetValue<string>(\"AI:Model\", Retired)")]
    [InlineData("Environment.GetEnvironmentVariable(\"MODEL\") ?? \"gpt-4-0314\"")]
    [InlineData("Env")]
    [InlineData("number > 3 ? \"gpt-5.4-2026-03-05\" : \"gpt-4-0314\"")]
    [InlineData("number switch { 1 => \"gpt-5.4-2026-03-05\", _ => \"gpt-4-0314\" }")]
    [InlineData("s_models[number]")]
    [InlineData("s_models.First()")]
    [InlineData("s_list[number]")]
    [InlineData("s_byName[\"fast\"]")]
    [InlineData("new[] { \"gpt-5.4-2026-03-05\", \"gpt-4-0314\" }[number]")]
    [InlineData("new Settings().Model")]
    public async Task A_retired_model_is_reported_once_where_it_is_written(string model)
    {
        var found = Assert.Single(await SettingsProject.With(Source($"_ = Make({model}).CompleteChatAsync(text);"), "{}").FindingsAsync());
        Assert.EndsWith("LLMH1004 gpt-4-0314", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foreach (var model in s_models) _ = Make(model).CompleteChatAsync(text);")]
    [InlineData("foreach (var model in s_list.Where(m => m.Length > number)) _ = Make(model).CompleteChatAsync(text);")]
    [InlineData("_ = s_models.Select(model => Make(model).CompleteChatAsync(text)).ToList();")]
    [InlineData("foreach (var (name, model) in s_byName) _ = Make(model).CompleteChatAsync(name);")]
    public async Task An_element_that_reaches_a_call_is_reported(string statement) =>
        Assert.Single(await SettingsProject.With(Source(statement), "{}").FindingsAsync());

    [Theory]
    [InlineData("_ = Make(\"gpt-5.4-2026-03-05\").CompleteChatAsync(text); _ = Retired + s_models[0];")]
    [InlineData("foreach (var model in s_models) _ = model.Length;")]
    [InlineData("_ = Make(configuration[\"AI:Model\"] ?? Normalize(\"gpt-4-0314\")).CompleteChatAsync(text);")]
    [InlineData("_ = Make(configuration[\"gpt-4-0314\"]).CompleteChatAsync(text);")]
    [InlineData("_ = Deployment(configuration[\"AI:Model\"] ?? \"gpt-4-0314\").CompleteChatAsync(text);")]
    public async Task A_text_that_is_no_model_of_a_call_is_not_reported(string statement) =>
        Assert.Empty(await SettingsProject.With(Source(statement), "{}").FindingsAsync());

    // Code that is not seen may register another client: the fallback is reported all the same, where no settings file may state more.
    [Fact]
    public async Task A_fallback_of_a_registered_client_is_reported()
    {
        const string Code = """
            using Microsoft.Extensions.DependencyInjection;
            class App(IConfiguration configuration)
            {
                public Task Ask(string text)
                {
                    var services = new ServiceCollection();
                    Fill(services);
                    services.AddSingleton<IChatClient>(_ =>
                        new OpenAI.Chat.ChatClient(configuration["AI:Model"] ?? "gpt-4-0314", "k").AsIChatClient());
                    return services.BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync(text);
                }
                public static Action<IServiceCollection> Fill { get; set; } = null!;
            }
            """;
        Assert.Single(await (SettingsProject.With(Code, "{}") with { Files = [] }).FindingsAsync());
    }

    [Fact]
    public async Task A_fallback_at_the_call_is_reported()
    {
        const string Code = """
            class Writer(IChatClient client, IConfiguration configuration)
            {
                public Task Ask(string text) =>
                    client.GetResponseAsync(text, new ChatOptions { ModelId = configuration["AI:Model"] ?? "gpt-4-0314" });
            }
            """;
        Assert.Single(await SettingsProject.With(Code, "{}").FindingsAsync());
        var project = SettingsProject.With(Code, "{}") with { Config = new() { ["build_property.LlmHygieneLevel"] = "0.1" } };
        Assert.Empty(await project.FindingsAsync());
    }

    [Fact]
    public async Task The_model_in_the_settings_and_the_fallback_are_reported() =>
        Assert.Equal(
            ["Source.cs(13,47): LLMH1004 gpt-4-0314", "appsettings.json(1,15): LLMH1004 gpt-3.5-turbo-0301"],
            await SettingsProject
                .With(
                    Source("_ = Make(configuration[\"AI:Model\"] ?? \"gpt-4-0314\").CompleteChatAsync(text);"),
                    """{ "AI:Model": "gpt-3.5-turbo-0301" }"""
                )
                .FindingsAsync()
        );

    private static string Source(string statement) =>
        $$"""
            class Settings { public string Model { get; set; } = "gpt-4-0314"; }

            class Writer(IConfiguration configuration)
            {
            {{Members}}

                public void Ask(string text, int number)
                {
                    {{statement}}
                }

                private static OpenAI.Chat.ChatClient Make(string? model) => new(model, "key");

                private static OpenAI.Chat.ChatClient Deployment(string model) =>
                    new Azure.AI.OpenAI.AzureOpenAIClient(new Uri("https://x.openai.azure.com/"),
                        new System.ClientModel.ApiKeyCredential("k"))
                        .GetChatClient(model);

                private static string Normalize(string text) => text.Trim();
            }
            """;
}
