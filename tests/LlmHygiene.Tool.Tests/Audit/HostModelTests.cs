using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>A library gets its clients from the container of the applications that use it.</summary>
public sealed class HostModelTests(HostModelTests.Solution solution) : IClassFixture<HostModelTests.Solution>
{
    private const string Usings =
        "using System.Threading.Tasks; using Microsoft.Extensions.AI; using Microsoft.Extensions.DependencyInjection;\n";

    [Fact]
    public void A_call_of_a_library_has_the_model_that_its_application_registers() =>
        Assert.Equal("AtClient(gpt-5.4) [Web/Web.csproj AtClient(gpt-5.4); Worker/Worker.csproj AtClient(gpt-5.4)]", Show("AskAsync"));

    [Fact]
    public void Applications_with_different_models_are_both_shown() =>
        Assert.Equal("AtClient [Web/Web.csproj AtClient(gpt-4o); Worker/Worker.csproj AtClient(gpt-5.4-mini)]", Show("RateAsync"));

    [Fact]
    public void A_model_that_one_application_does_not_show_stays_unknown() =>
        Assert.Equal("FlowsIn [Web/Web.csproj AtClient(gpt-4.1); Worker/Worker.csproj FlowsIn]", Show("TranslateAsync"));

    [Fact]
    public void What_no_application_registers_stays_unknown() => Assert.Equal("FlowsIn", Show("MissingAsync"));

