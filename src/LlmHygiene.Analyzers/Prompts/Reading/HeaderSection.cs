using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Reads the keys that describe a prompt: <c>name</c>, <c>version</c>, <c>tier</c> and <c>namespace</c>.</summary>
internal static class HeaderSection
{
    private static readonly string[] s_tiers = ["small", "medium", "large"];

    /// <param name="top">The location to report a missing name at.</param>
    /// <returns>Null when there is no valid name, which has then been reported.</returns>
    public static string? ReadName(YamlMapping root, TextSpan top, ProblemList problems)
    {
        if (
            root.Find("name") is not { } entry
            || (entry.Value is YamlScalar { IsNull: true, Value.Length: > 0 } && problems.Includes(HygieneLevel.V0_2))
        )
        {
            problems.Add(
                RuleIds.PromptName,
                root.Find("name")?.ValueSpan ?? top,
                "The prompt has no name. Add a name, as in 'name: summarize-ticket'."
            );
            return null;
        }

        var name = (entry.Value as YamlScalar)?.Value ?? "";
        if (PromptNames.IsName(name))
            return name;
        problems.Add(RuleIds.PromptName, entry.ValueSpan, PromptNames.WhyNotAName(name));
        return null;
    }

    /// <param name="top">The location to report a missing version at.</param>
    /// <returns>Null when there is none, which has then been reported.</returns>
    public static SemanticVersion? ReadVersion(YamlMapping root, TextSpan top, ProblemList problems)
    {
        if (root.Find("version") is not { } entry)
        {
            problems.Add(RuleIds.PromptVersion, top, "The prompt has no version. Add 'version: 1.0.0'.");
            return null;
        }

        var text = (entry.Value as YamlScalar)?.Value ?? "";
        if (SemanticVersion.TryParse(text) is { } version)
            return version;
        problems.Add(RuleIds.PromptVersion, entry.ValueSpan, SemanticVersion.WhyNotAVersion(text));

        // The intended version is enough to generate the class, so that its callers do not get errors as well.
        return SemanticVersion.Guess(text);
    }

    public static Tier? ReadTier(Section section)
    {
        if (section.Mapping.Find("tier") is not { } entry)
            return null;
        var written = (entry.Value as YamlScalar)?.Value;
        var index = Array.IndexOf(s_tiers, written);
        if (index >= 0)
            return (Tier)index;
        var fix = Suggestions.Nearest(written ?? "", s_tiers) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Write small, medium or large.";
        section.Report(entry, $"This is not a tier. {fix}");
        return null;
    }

    /// <summary>Why the prompt must no longer be used; false says that it may.</summary>
    public static string? ReadDeprecated(Section section)
    {
        const string Key = "deprecated";
        const string Fix = "State why, and what to use instead.";
        if (section.Includes(HygieneLevel.V0_2) && section.Mapping.Find(Key) is { Value: YamlScalar { IsPlain: true } scalar } entry)
        {
            // Every way in which YAML has written them.
            switch (scalar.Value.ToLowerInvariant())
            {
                case "false" or "no" or "off" or "n":
                    return null;
                case "true" or "yes" or "on" or "y":
                    section.Report(entry, $"'{Key}' must be text. {Fix}");
                    return null;
            }
        }

        return section.Text(Key, Fix);
    }

    public static string? ReadNamespace(Section section)
    {
        var text = section.Text("namespace", "Write a C# namespace, as in 'Shop.Prompts'.");
        if (text is null || PromptNamespaces.IsValid(text))
            return text;
        section.Report(
            section.Mapping.Find("namespace")!,
            $"'{text}' is not a C# namespace. Write names joined by dots, as in 'Shop.Prompts'."
        );
        return null;
    }
}
