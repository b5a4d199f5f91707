using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>Places in the code as text, or as links to the code.</summary>
/// <param name="template">An address with <c>{file}</c> and <c>{line}</c>; null for text.</param>
internal sealed class SourceLinks(string? template)
{
    private const string File = "{file}";
    private const string Line = "{line}";

    // Schemes that open code. Others could run it.
    private static readonly string[] s_schemes =
    [
        "http",
        "https",
        "file",
        "vscode",
        "vscode-insiders",
        "vscodium",
        "jetbrains",
        "rider",
        "cursor",
    ];

    public static SourceLinks None { get; } = new(null);

    public static SourceLinks Parse(string? template)
    {
        if (template is null)
            return None;
        if (!template.Contains(File, StringComparison.Ordinal))
            throw new BadInputException(
                $"The link template '{template}' has no {File}. Example: https://github.com/owner/name/blob/main/{{file}}#L{{line}}"
            );
        var colon = template.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !s_schemes.Contains(template[..colon], StringComparer.OrdinalIgnoreCase))
            throw new BadInputException(
                $"The link template '{template}' must begin with one of "
                    + $"{string.Join(", ", s_schemes.Select(static scheme => scheme + ":"))}."
            );
        return new SourceLinks(template);
    }

    public Html Place(string path, int line)
    {
        var text = Html.Breaking(AuditText.Place(path, line), '/');
        return template is null
            ? Html.Of($"<code>{text}</code>")
            : Html.Of($"<a href=\"{Address(template, path, line)}\"><code>{text}</code></a>");
    }

    /// <summary>The small text under a place: its member, its project if there are several, its target frameworks.</summary>
    public static Html Around(string member, string? project, IReadOnlyList<string>? frameworks)
    {
        string[] parts = [member, Path.GetFileNameWithoutExtension(project) ?? "", string.Join(", ", frameworks ?? [])];
        var text = string.Join(" · ", parts.Where(static part => part.Length > 0));
        return text.Length == 0 ? Html.Empty : Html.Of($"<div class=\"quiet\">{text}</div>");
    }

    public Html Places(IReadOnlyList<AuditPlace> places, int most)
    {
        if (places.Count == 0)
            return AuditText.Nothing;
        var html = new Html();
        foreach (var place in places.Take(most))
            html.Add($"<div>{Place(place.Path, place.Line)}</div>");
        if (places.Count > most)
            html.Add($"<details><summary>{AuditText.Count(places.Count - most)} more</summary>");
        foreach (var place in places.Skip(most))
            html.Add($"<div>{Place(place.Path, place.Line)}</div>");
        if (places.Count > most)
            html.Raw("</details>");
        return html;
    }

    private static string Address(string template, string path, int line) =>
        template
            .Replace(Line, AuditText.Line(line), StringComparison.Ordinal)
            .Replace(File, string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), StringComparison.Ordinal);
}
