using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>
/// The names that the templates of one prompt may use, and which of them they have used. Inside <c>#each</c>, a field of the current item,
/// or of an enclosing item, can be written without <c>this.</c>; an ambiguous name is an error.
/// </summary>
internal sealed class TemplateScope
{
    private const string This = "this";
    private const string AtIndex = "@index";
    private const string AtFirst = "@first";
    private const string AtLast = "@last";
    private const string AtRoot = "@root";

    private static readonly string[] s_itemNames = [This, AtIndex, AtFirst, AtLast];
    private static readonly InputType s_index = new(InputKind.Int, IsList: false, Enum: null);
    private static readonly InputType s_bool = new(InputKind.Bool, IsList: false, Enum: null);

    private readonly Dictionary<string, PromptInput?>? _inputs;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string>? _found;

    // The innermost item is the last.
    private readonly List<InputType?> _items = [];

    /// <param name="inputs">The inputs by name; null for an input whose type could not be read, which is not reported again here.</param>
    public TemplateScope(Dictionary<string, PromptInput?> inputs) => _inputs = inputs;

    /// <summary>True where the inputs are the parameters of a method, as messages name them.</summary>
    public bool IsOfMethod { get; init; }

    private TemplateScope() { }

    private TemplateScope(Dictionary<string, PromptInput?> inputs, List<string> found)
        : this(inputs) => _found = found;

    /// <summary>The scope of a prompt that declares no inputs: its names are collected, and each that is not known is a string.</summary>
    /// <param name="known">What is known of their types all the same.</param>
    /// <param name="found">Receives every name, in the order of its first use.</param>
    public static TemplateScope Collecting(IReadOnlyDictionary<string, PromptInput?> known, List<string> found) =>
        new(known.ToDictionary(static one => one.Key, static one => one.Value, StringComparer.Ordinal), found);

    /// <summary>The scope of a text whose prompt is not known: any name may be right.</summary>
    public static TemplateScope OfUnknownPrompt() => new();

    public static bool IsReserved(string name) => name is This or "else";

    public bool IsInput(string name) => _inputs is not null && _inputs.ContainsKey(name);

    public bool IsUsed(string input) => _used.Contains(input);

    /// <summary>Enters <c>#each</c>; the type is null if it has already been reported as wrong.</summary>
    public void Enter(InputType? item) => _items.Add(item);

    public void Leave() => _items.RemoveAt(_items.Count - 1);

    public void Reset() => _items.Clear();

    /// <param name="path">A name, or names joined by dots.</param>
    /// <returns>The value; null when there is none, which has then been reported.</returns>
    public TemplateValue? Resolve(string path, int start, TemplateProblems problems)
    {
        if (_inputs is null)
            return null;

        var names = path.IndexOf('.') < 0 ? [path] : path.Split('.');
        var next = 1;
        var at = start;
        if (names[0] == AtRoot)
        {
            if (names.Length == 1)
            {
                problems.Add(
                    RuleIds.PromptUnknownVariable,
                    start,
                    start + AtRoot.Length,
                    "'@root' needs the name of an input: {{@root.name}}."
                );
                return null;
            }

            at += AtRoot.Length + 1;
            next++;
        }

        var value =
            next == 2 ? Input(names[1], at, problems, isRoot: true)
            : names[0][0] == '@' || names[0] == This ? OfItem(names[0], at, problems)
            : Name(names[0], at, problems);
        at += names[next - 1].Length + 1;
        for (; next < names.Length && value is not null; next++)
        {
            value = Member(value, path.Substring(0, at - 1 - start), names[next], at, problems);
            at += names[next].Length + 1;
        }

        return value;
    }

    private TemplateValue? OfItem(string name, int start, TemplateProblems problems)
    {
        var end = start + name.Length;
        if (!s_itemNames.Contains(name))
        {
            var fix = Suggestions.Nearest(name, s_itemNames) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : "Known names are '@index', '@first', '@last' and '@root'.";
            problems.Add(RuleIds.PromptUnknownVariable, start, end, $"'{name}' is not known in templates. {fix}");
            return null;
        }

        if (_items.Count == 0)
        {
            problems.Add(
                RuleIds.PromptUnknownVariable,
                start,
                end,
                $"'{name}' can be used only inside {{{{#each}}}}. Use the name of an input here."
            );
            return null;
        }

        return name switch
        {
            AtIndex => new TemplateValue(ValueSource.Index, "", s_index, IsOptional: false),
            AtFirst => new TemplateValue(ValueSource.First, "", s_bool, IsOptional: false),
            AtLast => new TemplateValue(ValueSource.Last, "", s_bool, IsOptional: false),
            _ => _items[_items.Count - 1] is { } item ? new TemplateValue(ValueSource.Item, "", item, IsOptional: false) : null,
        };
    }

