using System.Text.RegularExpressions;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>A query of docs/telemetry/clickhouse.sql.</summary>
internal sealed partial record DocumentedStatement(int Number, string Title, string Sql)
{
    public static IReadOnlyList<DocumentedStatement> All { get; } =
    [
        .. Query()
            .Matches(File.ReadAllText(Repository.Docs("telemetry/clickhouse.sql")))
            .Select(static match => new DocumentedStatement(
                int.Parse(match.Groups[1].Value),
                match.Groups[2].Value,
                match.Groups[3].Value
            )),
    ];

    [GeneratedRegex(@"^-- (\d+)\. (.+)\n(?:--.*\n)*((?:.*\n)*?.*);$", RegexOptions.Multiline)]
    private static partial Regex Query();
}
