using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// The model of a service that a kernel provides is stated where the service is registered: fluently, in statements, in another type or
/// with the application.
/// </summary>
public class KernelModelTests
{
    private const string Usings = """
        #pragma warning disable SKEXP0001, SKEXP0010, CS0618
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using Microsoft.SemanticKernel.Connectors.OpenAI;

        """;

    private static Task<string> ModelAsync(string source) => FactTest.FactAsync("model", Usings + source);

    private static async Task<IEnumerable<string>> WithAzureAsync(string registration, string expression)
    {
        var source =
            Usings
            + $$"""
                using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
                internal class C
                {
                    public async Task Ask(string name)
                    {
                        {{registration}}
                        await {{expression}}.GetChatMessageContentAsync("Hello there");
                    }
                }
                """;
        var diagnostics = await RuleTest.DiagnosticsAsync(
            [source],
            inventory: true,
            references: [.. TestReferences.All, TestReferences.AzureOpenAIConnector],
            mustCompile: false
        );
        return diagnostics.Select(diagnostic => diagnostic.Id == "LLMH0001" ? diagnostic.GetMessage(null).Split("; ")[2] : diagnostic.Id);
    }

    private static Task<string> ModelInMethodAsync(string body, string parameters = "string name") =>
        ModelAsync($$"""internal class C { public async Task Ask({{parameters}}) { {{body}} } }""");

    private const string Call = "await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(\"Hello there\");";

