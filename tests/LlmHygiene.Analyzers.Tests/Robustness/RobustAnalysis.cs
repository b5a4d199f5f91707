using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Runs the call rules over any source; fails when a rule throws or hangs.</summary>
internal static class RobustAnalysis
{
    /// <summary>The files as one project, in the order given, with the inventory on.</summary>
    public static CSharpCompilation Compile(params IEnumerable<(string Path, string Text)> files)
    {
        var list = files.ToList();
        var isProgram = list.Any(file =>
            CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement)
        );
        var kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return TestCode.CompileFiles(list, TestReferences.All, kind).WithInventory();
    }

    public static CSharpCompilation Compile(string source) => Compile(("Source.cs", source));

    /// <summary>All diagnostics of the project, as text that can be compared.</summary>
    public static string[] Report(Compilation compilation, bool concurrent = true) =>
        Run(compilation, concurrent, (analysis, cancellation) => analysis.GetAnalyzerDiagnosticsAsync(cancellation));

    /// <summary>The same, requested document by document, as in an IDE.</summary>
    public static string[] ReportByDocument(Compilation compilation) =>
        Run(
            compilation,
            concurrent: true,
            async (analysis, cancellation) =>
            {
                var found = new List<Diagnostic>();
                foreach (var tree in compilation.SyntaxTrees)
                    found.AddRange(
                        await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, cancellation)
                    );
                return [.. found];
            }
        );

    private static string[] Run(
        Compilation compilation,
        bool concurrent,
        Func<CompilationWithAnalyzers, CancellationToken, Task<System.Collections.Immutable.ImmutableArray<Diagnostic>>> ask
    )
    {
        using var hang = new CancellationTokenSource(HangDetection.Longest);
        var analysis = compilation.WithAnalyzers(
            [new LlmCallAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: null,
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: false
            )
        );
        var diagnostics = ask(analysis, hang.Token).GetAwaiter().GetResult();
        Assert.Empty(diagnostics.Where(d => d.Id == "AD0001").Select(d => d.GetMessage(null)));
        return [.. diagnostics.Select(Text).Order(StringComparer.Ordinal)];
    }

    private static string Text(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {Place(diagnostic.Location)} {diagnostic.GetMessage(null)} "
        + $"[{string.Join(' ', diagnostic.AdditionalLocations.Select(Place))}]";

    private static string Place(Location location) => $"{location.SourceTree?.FilePath}{location.SourceSpan}";
}
