using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>A violation that the project has accepted: one line of <c>llmhygiene.baseline</c>.</summary>
/// <param name="Place">A member's full name, or a prompt's name and version: what stays when lines and files move.</param>
/// <param name="Kind">One of <see cref="BaselineKinds"/>.</param>
/// <param name="Detail">What tells it from the others of the same place and rule.</param>
/// <param name="Frameworks">The frameworks that it occurs in; empty for all.</param>
internal sealed record BaselineEntry(string Place, string RuleId, string Kind, string Detail, EquatableArray<string> Frameworks)
{
    public const string FrameworksPrefix = "tfm=";

    /// <summary>What makes two violations the same. It is text, so that a reviewer can read what was accepted.</summary>
    public string Key { get; } = Join(Place, RuleId, Kind, Detail);

    /// <summary>The line as it is written.</summary>
    public override string ToString() => Frameworks.Count == 0 ? Key : Key + " " + FrameworksPrefix + string.Join(",", Frameworks);

    /// <summary>The place of what is wrong with a prompt, wherever the prompt is written.</summary>
    public static string PlaceOf(PromptModel prompt) => prompt.Name + "@" + prompt.Version;

    /// <param name="ordinal">How many equal ones stand before it in the same place.</param>
    public static string KeyOf(string place, string ruleId, string kind, string? name, string? subject, int ordinal) =>
        Join(Word(place), ruleId, kind, Join(Word(name), Word(subject), ordinal == 0 ? "" : "#" + ScalarValues.Invariant(ordinal + 1)));

    private static string Join(params string[] words) => string.Join(" ", words.Where(static word => word.Length > 0));

    // One word of a line: nothing in it may be taken for a space, a comment or a framework. It is compared and never read back.
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
    public const string PromptFile = "prompt";
    public const string PromptMethod = "method";

    public static readonly IReadOnlyList<string> All = [Call, Razor, Http, Telemetry, PromptFile, PromptMethod];
}
