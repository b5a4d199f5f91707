using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A project with all rules, and its baseline, or the baseline that would be written for it.</summary>
internal sealed record BaselineRun
{
    public const string Path = PromptProject.Folder + BaselineFile.Name;

    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(LlmCallAnalyzer)
            .Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The sources, by name.</summary>
    public IReadOnlyList<(string Path, string Text)> Sources { get; init; } = [];

    public ImmutableArray<PromptText> Files { get; init; } = [];

    public string Framework { get; init; } = "net10.0";

    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; init; } = ImmutableDictionary<string, ReportDiagnostic>.Empty;

    public string[] Symbols { get; init; } = [];

    public bool MustCompile { get; init; } = true;

    public static BaselineRun Of(params string[] sources) =>
        new() { Sources = [.. sources.Select((text, index) => ($"Source{index}.cs", text))] };

    /// <summary>The lines that the baseline of the project would have.</summary>
    public string[] Lines() =>
        [
            .. Analyze(baseline: null, withKeys: true)
                .Select(BaselineKeys.Of)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// The diagnostics with a baseline of these lines, as <c>file(line): id</c>; without a baseline when there are no lines.
    /// </summary>
    public string[] Reports(params string[] baseline) =>
        [
            .. Diagnostics(baseline)
                .Select(diagnostic => (diagnostic.Id, Line: diagnostic.Location.GetLineSpan()))
                .Select(found => $"{found.Line.Path.Split('/')[^1]}({found.Line.StartLinePosition.Line + 1}): {found.Id}")
                .Order(StringComparer.Ordinal),
        ];

    public IReadOnlyList<Diagnostic> Diagnostics(params string[] baseline) =>
        Analyze(baseline.Length == 0 ? null : new PromptText(Path, string.Join("\n", baseline)));

    public CSharpCompilation Compile()
    {
        var kind = Sources.Any(source => source.Text.StartsWith("await", StringComparison.Ordinal))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
        var compilation = TestCode.CompileFiles(Sources, TestReferences.All, kind, symbols: Symbols);
        return compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(Severities));
    }

    public AnalyzerOptions Options(AdditionalText? baseline, bool withKeys = false)
    {
        var properties = ImmutableDictionary<string, string>
            .Empty.Add("build_property.ProjectDir", PromptProject.Folder)
            .Add("build_property.TargetFramework", Framework)
            .Add(BaselineKeys.Option, withKeys ? "true" : "false");
        var files = ImmutableArray<AdditionalText>.CastUp(Files);
        return new AnalyzerOptions(baseline is null ? files : files.Add(baseline), new PromptOptions(properties, Files));
    }

    private IReadOnlyList<Diagnostic> Analyze(AdditionalText? baseline, bool withKeys = false)
    {
        var compilation = Compile();
        if (MustCompile)
            TestCode.MustCompile(compilation);
        return TestCode
            .AnalyzeAsync(compilation, Analyzers, Options(baseline, withKeys), reportSuppressed: withKeys)
            .GetAwaiter()
            .GetResult()
            .Where(diagnostic => !RuleTest.Usual.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.ToString(), StringComparer.Ordinal)
            .ToArray();
    }
}
