using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client that is given an address is judged by what the provider there says, not by its SDK's provider.</summary>
public class EndpointTests
{
    private const string Settings =
        """{ "DeepSeek": "https://api.deepseek.com/v1", "OpenAI": "https://api.openai.com/v1", "Own": "https://llm.example.com/v1" }""";

    // What is put into the options of an OpenAI client.
    public static TheoryData<string, bool> Addresses =>
        new()
        {
            { "new OpenAI.OpenAIClientOptions()", true },
            { "new OpenAI.OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(9) }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://api.openai.com/v1\") }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new(\"https://eu.api.openai.com/v1\") }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(configuration[\"OpenAI\"]!) }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"https\", \"api.openai.com\") { Path = \"v1\" }.Uri }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder { Scheme = \"https\", Host = \"api.openai.com\" }.Uri }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(configuration[\"OpenAI\"]!) { Path = \"v1\" }.Uri }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"https\", \"api.openai.com\") { Port = -1 }.Uri }", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = null }", true },
            { "null", true },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://api.groq.com/openai/v1\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://openrouter.ai/api/v1\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://api.x.ai/v1\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"http://localhost:11434/v1\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://shop.openai.azure.com/openai/v1/\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://shop.services.ai.azure.com/openai/v1/\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(\"https://llm.example.com/v1\") }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(configuration[\"DeepSeek\"]!) }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(configuration[\"Own\"]!) }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(configuration[\"Missing\"]!) }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new Uri(Environment.MachineName) }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"https\", \"api.groq.com\") { Path = \"v1\" }.Uri }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"http\", \"localhost\", 11434).Uri }", false },
            { "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"https\", configuration[\"Own\"]!).Uri }", false },
            {
                "new OpenAI.OpenAIClientOptions { Endpoint = new UriBuilder(\"https://api.openai.com\") { Host = \"x.example\" }.Uri }",
                false
            },
            { "Options()", false },
            { "s_options", false },
            { "given", false },
        };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_OpenAI_client_is_judged_by_its_address(string options, bool isJudged)
    {
        foreach (
            var client in (string[])
                [
                    "new OpenAI.Chat.ChatClient(\"gpt-4-0314\", new System.ClientModel.ApiKeyCredential(\"key\"), OPTIONS)",
                    "new OpenAI.OpenAIClient(new System.ClientModel.ApiKeyCredential(\"key\"), OPTIONS).GetChatClient(\"gpt-4-0314\")",
                ]
        )
        {
            var source = $$"""
                class Writer(IConfiguration configuration, OpenAI.OpenAIClientOptions given)
                {
                    private readonly OpenAI.Chat.ChatClient _client = {{client.Replace("OPTIONS", options, StringComparison.Ordinal)}};
                    private static readonly OpenAI.OpenAIClientOptions s_options = new() { Endpoint = new Uri("https://llm.example.com") };

                    private static OpenAI.OpenAIClientOptions Options()
                    {
                        var made = new OpenAI.OpenAIClientOptions();
                        made.Endpoint = new Uri("https://llm.example.com");
                        return made;
                    }

                    public Task Ask(string text) => _client.CompleteChatAsync(text);
                }
                """;
            Assert.Equal(isJudged ? 1 : 0, (await SettingsProject.With(source, Settings).FindingsAsync("LLMH1004")).Length);
        }
    }

    [Theory]
    [InlineData("new Uri(\"https://api.openai.com/v1\")", true)]
    [InlineData("new Uri(\"https://api.groq.com/openai/v1\")", false)]
    public async Task A_client_of_the_container_is_judged_by_its_address(string address, bool isJudged)
    {
        var source = $$"""
            static class Setup
            {
                public static void Register(IServiceCollection services)
                {
                    services.AddSingleton(new OpenAI.OpenAIClient(
                        new System.ClientModel.ApiKeyCredential("key"),
                        new OpenAI.OpenAIClientOptions { Endpoint = {{address}} }));
                    services.AddSingleton<IChatClient>(all =>
                        all.GetRequiredService<OpenAI.OpenAIClient>().GetChatClient("gpt-5.4-2026-03-05").AsIChatClient());
                }
            }

            class Writer(IChatClient client, OpenAI.OpenAIClient all)
            {
                public Task Ask(string text) => client.GetResponseAsync(text, new ChatOptions { ModelId = "gpt-4-0314" });

                public Task AskOther(string text) => all.GetChatClient("gpt-4-0314").CompleteChatAsync(text);
            }
            """;
        Assert.Equal(isJudged ? 2 : 0, (await SettingsProject.With(source, "{}").FindingsAsync("LLMH1004")).Length);
    }