    // An input, or a field of an open item.
    private TemplateValue? Name(string name, int start, TemplateProblems problems)
    {
        List<int>? owners = null;
        for (var i = _items.Count - 1; i >= 0; i--)
            if (_items[i]?.Record is { } record && Has(record, name))
                (owners ??= []).Add(_items.Count - 1 - i);

        if (owners is null)
            return Input(name, start, problems, isRoot: false);

        var isInput = _inputs!.ContainsKey(name);
        if (owners.Count == 1 && !isInput)
        {
            var item = _items[_items.Count - 1 - owners[0]]!;
            return Member(
                new TemplateValue(ValueSource.Item, "", item, IsOptional: false) { Outward = owners[0] },
                This,
                name,
                start,
                problems
            );
        }

        if (isInput)
            _used.Add(name);
        var field = owners[0] == 0 ? $"Write {{{{this.{name}}}}} for the current item" : "Rename the field";
        problems.Add(
            RuleIds.PromptTemplateSyntax,
            start,
            start + name.Length,
            isInput
                ? $"'{name}' is an input and a field of an item here. {field}, or {{{{@root.{name}}}}} for the input."
                : $"'{name}' is a field of more than one item here. {field}, or rename one of the fields."
        );
        return null;
    }

    private TemplateValue? Input(string name, int start, TemplateProblems problems, bool isRoot)
    {
        if (_inputs!.TryGetValue(name, out var input))
        {
            _used.Add(name);
            if (_found is not null && !_found.Contains(name))
                _found.Add(name);
            return input is null ? null : new TemplateValue(ValueSource.Input, input.PropertyName, input.Type, input.IsOptional);
        }

        // It may be a field of an item whose type is unknown.
        if (!isRoot && _items.Contains(null))
            return null;

        if (_found is not null)
        {
            _found.Add(name);
            var text = new InputType(InputKind.String, IsList: false, Enum: null);
            _inputs.Add(name, new PromptInput(name, name, text, IsOptional: false, Default: null, Description: null));
            return new TemplateValue(ValueSource.Input, name, text, IsOptional: false);
        }

        var nearest = Suggestions.Nearest(name, isRoot ? _inputs.Keys : Known());

        // Otherwise one typo would be reported twice: as an unknown name and as an unused input.
        if (nearest is not null)
            _used.Add(nearest);
        var fix =
            nearest is not null ? $"Did you mean '{nearest}'?"
            : IsOfMethod ? "Add a parameter of that name."
            : "Declare it under 'inputs:'.";
        var missing = IsOfMethod ? "a parameter of this method" : "an input of this prompt";
        var isField = !isRoot && _items.Exists(static item => item?.Record is not null) ? ", nor a field of the current item" : "";
        problems.Add(RuleIds.PromptUnknownVariable, start, start + name.Length, $"'{name}' is not {missing}{isField}. {fix}");
        return null;
    }

    /// <summary>A field of a value; null when there is none, which has then been reported.</summary>
    /// <param name="path">The path to the value, for the message.</param>
    public static TemplateValue? Member(TemplateValue value, string path, string name, int start, TemplateProblems problems)
    {
        if (value.Type is { IsList: false, Record: { } record })
        {
            if (record.Fields.FirstOrDefault(field => field.Name == name) is { } field)
            {
                return value with
                {
                    Type = field.Type,
                    IsOptional = field.IsOptional,
                    Path = value.Path.Concat([new PathStep(field.PropertyName, value.IsOptional)]).ToEquatableArray(),
                };
            }

            if (record.Unreadable.Contains(name))
                return null;

            var fields = record.Fields.Select(static field => field.Name).ToArray();
            var fix =
                Suggestions.Nearest(name, fields) is { } nearest ? $"Did you mean '{nearest}'?"
                : fields.Length == 0 ? "Declare it."
                : $"It has {string.Join(", ", fields)}.";
            problems.Add(RuleIds.PromptUnknownVariable, start, start + name.Length, $"'{path}' has no field '{name}'. {fix}");
            return null;
        }

        problems.Add(
            RuleIds.PromptUnknownVariable,
            start,
            start + name.Length,
            value.Type.IsList
                ? $"'{path}' is a list and has no fields. Write {{{{#each {path}}}}} and name the field inside."
                : $"'{path}' has no fields: it is not a record. Remove '.{name}', or declare the fields."
        );
        return null;
    }

    private static bool Has(RecordType record, string name) =>
        record.Fields.Any(field => field.Name == name) || record.Unreadable.Contains(name);

    private IEnumerable<string> Known() =>
        _items.Count == 0
            ? _inputs!.Keys
            : _inputs!
                .Keys.Concat(_items.SelectMany(static item => item?.Record?.Fields ?? default).Select(static field => field.Name))
                .Concat(s_itemNames);
}
