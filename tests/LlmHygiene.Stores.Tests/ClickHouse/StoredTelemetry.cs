using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>The rows that each query of the docs returns for exported telemetry, by the number of the query.</summary>
internal static class StoredTelemetry
{
    private const string Separator = "--- query ";

    public static async Task<IReadOnlyDictionary<int, JsonElement[]>> QueryAsync(
        ExportedTelemetry telemetry,
        ExportedTelemetry.Points points,
        string timeOfPoints,
        (DateTime Since, DateTime Till) range,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("llmhygiene-clickhouse-");
        try
        {
            var script = new StringBuilder("SET session_timezone = 'UTC';\nSET output_format_json_quote_64bit_integers = 0;\n")
                .Append(ExporterTable.Traces.Create(PathOf("traces"), telemetry.SpanRows))
                .Append(ExporterTable.Histograms(timeOfPoints).Create(PathOf("histograms"), points.Histograms))
                .Append(ExporterTable.Sums(timeOfPoints).Create(PathOf("sums"), points.Sums))
                .AppendLine(CultureInfo.InvariantCulture, $"SET param_since = '{range.Since:yyyy-MM-dd HH:mm:ss}';")
                .AppendLine(CultureInfo.InvariantCulture, $"SET param_till = '{range.Till:yyyy-MM-dd HH:mm:ss}';");
            foreach (var query in DocumentedStatement.All)
                script
                    .AppendLine(CultureInfo.InvariantCulture, $"SELECT '{Separator}{query.Number}' FORMAT TSVRaw;")
                    .AppendLine(CultureInfo.InvariantCulture, $"{query.Sql}\nFORMAT JSONEachRow;");
            File.WriteAllText(PathOf("script"), script.ToString());
            return Read(await ClickHouseEngine.RunAsync(PathOf("script"), cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string PathOf(string name) => Path.Combine(folder.FullName, name);
    }

    private static Dictionary<int, JsonElement[]> Read(string output) =>
        output
            .Split(Separator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(
                static lines => int.Parse(lines[0], CultureInfo.InvariantCulture),
                static lines => lines[1..].Select(static line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray()
            );
}
