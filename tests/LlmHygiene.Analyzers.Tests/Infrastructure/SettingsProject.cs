using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Rules.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>An executable with settings files, against the real packages of the configuration and its options.</summary>
internal sealed record SettingsProject
{
    private const string Usings =
        TestCode.Usings
        + """
            global using Microsoft.Extensions.Configuration;
            global using Microsoft.Extensions.DependencyInjection;
            global using Microsoft.Extensions.Hosting;
            global using Microsoft.Extensions.Options;
            """;

    public required string Source { get; init; }

    /// <summary>The settings files by name.</summary>
    public IReadOnlyList<(string Name, string Text)> Files { get; init; } = [];

    public Dictionary<string, string> Config { get; init; } = [];

    public string? Models { get; init; }

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>A project with one settings file.</summary>
    public static SettingsProject With(string source, string settings) =>
        new() { Source = source, Files = [("appsettings.json", settings)] };

    public SettingsProject AsProgram() => this with { Kind = OutputKind.ConsoleApplication };

    /// <summary>The model of the only call, as the inventory has it.</summary>
    public string Model() =>
        Assert.Single(Inventory()).Split("; ").Single(part => part.StartsWith("model=", StringComparison.Ordinal))["model=".Length..];

    /// <summary>The model of the only raw HTTP request.</summary>
    public async Task<string> RequestModelAsync() =>
        Assert
            .Single(
                await TestCode.AnalyzeAsync(Compile().WithInventory(), [new RawHttpAnalyzer()], Options()),
                found => found.Id == "LLMH0001"
            )
            .GetMessage(null)
            .Split("; ")
            .Single(part => part.StartsWith("model=", StringComparison.Ordinal))["model=".Length..];

    public IReadOnlyList<string> Inventory() => [.. FactTest.Inventory(Compile(), Options())];

    /// <summary>What the rules about models report in settings files and in code: <c>appsettings.json(2,14): LLMH1004 gpt-4</c>.</summary>
    public async Task<string[]> FindingsAsync(params string[] rules) =>
        [
            .. (await DiagnosticsAsync())
                .Where(found =>
                    rules.Length == 0 ? found.Id is "LLMH1003" or "LLMH1004" or "LLMH1005" or "LLMH1007" : rules.Contains(found.Id)
                )
                .Select(found =>
                    $"{found.Location.GetLineSpan().Path}({found.Location.GetLineSpan().StartLinePosition.Line + 1},"
                    + $"{found.Location.GetLineSpan().StartLinePosition.Character + 1}): {found.Id} {found.GetMessage(null).Split('\'')[1]}"
                )
                .Order(StringComparer.Ordinal),
        ];

    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync() =>
        await TestCode.AnalyzeAsync(Compile(), [new LlmCallAnalyzer(), new SettingsModelAnalyzer()], Options());

    private Compilation Compile()
    {
        var compilation = TestCode.CompileFiles(
            [("Source.cs", Source)],
            [.. TestReferences.All, .. TestReferences.Configuration],
            kind: Kind,
            usings: Usings
        );
        TestCode.MustCompile(compilation);
        return compilation;
    }

    private AnalyzerOptions Options()
    {
        var files = Files.Select(file => new PromptText(file.Name, file.Text));
        if (Models is not null)
            files = files.Append(new PromptText("llm-models.txt", Models));
        return new AnalyzerOptions([.. files], new RuleTest.SameOptionsEverywhere(Config));
    }
}
