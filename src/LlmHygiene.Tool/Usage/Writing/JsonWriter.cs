using System.Text.Encodings.Web;
using System.Text.Json;
using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>Writes the report as docs/schemas/usage.schema.json describes it.</summary>
internal static class JsonWriter
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(UsageReport report, TextWriter writer) =>
        writer.Write(JsonSerializer.Serialize(report, s_options).ReplaceLineEndings("\n") + "\n");
}
