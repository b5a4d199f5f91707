using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// The base class of analyzers of Razor files: the user wrote parts of them, but the files are generated. They are separate analyzers
/// because an analyzer decides once whether it analyzes generated code.
/// </summary>
internal abstract class RazorAnalyzer : LlmAnalyzer
{
    private protected sealed override string BaselineKind => BaselineKinds.Razor;

    private protected sealed override GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected sealed override void Start(
        CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        if (session.Catalog.HasCalls && context.Compilation.SyntaxTrees.Any(RazorFiles.IsRazor))
            StartRazor(context, session, reporter);
    }

    /// <summary>Registers the actions for a project that has Razor files and calls.</summary>
    private protected abstract void StartRazor(
        CompilationStartAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    );

    /// <summary>
    /// True for a file that this analyzer handles. Where a project says that its Razor files are not generated, the analyzer of C# does.
    /// </summary>
    private protected static bool Handles(SyntaxTree tree, bool isGenerated) => isGenerated && RazorFiles.IsRazor(tree);
}
