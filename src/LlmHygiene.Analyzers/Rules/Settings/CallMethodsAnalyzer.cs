using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>
/// Reports what cannot be understood in <c>llmhygiene.call_methods</c>, once per compilation: an option has no location
/// in the source.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CallMethodsAnalyzer : DiagnosticAnalyzer
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

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_callMethodsSyntax);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(static action =>
        {
            var provider = action.Options.AnalyzerConfigOptionsProvider;
            var values = action.Compilation.SyntaxTrees.Select(tree => RuleOptions.CallMethods(provider, tree)).OfType<string>().Distinct();
            var lists = values.Select(CallMethodList.Parse).ToList();
            var problems = lists
                .SelectMany(list => list.Problems)
                .Concat(lists.SelectMany(list => list.Entries).Select(entry => Mismatch(entry, action.Compilation)).OfType<string>());
            foreach (var problem in problems.Distinct())
                action.ReportDiagnostic(Diagnostic.Create(s_callMethodsSyntax, Location.None, problem));
        });
    }

    // A type that does not exist belongs to a library that this project does not use: options are shared.
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
