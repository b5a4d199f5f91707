using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Analysis;

/// <summary>How a project is looked at.</summary>
/// <param name="WithInventory">LLMH0001 is on, whatever the project says of it.</param>
/// <param name="IgnoreBaseline">What is in the baseline is reported like the rest.</param>
internal sealed record AnalysisSettings(bool WithInventory = false, bool IgnoreBaseline = false)
{
    /// <summary>What the other projects that are looked at compile to.</summary>
    public ProjectOutputs Outputs { get; init; } = ProjectOutputs.None;

    /// <summary>Do without references that are not built; the compiler's errors tell what is missing.</summary>
    public bool MayMissReferences { get; init; }
}

/// <summary>What the rules say of a project in one framework.</summary>
/// <param name="Compilation">With what the source generators wrote.</param>
/// <param name="Diagnostics">What a build would print of LlmHygiene's rules, each with the severity that the project gives it, in the order of files and lines.</param>
/// <param name="CompileErrors">The compiler's own errors: with them the rules have seen a part of the code only.</param>
/// <param name="Recorder">The baseline's lines for what was found; null unless the baseline was ignored.</param>
internal sealed record ProjectAnalysisResult(
    LoadedProject Project,
    Compilation Compilation,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<Diagnostic> CompileErrors,
    BaselineRecorder? Recorder
)
{
    /// <summary>What kept source generators of the project from writing their part of the code.</summary>
    public ImmutableArray<string> GeneratorFailures { get; init; } = [];
}

/// <summary>Runs LlmHygiene's rules over a project as the compiler does: with its options, its severities and its source generators.</summary>
internal static class ProjectAnalysis
{
    private static readonly Type[] s_types = typeof(LlmCallAnalyzer).Assembly.GetTypes();

    public static async Task<ProjectAnalysisResult> RunAsync(
        LoadedProject project,
        AnalysisSettings settings,
        CancellationToken cancellationToken
    )
    {
        var baseline = BaselineFile.Find(project.AdditionalFiles);
        var recorder = settings.IgnoreBaseline ? new BaselineRecorder(baseline) : null;
        var files = recorder is null ? project.AdditionalFiles : project.AdditionalFiles.RemoveAll(BaselineFile.IsBaseline).Add(recorder);
        if (!settings.MayMissReferences && settings.Outputs.Missing(project).FirstOrDefault() is { } missing)
            throw new BadInputException(
                $"'{project.Path}' refers to '{missing}', which is not built yet. Run 'dotnet build -p:RunAnalyzers=false' first."
            );
        var severities = settings.WithInventory ? new WithInventory(project.Options.Severities) : project.Options.Severities;
        var (compilation, failures) = ProjectCompilation.Create(project, severities, files, settings.Outputs, cancellationToken);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files, project.Options),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false
        );

        var all = await new CompilationWithAnalyzers(compilation, Analyzers(), options)
            .GetAllDiagnosticsAsync(cancellationToken)
            .ConfigureAwait(false);
        if (all.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } crash)
            throw new BadInputException(
                $"A rule failed in '{project.Path}'. Please report it with this: {crash.GetMessage(CultureInfo.InvariantCulture)}"
            );
        return new ProjectAnalysisResult(
            project,
            compilation,
            [
                .. all.Where(static diagnostic => IsOurs(diagnostic) && !diagnostic.IsSuppressed)
                    .OrderBy(static diagnostic => diagnostic, s_order),
            ],
            // A warning that the project makes an error does not keep the code from being understood.
            [
                .. all.Where(static diagnostic =>
                    diagnostic.DefaultSeverity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
                ),
            ],
            recorder
        )
        {
            GeneratorFailures = failures,
        };
    }

    /// <summary>All analyzers with rules, each made anew.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
        [
            .. s_types
                .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("LLMH", StringComparison.Ordinal);

    private static readonly IComparer<Diagnostic> s_order = Comparer<Diagnostic>.Create(
        static (left, right) =>
        {
            var (one, other) = (left.Location.GetMappedLineSpan(), right.Location.GetMappedLineSpan());
            var order = string.CompareOrdinal(one.Path, other.Path);
            if (order == 0)
                order = one.StartLinePosition.CompareTo(other.StartLinePosition);
            return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
        }
    );

    /// <summary>The inventory is on in every file.</summary>
    private sealed class WithInventory(SyntaxTreeOptionsProvider project) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            project.IsGenerated(tree, cancellationToken);

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        )
        {
            severity = ReportDiagnostic.Info;
            return diagnosticId == RuleIds.CallInventory
                || project.TryGetDiagnosticValue(tree, diagnosticId, cancellationToken, out severity);
        }

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        )
        {
            severity = ReportDiagnostic.Info;
            return diagnosticId == RuleIds.CallInventory
                || project.TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);
        }
    }
}
