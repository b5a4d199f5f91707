using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Runs the call rules over source text that must compile, and gives back what a user would read.</summary>
internal static class CallAnalysis
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.AI;

        """;

    /// <summary>Suggestions that nearly every short call and prompt gets; these rules are looked at in tests of their own.</summary>
    public static readonly string[] Usual = ["LLMH4001", "LLMH5001"];

    /// <summary>The same, and what a test of another rule gets that has a call in a loop.</summary>
    public static readonly string[] Hints = [.. Usual, "LLMH4004"];

    /// <summary>The message of the only diagnostic that one rule reports.</summary>
    public static async Task<string> MessageAsync(string only, params string[] sources) =>
        Assert.Single(await DiagnosticsAsync(sources, only: only)).GetMessage(null);

    /// <summary>The facts of every call, in the order of the source.</summary>
    public static async Task<IReadOnlyList<string>> InventoryAsync(params string[] sources) =>
        [.. (await DiagnosticsAsync(sources, inventory: true)).Where(d => d.Id == "LLMH0001").Select(d => d.GetMessage(null))];

    /// <summary>One fact of the only call, such as <c>AtClient(gpt-4o)</c> for <c>model</c>.</summary>
    public static async Task<string> FactAsync(string fact, params string[] sources)
    {
        var message = Assert.Single(await InventoryAsync(sources));
        return message.Split("; ").Single(part => part.StartsWith(fact + "=", StringComparison.Ordinal))[(fact.Length + 1)..];
    }

    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(
        string[] sources,
        bool inventory = false,
        IEnumerable<MetadataReference>? references = null,
        bool mustCompile = true,
        Dictionary<string, string>? config = null,
        string? models = null,
        string? only = null
    )
    {
        var compilation = Compile(sources, references ?? TestReferences.All);
        if (mustCompile)
            Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        if (inventory)
        {
            compilation = compilation.WithOptions(
                compilation.Options.WithSpecificDiagnosticOptions(
                    new Dictionary<string, ReportDiagnostic> { ["LLMH0001"] = ReportDiagnostic.Info }
                )
            );
        }

        var options = new AnalyzerOptions(models is null ? [] : [new PromptText("/llm-models.txt", models)], new TestConfig(config ?? []));
        var analysis = compilation.WithAnalyzers(
            [new LlmCallAnalyzer()],
            new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false
            )
        );
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(diagnostics.Where(d => d.Id == "AD0001").Select(d => d.GetMessage(null)));
        return
        [
            .. diagnostics
                .Where(d => only is null ? !Hints.Contains(d.Id) : d.Id == only)
                .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The facts of every call of a compilation of any kind.</summary>
    public static IEnumerable<string> Inventory(Compilation compilation)
    {
        var listed = compilation.WithOptions(
            compilation.Options.WithSpecificDiagnosticOptions(
                new Dictionary<string, ReportDiagnostic> { ["LLMH0001"] = ReportDiagnostic.Info }
            )
        );
        return listed
            .WithAnalyzers([new LlmCallAnalyzer()])
            .GetAnalyzerDiagnosticsAsync()
            .GetAwaiter()
            .GetResult()
            .Where(diagnostic => diagnostic.Id == "LLMH0001")
            .Select(diagnostic => diagnostic.GetMessage(null));
    }

    public static CSharpCompilation Compile(
        string[] sources,
        IEnumerable<MetadataReference> references,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary
    )
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = sources
            .Select((source, index) => CSharpSyntaxTree.ParseText(source, parse, $"Source{index}.cs"))
            .Append(CSharpSyntaxTree.ParseText(Usings, parse, "Usings.cs"));
        return CSharpCompilation.Create(
            "Tests",
            trees,
            references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
        );
    }

    private sealed class TestConfig(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        private readonly Values _values = new(values);

        public override AnalyzerConfigOptions GlobalOptions => _values;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
                values.TryGetValue(key, out value);
        }
    }
}
