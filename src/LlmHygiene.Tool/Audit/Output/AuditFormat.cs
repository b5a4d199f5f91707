using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.CycloneDx;
using LlmHygiene.Tool.Audit.Writing.Html;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Audit.Writing.Sarif;
using LlmHygiene.Tool.Audit.Writing.Tables;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Output;

internal enum AuditFormat
{
    Table,
    Json,
    Sarif,
    CycloneDx,
    Markdown,
    Html,
}

/// <summary>The formats by name and by file extension.</summary>
internal static class AuditFormats
{
    private static readonly (string Extension, AuditFormat Format)[] s_extensions =
    [
        (".sarif.json", AuditFormat.Sarif),
        (".sarif", AuditFormat.Sarif),
        (".cdx.json", AuditFormat.CycloneDx),
        (".bom.json", AuditFormat.CycloneDx),
        (".json", AuditFormat.Json),
        (".md", AuditFormat.Markdown),
        (".html", AuditFormat.Html),
        (".htm", AuditFormat.Html),
        (".txt", AuditFormat.Table),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<AuditFormat>().Select(static name => name.ToLowerInvariant())];

    public static AuditFormat? Parse(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<AuditFormat>(name, ignoreCase: true) : null;

    /// <summary>The format of a file by its extension; null if the extension is unknown.</summary>
    public static AuditFormat? OfFile(string path)
    {
        // A common name of a bill of materials.
        if (string.Equals(Path.GetFileName(path), "bom.json", StringComparison.OrdinalIgnoreCase))
            return AuditFormat.CycloneDx;
        foreach (var (extension, format) in s_extensions)
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return format;
        return null;
    }

    /// <param name="asOf">The day that the user specified.</param>
    /// <param name="links">The targets of links into the code.</param>
    public static string Write(AuditFormat format, AuditReport report, AuditDiff? diff, string? asOf, SourceLinks links) =>
        format switch
        {
            AuditFormat.Json => AuditJson.Write(report),
            AuditFormat.Sarif => SarifWriter.Write(report),
            AuditFormat.CycloneDx => CycloneDxWriter.Write(report, asOf),
            AuditFormat.Markdown => AuditMarkdown.Write(report, diff),
            AuditFormat.Html => AuditHtml.Write(report, diff, links),
            _ => AuditTable.Text(report, diff),
        };
}

/// <summary>A file to write and its format.</summary>
internal sealed record AuditOutput(string Path, AuditFormat Format)
{
    /// <summary><c>out.json</c>, or <c>sarif=out.json</c> if the extension does not determine the format.</summary>
    public static AuditOutput Parse(string text)
    {
        if (
            text.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            && AuditFormats.Parse(text[..at]) is { } named
            && at < text.Length - 1
        )
            return new AuditOutput(text[(at + 1)..], named);
        return AuditFormats.OfFile(text) is { } format
            ? new AuditOutput(text, format)
            : throw new BadInputException(
                $"The format of '{text}' is unknown. Write '{AuditFormats.Names[1]}={text}', or another of "
                    + $"{string.Join(", ", AuditFormats.Names)}."
            );
    }
}
