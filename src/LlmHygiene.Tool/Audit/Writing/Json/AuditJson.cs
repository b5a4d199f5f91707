using System.Text.Json;
using System.Text.Json.Serialization;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Json;

/// <summary>Writes the report as JSON of the published schema, and reads it back.</summary>
internal static class AuditJson
{
    private static readonly AuditJsonContext s_context = new(JsonText.ForFiles(AuditJsonContext.Default.Options));

    public static string Write(AuditReport report) => JsonText.WithLineEnds(JsonSerializer.Serialize(report, s_context.AuditReport));

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
            if (Major(version.GetString()!) != Major(AuditReport.CurrentSchemaVersion))
                throw new BadInputException(
                    $"'{path}' has the schema version {version}; this tool reads {AuditReport.CurrentSchemaVersion}. "
                        + "Write the report again with this version of the tool."
                );
            return document.RootElement.Deserialize(s_context.AuditReport)!;
        }
        catch (JsonException error)
        {
            throw new BadInputException($"'{path}' is not a report of 'llm-hygiene audit --format json': {error.Message}");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException($"'{path}' does not exist. Write it with 'llm-hygiene audit --output {Path.GetFileName(path)}'.");
        }
    }

    private static string Major(string version) => version.Split('.')[0];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
