using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmHygiene.Tool.Io;

/// <summary>JSON as the tool writes it to files: indented, with letters of any language unescaped and <c>\n</c> as line end.</summary>
internal static class JsonText
{
    /// <summary>Not for a web page: characters that matter in HTML are not escaped.</summary>
    public static JsonSerializerOptions ForFiles(JsonSerializerOptions options) =>
        new(options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string WithLineEnds(string json) => json.ReplaceLineEndings("\n") + "\n";
}
