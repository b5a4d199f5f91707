using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>inputs:</c></summary>
internal static class InputsSection
{
    public const string Key = "inputs";

    /// <returns>Every input by its name; null for one that is declared but cannot be used.</returns>
    public static Dictionary<string, PromptInput?> Read(YamlMapping root, SemanticVersion? version, ProblemList problems)
    {
        var section = root.Find(Key) is { Value: YamlScalar { IsNull: true } }
            ? null
            : Section.From(root.Find(Key), problems, RuleIds.PromptInputType, "For example, below it: 'ticket: string'.");
        return section is null
            ? new Dictionary<string, PromptInput?>(StringComparer.Ordinal)
            : new FieldsReader(FieldKind.Input, name => PromptNames.IsTaken(name, version), problems, depth: 0).Read(section.Mapping);
    }
}
