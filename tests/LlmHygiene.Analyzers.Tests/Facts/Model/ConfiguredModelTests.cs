using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>The model of a call that reads it from the configuration, as the settings files of the project state it.</summary>
public class ConfiguredModelTests
{
    private const string Settings = """
        {
          "Model": "root-model",
          "AI": {
            "Model": "gpt-4o",
            "model_id": "gpt-4o-mini",
            "ModelId": "gpt-4.1",
            "Models": [ "gpt-4.1", "gpt-4.1-mini" ],
            "Chat": { "Model": "gpt-5" },
            "ByName": { "fast": "gpt-5-mini" }
          },
          "Other": { "Model": "other" }
        }
        """;

    private const string Options = """
        public class AiOptions
        {
            public string Model { get; set; } = "";
            [ConfigurationKeyName("model_id")] public string Small { get; set; } = "";
            public ChatPart Chat { get; set; } = new();
            public string[] Models { get; set; } = [];
            public Dictionary<string, string> ByName { get; set; } = [];
        }

        public class ChatPart { public string Model { get; set; } = ""; }
        """;

    [Theory]
    [InlineData("configuration[\"AI:Model\"]")]
    [InlineData("configuration[\"ai:MODEL\"]!")]
    [InlineData("configuration[\"AI:Model\"] ?? throw new InvalidOperationException()")]
    [InlineData("configuration[Keys.Model]")]
    [InlineData("configuration[$\"{Keys.Section}:Model\"]")]
    [InlineData("configuration.GetSection(\"AI\")[\"Model\"]")]
    [InlineData("configuration.GetSection(Keys.Section)[nameof(Keys.Model)]")]
    [InlineData("configuration.GetRequiredSection(\"AI\").GetSection(\"Model\").Value")]
    [InlineData("configuration.GetSection(\"AI:Model\").Value")]
    [InlineData("configuration.GetSection(\"AI:Model\").Get<string>()")]
    [InlineData("configuration.GetValue<string>(\"AI:Model\")")]
    [InlineData("configuration.GetSection(\"AI\").GetValue<string>(\"Model\", \"default\")")]
    [InlineData("ConfigurationBinder.GetValue<string>(configuration, \"AI:Model\")")]
    [InlineData("configuration.GetSection(\"AI\").Get<AiOptions>()!.Model")]
    [InlineData("configuration.GetSection(\"AI:Chat\").Get<ChatPart>()?.Model", "gpt-5")]
    [InlineData("configuration.GetSection(\"AI\").Get<AiOptions>()!.Chat.Model", "gpt-5")]
    [InlineData("configuration.GetSection(\"AI\").Get<AiOptions>()!.Small", "gpt-4o-mini")]
    [InlineData("configuration.GetSection(\"AI\").Get<AiOptions>()!.Models[1]", "gpt-4.1-mini")]
    [InlineData("configuration.GetSection(\"AI\").Get<AiOptions>()!.ByName[\"fast\"]", "gpt-5-mini")]
    [InlineData("configuration[\"AI:Models:0\"]", "gpt-4.1")]
    [InlineData("Environment.GetEnvironmentVariable(\"MODEL\") ?? configuration[\"AI:Model\"]")]
    [InlineData("services.GetRequiredService<IConfiguration>()[\"AI:Model\"]")]
    [InlineData("services.GetRequiredService<IOptions<AiOptions>>().Value.Model")]
    [InlineData("Read(configuration)")]
    [InlineData("Read(configuration.GetSection(\"AI\").GetSection(\"Chat\"), \"Model\")", "gpt-5")]
    public void A_value_is_found_under_its_key(string value, string expected = "gpt-4o") =>
        Assert.Equal($"AtClient({expected})", SettingsProject.With(AtClient(value), Settings).Model());

