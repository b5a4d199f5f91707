using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>A violation that the project has accepted: one line of <c>llmhygiene.baseline</c>.</summary>
/// <param name="Place">A member's full name, or a prompt's name and version: they stay the same when lines and files move.</param>
/// <param name="Kind">One of <see cref="BaselineKinds"/>.</param>
/// <param name="Detail">Distinguishes the violation from others of the same place and rule.</param>
/// <param name="Frameworks">The target frameworks in which the violation occurs; empty for all.</param>
internal sealed record BaselineEntry(string Place, string RuleId, string Kind, string Detail, EquatableArray<string> Frameworks)
{
    public const string FrameworksPrefix = "tfm=";

    /// <summary>Identifies the violation. The key is text, so that a reviewer can read what was accepted.</summary>
    public string Key { get; } = Join(Place, RuleId, Kind, Detail);

    /// <summary>The line as it appears in the file.</summary>
    public override string ToString() => Frameworks.Count == 0 ? Key : Key + " " + FrameworksPrefix + string.Join(",", Frameworks);

    /// <summary>The place of a violation in a prompt, wherever the prompt is written.</summary>
    public static string PlaceOf(PromptModel prompt) => prompt.Name + "@" + prompt.Version;

    /// <param name="ordinal">How many equal violations precede it in the same place.</param>
    public static string KeyOf(string place, string ruleId, string kind, string? name, string? subject, int ordinal) =>
        Join(Word(place), ruleId, kind, Join(Word(name), Word(subject), ordinal == 0 ? "" : "#" + ScalarValues.Invariant(ordinal + 1)));

    private static string Join(params string[] words) => string.Join(" ", words.Where(static word => word.Length > 0));

    // One word of a line: it must not contain anything that reads as a space, a comment or a framework. It is compared, never parsed.
    private static string Word(string? text)
    {
        if (text is null or "")
            return "";
        var word = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isOwn =
                char.IsWhiteSpace(c)
                || char.IsControl(c)
                || char.IsSurrogate(c)
                || c is '%' or '\u2028' or '\u2029' or '\uFEFF'
                || (word.Length == 0 && c is '#' or '<' or '>' or '=' or '|');
            if (isOwn)
                word.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else
                word.Append(c);
        }

        return word.ToString() is var done && done.StartsWith(FrameworksPrefix, StringComparison.Ordinal) ? "%" + done : done;
    }
}

/// <summary>Where a violation was found. For each kind and rule, one analyzer is responsible for the entries.</summary>
internal static class BaselineKinds
{
    public const string Call = "call";
    public const string Razor = "razor";
    public const string Http = "http";
    public const string Telemetry = "telemetry";
    public const string Client = "client";
    public const string PromptFile = "prompt";
    public const string PromptMethod = "method";
    public const string Settings = "settings";

    public static readonly IReadOnlyList<string> All = [Call, Razor, Http, Telemetry, Client, PromptFile, PromptMethod, Settings];
}
