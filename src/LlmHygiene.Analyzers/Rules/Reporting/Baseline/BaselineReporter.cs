using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>
/// Filters the diagnostics of one analyzer through the baseline, and reports entries that matched nothing at the end of the
/// compilation. Without a baseline it passes every diagnostic on.
/// </summary>
internal sealed class BaselineReporter
{
    public static readonly DiagnosticDescriptor Stale = Descriptors.Create(
        id: RuleIds.BaselineStale,
        title: "An entry of llmhygiene.baseline no longer occurs",
        message: "'{0}' no longer occurs: remove the line, or run 'llm-hygiene baseline --prune'",
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The baseline can only shrink: an entry for a fixed violation would hide the same violation when it comes back.",
        tags: WellKnownDiagnosticTags.CompilationEnd
    );

    /// <summary>Passes every diagnostic on.</summary>
    public static readonly BaselineReporter None = new(
        "",
        ImmutableArray<DiagnosticDescriptor>.Empty,
        file: null,
        baseline: null,
        areKeysRequested: false
    );

    private readonly string _kind;
    private readonly ImmutableArray<DiagnosticDescriptor> _rules;
    private readonly AdditionalText? _file;
    private readonly Baseline? _baseline;
    private readonly bool _areKeysRequested;
    private readonly BaselineAnchors _places = new();
    private readonly ConcurrentDictionary<string, bool> _met = new(StringComparer.Ordinal);

    private BaselineReporter(
        string kind,
        ImmutableArray<DiagnosticDescriptor> rules,
        AdditionalText? file,
        Baseline? baseline,
        bool areKeysRequested
    )
    {
        _kind = kind;
        _rules = rules;
        _file = file;
        _baseline = baseline;
        _areKeysRequested = areKeysRequested;
    }

    /// <summary>True when there is a baseline: otherwise a subject need not be computed.</summary>
    public bool IsActive => _baseline is not null;

    /// <param name="kind">One of <see cref="BaselineKinds"/>.</param>
    /// <param name="rules">The rules that the analyzer reports. No other analyzer has the same kind and one of these rules.</param>
#pragma warning disable RS1013 // The calling analyzer registers the other actions.
    public static BaselineReporter For(CompilationStartAnalysisContext start, string kind, ImmutableArray<DiagnosticDescriptor> rules)
#pragma warning restore RS1013
    {
        var areKeysRequested = BaselineKeys.AreRequested(start.Options);
        var file = BaselineFile.Find(start.Options.AdditionalFiles);
        var text = file?.GetText(start.CancellationToken);
        if (rules.IsDefaultOrEmpty || (text is null && !areKeysRequested))
            return None;
        var baseline = text is null ? Baseline.Empty : BaselineFile.Parse(text);
        var reporter = new BaselineReporter(kind, rules, file, baseline, areKeysRequested);
        start.RegisterCompilationEndAction(reporter.ReportStale);
        return reporter;
    }

    /// <param name="at">The call or the assignment that the diagnostic is about.</param>
    /// <param name="subject">
    /// Which part of it is wrong, where one call can have several violations; written to the baseline as it is.
    /// </param>
    public void Report(Diagnostic diagnostic, Action<Diagnostic> report, IOperation at, string? subject, CancellationToken cancellation)
    {
        if (!IsActive || !BaselineRules.CanHold(diagnostic.Id) || _places.Of(at, cancellation) is not { } place)
            report(diagnostic);
        else
            Pass(diagnostic, report, BaselineEntry.KeyOf(place.Member, diagnostic.Id, _kind, place.Name, subject, place.Ordinal));
    }

    /// <summary>Reports what several calls share, where it is written. An entry for one of the calls accepts it, too.</summary>
    /// <param name="at">Where it is written, or the first of the calls.</param>
    /// <param name="calls">Those that share it.</param>
    public void Report(
        Diagnostic diagnostic,
        Action<Diagnostic> report,
        IOperation at,
        IReadOnlyList<IOperation> calls,
        string? subject,
        CancellationToken cancellation
    )
    {
        var around = calls.FirstOrDefault(call => at.Syntax.IsWithin(call.Syntax));
        if (!IsActive || !BaselineRules.CanHold(diagnostic.Id) || KeyAt(around ?? at) is not { } own)
        {
            report(diagnostic);
            return;
        }

        var accepted = calls.Select(KeyAt).OfType<string>().Where(_baseline!.Contains).ToList();
        if (!_areKeysRequested)
            foreach (var key in accepted)
                _met[key] = true;
        Pass(diagnostic, report, accepted.Count > 0 && !_baseline.Contains(own) ? accepted[0] : own);

        string? KeyAt(IOperation operation) =>
            _places.Of(operation, cancellation) is { } place
                ? BaselineEntry.KeyOf(place.Member, diagnostic.Id, _kind, place.Name, subject, place.Ordinal)
                : null;
    }

    /// <param name="place">The prompt's name and version, or the path of its file relative to the project.</param>
    public void Report(Diagnostic diagnostic, Action<Diagnostic> report, string place, string? subject)
    {
        if (!IsActive || !BaselineRules.CanHold(diagnostic.Id))
            report(diagnostic);
        else
            Pass(diagnostic, report, BaselineEntry.KeyOf(place, diagnostic.Id, _kind, name: null, subject, ordinal: 0));
    }

    private void Pass(Diagnostic diagnostic, Action<Diagnostic> report, string key)
    {
        _met[key] = true;
        if (_areKeysRequested)
            report(BaselineKeys.With(diagnostic, key));
        else if (!_baseline!.Contains(key))
            report(diagnostic);
    }

    private void ReportStale(CompilationAnalysisContext context)
    {
        var check = new StaleCheck(context.Compilation, context.Options, _kind, _rules, context.CancellationToken);
        foreach (var line in _baseline!.Lines)
        {
            var entry = line.Entry;
            if (entry.Kind != _kind || _met.ContainsKey(entry.Key) || !check.CanTell(entry))
                continue;
            if (!_areKeysRequested && !check.IsForThisFramework(entry))
                continue;
            var location = Location.Create(_file!.Path, line.Span, line.LineSpan);
            context.ReportDiagnostic(Diagnostic.Create(Stale, location, BaselineKeys.PropertiesFor(entry.Key), entry.Key));
        }
    }
}
