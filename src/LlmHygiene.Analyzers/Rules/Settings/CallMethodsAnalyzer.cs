using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>
/// Reports what cannot be understood in <c>llmhygiene.call_methods</c>, once per compilation: an option has no location
/// in the source.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CallMethodsAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_callMethodsSyntax = Descriptors.Create(
        id: RuleIds.CallMethodsSyntax,
        title: "An entry of llmhygiene.call_methods cannot be understood",
        message: "llmhygiene.call_methods has {0}",
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Warning,
        description: "Calls of the methods that the entry names are not analyzed. The other entries still apply.",
        tags: WellKnownDiagnosticTags.CompilationEnd
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(s_callMethodsSyntax);

#pragma warning disable RS1013 // The base class decides that this is a start action.
    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var values = ValuesIn(context.Compilation, context.Options.AnalyzerConfigOptionsProvider);
        if (values.Count > 0)
            context.RegisterCompilationEndAction(end => Report(end, values));
    }
#pragma warning restore RS1013

    private static HashSet<string> ValuesIn(Compilation compilation, AnalyzerConfigOptionsProvider provider)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
            if (RuleOptions.CallMethods(provider, tree) is { } value)
                values.Add(value);
        return values;
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<string> values)
    {
        var lists = values.Select(CallMethodList.Parse).ToList();
        var problems = lists
            .SelectMany(list => list.Problems)
            .Concat(lists.SelectMany(list => list.Entries).Select(entry => Mismatch(entry, context.Compilation)).OfType<string>());
        foreach (var problem in problems.Distinct())
            context.ReportDiagnostic(Diagnostic.Create(s_callMethodsSyntax, Location.None, problem));
    }

    // A type that does not exist belongs to a library that this project does not use: several projects share the options.
    private static string? Mismatch(CallMethodEntry entry, Compilation compilation)
    {
        var types = CallMethodBinder.Types(entry, compilation);
        if (types.IsEmpty)
            return null;

        var methods = types.SelectMany(type => CallMethodBinder.Named(entry, type)).ToList();
        if (methods.Count == 0)
        {
            var known = types
                .SelectMany(type => type.GetMembers())
                .OfType<IMethodSymbol>()
                .Where(method => method.MethodKind == MethodKind.Ordinary)
                .Select(method => method.Name);
            return $"'{entry.Text}': '{entry.Type}' has no method '{entry.Method}'{DidYouMean(entry.Method, known)}";
        }

        var parameters = methods.SelectMany(method => method.Parameters).Select(parameter => parameter.Name).Distinct().ToList();
        var wrong = entry.Roles.Select(role => role.Parameter).FirstOrDefault(name => !parameters.Contains(name));
        return wrong is null ? null : $"'{entry.Text}': '{entry.Method}' has no parameter '{wrong}'{DidYouMean(wrong, parameters)}";
    }

    private static string DidYouMean(string name, IEnumerable<string> known) =>
        Suggestions.Nearest(name, known) is { } nearest ? $": did you mean '{nearest}'?" : "";
}
