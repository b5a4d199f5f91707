using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LlmHygiene.Interception.Reading;

/// <summary>Names for the emitted files: the same on every machine, and different for files of the same name.</summary>
internal sealed class FileHints(string? projectDirectory)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string path)
    {
        var relative =
            projectDirectory is { Length: > 0 } root && path.StartsWith(root, StringComparison.OrdinalIgnoreCase)
                ? path.Substring(root.Length)
                : Path.GetFileName(path);
        var stem = "Intercepted." + Plain(Path.GetFileNameWithoutExtension(relative)) + "." + Hash(relative.Replace('\\', '/'));
        var name = stem + ".g.cs";
        for (var ordinal = 2; !_taken.Add(name); ordinal++)
            name = stem + "." + ordinal.ToString(CultureInfo.InvariantCulture) + ".g.cs";
        return name;
    }

    private static string Plain(string name) =>
        string.Concat(
            name.Take(60).Select(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' ? c : '_')
        );

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(
            sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(4).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture))
        );
    }
}
