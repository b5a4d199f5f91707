using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Compiles and analyzes the code of all tests with one set of usings, references and suppressed diagnostics.</summary>
internal static class TestCode
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

    private const string HttpUsings = """
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

    /// <summary>The SDKs mark some of their types as experimental.</summary>
    private static readonly string[] s_experimental = ["OPENAI001", "OPENAI002", "MEAI001", "SCME0001", "EXTEXP0001"];

    /// <summary>The global usings for the code that an analyzer looks at.</summary>
    public static string UsingsFor<TAnalyzer>() =>
        typeof(TAnalyzer) == typeof(RawHttpAnalyzer) ? HttpUsings
        : typeof(TAnalyzer) == typeof(TelemetryAnalyzer) ? Usings + "global using Microsoft.Extensions.DependencyInjection;"
        : Usings;

    public static CSharpCompilation Compile(
        string[] sources,
        IEnumerable<MetadataReference> references,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary
    ) => CompileFiles(sources.Select((source, index) => ($"Source{index}.cs", source)), references, kind);

    public static CSharpCompilation CompileFiles(
        IEnumerable<(string Path, string Text)> files,
        IEnumerable<MetadataReference> references,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        string usings = Usings,
        params IEnumerable<string> symbols
    )
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: symbols);
        return SharedCompilation
            .Of("Tests", references, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
            .AddSyntaxTrees([
                .. files.Append(("Usings.cs", usings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, parse, file.Item1)),
            ]);
    }

    /// <summary>The same with the inventory of calls, which is off by default.</summary>
    public static T WithInventory<T>(this T compilation)
        where T : Compilation =>
        (T)compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("LLMH0001", ReportDiagnostic.Info)]));

    public static void MustCompile(Compilation compilation) =>
        Assert.Empty(
            compilation
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString())
        );

    /// <summary>The diagnostics of the analyzers; an analyzer that throws fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        AnalyzerOptions? options = null,
        bool reportSuppressed = false
    )
    {
        var analysis = new CompilationWithAnalyzers(
            compilation,
            analyzers,
            new CompilationWithAnalyzersOptions(
                options ?? new AnalyzerOptions([]),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: reportSuppressed
            )
        );
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        // The whole message: it has the stack.
        var crashes = diagnostics.Where(static diagnostic => diagnostic.Id == "AD0001").ToList();
        Assert.True(crashes.Count == 0, string.Join('\n', crashes.Select(static crash => crash.GetMessage(null))));
        return diagnostics;
    }

    /// <summary>Prepares a test with markup: the framework and the SDKs, without warnings about their experimental types.</summary>
    public static void Prepare(AnalyzerTest<DefaultVerifier> test, IEnumerable<MetadataReference>? references = null)
    {
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.DisabledDiagnostics.AddRange(s_experimental);
        test.TestState.AdditionalReferences.AddRange(references ?? TestReferences.All);
        // Most tests are libraries, where the rule only suggests: the markup stands for its default.
        test.SolutionTransforms.Add(
            (solution, id) =>
                solution.GetProject(id)!.CompilationOptions is { } options && !test.DisabledDiagnostics.Contains("LLMH1002")
                    ? solution.WithProjectCompilationOptions(
                        id,
                        options.WithSpecificDiagnosticOptions(options.SpecificDiagnosticOptions.SetItem("LLMH1002", ReportDiagnostic.Warn))
                    )
                    : solution
        );
    }
}

/// <summary>Options by key, as they come from <c>.editorconfig</c> or the build.</summary>
internal sealed class TestOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
{
    public static readonly TestOptions None = new(ImmutableDictionary<string, string>.Empty);

    public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
        values.TryGetValue(key, out value);
}