    [Theory]
    [InlineData("builder.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "AtClient(gpt-4o)")]
    [InlineData("builder.AddOpenAIChatCompletion(Environment.GetEnvironmentVariable(\"MODEL\")!, \"key\");", "AtClient")]
    [InlineData("builder = builder.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "AtClient(gpt-4o)")]
    [InlineData("builder.Services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\").AddSingleton(new object());", "AtClient(gpt-4o)")]
    [InlineData(
        "var services = builder.Services; services.AddSingleton(new object()); services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");",
        "AtClient(gpt-4o)"
    )]
    [InlineData(
        "builder.Services.AddSingleton<IChatCompletionService>(new OpenAIChatCompletionService(\"gpt-4o\", \"key\"));",
        "AtClient(gpt-4o)"
    )]
    [InlineData(
        """
            builder.Services.AddKeyedSingleton<IChatCompletionService>("chat",
                (sp, key) => new OpenAIChatCompletionService("gpt-4o", "key"));
            """,
        "AtClient(gpt-4o)"
    )]
    [InlineData(
        """
            if (name is null) builder.AddOpenAIChatCompletion("gpt-4o", "key"); else builder.AddOpenAIChatCompletion("gpt-4o-mini", "key");
            """,
        "AtClient(gpt-4o, gpt-4o-mini)"
    )]
    [InlineData(
        "builder.AddOpenAIEmbeddingGenerator(\"text-embedding-3-small\", \"key\"); builder.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");",
        "AtClient(gpt-4o)"
    )]
    [InlineData("builder.AddOpenAIEmbeddingGenerator(\"text-embedding-3-small\", \"key\");", "FlowsIn")]
    [InlineData("", "FlowsIn")]
    public async Task Statements_on_the_builder(string registration, string model) =>
        Assert.Equal(
            model,
            await ModelInMethodAsync($"var builder = Kernel.CreateBuilder(); {registration} var kernel = builder.Build(); {Call}")
        );

    [Fact]
    public async Task A_service_may_be_in_a_variable() =>
        Assert.Equal(
            "AtClient(gpt-4o)",
            await ModelInMethodAsync(
                """
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("gpt-4o", "key");
                var chat = builder.Build().GetRequiredService<IChatCompletionService>();
                await chat.GetChatMessageContentAsync("Hello there");
                """
            )
        );

    [Fact]
    public async Task A_service_from_the_services_of_the_kernel() =>
        Assert.Equal(
            "AtClient(gpt-4o)",
            await ModelInMethodAsync(
                """
                var kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-4o", "key").Build();
                await kernel.Services.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync("Hello there");
                """
            )
        );

    [Theory]
    [InlineData("\"small\"", "AtClient(gpt-4o-mini)")]
    [InlineData("\"large\"", "AtClient(gpt-4o)")]
    [InlineData("name", "AtClient(gpt-4o, gpt-4o-mini)")]
    [InlineData("", "AtClient(gpt-4o, gpt-4o-mini)")]
    public async Task A_service_ID_chooses(string id, string model) =>
        Assert.Equal(
            model,
            await ModelInMethodAsync(
                $$"""
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("gpt-4o", "key", serviceId: "large");
                builder.AddOpenAIChatCompletion("gpt-4o-mini", "key", serviceId: "small");
                var kernel = builder.Build();
                await kernel.GetRequiredService<IChatCompletionService>({{id}}).GetChatMessageContentAsync("Hello there");
                """
            )
        );

    [Fact]
    public async Task A_kernel_in_a_field_is_followed_through_constructor_helper_and_clone() =>
        Assert.Equal(
            "AtClient(gpt-4o)",
            await ModelAsync(
                $$"""
                internal class Provider
                {
                    private readonly Kernel _kernel;
                    public Provider() { _kernel = Make(); }
                    private static Kernel Make()
                    {
                        var builder = Kernel.CreateBuilder();
                        switch (Environment.MachineName)
                        {
                            case "a": builder.AddOpenAIChatCompletion("gpt-4o", "key"); break;
                            default: throw new InvalidOperationException();
                        }

                        return builder.Build();
                    }

                    public Kernel Get() => _kernel.Clone();
                }

                internal class C(Provider provider)
                {
                    public async Task Ask() { var kernel = provider.Get(); {{Call}} }
                }
                """
            )
        );

    [Fact]
    public async Task Custom_extension_methods_fill_the_builder_too() =>
        Assert.Equal(
            "AtClient(gpt-4o)",
            await ModelAsync(
                $$"""
                internal static class Models
                {
                    public static IKernelBuilder AddModels(this IKernelBuilder b) { b.AddOpenAIChatCompletion("gpt-4o", "key"); return b; }
                }
                internal class C
                {
                    public async Task Ask()
                    {
                        var builder = Kernel.CreateBuilder();
                        builder.AddModels();
                        var kernel = builder.Build();
                        {{Call}}
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\"); services.AddKernel();", "AtClient(gpt-4o)")]
    [InlineData("services.AddKernel().AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "AtClient(gpt-4o)")]
    [InlineData(
        "services.AddSingleton<Kernel>(sp => Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-4o\", \"key\").Build());",
        "AtClient(gpt-4o)"
    )]
    [InlineData("services.AddKernel();", "FlowsIn")]
    [InlineData("services.AddSingleton<IChatCompletionService>(_ => MADE); services.AddKernel();", "AtClient(gpt-4o)")]
    [InlineData(
        "services.AddScoped<IChatCompletionService>(_ => { return MADE; }); services.AddTransient(sp => new Kernel(sp));",
        "AtClient(gpt-4o)"
    )]
    [InlineData("services.AddChatClient(new OpenAI.Chat.ChatClient(\"gpt-4o\", \"k\").AsIChatClient()); services.AddKernel();", "FlowsIn")]
    [InlineData("Kernel.CreateBuilder().Services.AddSingleton<IChatCompletionService>(_ => MADE); services.AddKernel();", "FlowsIn")]
    [InlineData("services.AddSingleton<IChatCompletionService>(_ => Loaded()); services.AddKernel();", "FlowsIn")]
    public async Task An_injected_kernel_has_the_services_of_the_application(string registration, string model) =>
        Assert.Equal(
            model,
            await ModelAsync(
                $$"""
                internal static class Setup
                {
                    public static void Add(IServiceCollection services) { {{registration.Replace("MADE", Made, StringComparison.Ordinal)}} }
                    static IChatCompletionService Loaded() => (IChatCompletionService)Activator.CreateInstance(Type.GetType("x")!)!;
                }
                internal class C(Kernel kernel) { public async Task Ask() { {{Call}} } }
                """
            )
        );

    // `@inject Kernel Kernel`
    [Theory]
    [InlineData("services.AddKernel().AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "AtClient(gpt-4o)")]
    [InlineData(
        "services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\"); services.AddTransient(sp => { var made = new Kernel(sp); return made; });",
        "AtClient(gpt-4o)"
    )]
    [InlineData("services.AddKernel();", "FlowsIn")]
    public async Task A_kernel_that_Razor_injects(string registration, string model) =>
        Assert.Equal(
            model,
            await ModelAsync(
                $$"""
                internal static class Setup { public static void Add(IServiceCollection services) { {{registration}} } }
                internal class InjectAttribute : Attribute;
                internal class Page
                {
                    [Inject] private Kernel kernel { get; set; } = null!;
                    public async Task Ask() { {{Call}} }
                }
                """
            )
        );

    private const string Made = "new OpenAIChatCompletionService(\"gpt-4o\", \"key\")";

    [Theory]
    [InlineData("services.AddChatClient(CLIENT); services.AddKernel();", "AtClient(gpt-4o)")]
    [InlineData("services.AddSingleton<IChatClient>(_ => CLIENT); services.AddKernel();", "AtClient(gpt-4o)")]
    [InlineData("services.AddSingleton<object>(_ => CLIENT); services.AddKernel();", "FlowsIn")]
    public async Task An_injected_kernel_has_the_client_of_the_application(string registration, string model) =>
        Assert.Equal(
            model,
            await ModelAsync(
                $$"""
                internal static class Setup
                {
                    public static void Add(IServiceCollection services)
                    {
                        {{registration.Replace(
                    "CLIENT",
                    "new OpenAI.Chat.ChatClient(\"gpt-4o\", \"k\").AsIChatClient()",
                    StringComparison.Ordinal
                )}}
                    }
                }
                internal class C(Kernel kernel)
                {
                    public Task Ask() => kernel.GetRequiredService<IChatClient>().GetResponseAsync("Hello there");
                }
                """
            )
        );

    [Theory]
    [InlineData("services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "AtClient(gpt-4o)")]
    [InlineData("services.AddOpenAIEmbeddingGenerator(\"text-embedding-3-small\", \"key\");", "FlowsIn")]
    [InlineData("Kernel.CreateBuilder().Services.AddOpenAIChatCompletion(\"gpt-4o\", \"key\");", "FlowsIn")]
    public async Task An_injected_service_is_registered_by_the_SDK_itself(string registration, string model) =>
        Assert.Equal(
            model,
            await ModelAsync(
                $$"""
                internal static class Setup { public static void Add(IServiceCollection services) { {{registration}} } }
                internal class C(IChatCompletionService chat)
                {
                    public async Task Ask() => await chat.GetChatMessageContentAsync("Hello there");
                }
                """
            )
        );

    // The client may come from the container, or the address may imply the model.
    [Fact]
    public async Task A_registration_without_a_model_proves_nothing() =>
        Assert.Equal(
            "FlowsIn",
            await ModelInMethodAsync(
                """
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion((string)null!, new Uri("http://localhost"), "key");
                var kernel = builder.Build();
                await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync("Hello there");
                """
            )
        );

    [Fact]
    public async Task A_kernel_from_nowhere_flows_in() => Assert.Equal("FlowsIn", await ModelInMethodAsync(Call, "Kernel kernel"));

    [Fact]
    public async Task A_builder_that_is_passed_to_code_that_is_not_visible_proves_no_ID() =>
        Assert.Equal(
            "AtClient",
            await ModelInMethodAsync(
                "var builder = Kernel.CreateBuilder(); builder.AddOpenAIChatCompletion(\"gpt-4o\", \"key\"); "
                    + $"configure(builder); var kernel = builder.Build(); {Call}",
                "Action<IKernelBuilder> configure"
            )
        );

    [Fact]
    public async Task Prompts_of_a_kernel_run_on_its_chat_service() =>
        Assert.Equal(
            "AtClient(gpt-4o)",
            await ModelInMethodAsync(
                """
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("gpt-4o", "key");
                builder.AddOpenAIEmbeddingGenerator("text-embedding-3-small", "key");
                await builder.Build().InvokePromptAsync("Summarise the news.");
                """
            )
        );

    // A deployment name is not a model ID: it is neither an alias nor retired.
    [Theory]
    [InlineData("", "new AzureOpenAIChatCompletionService(\"gpt-4-32k\", \"https://e\", \"key\")", "model=AtClient(gpt-4-32k)")]
    [InlineData("", "new AzureOpenAIChatCompletionService(name, \"https://e\", \"key\")", "model=AtClient")]
    public async Task Deployments_of_Azure_OpenAI(string registration, string service, string model)
    {
        var found = await WithAzureAsync(registration, service);
        Assert.Contains(model, found);
        Assert.Empty(found.Intersect(["LLMH1003", "LLMH1004"]));
    }

    // One of its overloads has a type that is not available here: the oldest compiler does not bind the call, the newest binds it
    // correctly.
    [Fact]
    public async Task A_kernel_with_a_deployment_states_a_model()
    {
        var found = await WithAzureAsync(
            """
            var builder = Kernel.CreateBuilder();
            builder.AddAzureOpenAIChatCompletion("gpt-4-32k", "https://e", "key");
            var kernel = builder.Build();
            """,
            "kernel.GetRequiredService<IChatCompletionService>()"
        );
        Assert.Contains(found, fact => fact is "model=AtClient" or "model=AtClient(gpt-4-32k)");
        Assert.Empty(found.Intersect(["LLMH1003", "LLMH1004"]));
    }

    // The state while the user types, and where the type of an argument is in a package that is not restored.
    [Fact]
    public async Task A_registration_that_does_not_bind_states_a_model_all_the_same() =>
        Assert.Contains(
            "model=AtClient",
            await WithAzureAsync(
                """
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion(missing.Model, missing.Key);
                var kernel = builder.Build();
                """,
                "kernel.GetRequiredService<IChatCompletionService>()"
            )
        );

    // Code that does not compile: the service is the kernel that it is registered with.
    [Fact]
    public async Task A_kernel_that_is_registered_with_itself_does_not_hang() =>
        Assert.Contains(
            "model=FlowsIn",
            await WithAzureAsync(
                """
                Kernel kernel = null!;
                var builder = Kernel.CreateBuilder();
                builder.Services.AddSingleton<IChatCompletionService>(sp => kernel);
                kernel = builder.Build();
                """,
                "kernel.GetRequiredService<IChatCompletionService>()"
            )
        );
}
