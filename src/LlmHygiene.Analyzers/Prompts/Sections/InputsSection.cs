using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary><c>inputs:</c>: the names, and that each becomes a C# property of its own.</summary>
internal static class InputsSection
{
    public const string Key = "inputs";

    /// <returns>Every input by its name; null for one that is declared but cannot be used.</returns>
    public static Dictionary<string, PromptInput?> Read(YamlMapping root, SemanticVersion? version, ProblemList problems)
    {
        var inputs = new Dictionary<string, PromptInput?>(StringComparer.Ordinal);
        var section = root.Find(Key) is { Value: YamlScalar { IsNull: true } }
            ? null
            : Section.From(root.Find(Key), problems, RuleIds.PromptInputType, "For example, below it: 'ticket: string'.");
        if (section is null) return inputs;

        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in section.Mapping.Entries)
        {
            var property = NameProperty(entry, version, members, problems);
            var input = InputTypeReader.Read(entry, property ?? "", problems);
            inputs[entry.Name] = property is null ? null : input;
        }

        // An enum's type stands beside the properties, so its name must be free as well; all properties are known now.
        foreach (var entry in section.Mapping.Entries)
        {
            if (inputs[entry.Name]?.Type.Enum is not { } type || !members.TryGetValue(type.Name, out var other)) continue;
            problems.Add(RuleIds.PromptNameCollision, entry.Key.Span, $"The enum of '{entry.Name}' is named {type.Name} in C#, like the input '{other}'. Rename one of them.");
        }

        return inputs;
    }

    private static string? NameProperty(YamlEntry entry, SemanticVersion? version, Dictionary<string, string> members, ProblemList problems)
    {
        var name = entry.Name;
        if (!TemplateParser.IsName(name) || PromptNames.Property(name) is not { } property)
        {
            problems.Add(RuleIds.PromptNameCollision, entry.Key.Span, $"'{name}' cannot be a name in templates and C#. Begin with a letter and use letters, digits, '_' and '-'.");
            return null;
        }

        if (TemplateScope.IsReserved(name))
        {
            problems.Add(RuleIds.PromptNameCollision, entry.Key.Span, $"'{name}' has a meaning of its own in templates. Rename the input.");
            return null;
        }

        if (PromptNames.IsTaken(property, version))
        {
            problems.Add(RuleIds.PromptNameCollision, entry.Key.Span, $"'{name}' becomes {property} in C#, which every prompt class has already. Rename the input.");
            return null;
        }

        if (members.TryGetValue(property, out var other))
        {
            problems.Add(RuleIds.PromptNameCollision, entry.Key.Span, $"'{name}' and '{other}' both become {property} in C#. Rename one of them.");
            return null;
        }

        members.Add(property, name);
        return property;
    }
}
