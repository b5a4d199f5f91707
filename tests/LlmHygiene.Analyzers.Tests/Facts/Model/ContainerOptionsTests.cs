using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>Options from the service container, whose model the project states where it configures them.</summary>
public class ContainerOptionsTests
{
    private static string Model(string type, string options, string registration) =>
        new SettingsProject
        {
            Source = $$"""
                public class C(IChatClient client, {{type}} options, IServiceProvider services)
                {
                    private readonly ChatOptions _kept = {{options}};
                    public Task Direct() => client.GetResponseAsync("Hi", {{options}});
                }
                public interface IChoice { void Choose(ChatOptions options); }
                public static class Setup
                {
                    public static void Add(IServiceCollection services, IConfiguration configuration) { {{registration}} }
                    private static void SetModel(ChatOptions options) => options.ModelId = "m";
                    private static void SetLimit(ChatOptions options) => options.MaxOutputTokens = 9;
                }
                """,
        }.Model();

    [Theory]
    [InlineData("services.Configure<ChatOptions>(o => o.ModelId = \"m\");")]
    [InlineData("services.Configure<ChatOptions>(o => { o.Temperature = 0; o.ModelId = configuration[\"Model\"]; });")]
    [InlineData("services.Configure((ChatOptions o) => o.ModelId ??= \"m\");")]
    [InlineData("services.Configure<ChatOptions>(\"named\", o => o.ModelId = \"m\");")]
    [InlineData("services.Configure<ChatOptions>(SetModel);")]
    [InlineData("services.PostConfigure<ChatOptions>(o => o.ModelId = \"m\");")]
    [InlineData("services.ConfigureAll<ChatOptions>(o => o.ModelId = \"m\");")]
    [InlineData("services.AddOptions<ChatOptions>().Configure(o => o.ModelId = \"m\").ValidateOnStart();")]
    [InlineData("services.AddOptions<ChatOptions>().Configure<IConfiguration>((o, c) => o.ModelId = c[\"Model\"]);")]
    [InlineData("services.Configure<ChatOptions>(configuration.GetSection(\"Chat\"));")]
    [InlineData("services.AddOptions<ChatOptions>().Bind(configuration.GetSection(\"Chat\"));")]
    [InlineData(
        "services.ConfigureOptions<Choice>();",
        "IConfigureOptions<ChatOptions> { public void Configure(ChatOptions o) => o.ModelId = \"m\"; }"
    )]
    [InlineData(
        "services.AddSingleton<IPostConfigureOptions<ChatOptions>, Choice>();",
        "IPostConfigureOptions<ChatOptions> { public void PostConfigure(string? name, ChatOptions o) => o.ModelId = \"m\"; }"
    )]
    [InlineData("services.AddSingleton(Options.Create(new ChatOptions { ModelId = \"m\" }));")]
    [InlineData("services.AddSingleton<IOptions<ChatOptions>>(new OptionsWrapper<ChatOptions>(new() { ModelId = \"m\" }));")]
    [InlineData("Action<ChatOptions> set = o => o.ModelId = \"m\"; services.Configure(set);")]
    [InlineData("services.AddOptions<ChatOptions>().Configure<IChoice>((o, choice) => choice.Choose(o));")]
    public void The_project_states_the_model(string registration, string choice = "object { }")
    {
        registration += "} private class Choice : " + choice + " private static void More() {";
        Assert.Equal("Configured", Model("IOptions<ChatOptions>", "options.Value", registration));
        Assert.Equal("Configured", Model("IOptionsMonitor<ChatOptions>", "options.CurrentValue", registration));
        Assert.Equal("Configured", Model("IOptionsSnapshot<ChatOptions>", "options.Get(\"named\")", registration));
        Assert.Equal("Configured", Model("object", "services.GetRequiredService<IOptions<ChatOptions>>().Value", registration));
        Assert.Equal("Configured", Model("IOptions<ChatOptions>", "options.Value.Clone()", registration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("services.Configure<ChatOptions>(o => o.Temperature = 0);")]
    [InlineData("services.Configure<ChatOptions>(o => o.ModelId = null);")]
    [InlineData("services.Configure<ChatOptions>(SetLimit);")]
    [InlineData("services.AddSingleton(Options.Create(new ChatOptions()));")]
    [InlineData("services.Configure<EmbeddingGenerationOptions>(o => o.ModelId = \"m\");")]
    public void The_project_states_no_model(string registration) =>
        Assert.Equal("FlowsIn", Model("IOptions<ChatOptions>", "options.Value", registration));

    [Theory]
    [InlineData("ChatOptions", "options")]
    [InlineData("Lazy<ChatOptions>", "options.Value")]
    public void Other_options_come_from_elsewhere(string type, string options) =>
        Assert.Equal("FlowsIn", Model(type, options, "services.Configure<ChatOptions>(o => o.ModelId = \"m\");"));

    [Theory]
    [InlineData("services.Configure<ChatOptions>(o => o.ModelId = \"m\");", 0)]
    [InlineData("", 1)]
    public async Task LLMH1002_is_reported_only_where_nothing_states_a_model(string registration, int expected)
    {
        var project = new SettingsProject
        {
            Source = $$"""
                public class C(IChatClient client, IOptions<ChatOptions> options)
                {
                    private readonly ChatOptions _options = options.Value;
                    public Task Ask() => client.GetResponseAsync("Hi", _options);
                }
                public static class Setup { public static void Add(IServiceCollection services) { {{registration}} } }
                """,
        };
        Assert.Equal(expected, (await project.FindingsAsync("LLMH1002")).Length);
    }
}
