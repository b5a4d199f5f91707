using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Tests.Analysis;

/// <summary>A project on disk, analyzed in process with its options.</summary>
public sealed class ProjectAnalysisTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ProjectAnalysisTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_rules_report_like_a_build_with_the_severities_of_the_project()
    {
        var project = _folder.With(
            "Shop.csproj",
            ShopProject.Text("<PropertyGroup><LlmHygieneMode>Strict</LlmHygieneMode></PropertyGroup>" + ShopProject.References)
        );
        _folder.With(".editorconfig", "root = true\n[Quiet.cs]\ndotnet_diagnostic.LLMH2001.severity = none\n");
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt());
        _folder.With("Asks.cs", Call("Asks") + "\nclass Uses { object Prompt = new Shop.Prompts.GreetPrompt.V1(); }\n");
        _folder.With("Quiet.cs", Call("Quiet"));

        var loaded = await LoadAsync(project);
        var result = await ProjectAnalysis.RunAsync(loaded, new AnalysisSettings(), TestContext.Current.CancellationToken);

        Assert.Empty(result.CompileErrors);
        Assert.Equal(
            ["Asks.cs Error LLMH1002", "Asks.cs Error LLMH2001", "greet.prompt.yml Warning LLMH2111", "Quiet.cs Error LLMH1002"],
            Reported(result).Select(Shown).OrderBy(line => line, StringComparer.OrdinalIgnoreCase)
        );

        var inventory = await ProjectAnalysis.RunAsync(
            loaded,
            new AnalysisSettings(WithInventory: true),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, Reported(inventory).Count(diagnostic => diagnostic is { Id: "LLMH0001", Severity: DiagnosticSeverity.Info }));
        Assert.Equal(6, Reported(inventory).Count());
    }

    [Fact]
    public async Task A_signed_project_compiles_with_its_key()
    {
        var project = _folder.With(
            "Shop.csproj",
            ShopProject.Text(
                "<PropertyGroup><SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>keys/shop.snk</AssemblyOriginatorKeyFile>"
                    + "</PropertyGroup>"
                    + ShopProject.References
            )
        );
        _folder.With("keys/readme.txt", "");
        using (var key = new System.Security.Cryptography.RSACryptoServiceProvider(1024))
            await File.WriteAllBytesAsync(
                Path.Combine(_folder.Path, "keys", "shop.snk"),
                key.ExportCspBlob(includePrivateParameters: true),
                TestContext.Current.CancellationToken
            );
        _folder.With("Asks.cs", Call("Asks"));

        var result = await ProjectAnalysis.RunAsync(
            await LoadAsync(project),
            new AnalysisSettings(),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(result.CompileErrors);
    }

    [Fact]
    public async Task Razor_files_are_read_through_the_generator_of_the_SDK()
    {
        var project = _folder.With(
            "Shop.csproj",
            ShopProject
                .Text("<ItemGroup><FrameworkReference Include=\"Microsoft.AspNetCore.App\" /></ItemGroup>" + ShopProject.References)
                .Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Razor", StringComparison.Ordinal)
        );
        _folder.With(
            "Chat.razor",
            "@using Microsoft.Extensions.AI\n@inject IChatClient Client\n<h1>Chat</h1>\n@code {\n"
                + "    private System.Threading.Tasks.Task Ask() => Client.GetResponseAsync(\"Is this spam?\");\n}\n"
        );

        var loaded = await LoadAsync(project);
        var result = await ProjectAnalysis.RunAsync(
            loaded,
            new AnalysisSettings(WithBaselineKeys: true),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(result.GeneratorFailures);
        Assert.Equal(
            ["LLMH1002 (4,56)", "LLMH2001 (4,56)"],
            Reported(result)
                .Select(diagnostic =>
                    $"{diagnostic.Id} ({diagnostic.Location.GetMappedLineSpan().StartLinePosition})"
                        .Replace("((", "(", StringComparison.Ordinal)
                        .Replace("))", ")", StringComparison.Ordinal)
                )
        );
        Assert.Equal(
            ["Shop.Chat.Ask LLMH1002 razor GetResponseAsync", "Shop.Chat.Ask LLMH2001 razor GetResponseAsync"],
            result
                .BaselineKeys.Where(key =>
                    !key.Contains("LLMH4001", StringComparison.Ordinal) && !key.Contains("LLMH5001", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_reference_that_is_not_built_is_an_error()
    {
        var project = _folder.With(
            "App/Shop.csproj",
            ShopProject.Text("<ItemGroup><ProjectReference Include=\"../Other/Other.csproj\" /></ItemGroup>")
        );
        _folder.With("Other/Other.csproj", ShopProject.Text());
        var loaded = await LoadAsync(project);
        var error = await Assert.ThrowsAsync<BadInputException>(() =>
            ProjectAnalysis.RunAsync(loaded, new AnalysisSettings(), TestContext.Current.CancellationToken)
        );
        Assert.Contains("which is not built yet. Run 'dotnet build -p:RunAnalyzers=false' first.", error.Message, StringComparison.Ordinal);
    }

    private static string Shown(Diagnostic diagnostic) =>
        $"{Path.GetFileName(diagnostic.Location.GetLineSpan().Path)} {diagnostic.Severity} {diagnostic.Id}";

    private static string Call(string type) =>
        $$"""
            using Microsoft.Extensions.AI; using System.Threading.Tasks;
            public class {{type}}(IChatClient client)
            {
                public Task<ChatResponse> AskAsync() => client.GetResponseAsync("Hello");
            }
            """;

    // Without the suggestions that apply to almost every short call.
    private static IEnumerable<Diagnostic> Reported(ProjectAnalysisResult result) =>
        result.Diagnostics.Where(diagnostic => diagnostic.Id is not ("LLMH4001" or "LLMH5001"));

    private static async Task<LoadedProject> LoadAsync(string project) =>
        Assert.Single((await ReadProjects.FromAsync(project, new AuditSettings(), TestContext.Current.CancellationToken)).Projects);
}
