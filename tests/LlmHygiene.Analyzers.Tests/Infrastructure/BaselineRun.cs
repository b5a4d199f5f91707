using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A project with all of its rules, and the baseline that it has or would be given.</summary>
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
    public string[] Lines()
    {
        return
        [
            .. Analyze(baseline: null, withKeys: true)
                .Select(BaselineKeys.Of)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What is reported with a baseline of these lines, as <c>file(line): id</c>; without one when there are none.</summary>
    public string[] Reports(params string[] baseline) =>
        [
            .. Diagnostics(baseline)
                .Select(diagnostic =>
                    $"{diagnostic.Location.GetLineSpan().Path.Split('/')[^1]}({diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}): {diagnostic.Id}"
                )
                .Order(StringComparer.Ordinal),
        ];

    public IReadOnlyList<Diagnostic> Diagnostics(params string[] baseline) =>
        Analyze(baseline.Length == 0 ? null : new PromptText(Path, string.Join("\n", baseline)));

    public CSharpCompilation Compile()
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: Symbols);
        var compilation = CallAnalysis.Compile([], TestReferences.All);
        var empty = compilation.SyntaxTrees.Single();
        return compilation
            .ReplaceSyntaxTree(empty, CSharpSyntaxTree.ParseText(CallAnalysis.Usings, parse, "Usings.cs"))
            .AddSyntaxTrees(Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, parse, source.Path)))
            .WithOptions(
                compilation
                    .Options.WithSpecificDiagnosticOptions(Severities)
                    .WithOutputKind(
                        Sources.Any(source => source.Text.StartsWith("await", StringComparison.Ordinal))
                            ? OutputKind.ConsoleApplication
                            : OutputKind.DynamicallyLinkedLibrary
                    )
            );
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
            Assert.Empty(
                compilation
                    .GetDiagnostics(TestContext.Current.CancellationToken)
                    .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                    .Select(diagnostic => diagnostic.ToString())
            );
        var options = new CompilationWithAnalyzersOptions(
            Options(baseline, withKeys),
            onAnalyzerException: (error, _, _) => throw new InvalidOperationException("The analyzer failed.", error),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: withKeys
        );
        return new CompilationWithAnalyzers(compilation, Analyzers, options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)
            .GetAwaiter()
            .GetResult()
            .Where(diagnostic => !CallAnalysis.Usual.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.ToString(), StringComparer.Ordinal)
            .ToArray();
    }
}