    [Fact]
    public void The_text_formats_name_the_applications()
    {
        Assert.Contains("AtClient(gpt-5.4) by Web, Worker", solution.Text("audit.txt"), StringComparison.Ordinal);
        Assert.Contains(
            "AtClient: AtClient(gpt-4o) by Web, AtClient(gpt-5.4-mini) by Worker",
            solution.Text("audit.txt"),
            StringComparison.Ordinal
        );
        Assert.Contains("AtClient(gpt-5.4) by Web, Worker", solution.Text("audit.md"), StringComparison.Ordinal);
        Assert.Contains("Web: gpt-4o, Worker: gpt-5.4-mini", solution.Text("audit.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answered_call_is_not_reported_as_unknown() =>
        Assert.Equal(
            ["Desk.MissingAsync", "Desk.TranslateAsync"],
            solution.Report.Violations.Where(one => one.Rule == "LLMH1002").Select(one => one.Member).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_model_that_a_library_reads_from_the_configuration_is_that_of_its_applications() =>
        Assert.Equal(
            "Configured [Web/Web.csproj Configured(gpt-5.4); Worker/Worker.csproj Configured(gpt-5.4-mini)]",
            Show("ConfiguredAsync")
        );

    [Fact]
    public void A_key_that_one_application_does_not_have_stays_unknown() =>
        Assert.Equal("Configured [Web/Web.csproj Configured(gpt-4.1); Worker/Worker.csproj FlowsIn]", Show("PartlyAsync"));

    [Fact]
    public void Environments_with_different_models_have_no_single_one() =>
        Assert.Equal("Configured [Web/Web.csproj Configured; Worker/Worker.csproj Configured(gpt-5.4)]", Show("StagedAsync"));

    [Fact]
    public void A_key_that_no_application_has_stays_unknown() => Assert.Equal("Configured", Show("UnsetAsync"));

    [Fact]
    public void A_registration_may_read_its_model_from_the_settings_of_the_application() =>
        Assert.Equal("AtClient [Web/Web.csproj AtClient(gpt-4o-mini); Worker/Worker.csproj AtClient(o3)]", Show("SettingsAsync"));

    [Fact]
    public void Options_that_an_application_binds_are_read_from_its_section() =>
        Assert.Equal("Configured [Web/Web.csproj Configured(gpt-5.4); Worker/Worker.csproj Configured(gpt-5.4-mini)]", Show("BoundAsync"));

    [Fact]
    public void Options_that_a_library_binds_are_read_from_the_section_that_an_application_passes() =>
        Assert.Equal("Configured [Web/Web.csproj Configured(o4-mini); Worker/Worker.csproj Configured(o3)]", Show("GivenAsync"));

    [Fact]
    public void Options_that_no_application_binds_stay_unknown() => Assert.Equal("Configured", Show("IdleAsync"));

    private string Show(string method)
    {
        var call = solution.Report.Calls.Single(call => call.Member == "Desk." + method);
        return call.Hosts is null
            ? call.Model.ToString()
            : $"{call.Model} [{string.Join("; ", call.Hosts.Select(host => $"{host.Project} {host}"))}]";
    }

    public sealed class Solution : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();

        internal AuditReport Report { get; private set; } = null!;

        internal string Text(string file) => _folder.Read(file);

        public async ValueTask InitializeAsync()
        {
            ShopProject.Isolate(_folder);
            _folder.With("Core/Core.csproj", Project());
            _folder.With(
                "Core/Desk.cs",
                Usings
                    + """
                    public sealed class Desk(
                        IChatClient client,
                        [FromKeyedServices("cheap")] IChatClient cheap,
                        [FromKeyedServices("local")] IChatClient local,
                        [FromKeyedServices("missing")] IChatClient missing,
                        [FromKeyedServices("settings")] IChatClient settings,
                        Microsoft.Extensions.Configuration.IConfiguration configuration,
                        Microsoft.Extensions.Options.IOptions<DeskOptions> bound,
                        Microsoft.Extensions.Options.IOptions<RateOptions> given,
                        Microsoft.Extensions.Options.IOptions<IdleOptions> idle)
                    {
                        public Task<ChatResponse> AskAsync() => client.GetResponseAsync("Ask.");
                        public Task<ChatResponse> RateAsync() => cheap.GetResponseAsync("Rate.", new ChatOptions { MaxOutputTokens = 9 });
                        public Task<ChatResponse> TranslateAsync() => local.GetResponseAsync("Translate.");
                        public Task<ChatResponse> MissingAsync() => missing.GetResponseAsync("Miss.");
                        public Task<ChatResponse> SettingsAsync() => settings.GetResponseAsync("Set.");
                        public Task<ChatResponse> ConfiguredAsync() => 
                            client.GetResponseAsync("Read.", new ChatOptions { ModelId = configuration["AI:Model"] });
                        public Task<ChatResponse> PartlyAsync() =>
                            client.GetResponseAsync("Part.", new ChatOptions { ModelId = configuration["AI:Web"] });
                        public Task<ChatResponse> StagedAsync() =>
                            client.GetResponseAsync("Stage.", new ChatOptions { ModelId = configuration["AI:Staged"] });
                        public Task<ChatResponse> UnsetAsync() =>
                            client.GetResponseAsync("Unset.", new ChatOptions { ModelId = configuration["AI:Nothing"] });
                        public Task<ChatResponse> BoundAsync() =>
                            client.GetResponseAsync("Bind.", new ChatOptions { ModelId = bound.Value.Model });
                        public Task<ChatResponse> GivenAsync() =>
                            client.GetResponseAsync("Give.", new ChatOptions { ModelId = given.Value.Model });
                        public Task<ChatResponse> IdleAsync() =>
                            client.GetResponseAsync("Idle.", new ChatOptions { ModelId = idle.Value.Model });
                    }
                    public sealed class DeskOptions { public string? Model { get; set; } }
                    public sealed class RateOptions { public string? Model { get; set; } }
                    public sealed class IdleOptions { public string? Model { get; set; } }
                    public static class CoreServices
                    {
                        public static IServiceCollection AddDesk(
                            this IServiceCollection services, Microsoft.Extensions.Configuration.IConfigurationSection section) =>
                            services.Configure<RateOptions>(section).AddSingleton<Desk>();
                    }
                    """
            );
            _folder.With(
                "Web/appsettings.json",
                """
                {
                  "AI": { "Model": "gpt-5.4", "Web": "gpt-4.1", "Staged": "gpt-5.4", "Registered": "gpt-4o-mini" },
                  "Rate": { "Model": "o4-mini" }
                }
                """
            );
            _folder.With("Web/appsettings.Development.json", """{ "AI": { "Staged": "gpt-5.4-mini" } }""");
            _folder.With(
                "Worker/appsettings.json",
                """{ "AI": { "Model": "gpt-5.4-mini", "Staged": "gpt-5.4", "Registered": "o3" }, "Rating": { "Model": "o3" } }"""
            );
            // Registers, and references no project with calls.
            _folder.With("Clients/Clients.csproj", Project());
            _folder.With(
                "Clients/Registration.cs",
                Usings
                    + """
                    public static class ClientServices
                    {
                        public static void AddClients(this IServiceCollection services, IChatClient inner)
                        {
                            services.AddChatClient(inner).ConfigureOptions(options => options.ModelId ??= "gpt-5.4");
                        }
                    }
                    """
            );
            _folder.With("Web/Web.csproj", Application());
            _folder.With(
                "Web/Program.cs",
                Program(
                    """
                    services.AddKeyedChatClient("cheap", Inner()).ConfigureOptions(options => options.ModelId ??= "gpt-4o");
                    services.AddKeyedChatClient("local", Inner()).ConfigureOptions(options => options.ModelId ??= "gpt-4.1");
                    """,
                    "Rate"
                )
            );
            _folder.With("Worker/Worker.csproj", Application());
            _folder.With(
                "Worker/Program.cs",
                Program(
                    """
                    services.AddKeyedChatClient("cheap", Inner()).ConfigureOptions(options => options.ModelId ??= "gpt-5.4-mini");
                    """,
                    "Rating"
                )
            );
            // What a test project registers is for its tests.
            _folder.With("Core.Tests/Core.Tests.csproj", Application("<IsTestProject>true</IsTestProject>"));
            _folder.With(
                "Core.Tests/Program.cs",
                Program(
                    """services.AddKeyedChatClient("missing", Inner()).ConfigureOptions(options => options.ModelId ??= "fake");""",
                    "Rate"
                )
            );
            _folder.With(
                "Shop.slnx",
                "<Solution>"
                    + string.Concat(
                        new[] { "Clients", "Core", "Core.Tests", "Web", "Worker" }.Select(name =>
                            $"<Project Path=\"{name}/{name}.csproj\" />"
                        )
                    )
                    + "</Solution>"
            );
            await ToolRun.RunAsync(
                _folder.Path,
                ["audit", "--exit-zero", "-o", "audit.json", "-o", "audit.txt", "-o", "audit.md", "-o", "audit.html"]
            );
            Report = AuditJson.Read(System.IO.Path.Combine(_folder.Path, "audit.json"));
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private static string Program(string registrations, string section) =>
            $$"""
                {{Usings}}
                var services = new ServiceCollection();
                services.AddClients(Inner());
                {{registrations}}
                static void Register(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) =>
                    services.AddKeyedChatClient("settings", Inner())
                        .ConfigureOptions(options => options.ModelId ??= configuration["AI:Registered"]);
                static void AddSettings(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration)
                {
                    services.Configure<DeskOptions>(configuration.GetSection("AI"));
                    services.AddDesk(configuration.GetSection("{{section}}"));
                }
                static IChatClient Inner() => throw new System.NotSupportedException();
                """;

        private static string Application(string properties = "") =>
            Project(
                $"""
                <PropertyGroup><OutputType>Exe</OutputType>{properties}</PropertyGroup>
                <ItemGroup>
                  <ProjectReference Include="../Core/Core.csproj" /><ProjectReference Include="../Clients/Clients.csproj" />
                </ItemGroup>
                """
            );

        private static string Project(string content = "") =>
            ShopProject.Text(
                "<PropertyGroup><Nullable>enable</Nullable></PropertyGroup>"
                    + ShopProject.References
                    + $"<ItemGroup>{Reference("DependencyInjection")}{Reference("DependencyInjection.Abstractions")}"
                    + $"{Reference("Configuration")}{Reference("Configuration.Abstractions")}{Reference("Options")}"
                    + $"{Reference("Options.ConfigurationExtensions")}</ItemGroup>"
                    + content
            );

        private static string Reference(string part)
        {
            var assembly = System.IO.Path.Combine(AppContext.BaseDirectory, $"Microsoft.Extensions.{part}.dll");
            return $"<Reference Include=\"{assembly}\" />";
        }
    }
}
