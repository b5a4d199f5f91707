using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Reads named, typed fields, each of which becomes a C# property: the inputs of a prompt, the fields of a record.</summary>
/// <param name="isTaken">True for a C# name that the containing type already has.</param>
/// <param name="depth">How many records contain this one.</param>
/// <param name="readField">Reads one field for a C# property of the given name; null for the type language of prompt files.</param>
internal sealed class FieldsReader(
    FieldKind kind,
    Func<string, bool> isTaken,
    ProblemList problems,
    int depth,
    Func<YamlEntry, string, PromptInput?>? readField = null
)
{
    private Dictionary<string, string> _members = [];

    /// <returns>Every field by its name; null for one that is declared but cannot be used.</returns>
    public Dictionary<string, PromptInput?> Read(YamlMapping mapping)
    {
        _members = new Dictionary<string, string>(mapping.Entries.Count, StringComparer.Ordinal);
        var fields = new Dictionary<string, PromptInput?>(mapping.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var property = NameProperty(entry);
            var field = readField is null
                ? FieldTypeReader.Read(entry, property ?? "", kind, problems, depth)
                : readField(entry, property ?? "");
            fields[entry.Name] = property is null ? null : field;
        }

        // The type of an enum or a record is declared next to the properties, so its name must be free too. All properties are known by
        // now.
        Dictionary<string, string>? types = null;
        foreach (var entry in mapping.Entries)
        {
            if (fields[entry.Name]?.Type.TypeName is not { } type)
                continue;
            var isFree = false;
            if (_members.TryGetValue(type, out var other))
                problems.Add(
                    RuleIds.PromptNameCollision,
                    entry.Key.Span,
                    $"The type of '{entry.Name}' is named {type} in C#, like the {kind.Noun} '{other}'. Rename one of them."
                );
            else if (isTaken(type))
                problems.Add(
                    RuleIds.PromptNameCollision,
                    entry.Key.Span,
                    $"The type of '{entry.Name}' is named {type} in C#, which is already taken. Rename the {kind.Noun}."
                );
            else if (types is not null && types.TryGetValue(type, out var same))
                problems.Add(
                    RuleIds.PromptNameCollision,
                    entry.Key.Span,
                    $"The types of '{entry.Name}' and '{same}' are both named {type} in C#. Rename one of them."
                );
            else
                isFree = true;

            // The class of a broken file must not have two types with one name.
            if (isFree)
                (types ??= new(StringComparer.Ordinal)).Add(type, entry.Name);
            else
                fields[entry.Name] = null;
        }

        return fields;
    }

    private string? NameProperty(YamlEntry entry)
    {
        var name = entry.Name;
        if (PromptNames.Property(name) is not { } property || (kind.IsInTemplates && !TemplateParser.IsName(name)))
        {
            problems.Add(
                RuleIds.PromptNameCollision,
                entry.Key.Span,
                kind.IsInTemplates
                    ? $"'{name}' cannot be a name in templates and C#. Begin with a letter and use letters, digits, '_' and '-'."
                    : $"'{name}' cannot be converted to a C# name. Use letters or digits."
            );
            return null;
        }

        if (kind.IsInTemplates && TemplateScope.IsReserved(name))
        {
            problems.Add(
                RuleIds.PromptNameCollision,
                entry.Key.Span,
                $"'{name}' has a special meaning in templates. Rename the {kind.Noun}."
            );
            return null;
        }

        if (isTaken(property))
        {
            problems.Add(
                RuleIds.PromptNameCollision,
                entry.Key.Span,
                $"'{name}' becomes {property} in C#, which every prompt class already has. Rename the {kind.Noun}."
            );
            return null;
        }

        if (_members.TryGetValue(property, out var other))
        {
            problems.Add(
                RuleIds.PromptNameCollision,
                entry.Key.Span,
                $"'{name}' and '{other}' both become {property} in C#. Rename one of them."
            );
            return null;
        }

        _members.Add(property, name);
        return property;
    }
}
