using System.Data.Common;
using DuckDB.NET.Data;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>The table <c>point</c>: every data point that was read.</summary>
internal sealed class PointTable : IDisposable
{
    private readonly UsageDatabase _database;
    private readonly DimensionIds _ids;
    private readonly DuckDBAppender _appender;

    public PointTable(UsageDatabase database, DimensionIds ids)
    {
        _database = database;
        _ids = ids;
        database.Execute(
            """
            CREATE TABLE point (series UBIGINT, metric UTINYINT, prompt INTEGER, details INTEGER, outcome UTINYINT, token UTINYINT,
                temporality UTINYINT, start BIGINT, moment BIGINT, count BIGINT, sum DOUBLE, max DOUBLE,
                bounds INTEGER, scale INTEGER, first INTEGER, zero BIGINT, buckets BIGINT[], site INTEGER, hash INTEGER)
            """
        );
        _appender = database.CreateAppender("point");
    }

    // In the order of the SELECT, which is built from the names.
    private enum Column
    {
        Series,
        Metric,
        Prompt,
        Details,
        Outcome,
        Token,
        Temporality,
        Start,
        Moment,
        Count,
        Sum,
        Max,
        Bounds,
        Scale,
        First,
        Zero,
        Buckets,
        Site,
        Hash,
    }

    public void Add(PointRow point) =>
        _appender
            .CreateRow()
            .AppendValue(point.Series)
            .AppendValue((byte)point.Metric)
            .AppendValue(_ids.PromptOf(point.Tags))
            .AppendValue(_ids.DetailsOf(point.Tags))
            .AppendValue((byte)Outcomes.Of(point.Tags, isError: false))
            .AppendValue((byte)TokenTypeOf(point.Tags))
            .AppendValue((byte)point.Temporality)
            .AppendValue(point.Start)
            .AppendValue(point.Time)
            .AppendValue(point.Count)
            .AppendValue(point.Sum)
            .AppendValue(point.Max)
            .AppendValue(_ids.BoundsOf(point.Bounds))
            .AppendValue(point.Scale)
            .AppendValue(point.Offset)
            .AppendValue(point.ZeroCount)
            .AppendValue<long>(point.Buckets)
            .AppendValue(_ids.SiteOf(point.Tags))
            .AppendValue(_ids.HashOf(point.Tags))
            .EndRow();

    /// <summary>The points of each stream in order of time. A point that was exported twice is returned twice in a row.</summary>
    public IEnumerable<StoredPoint> InOrder() =>
        _database.Query($"SELECT {string.Join(", ", Enum.GetNames<Column>())} FROM point ORDER BY series, start, moment").Select(Read);

    /// <summary>
    /// The time of the first point of each metric of a process. All its streams have the same start, except in SDKs that give each its own.
    /// </summary>
    public IReadOnlyDictionary<(Metric Metric, long Start), long> FirstExports() =>
        _database
            .Query("SELECT metric, start, min(moment) FROM point WHERE start > 0 GROUP BY metric, start")
            .ToDictionary(static row => ((Metric)row.GetByte(0), row.GetInt64(1)), static row => row.GetInt64(2));

    /// <summary>Writes the rows that are still buffered.</summary>
    public void Dispose() => _appender.Dispose();

    private StoredPoint Read(DbDataReader row) =>
        new(
            row.GetFieldValue<ulong>((int)Column.Series),
            (Metric)row.GetByte((int)Column.Metric),
            row.GetInt32((int)Column.Prompt),
            row.GetInt32((int)Column.Details),
            (Outcome)row.GetByte((int)Column.Outcome),
            (TokenType)row.GetByte((int)Column.Token),
            (Temporality)row.GetByte((int)Column.Temporality),
            row.GetInt64((int)Column.Start),
            row.GetInt64((int)Column.Moment),
            new Histogram
            {
                Count = row.GetInt64((int)Column.Count),
                Sum = row.GetDouble((int)Column.Sum),
                Max = row.IsDBNull((int)Column.Max) ? null : row.GetDouble((int)Column.Max),
                Bounds = _ids.Bounds(row.GetInt32((int)Column.Bounds)),
                Scale = row.IsDBNull((int)Column.Scale) ? null : row.GetInt32((int)Column.Scale),
                First = row.GetInt32((int)Column.First),
                Zero = row.GetInt64((int)Column.Zero),
                Buckets = [.. row.GetFieldValue<List<long>>((int)Column.Buckets)],
            }
        )
        {
            Site = row.GetInt32((int)Column.Site),
            Hash = row.GetInt32((int)Column.Hash),
        };

    private static TokenType TokenTypeOf(Tags tags) =>
        tags.TokenType switch
        {
            "input" => TokenType.Input,
            "output" => TokenType.Output,
            "cached" => TokenType.Cached,
            "cache_write" => TokenType.CacheWrite,
            "reasoning" => TokenType.Reasoning,
            _ => TokenType.None,
        };
}
