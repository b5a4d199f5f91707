using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>The text of an address that is put together from its parts, without the query.</summary>
internal static class BuiltAddressText
{
    private const string Separator = "://";

    private const string DefaultScheme = "http";
    private const string DefaultHost = "localhost";

    /// <param name="read">Reads the possible texts of one part.</param>
    public static IEnumerable<string> Of(BuiltAddress built, Func<IOperation, IReadOnlyList<string>> read)
    {
        var starts = built.Start is { } start ? [.. read(start).Select(Split)] : new List<(string Host, string Path)>();
        var hosts = built.Hosts.SelectMany(read).ToList();
        if (hosts.Count > 0)
        {
            var schemes = built.Schemes.SelectMany(read).DefaultIfEmpty(DefaultScheme).ToList();
            hosts = [.. hosts.SelectMany(host => schemes.Select(scheme => scheme + Separator + host))];
        }

        if (!built.Replaces(nameof(UriBuilder.Host)))
            hosts.AddRange(starts.Select(static one => one.Host));
        var paths = built.Paths.SelectMany(read).ToList();
        if (!built.Replaces(nameof(UriBuilder.Path)))
            paths.AddRange(starts.Select(static one => one.Path));
        // Where there are too many possible hosts, the path still shows where the request goes.
        if (hosts.Count * paths.Count > HttpTextReader.MaxAlternatives)
            hosts = [HttpTextReader.Hole.ToString()];
        return hosts
            .DefaultIfEmpty(DefaultScheme + Separator + DefaultHost)
            .SelectMany(host => paths.DefaultIfEmpty("").Select(path => path.Length == 0 ? host : host + "/" + path.TrimStart('/')));
    }

    // Splits `https://api.openai.com/v1` before its path.
    private static (string Host, string Path) Split(string address)
    {
        var host = address.IndexOf(Separator, StringComparison.Ordinal);
        var end = address.IndexOf('/', host < 0 ? 0 : host + Separator.Length);
        return end < 0 ? (address, "") : (address.Substring(0, end), address.Substring(end));
    }
}