    [Theory]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", \"key\")", true)]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", new Uri(\"https://api.openai.com/v1\"), \"key\")", true)]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", new Uri(\"http://localhost:11434\"), \"key\")", false)]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", \"key\", httpClient: new HttpClient { Timeout = TimeSpan.FromMinutes(3) })", true)]
    [InlineData(
        "AddOpenAIChatCompletion(\"gpt-4-0314\", \"key\", httpClient: new HttpClient { BaseAddress = new Uri(\"https://x.example\") })",
        false
    )]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", \"key\", httpClient: http)", false)]
    [InlineData("AddOpenAIChatCompletion(\"gpt-4-0314\", openAIClient: Routed())", false)]
    public async Task A_kernel_is_judged_by_its_address(string registration, bool isJudged)
    {
        var source = $$"""
            using Microsoft.SemanticKernel;
            using System.Net.Http;

            class Writer(HttpClient http)
            {
                private static OpenAI.OpenAIClient Routed() => new(
                    new System.ClientModel.ApiKeyCredential("key"),
                    new OpenAI.OpenAIClientOptions { Endpoint = new Uri("https://openrouter.ai/api/v1") });

                public Task Ask(string text) =>
                    Kernel.CreateBuilder().{{registration}}.Build().InvokePromptAsync(text);
            }
            """;
        Assert.Equal(isJudged ? 1 : 0, (await SettingsProject.With(source, "{}").FindingsAsync("LLMH1004")).Length);
    }

    [Theory]
    [InlineData("new OpenAIOptions { ApiKey = \"key\" }", true)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = \"https://api.openai.com/\" }", true)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = \"http://localhost:11434/\" }", false)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = \"https://api.deepseek.com/\" }", false)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = configuration[\"DeepSeek\"]! }", false)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = configuration[\"OpenAI\"]! }", true)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", BaseDomain = Environment.MachineName }", false)]
    [InlineData("new OpenAIOptions { ApiKey = \"key\", ProviderType = ProviderType.Azure, ResourceName = \"shop\" }", false)]
    [InlineData("given", false)]
    public async Task A_service_of_Betalgo_is_judged_by_its_address(string options, bool isJudged)
    {
        foreach (var (type, field) in new[] { ("OpenAIService", "_own"), ("IOpenAIService", "_own"), ("IOpenAIService", "service") })
        {
            var source = $$"""
                using Betalgo.Ranul.OpenAI;
                using Betalgo.Ranul.OpenAI.Interfaces;
                using Betalgo.Ranul.OpenAI.Managers;
                using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
                using Message = Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage;

                class Writer(IConfiguration configuration, OpenAIOptions given, IOpenAIService service)
                {
                    public object Used => new object[] { configuration, given, service, s_other };

                    private static readonly OpenAIOptions s_other = new() { BaseDomain = "https://llm.example.com/" };
                    private readonly {{type}} _own = new OpenAIService({{options}});

                    public Task Ask(string text) => {{field}}.ChatCompletion.CreateCompletion(
                        new ChatCompletionCreateRequest { Model = "gpt-4-0314", Messages = [Message.FromUser(text)] });
                }
                """;
            // An injected service may have any address, because the project states one somewhere.
            var isFound = isJudged && field == "_own";
            Assert.Equal(isFound ? 1 : 0, (await SettingsProject.With(source, Settings).FindingsAsync("LLMH1004")).Length);
        }
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{ "OpenAIServiceOptions": { "ApiKey": "key" } }""", 1)]
    [InlineData("""{ "OpenAIServiceOptions": { "BaseDomain": "http://localhost:11434/" } }""", 0)]
    [InlineData("""{ "OpenAIServiceOptions": { "ProviderType": "Azure" } }""", 0)]
    public async Task An_injected_service_of_Betalgo_is_judged_where_nothing_states_an_address(string settings, int count)
    {
        const string Source = """
            using Betalgo.Ranul.OpenAI.Interfaces;
            using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
            using Message = Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage;

            class Writer(IOpenAIService service)
            {
                public Task Ask(string text) => service.ChatCompletion.CreateCompletion(
                    new ChatCompletionCreateRequest { Model = "gpt-4-0314", Messages = [Message.FromUser(text)] });
            }
            """;
        Assert.Equal(count, (await SettingsProject.With(Source, settings).FindingsAsync("LLMH1004")).Length);
    }

    // Their SDKs have no address of their own.
    [Theory]
    [InlineData("new(new Uri(\"https://models.github.ai/inference\"), KEY)", 1)]
    [InlineData("new(new Uri(\"https://shop.services.ai.azure.com/models\"), KEY)", 0)]
    [InlineData("new(new Uri(\"https://llm.example.com\"), KEY)", 0)]
    [InlineData("new(address, KEY)", 0)]
    public async Task A_client_of_Azure_AI_Inference_is_judged_by_its_address(string client, int count)
    {
        var source = $$"""
            using Azure.AI.Inference;
            class Writer(Uri address)
            {
                private readonly ChatCompletionsClient _client = {{client.Replace(
                "KEY",
                "new Azure.AzureKeyCredential(\"key\")",
                StringComparison.Ordinal
            )}};

                public Task Ask(ChatRequestUserMessage text) =>
                    _client.CompleteAsync(new ChatCompletionsOptions([text]) { Model = "openai/gpt-5-mini", Temperature = 0.1f });
            }
            """;
        Assert.Equal(count, (await SettingsProject.With(source, "{}").FindingsAsync("LLMH1007")).Length);
        // When GitHub and Azure shut a model down is not what its owner says.
        var ended = source.Replace("openai/gpt-5-mini", "gpt-4-0314", StringComparison.Ordinal);
        Assert.Empty(await SettingsProject.With(ended, "{}").FindingsAsync("LLMH1004"));
    }

    [Theory]
    [InlineData("\"http://localhost:11434\", \"gemini-3-pro-preview\"")]
    [InlineData("new Uri(\"http://localhost:11434\"), \"gemini-3-pro-preview\"")]
    [InlineData("new OllamaApiClient.Configuration { Uri = new Uri(\"http://llm.local\"), Model = \"gemini-3-pro-preview\" }")]
    [InlineData("http, \"gemini-3-pro-preview\"")]
    public async Task A_model_of_Ollama_is_not_judged_by_another_provider(string arguments)
    {
        var source = $$"""
            using OllamaSharp;
            using System.Net.Http;
            class Writer(HttpClient http)
            {
                private readonly IChatClient _client = new OllamaApiClient({{arguments}});

                public object Used => http;

                public Task Ask(string text) => _client.GetResponseAsync(text, new ChatOptions { Temperature = 0.1f });
            }
            """;
        Assert.Empty(await SettingsProject.With(source, "{}").FindingsAsync("LLMH1004"));
        Assert.Empty(
            await SettingsProject
                .With(source.Replace("gemini-3-pro-preview", "gpt-5-mini", StringComparison.Ordinal), "{}")
                .FindingsAsync("LLMH1007")
        );
    }

    [Fact]
    public async Task An_empty_default_does_not_hide_the_address_of_the_settings()
    {
        const string Source = """
            class AiOptions { public string Endpoint { get; set; } = ""; }
            class Writer(Microsoft.Extensions.Options.IOptions<AiOptions> options)
            {
                public static void Add(IServiceCollection services, IConfiguration configuration) =>
                    services.Configure<AiOptions>(configuration.GetSection("AI"));
                private readonly OpenAI.Chat.ChatClient _client = new("deepseek-chat", new System.ClientModel.ApiKeyCredential("key"),
                    new OpenAI.OpenAIClientOptions { Endpoint = new Uri(options.Value.Endpoint) });

                public Task Ask(string text) => _client.CompleteChatAsync(text);
            }
            """;
        Assert.Single(
            await SettingsProject.With(Source, """{ "AI": { "Endpoint": "https://api.deepseek.com" } }""").FindingsAsync("LLMH1004")
        );
        Assert.Empty(
            await SettingsProject.With(Source, """{ "AI": { "Endpoint": "https://llm.example.com" } }""").FindingsAsync("LLMH1004")
        );
    }

    [Fact]
    public async Task The_provider_at_the_address_says_when_it_shuts_a_model_down()
    {
        const string Source = """
            class Writer
            {
                private readonly OpenAI.Chat.ChatClient _client = new("deepseek-chat", new System.ClientModel.ApiKeyCredential("key"),
                    new OpenAI.OpenAIClientOptions { Endpoint = new Uri("https://api.deepseek.com") });

                public Task Ask(string text) => _client.CompleteChatAsync(text);
            }
            """;
        Assert.Equal(["Source.cs(3,59): LLMH1004 deepseek-chat"], await SettingsProject.With(Source, "{}").FindingsAsync());
        var elsewhere = Source.Replace("api.deepseek.com", "api.together.xyz", StringComparison.Ordinal);
        Assert.Empty(await SettingsProject.With(elsewhere, "{}").FindingsAsync());
    }

    [Fact]
    public async Task What_a_model_accepts_elsewhere_is_not_known()
    {
        const string Source = """
            class Writer
            {
                private readonly OpenAI.Chat.ChatClient _client = new("gpt-5.2-pro-2025-12-11",
                    new System.ClientModel.ApiKeyCredential("key"),
                    new OpenAI.OpenAIClientOptions { Endpoint = new Uri("https://api.openai.com/v1") });

                public Task Ask(string text) => _client.CompleteChatAsync([text], new() { Temperature = 0.2f, MaxOutputTokenCount = 200 });
            }
            """;
        Assert.Equal(2, (await SettingsProject.With(Source, "{}").FindingsAsync("LLMH1007", "LLMH4005")).Length);
        var elsewhere = Source.Replace("api.openai.com", "llm.example.com", StringComparison.Ordinal);
        Assert.Empty(await SettingsProject.With(elsewhere, "{}").FindingsAsync("LLMH1007", "LLMH4005"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{ BaseUrl = \"https://api.anthropic.com\" }", 1)]
    [InlineData("{ BaseUrl = \"https://llm.example.com\" }", 0)]
    public async Task An_Anthropic_client_is_judged_by_its_address(string initializer, int expected)
    {
        var source = $$"""
            using Anthropic;

            class Writer
            {
                private readonly AnthropicClient _client = new() {{initializer}};

                public Task Ask(string text) => _client.AsIChatClient("claude-3-opus-20240229").GetResponseAsync(text);
            }
            """;
        Assert.Equal(expected, (await SettingsProject.With(source, "{}").FindingsAsync("LLMH1004")).Length);
    }

    [Fact]
    public async Task A_model_in_the_settings_is_judged_by_the_address_in_the_settings()
    {
        const string Source = """
            class Writer(IConfiguration configuration)
            {
                private readonly OpenAI.Chat.ChatClient _client = new(configuration["AI:Model"],
                    new System.ClientModel.ApiKeyCredential("key"),
                    new OpenAI.OpenAIClientOptions { Endpoint = new Uri(configuration["AI:Endpoint"]!) });

                public Task Ask(string text) => _client.CompleteChatAsync(text);
            }
            """;
        const string Text = """{ "AI": { "Model": "gpt-4-0314", "Endpoint": "https://api.openai.com/v1" } }""";
        Assert.Equal(["appsettings.json(1,20): LLMH1004 gpt-4-0314"], await SettingsProject.With(Source, Text).FindingsAsync());
        var elsewhere = Text.Replace("api.openai.com", "llm.example.com", StringComparison.Ordinal);
        Assert.Empty(await SettingsProject.With(Source, elsewhere).FindingsAsync());
        var local = SettingsProject.With(Source, Text);
        local = local with
        {
            Files = [.. local.Files, ("appsettings.Development.json", """{ "AI:Endpoint": "http://localhost:11434/v1" }""")],
        };
        Assert.Empty(await local.FindingsAsync());
    }
}
