using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHygiene;

/// <summary>Reads a plan. Every mistake is an exception that names the path and how to fix it.</summary>
internal static class RolloutPlanReader
{
    public const string Default = "Default";
    public const string Versions = "Versions";
    public const string Percent = "Percent";
    public const string Endpoints = "Endpoints";

    // Shares such as 33.3 add up with a rounding error.
    private const double Rounding = 1e-9;

    /// <exception cref="PromptRolloutException">Part of the section cannot be understood.</exception>
    public static RolloutPlan Read(IConfiguration section)
    {
        var prompts = new Dictionary<string, PromptPlan>(StringComparer.OrdinalIgnoreCase);
        foreach (var prompt in section.GetChildren())
            prompts[prompt.Key] = ReadPrompt(prompt);
        return new RolloutPlan(prompts);
    }

    private static PromptPlan ReadPrompt(IConfigurationSection prompt)
    {
        string? defaultVersion = null;
        var versions = new List<VersionPlan>();
        foreach (var part in Parts(prompt, "{ \"Versions\": { \"1.3.0\": { \"Percent\": 5 } } }", Default, Versions))
        {
            if (Is(part, Default))
                defaultVersion = ReadVersion(part, part.Value);
            else
                versions.AddRange(Parts(part, "{ \"1.3.0\": { \"Percent\": 5 } }").Select(ReadVersionPlan));
        }

        Check(prompt, versions);
        return new PromptPlan(prompt.Path, defaultVersion, versions);
    }

    private static VersionPlan ReadVersionPlan(IConfigurationSection version)
    {
        const string Example = "{ \"Percent\": 5 } or { \"Endpoints\": [ \"/beta\" ] }";

        ReadVersion(version, version.Key);
        double? share = null;
        IReadOnlyList<string> endpoints = [];
        foreach (var part in Parts(version, Example, Percent, Endpoints))
        {
            if (Is(part, Percent))
                share = ReadPercent(part);
            else
                endpoints = ReadEndpoints(part);
        }

        if (share is null && endpoints.Count == 0)
            throw Wrong(version, "specifies neither a share nor endpoints.", $"Write {Example}.");
        return new VersionPlan(version.Path, version.Key, share ?? 1, endpoints);
    }

    private static double ReadPercent(IConfigurationSection part) =>
        double.TryParse(part.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent / 100
            : throw Wrong(part, $"is '{part.Value}', which is not a share.", "Write a number from 0 to 100, as in 5 or 0.5.");

    private static IReadOnlyList<string> ReadEndpoints(IConfigurationSection part)
    {
        var patterns = part.GetChildren().Select(static item => item.Value ?? "").ToArray();
        if (patterns.Length == 0 && part.Value is { Length: > 0 } one)
            patterns = [one];
        return patterns.Length > 0 && !patterns.Any(string.IsNullOrWhiteSpace)
            ? patterns
            : throw Wrong(part, "names no endpoint.", "Write a list of names, as in [ \"/beta\", \"/admin/*\" ], or remove the key.");
    }

    private static string ReadVersion(IConfigurationSection place, string? text)
    {
        var numbers = (text ?? "").Split('+')[0].Split(['-'], 2)[0].Split('.');
        return numbers.Length == 3 && numbers.All(static number => number.Length > 0 && number.All(static c => c is >= '0' and <= '9'))
            ? text!
            : throw Wrong(
                place,
                $"'{text}' is not a version.",
                "Write the version as the prompt file does, as in '1.3.0' or '1.3.0-beta.1'."
            );
    }

    private static void Check(IConfigurationSection prompt, IReadOnlyList<VersionPlan> versions)
    {
        // Each major version is a rollout of its own.
        foreach (var major in versions.GroupBy(static version => version.Version.Split('.')[0]))
        {
            CheckSum(prompt, major.Where(static version => version.Endpoints.Count == 0), "");
            foreach (var endpoint in major.SelectMany(static version => version.Endpoints).Distinct(StringComparer.OrdinalIgnoreCase))
                CheckSum(
                    prompt,
                    major.Where(version => version.Endpoints.Contains(endpoint, StringComparer.OrdinalIgnoreCase)),
                    $" for '{endpoint}'"
                );
        }
    }

    private static void CheckSum(IConfigurationSection prompt, IEnumerable<VersionPlan> versions, string where)
    {
        var percent = versions.Sum(static version => version.Share) * 100;
        if (percent > 100 + Rounding)
            throw Wrong(
                prompt,
                string.Format(CultureInfo.InvariantCulture, "The shares{0} add up to {1:0.###} percent.", where, percent),
                "Lower them to at most 100; the remaining calls use the default version."
            );
    }

    private static IEnumerable<IConfigurationSection> Parts(IConfigurationSection section, string example, params string[] known)
    {
        if (section.Value is { Length: > 0 } value)
            throw Wrong(section, $"is the text '{value}'.", $"Write {example}.");

        foreach (var part in section.GetChildren())
        {
            if (known.Length > 0 && !known.Any(name => Is(part, name)))
                throw Wrong(part, "is not a known key.", $"Known keys are: {string.Join(", ", known)}.");
            yield return part;
        }
    }

    private static bool Is(IConfigurationSection part, string name) => string.Equals(part.Key, name, StringComparison.OrdinalIgnoreCase);

    private static PromptRolloutException Wrong(IConfigurationSection place, string what, string fix) => new($"{place.Path}: {what} {fix}");
}
