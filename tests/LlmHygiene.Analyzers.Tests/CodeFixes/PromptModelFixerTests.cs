using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Common;
using LlmHygiene.CodeFixes.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.CodeFixes;

/// <summary>LLMH1003 and LLMH1004 in a prompt file, at its <c>model:</c>.</summary>
public sealed class PromptModelFixerTests
{
    private const string Yaml = "name: greet\nversion: 1.0.0\nmodel: MODEL # the large one\nmessages:\n  - role: user\n    content: Hello gpt-5.4\n";
    private const string Prompty = "---\nname: greet\nversion: 1.0.0\nmodel:\n  id: MODEL\n---\nuser:\nHello\n";

    [Theory]
    [InlineData("greet.prompt.yml", Yaml, "gpt-5.4", "gpt-5.4-2026-03-05")]
    [InlineData("greet.prompt.yaml", Yaml, "\"gpt-5.4\"", "\"gpt-5.4-2026-03-05\"")]
    [InlineData("greet.prompt.yml", Yaml, "openai/gpt-5.4", "openai/gpt-5.4-2026-03-05")]
    [InlineData("greet.prompty", Prompty, "gpt-5.4", "gpt-5.4-2026-03-05")]
    public async Task An_alias_is_pinned(string file, string prompt, string id, string expected) =>
        Assert.Equal(prompt.Replace("MODEL", expected, StringComparison.Ordinal), await FixAsync(new PinModelAliasFixer(), file, prompt.Replace("MODEL", id, StringComparison.Ordinal)));

    [Fact]
    public async Task A_model_that_is_ending_is_replaced() =>
        Assert.Equal(Yaml.Replace("MODEL", "gpt-6-luna", StringComparison.Ordinal), await FixAsync(new ReplaceRetiredModelFixer(), "greet.prompt.yml", Yaml.Replace("MODEL", "gpt-4o", StringComparison.Ordinal)));

    private static async Task<string> FixAsync(LlmCodeFixProvider fixer, string file, string text)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp, filePath: "/0/Shop.csproj", metadataReferences: TestReferences.All));
        var prompt = project.AddAdditionalDocument(file, SourceText.From(text), ["Prompts"], "/0/Prompts/" + file);
        var compilation = (await prompt.Project.GetCompilationAsync(cancellation))!;
        var analysis = compilation.WithAnalyzers([new PromptModelAnalyzer()], prompt.Project.AnalyzerOptions);
        var diagnostic = Assert.Single(await analysis.GetAnalyzerDiagnosticsAsync(cancellation), found => fixer.FixableDiagnosticIds.Contains(found.Id));

        var actions = new List<CodeAction>();
        await fixer.RegisterCodeFixesAsync(new CodeFixContext(prompt, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), cancellation));
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await Assert.Single(actions).GetOperationsAsync(cancellation)));
        return (await operation.ChangedSolution.GetAdditionalDocument(prompt.Id)!.GetTextAsync(cancellation)).ToString();
    }
}