    [Theory]
    [InlineData("configuration[\"AI:\" + services]")]
    [InlineData("configuration[\"AI:Missing\"]")]
    [InlineData("configuration[\"AI\"]")]
    [InlineData("configuration.GetSection(services.ToString()!)[\"Model\"]")]
    [InlineData("configuration[\"AI:Model\"]!.ToLowerInvariant()")]
    [InlineData("new ConfigurationBuilder().Build()[\"AI:Model\"]")]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"models.json\").Build()[\"AI:Model\"]")]
    [InlineData("new AiOptions { Model = services.ToString()! }.Model")]
    [InlineData("new Dictionary<string, string>()[\"AI:Model\"]")]
    [InlineData("services.GetRequiredService<ChatPart>().Model")]
    [InlineData("Host.CreateEmptyApplicationBuilder(new()).Configuration[\"AI:Model\"]")]
    public void What_is_not_proven_has_no_id(string value) =>
        Assert.Equal("AtClient", SettingsProject.With(AtClient(value), Settings).Model());

    [Theory]
    [InlineData("new ConfigurationBuilder().AddJsonFile(\"appsettings.json\").Build()[\"AI:Model\"]")]
    [InlineData("new ConfigurationBuilder().AddJsonFile($\"appsettings.{services}.json\", true).Build()[\"AI:Model\"]")]
    [InlineData("Host.CreateApplicationBuilder().Configuration[\"AI:Model\"]")]
    public void A_configuration_that_loads_the_files_has_their_values(string value) =>
        Assert.Equal("AtClient(gpt-4o)", SettingsProject.With(AtClient(value), Settings).Model());

    [Fact]
    public void Values_that_code_adds_take_precedence()
    {
        var source =
            AtClient("configuration[\"AI:Model\"]") + "class Setup { void Do(IConfigurationBuilder b) => b.AddInMemoryCollection([]); }";
        Assert.Equal("AtClient", SettingsProject.With(source, Settings).Model());
    }

    [Theory]
    [InlineData("services.Configure<AiOptions>(configuration.GetSection(\"AI\"));")]
    [InlineData("services.AddOptions<AiOptions>().Bind(configuration.GetSection(\"AI\"));")]
    [InlineData("services.AddOptions<AiOptions>().BindConfiguration(\"AI\").ValidateOnStart();")]
    [InlineData("services.AddOptions<AiOptions>().Configure(o => configuration.GetSection(\"AI\").Bind(o));")]
    [InlineData("services.Configure<AiOptions>(o => configuration.Bind(\"AI\", o));")]
    [InlineData("services.AddSingleton(configuration.GetSection(\"AI\").Get<AiOptions>()!);")]
    public void Options_are_bound_where_they_are_registered(string registration)
    {
        foreach (var (type, value) in s_injected)
            Assert.Equal("AtClient(gpt-4o)", SettingsProject.With(Injected(type, value, registration), Settings).Model());
    }

    private static readonly (string Type, string Value)[] s_injected =
    [
        ("IOptions<AiOptions>", "options.Value.Model"),
        ("IOptionsMonitor<AiOptions>", "options.CurrentValue.Model"),
        ("IOptionsSnapshot<AiOptions>", "options.Get(\"named\").Model"),
        ("AiOptions", "options.Model"),
    ];

    [Fact]
    public void Options_that_are_bound_nowhere_have_no_id() =>
        Assert.Equal("AtClient", SettingsProject.With(Injected("IOptions<AiOptions>", "options.Value.Model", ""), Settings).Model());

    [Fact]
    public void Options_that_are_bound_to_a_section_that_is_not_known_have_no_id() =>
        Assert.Equal(
            "AtClient",
            SettingsProject
                .With(
                    Injected(
                        "IOptions<AiOptions>",
                        "options.Value.Model",
                        "services.Configure<AiOptions>(configuration.GetSection(Environment.MachineName));"
                    ),
                    Settings
                )
                .Model()
        );

    [Fact]
    public void Each_environment_has_its_own_id()
    {
        var project = SettingsProject.With(AtClient("configuration[\"AI:Model\"]"), Settings);
        project = project with { Files = [.. project.Files, ("appsettings.Development.json", """{ "AI": { "Model": "gpt-5" } }""")] };
        Assert.Equal("AtClient(gpt-4o, gpt-5)", project.Model());
        project = project with { Files = [project.Files[0], ("appsettings.Development.json", """{ "AI": { "Model": "gpt-4o" } }""")] };
        Assert.Equal("AtClient(gpt-4o)", project.Model());
    }

    [Theory]
    [InlineData("new ChatOptions { ModelId = configuration[\"AI:Model\"] }", "Configured(gpt-4o)")]
    [InlineData("configuration.GetSection(\"AI\").Get<ChatOptions>()", "Configured(gpt-4.1)")]
    [InlineData("new ChatOptions { ModelId = configuration[\"AI:Missing\"] }", "Configured")]
    public void The_model_of_a_call_may_be_configured(string options, string expected)
    {
        var source = $$"""
            class Writer(IChatClient client, IConfiguration configuration)
            {
                public Task Ask(string text, CancellationToken token) => client.GetResponseAsync(text, {{options}}, token);
            }
            """;
        Assert.Equal(expected, SettingsProject.With(source, Settings).Model());
    }

    [Fact]
    public async Task A_raw_request_may_send_a_configured_model()
    {
        const string Source = """
            using System.Net.Http;
            using System.Net.Http.Json;

            class Writer(HttpClient http, IConfiguration configuration)
            {
                private readonly string _model = configuration["AI:Model"] ?? "gpt-5.4";

                public Task Ask(string text) =>
                    http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = _model, messages = new[] { text } });
            }
            """;
        Assert.Equal("Configured(gpt-4o)", await SettingsProject.With(Source, Settings).RequestModelAsync());
    }

    [Fact]
    public void A_broken_file_proves_nothing() =>
        Assert.Equal("AtClient", SettingsProject.With(AtClient("configuration[\"AI:Model\"]"), Settings[..^3]).Model());

    [Fact]
    public void Without_settings_files_nothing_is_known() =>
        Assert.Equal("AtClient", new SettingsProject { Source = AtClient("configuration[\"AI:Model\"]") }.Model());

    [Fact]
    public void A_project_at_an_older_level_reads_no_settings()
    {
        var project = SettingsProject.With(AtClient("configuration[\"AI:Model\"]"), Settings);
        Assert.Equal("AtClient", (project with { Config = new() { ["build_property.LlmHygieneLevel"] = "0.1" } }).Model());
    }

    private static string AtClient(string value) =>
        $$"""
            static class Keys { public const string Section = "AI"; public const string Model = "AI:Model"; }

            class Writer(IConfiguration configuration, IServiceProvider services)
            {
                private readonly OpenAI.Chat.ChatClient _client = new({{value.Replace(
                "nameof(Keys.Model)",
                "\"Model\"",
                StringComparison.Ordinal
            )}}, "key");

                public Task Ask(string text) => _client.CompleteChatAsync(text);

                private static string? Read(IConfiguration from, string key = "AI:Model") => from[key];

                private static void Register(IServiceCollection all, IConfiguration from) =>
                    all.Configure<AiOptions>(from.GetSection("AI"));
            }

            {{Options}}

            """;

    private static string Injected(string type, string value, string registration) =>
        $$"""
            static class Setup
            {
                public static void Register(IServiceCollection services, IConfiguration configuration)
                {
                    {{registration}}
                    services.AddSingleton<Writer>();
                }
            }

            class Writer({{type}} options)
            {
                public Task Ask(string text) => new OpenAI.Chat.ChatClient({{value}}, "key").CompleteChatAsync(text);
            }

            {{Options}}
            """;
}
