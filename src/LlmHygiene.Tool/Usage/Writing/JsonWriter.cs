using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Writing;

/// <summary>Writes the report as docs/schemas/usage.schema.json describes it.</summary>
internal static class JsonWriter
{
    private static readonly JsonSerializerOptions s_options = JsonText.ForFiles(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict }
    );

    public static void Write(UsageReport report, TextWriter writer) =>
        writer.Write(JsonText.WithLineEnds(JsonSerializer.Serialize(report, s_options)));
}
