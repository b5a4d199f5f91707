using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>The names that the templates of one prompt may use, and which of them they did use.</summary>
internal sealed class TemplateScope
{
    private const string This = "this";
    private const string AtIndex = "@index";

    private static readonly InputType s_index = new(InputKind.Int, IsList: false, Enum: null);

    private readonly Dictionary<string, PromptInput?> _inputs;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Stack<InputType?> _items = new();

    /// <param name="inputs">By name; null for one whose type could not be read, which is not reported again here.</param>
    public TemplateScope(Dictionary<string, PromptInput?> inputs) => _inputs = inputs;

    public static bool IsReserved(string name) => name is This or "else";

    public bool IsUsed(string input) => _used.Contains(input);

    /// <summary>Enters <c>#each</c>; a null type is one that is already reported as wrong.</summary>
    public void Enter(InputType? item) => _items.Push(item);

    public void Leave() => _items.Pop();

    public void Reset() => _items.Clear();

    /// <returns>The value; null when there is none, which has then been reported.</returns>
    public TemplateValue? Resolve(string name, int start, TemplateProblems problems)
    {
        var end = start + name.Length;
        if (name is This or AtIndex)
        {
            if (_items.Count == 0)
            {
                problems.Add(RuleIds.PromptUnknownVariable, start, end, $"'{name}' means something only inside {{{{#each}}}}. Use the name of an input here.");
                return null;
            }

            if (name == AtIndex) return new TemplateValue(ValueSource.Index, "", s_index, IsOptional: false);
            return _items.Peek() is { } item ? new TemplateValue(ValueSource.Item, "", item, IsOptional: false) : null;
        }

        if (_inputs.TryGetValue(name, out var input))
        {
            _used.Add(name);
            return input is null ? null : new TemplateValue(ValueSource.Input, input.PropertyName, input.Type, input.IsOptional);
        }

        var nearest = Suggestions.Nearest(name, Known());

        // The one slip would otherwise be told twice: as an unknown name and as an input that is never used.
        if (nearest is not null) _used.Add(nearest);
        var mend = nearest is not null ? $"Did you mean '{nearest}'?" : name[0] == '@' ? "Only '@index' is known." : "Declare it under 'inputs:'.";
        problems.Add(RuleIds.PromptUnknownVariable, start, end, $"'{name}' is not an input of this prompt. {mend}");
        return null;
    }

    private IEnumerable<string> Known() =>
        _items.Count > 0 ? _inputs.Keys.Concat([This, AtIndex]) : _inputs.Keys;
}
