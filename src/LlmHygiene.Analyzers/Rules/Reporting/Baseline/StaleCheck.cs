using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>Decides whether an unmatched entry no longer occurs, or whether this compilation cannot tell.</summary>
internal sealed class StaleCheck(
    Compilation compilation,
    AnalyzerOptions options,
    string kind,
    ImmutableArray<DiagnosticDescriptor> rules,
    CancellationToken cancellation
)
{
    private readonly Dictionary<string, bool> _isOnSomewhere = new(StringComparer.Ordinal);
    private List<string>? _compiledOut;

    public bool IsForThisFramework(BaselineEntry entry) =>
        entry.Frameworks.Count == 0
        || (
            BuildProperties.TargetFramework(options.AnalyzerConfigOptionsProvider.GlobalOptions) is { } framework
            && entry.Frameworks.Contains(framework, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>False where the rule is off, and where a preprocessor directive leaves the call out of this build.</summary>
    public bool CanTell(BaselineEntry entry)
    {
        if (rules.FirstOrDefault(rule => rule.Id == entry.RuleId) is not { } rule)
            return false;
        if (kind is BaselineKinds.PromptFile or BaselineKinds.PromptMethod or BaselineKinds.Settings)
            return IsOnSomewhere(rule);
        return (
                BaselineAnchors.TypesOf(entry.Place, compilation) is { Count: > 0 } types
                    ? types.All(type => type.DeclaringSyntaxReferences.All(reference => IsOn(rule, reference.SyntaxTree)))
                    : IsOnSomewhere(rule)
            ) && !IsCompiledOut(entry.Detail.Split(' ')[0]);
    }

    private bool IsOnSomewhere(DiagnosticDescriptor rule)
    {
        if (!_isOnSomewhere.TryGetValue(rule.Id, out var isOn))
            _isOnSomewhere.Add(rule.Id, isOn = compilation.SyntaxTrees.Any(tree => IsOn(rule, tree)));
        return isOn;
    }

    private bool IsOn(DiagnosticDescriptor rule, SyntaxTree tree) => Severities.IsOn(rule, compilation, tree, cancellation);

    private bool IsCompiledOut(string name)
    {
        _compiledOut ??= compilation
            .SyntaxTrees.Select(tree => tree.GetRoot(cancellation))
            .Where(static root => root.ContainsDirectives)
            .SelectMany(static root => root.DescendantTrivia(static node => node.ContainsDirectives))
            .Where(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            .Select(static trivia => trivia.ToString())
            .ToList();
        return _compiledOut.Exists(text => text.Contains(name));
    }
}
