using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// The base class of all analyzers: it configures their execution, and provides the session of the compilation and the baseline. A derived
/// class lists its rules and registers its actions.
/// </summary>
public abstract class LlmAnalyzer : DiagnosticAnalyzer
{
    private ImmutableArray<DiagnosticDescriptor> _supported;

    // Cached, because the compiler asks often.
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        _supported.IsDefault ? _supported = BaselineKind is null ? Rules : Rules.Add(BaselineReporter.Stale) : _supported;

    /// <summary>Everything that the analyzer reports, except baseline entries that no longer occur.</summary>
    private protected abstract ImmutableArray<DiagnosticDescriptor> Rules { get; }

    /// <summary>One of <see cref="BaselineKinds"/>; null for an analyzer whose diagnostics are never in the baseline.</summary>
    private protected virtual string? BaselineKind => null;

    /// <summary>The rules that the baseline can hold. No other analyzer has the same kind and one of these rules.</summary>
    private protected virtual ImmutableArray<DiagnosticDescriptor> RulesInBaseline => Rules;

    /// <summary>Most rules are only about code that users wrote.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
            Start(
                start,
                CompilationSession.Of(start.Compilation, start.Options),
                BaselineKind is { } kind ? BaselineReporter.For(start, kind, RulesInBaseline) : BaselineReporter.None
            )
        );
    }

    /// <summary>Registers the actions that this compilation needs.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter);
}
