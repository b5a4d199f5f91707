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

/// <summary>How a project is analyzed.</summary>
/// <param name="WithInventory">LLMH0001 is enabled, whatever its severity in the project.</param>
/// <param name="WithBaselineKeys">Violations in the baseline are reported like the others, and all have their keys.</param>
internal sealed record AnalysisSettings(bool WithInventory = false, bool WithBaselineKeys = false)
{
    /// <summary>The outputs of the other analyzed projects.</summary>
    public ProjectOutputs Outputs { get; init; } = ProjectOutputs.None;

    /// <summary>Analyze without references that are not built; the errors of the compiler show what is missing.</summary>
    public bool MayMissReferences { get; init; }
}

/// <summary>The result of the rules for a project in one target framework.</summary>
/// <param name="Compilation">With the generated code.</param>
/// <param name="Diagnostics">The violations that a build reports, with the severities of the project, by file and line.</param>
/// <param name="CompileErrors">The errors of the compiler. With errors, the rules may have missed parts of the code.</param>
internal sealed record ProjectAnalysisResult(
    LoadedProject Project,
    Compilation Compilation,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<Diagnostic> CompileErrors
)
{
    /// <summary>The keys of all violations, also of those that a build does not report. Only if keys were requested.</summary>
    public IReadOnlySet<string> BaselineKeys { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>The keys of the baseline's entries that no longer occur here. Only if keys were requested.</summary>
    public IReadOnlySet<string> StaleKeys { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Why source generators of the project did not generate their code.</summary>
    public ImmutableArray<string> GeneratorFailures { get; init; } = [];
}

/// <summary>Runs LlmHygiene's rules on a project as the compiler does, with its options, severities and source generators.</summary>
internal static class ProjectAnalysis
{
    private static readonly Type[] s_types = typeof(LlmCallAnalyzer).Assembly.GetTypes();

    public static async Task<ProjectAnalysisResult> RunAsync(
        LoadedProject project,
        AnalysisSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (!settings.MayMissReferences && settings.Outputs.Missing(project).FirstOrDefault() is { } missing)
            throw new BadInputException(
                $"'{project.Path}' refers to '{missing}', which is not built yet. Run 'dotnet build -p:RunAnalyzers=false' first."
            );
        var files = Files(project, settings);
        var (compilation, failures) = ProjectCompilation.Create(
            project,
            Severities(project, settings),
            files,
            settings.Outputs,
            cancellationToken
        );
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files, settings.WithBaselineKeys ? new BaselineKeyOptions(project.Options) : project.Options),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: settings.WithBaselineKeys
        );

        var all = await new CompilationWithAnalyzers(WithoutNoWarn(compilation, settings), Analyzers(), options)
            .GetAllDiagnosticsAsync(cancellationToken)
            .ConfigureAwait(false);
        if (all.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } crash)
            throw new BadInputException(
                $"A rule failed in '{project.Path}'. Please report this message: {crash.GetMessage(CultureInfo.InvariantCulture)}"
            );
        var ours = all.Where(IsOurs).ToArray();
        return new ProjectAnalysisResult(
            project,
            compilation,
            [
                .. ours.Where(diagnostic => !diagnostic.IsSuppressed && !(settings.WithBaselineKeys && IsStale(diagnostic)))
                    .OrderBy(static diagnostic => diagnostic, s_order),
            ],
            // Not the warnings that the project makes errors: they do not hide any code from the rules.
            [
                .. all.Where(static diagnostic =>
                    diagnostic.DefaultSeverity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
                ),
            ]
        )
        {
            BaselineKeys = Keys(ours.Where(static diagnostic => !IsStale(diagnostic))),
            StaleKeys = Keys(ours.Where(IsStale)),
            GeneratorFailures = failures,
        };
    }

    /// <summary>New instances of all analyzers.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
        [
            .. s_types
                .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

    // A second baseline is not read, and its warning does not concern the keys.
    private static ImmutableArray<AdditionalText> Files(LoadedProject project, AnalysisSettings settings) =>
        settings.WithBaselineKeys && BaselineFile.Find(project.AdditionalFiles) is { } baseline
            ? project.AdditionalFiles.RemoveAll(BaselineFile.IsBaseline).Add(baseline)
            : project.AdditionalFiles;

    // The keys of stale entries are needed even if the project turns LLMH0002 off.
    private static SyntaxTreeOptionsProvider Severities(LoadedProject project, AnalysisSettings settings)
    {
        var severities = project.Options.Severities;
        if (settings.WithInventory)
            severities = new ForcedSeverity(severities, RuleIds.CallInventory, ReportDiagnostic.Info);
        return settings.WithBaselineKeys ? new ForcedSeverity(severities, RuleIds.BaselineStale, ReportDiagnostic.Error) : severities;
    }

    // NoWarn takes precedence over severities.
    private static Compilation WithoutNoWarn(Compilation compilation, AnalysisSettings settings)
    {
        var specific = compilation.Options.SpecificDiagnosticOptions;
        if (settings.WithInventory)
            specific = specific.Remove(RuleIds.CallInventory);
        if (settings.WithBaselineKeys)
            specific = specific.Remove(RuleIds.BaselineStale);
        return specific == compilation.Options.SpecificDiagnosticOptions
            ? compilation
            : compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(specific));
    }

    private static bool IsStale(Diagnostic diagnostic) => diagnostic.Id == RuleIds.BaselineStale;

    private static IReadOnlySet<string> Keys(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(BaselineKeys.Of).OfType<string>().ToHashSet(StringComparer.Ordinal);

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
}
