using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>inputs:</c></summary>
internal static class InputsSection
{
    public const string Key = "inputs";

    /// <summary>
    /// The prompt with the inputs that it does not declare: without any <c>inputs:</c>, as in the files of GitHub Models, the variables
    /// of its messages are required strings.
    /// </summary>
    /// <param name="collect">Reads the messages in a scope.</param>
    public static YamlMapping WithUndeclared(YamlMapping root, Action<TemplateScope> collect)
    {
        if (root.Find(Key) is not null)
            return root;
        var names = new List<string>();
        collect(TemplateScope.Collecting(new Dictionary<string, PromptInput?>(), names));
        return names.Count == 0 ? root : With(root, names.Select(static name => (name, (YamlNode)Word("string"))), root.FirstKeySpan);
    }

    /// <param name="place">Where to report what is wrong with an input: it is written nowhere.</param>
    public static YamlMapping With(YamlMapping root, IEnumerable<(string Name, YamlNode Type)> inputs, TextSpan place)
    {
        var fields = inputs.Select(input => new YamlEntry(new YamlScalar(place, input.Name, ScalarStyle.Plain), input.Type)).ToArray();
        var entry = new YamlEntry(new YamlScalar(place, Key, ScalarStyle.Plain), new YamlMapping(place, fields));
        return new YamlMapping(root.Span, [.. root.Entries, entry]);
    }

    /// <summary>A type by its name in prompt files.</summary>
    public static YamlScalar Word(string type) => new(default, type, ScalarStyle.Plain);

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
