using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Runs the rule about raw HTTP calls over sources that must compile; <c>[|name|]</c> marks where it must report.</summary>
internal static class RawHttp
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Text;
        global using System.Text.Json;
        global using System.Text.Json.Nodes;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    /// <summary>The reports are at the marks of all sources, and nowhere else.</summary>
    public static async Task VerifyAsync(params string[] marked)
    {
        var files = marked.Select((text, index) => (Name: $"Source{index}.cs", Markup: text)).ToList();
        var expected = new List<string>();
        var sources = new List<string>();
        foreach (var (name, markup) in files)
        {
            Microsoft.CodeAnalysis.Testing.TestFileMarkupParser.GetSpans(markup, out var source, out ImmutableArray<TextSpan> spans);
            sources.Add(source);
            expected.AddRange(spans.Select(span => $"{name}: {source.Substring(span.Start, span.Length)} {span.Start}"));
        }

        var reported = (await DiagnosticsAsync(sources)).Where(diagnostic => diagnostic.Id == "LLMH3001");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            reported
                .Select(diagnostic =>
                    $"{diagnostic.Location.SourceTree!.FilePath}: {TextOf(diagnostic.Location)} {diagnostic.Location.SourceSpan.Start}"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>The inventory entry of the only call.</summary>
    public static async Task<string> EntryAsync(params string[] sources) =>
        Assert.Single(await DiagnosticsAsync(sources), diagnostic => diagnostic.Id == "LLMH0001").GetMessage(null);

    /// <param name="mustCompile">False for source that is broken on purpose.</param>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(
        IReadOnlyList<string> sources,
        bool mustCompile = true,
        string assembly = "Tests"
    )
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = sources
            .Append(Usings)
            .Select((source, index) => CSharpSyntaxTree.ParseText(SourceText.From(source), parse, $"Source{index}.cs"));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Annotations
        ).WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["LLMH0001"] = ReportDiagnostic.Info });
        var compilation = CSharpCompilation.Create(assembly, trees, TestReferences.All, options);
        if (mustCompile)
            Assert.Empty(
                compilation
                    .GetDiagnostics(TestContext.Current.CancellationToken)
                    .Where(d => d.Severity == DiagnosticSeverity.Error)
                    .Select(d => d.ToString())
            );
        var diagnostics = await compilation
            .WithAnalyzers([new RawHttpAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(d => d.Id == "AD0001").Select(d => d.GetMessage(null)));
        return diagnostics;
    }

    private static string TextOf(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
