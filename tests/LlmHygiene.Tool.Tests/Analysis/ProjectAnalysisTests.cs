using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Tests.Analysis;

/// <summary>A project on disk, analysed in process with its own options.</summary>
public sealed class ProjectAnalysisTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public ProjectAnalysisTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_rules_say_what_a_build_says_with_the_severities_of_the_project()
    {
        var references = new[] { "LlmHygiene", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions" }.Select(name => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name)}.dll\" />");
        var project = _folder.With("Shop.csproj", ShopProject.Text($"<PropertyGroup><LlmHygieneMode>Strict</LlmHygieneMode></PropertyGroup><ItemGroup>{string.Concat(references)}</ItemGroup>"));
        _folder.With(".editorconfig", "root = true\n[Quiet.cs]\ndotnet_diagnostic.LLMH2001.severity = none\n");
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt());
        _folder.With("Asks.cs", Call("Asks") + "\nclass Uses { object Prompt = new Shop.Prompts.GreetPrompt.V1(); }\n");
        _folder.With("Quiet.cs", Call("Quiet"));

        await ProjectLoader.RestoreAsync(project, TestContext.Current.CancellationToken);
        var loaded = Assert.Single(await ProjectLoader.LoadAsync(project, TestContext.Current.CancellationToken));
        var result = await ProjectAnalysis.RunAsync(loaded, new AnalysisSettings(), TestContext.Current.CancellationToken);

        Assert.Empty(result.CompileErrors);
        Assert.Equal(
            ["Asks.cs Error LLMH1002", "Asks.cs Error LLMH2001", "greet.prompt.yml Warning LLMH2111", "Quiet.cs Error LLMH1002"],
            result.Diagnostics.Select(Shown).OrderBy(line => line, StringComparer.OrdinalIgnoreCase));

        var inventory = await ProjectAnalysis.RunAsync(loaded, new AnalysisSettings(WithInventory: true), TestContext.Current.CancellationToken);
        Assert.Equal(2, inventory.Diagnostics.Count(diagnostic => diagnostic is { Id: "LLMH0001", Severity: DiagnosticSeverity.Info }));
        Assert.Equal(6, inventory.Diagnostics.Length);
    }

    private static string Shown(Diagnostic diagnostic) => $"{Path.GetFileName(diagnostic.Location.GetLineSpan().Path)} {diagnostic.Severity} {diagnostic.Id}";

    private static string Call(string type) => $$"""
        using Microsoft.Extensions.AI; using System.Threading.Tasks;
        public class {{type}}(IChatClient client)
        {
            public Task<ChatResponse> AskAsync() => client.GetResponseAsync("Hello");
        }
        """;
}
