using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>All partials of a project, compared by value: two sets with the same texts under the same names are equal.</summary>
internal sealed class PromptPartials : IEquatable<PromptPartials>
{
    public static readonly PromptPartials None = new([]);

    // Equal sets share the results for their partials, so that the generator and the rules check each partial once. An entry lives as long
    // as the text of the set's first partial. Everything in a set is a value or thread-safe.
    private static readonly ConditionalWeakTable<string, Shared> s_sets = new();

    private readonly EquatableArray<PromptPartial> _all;
    private readonly Dictionary<string, PromptPartial> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EquatableArray<string>> _includes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EquatableArray<PromptProblem>> _problems = new(StringComparer.Ordinal);

    private PromptPartials(IEnumerable<PromptPartial> partials)
    {
        _all = partials
            .OrderBy(static partial => partial.Name, StringComparer.Ordinal)
            .ThenBy(static partial => partial.Text, StringComparer.Ordinal)
            .ToEquatableArray();

        // The analyzer reports two files with one name. Which one is used only has to be deterministic.
        foreach (var partial in _all)
            if (!_byName.ContainsKey(partial.Name))
                _byName.Add(partial.Name, partial);
    }

    public IEnumerable<string> Names => _byName.Keys;

    public static PromptPartials From(IEnumerable<PromptPartial> partials)
    {
        var made = new PromptPartials(partials);
        if (made._all.Count == 0)
            return None;
        var shared = s_sets.GetOrCreateValue(made._all[0].Text);
        if (shared.Last is { } last && last.Equals(made))
            return last;
        return shared.Last = made;
    }

    /// <summary>The partials among the additional files of a project.</summary>
    public static PromptPartials From(
        IEnumerable<AdditionalText> files,
        AnalyzerConfigOptionsProvider options,
        CancellationToken cancellationToken = default
    )
    {
        var level = BuildProperties.Level(options.GlobalOptions);
        var found = new List<PromptPartial>();
        foreach (var file in files)
        {
            var own = options.GetOptions(file);
            if (PromptPaths.IsPartial(file, own) && file.GetText(cancellationToken) is { } text)
                found.Add(PromptPartial.Of(PromptPaths.PartialName(file, own, options.GlobalOptions), text, level));
        }

        return From(found);
    }

    public PromptPartial? Find(string name) => _byName.TryGetValue(name, out var partial) ? partial : null;

    /// <summary>The problems of a partial, whichever prompts include it.</summary>
    public EquatableArray<PromptProblem> ProblemsOf(PromptPartial partial) =>
        _byName.TryGetValue(partial.Name, out var known) && known.Equals(partial)
            ? _problems.GetOrAdd(partial.Name, _ => Check(partial))
            : Check(partial);

    /// <summary>The cycle from a partial back to itself, such as <c>a → b → a</c>; null when there is none.</summary>
    public string? Cycle(string from, string to)
    {
        // Breadth first, so that the shortest cycle is reported and each partial is visited once.
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [to] = from };
        var open = new Queue<string>();
        open.Enqueue(to);
        while (open.Count > 0)
        {
            var name = open.Dequeue();
            if (name == from)
                return Way(cameFrom, from, to);
            if (Find(name) is not { } partial)
                continue;
            foreach (var next in _includes.GetOrAdd(name, _ => TemplateParser.PartialsIn(partial)))
            {
                if (cameFrom.ContainsKey(next))
                    continue;
                cameFrom.Add(next, name);
                open.Enqueue(next);
            }
        }

        return null;
    }

    public bool Equals(PromptPartials? other) => other is not null && (ReferenceEquals(this, other) || _all.Equals(other._all));

    public override bool Equals(object? obj) => Equals(obj as PromptPartials);

    public override int GetHashCode() => _all.GetHashCode();

    private static string Way(Dictionary<string, string> cameFrom, string from, string to)
    {
        var way = new List<string> { from };
        var name = from;
        while (name != to)
        {
            name = cameFrom[name];
            way.Add(name);
        }

        if (way.Count > 1 || from == to)
            way.Add(from);
        way.Reverse();
        return string.Join(" → ", way);
    }

    private EquatableArray<PromptProblem> Check(PromptPartial partial)
    {
        var problems = new ProblemList(SourceText.From(partial.Text));
        problems.AddEncoding(partial.Encoding);
        var template = new TemplateProblems(
            (ruleId, start, end, message) => problems.Add(ruleId, TextSpan.FromBounds(start, end), message)
        );
        TemplateParser.Check(partial, new PartialInclusion(this), template);
        return problems.ToSorted();
    }

    private sealed class Shared
    {
        public volatile PromptPartials? Last;
    }
}
