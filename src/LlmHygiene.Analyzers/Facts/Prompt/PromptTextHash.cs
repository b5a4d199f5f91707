using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// The hash of the constant text of a prompt that has no version: it changes when the text does. It is written like the content hash of a
/// prompt file, of which it has another format, so that the two are never equal.
/// </summary>
internal static class PromptTextHash
{
    private const string Format = "llmhygiene-text-1";

    /// <summary>Null without texts.</summary>
    public static string? Of(IEnumerable<IOperation> texts)
    {
        // In the order in which they are written. The folder of the project differs between machines.
        var ordered = texts
            .OrderBy(static text => Path.GetFileName(text.Syntax.SyntaxTree.FilePath), StringComparer.Ordinal)
            .ThenBy(static text => text.Syntax.SpanStart)
            .Select(static text => text.ConstantValue.Value as string)
            .OfType<string>()
            .ToList();
        if (ordered.Count == 0)
            return null;
        var form = new StringBuilder(Format).Append('\n');
        foreach (var text in ordered)
            form.Append(text.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(text).Append('\n');
        using var sha = SHA256.Create();
        return "sha256:"
            + string.Concat(
                sha.ComputeHash(Encoding.UTF8.GetBytes(form.ToString())).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture))
            );
    }
}
