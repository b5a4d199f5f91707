using System.Collections.Immutable;
using System.Reflection;
using LlmHygiene.Analyzers.Rules.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Benchmarks;

/// <summary>The analyzers that are compared.</summary>
public enum Subject
{
    Empty,
    LlmHygiene,
    BannedApi,
}

/// <summary>Runs one analyzer over a compilation, as the compiler or an IDE does.</summary>
internal static class Analysis
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_banned = LoadBannedApiAnalyzers();

    // As many bans as a typical project has.
    private static readonly AdditionalText s_bans = new BannedSymbols(
        string.Concat(
            "T:System.Net.WebClient;Use HttpClient\n",
            "M:System.DateTime.get_Now;Use TimeProvider\n",
            "P:System.DateTime.Now;Use TimeProvider\n",
            "P:System.DateTime.UtcNow;Use TimeProvider\n",
            "M:System.Console.WriteLine(System.String);Use a logger\n",
            "T:System.Threading.Thread;Use Task\n",
            "N:System.Runtime.Remoting\n",
            "M:System.GC.Collect\n"
        )
    );

    public static CompilationWithAnalyzers Open(Compilation compilation, Subject subject, bool concurrent) =>
        compilation.WithAnalyzers(
            subject switch
            {
                Subject.Empty => [new EmptyAnalyzer()],
                Subject.LlmHygiene => [new LlmCallAnalyzer()],
                _ => s_banned,
            },
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(subject == Subject.BannedApi ? [s_bans] : []),
                onAnalyzerException: null,
                concurrent,
                logAnalyzerExecutionTime: false
            )
        );

    public static int Run(Compilation compilation, Subject subject, bool concurrent)
    {
        var diagnostics = Open(compilation, subject, concurrent).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return diagnostics.FirstOrDefault(d => d.Id == "AD0001") is { } thrown
            ? throw new InvalidOperationException(thrown.GetMessage(null))
            : diagnostics.Length;
    }

    /// <summary>Analyzes one document, as an IDE does after an edit.</summary>
    public static int RunDocument(Compilation compilation, SyntaxTree document, Subject subject) =>
        Open(compilation, subject, concurrent: true)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(document), null, CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Length;

    private static ImmutableArray<DiagnosticAnalyzer> LoadBannedApiAnalyzers()
    {
        var folder = typeof(Analysis)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "BannedApiAnalyzers")
            .Value!;
        var loader = new Loader(folder);
        var file = new AnalyzerFileReference(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"), loader);
        return
        [
            .. file.GetAnalyzers(LanguageNames.CSharp).Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == "RS0030")),
        ];
    }

    private sealed class Loader(string folder) : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath)
        {
            Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
            return Assembly.LoadFrom(fullPath);
        }
    }

    private sealed class BannedSymbols(string content) : AdditionalText
    {
        public override string Path => "BannedSymbols.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}

/// <summary>The time that the compiler itself needs to call an analyzer at every invocation.</summary>
#pragma warning disable RS1001, RS2008 // Run from here only, and released nowhere.
public sealed class EmptyAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "EMPTY",
        "Empty",
        "Empty",
        "Empty",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true
    );

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start => start.RegisterOperationAction(static _ => { }, OperationKind.Invocation));
    }
}
