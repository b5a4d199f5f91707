using System.Globalization;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The prompt that one call sends, as far as it is known: code may state only a version or only a name.</summary>
internal readonly record struct CallTag(string? Name, string? Version)
{
    // The keys that the analyzer accepts. Additional properties are compared case-insensitively.
    private static readonly string[] s_nameKeys = [LlmHygieneTelemetry.PromptNameKey, "prompt.name", "prompt_name", "promptName"];

    private static readonly string[] s_versionKeys =
    [
        LlmHygieneTelemetry.PromptVersionKey,
        "prompt.version",
        "prompt_version",
        "promptVersion",
    ];

    public bool IsEmpty => Name is null && Version is null;

    /// <summary>The tag that the options of a call carry.</summary>
    public static CallTag In(ChatOptions? options, string[] moreVersionKeys) =>
        options?.AdditionalProperties is { Count: > 0 } properties
            ? new(Text(properties, s_nameKeys), Text(properties, s_versionKeys) ?? Text(properties, moreVersionKeys))
            : default;

    /// <summary>The tag of the scope that the call is made in.</summary>
    public static CallTag OfScope() => PromptScope.Current is { } scope ? new(scope.Name, scope.Version) : default;

    /// <summary>Removes the tag from options that the caller may change.</summary>
    public static ChatOptions Removed(ChatOptions options, string[] moreVersionKeys)
    {
        if (options.AdditionalProperties is { } properties)
        {
            foreach (var key in s_nameKeys.Concat(s_versionKeys).Concat(moreVersionKeys))
                properties.Remove(key);
        }

        return options;
    }

    private static string? Text(AdditionalPropertiesDictionary properties, string[] keys)
    {
        foreach (var key in keys)
        {
            if (
                properties.TryGetValue(key, out var value)
                && (value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)) is { } text
                && !string.IsNullOrWhiteSpace(text)
            )
                return text;
        }

        return null;
    }
}
