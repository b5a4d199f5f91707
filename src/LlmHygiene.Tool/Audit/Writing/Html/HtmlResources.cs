using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The files of the page, which are embedded in the tool.</summary>
internal static partial class HtmlResources
{
    public static string Page { get; } = Read("report.html");

    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    /// <summary>Runs before the page is rendered, so that it does not flash in the wrong theme.</summary>
    public static string ThemeScript { get; } = Read("theme.js");

    /// <summary>The content security policy: this style, these scripts, and no network access.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(ThemeScript)}' '{Hash(Script)}'; "
        + "base-uri 'none'; form-action 'none'";

    /// <summary>Fills the template. Placeholders inside a part are not replaced.</summary>
    public static string Fill(IReadOnlyDictionary<string, Html> parts) =>
        Place().Replace(Page, match => parts[match.Groups[1].Value].ToString());

    private static string Read(string name)
    {
        using var stream =
            typeof(HtmlResources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Browsers normalize line ends before they compute the hash.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"\{\{(\w+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
