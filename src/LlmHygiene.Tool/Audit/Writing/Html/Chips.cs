namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>Small labels. The text says the same as the color.</summary>
internal static class Chips
{
    public static Html Of(string name) => Html.Of($"<span class=\"chip {Kind(name)}\">{name}</span>");

    /// <summary>After the name of a model. Empty if the tier is unknown.</summary>
    public static Html Tier(string? tier) => tier is null ? Html.Empty : Html.Of($" {Of(tier)}");

    public static Html Quiet(string text) => Html.Of($"<span class=\"quiet\">{text}</span>");

    /// <summary>A class of the style sheet; none for an unknown name.</summary>
    public static string Kind(string? name) =>
        name is "small" or "medium" or "large" or "error" or "warning" or "suggestion" or "locked" or "changed" or "unlocked"
            ? name
            : "unknown";
}
