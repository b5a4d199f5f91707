using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>
/// The values in scope at a position of a template, in addition to the inputs: loop variables, and the contexts of sections.
/// </summary>
internal sealed class PromptyContext(TemplateScope scope, TemplateProblems problems)
{
    private readonly List<Entry> _open = [];
    private int _loops;

    public bool IsInLoop => _loops > 0;

    /// <summary>Enters a loop; null for an unknown list, which has been reported.</summary>
    public void EnterLoop(string name, TemplateValue? list)
    {
        _loops++;
        _open.Add(
            new Entry(
                name,
                list is null ? null : new TemplateValue(ValueSource.Item, "", list.Type.Item, IsOptional: false),
                _loops,
                IsLoop: true
            )
        );
    }

    /// <summary>Enters a section that is not a loop.</summary>
    public void Enter(TemplateValue? value) => _open.Add(new Entry("", value, _loops, IsLoop: false));

    /// <summary>Enters an inverted section, which has no value of its own.</summary>
    public void EnterNothing() => _open.Add(new Entry("", null, _loops, IsLoop: false) { IsNothing = true });

    public void Leave()
    {
        if (_open[_open.Count - 1].IsLoop)
            _loops--;
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>The innermost value; null when it is unknown.</summary>
    public TemplateValue? Current => _open.FindLast(static entry => !entry.IsNothing) is { } entry ? FromHere(entry) : null;

    /// <summary>True when only the inputs are in scope.</summary>
    public bool IsAtRoot => _open.TrueForAll(static entry => entry.IsNothing);

    /// <summary>The value of a field of 'loop'; null when the field is not supported.</summary>
    /// <param name="field">The field, such as <c>.index0</c>.</param>
    public static TemplateValue? OfLoop(string field)
    {
        ValueSource? source = field switch
        {
            ".index0" => ValueSource.Index,
            ".first" => ValueSource.First,
            ".last" => ValueSource.Last,
            _ => null,
        };
        return source is { } known
            ? new TemplateValue(
                known,
                "",
                new InputType(known == ValueSource.Index ? InputKind.Int : InputKind.Bool, IsList: false, Enum: null),
                IsOptional: false
            )
            : null;
    }

    /// <summary>Resolves a path that starts with a loop variable or an input, as in Jinja2.</summary>
    public TemplateValue? ResolveVariable(string path, int start)
    {
        var names = path.Split('.');
        for (var i = _open.Count - 1; i >= 0; i--)
            if (_open[i].Name == names[0])
                return Members(FromHere(_open[i]), names, 1, start);
        return Members(scope.Resolve(names[0], start, problems), names, 1, start);
    }

    /// <summary>Resolves a path whose first name is looked up in the contexts from the innermost outwards, as in Mustache.</summary>
    public TemplateValue? ResolveInContexts(string path, int start)
    {
        var names = path.Split('.');
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].IsNothing)
                continue;
            if (_open[i].Value is not { } value)
            {
                // It may be a field of an unknown value.
                if (!scope.IsInput(names[0]))
                    return null;
                continue;
            }

            if (
                value.Type is { IsList: false, Record: { } record }
                && (record.Fields.Any(field => field.Name == names[0]) || record.Unreadable.Contains(names[0]))
            )
                return Members(FromHere(_open[i]), names, 0, start);
        }

        return Members(scope.Resolve(names[0], start, problems), names, 1, start);
    }

    private TemplateValue? Members(TemplateValue? value, string[] names, int next, int start)
    {
        var at = start + names.Take(next).Sum(static name => name.Length + 1);
        for (; next < names.Length && value is not null; next++)
        {
            var owner = next == 0 ? "the item" : string.Join(".", names.Take(next));
            if (value.Type.IsList)
            {
                problems.Add(
                    RuleIds.PromptUnknownVariable,
                    at,
                    at + names[next].Length,
                    $"'{owner}' is a list and has no fields. Name the field inside a loop over it."
                );
                return null;
            }

            value = TemplateScope.Member(value, owner, names[next], at, problems);
            at += names[next].Length + 1;
        }

        return value;
    }

    // An item of an outer loop is addressed relative to this one.
    private TemplateValue? FromHere(Entry entry) =>
        entry.Value is { Source: ValueSource.Item } item ? item with { Outward = item.Outward + _loops - entry.Loops } : entry.Value;

    private sealed record Entry(string Name, TemplateValue? Value, int Loops, bool IsLoop)
    {
        public bool IsNothing { get; init; }
    }
}
