using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing;

/// <summary>The report as JSON, of the published schema, and back.</summary>
internal static class AuditJson
{
    private static readonly AuditJsonContext s_context = new(
        new JsonSerializerOptions(AuditJsonContext.Default.Options)
        {
            // A file to be read, not a part of a web page: letters stay what they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public static string Write(AuditReport report) => Text(JsonSerializer.Serialize(report, s_context.AuditReport));

    public static string Write(SarifLog log) => Text(JsonSerializer.Serialize(log, s_context.SarifLog));

    public static string Write(CycloneDxBom bom) => Text(JsonSerializer.Serialize(bom, s_context.CycloneDxBom));

    /// <summary>Reads an earlier report.</summary>
    public static AuditReport Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("schemaVersion", out var version)
                || version.ValueKind != JsonValueKind.String
            )
                throw new BadInputException($"'{path}' is not a report of 'llm-hygiene audit --format json'.");
            if (version.GetString()!.Split('.')[0] != AuditReport.CurrentSchemaVersion.Split('.')[0])
                throw new BadInputException(
                    $"'{path}' has the schema version {version}; this tool reads {AuditReport.CurrentSchemaVersion}. Make it again with this tool."
                );
            return document.RootElement.Deserialize(s_context.AuditReport)!;
        }
        catch (JsonException error)
        {
            throw new BadInputException($"'{path}' is not a report of 'llm-hygiene audit --format json': {error.Message}");
        }
        catch (FileNotFoundException)
        {
            throw new BadInputException($"'{path}' does not exist. Write it with 'llm-hygiene audit --output before.json'.");
        }
    }

    private static string Text(string json) => json.ReplaceLineEndings("\n") + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(SarifLog))]
[JsonSerializable(typeof(CycloneDxBom))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
