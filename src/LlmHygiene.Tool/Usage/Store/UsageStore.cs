using System.Data.Common;
using DuckDB.NET.Data;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// The spans and data points of all files, in an embedded database in a folder of its own: what does not fit the memory
/// that is allowed lies on disk. The folder goes when the store is disposed.
/// </summary>
internal sealed class UsageStore : IDisposable
{
    private const string Tables = """
        CREATE TABLE span (key UBIGINT, parent UBIGINT, kind UTINYINT, prompt INTEGER, details INTEGER, outcome UTINYINT,
            moment BIGINT, duration BIGINT, input BIGINT, output BIGINT, chunk DOUBLE);
        CREATE TABLE point (series UBIGINT, metric UTINYINT, prompt INTEGER, details INTEGER, outcome UTINYINT, token UTINYINT,
            temporality UTINYINT, start BIGINT, moment BIGINT, count BIGINT, sum DOUBLE, max DOUBLE,
            bounds INTEGER, scale INTEGER, first INTEGER, zero BIGINT, buckets BIGINT[]);
        """;

    private readonly DirectoryInfo _folder;
    private readonly DuckDBConnection _connection;
    private DuckDBAppender? _spans;
    private DuckDBAppender? _points;

    private UsageStore(DirectoryInfo folder, DuckDBConnection connection)
    {
        _folder = folder;
        _connection = connection;
    }

    public DimensionIds Names { get; } = new();

    public static UsageStore Open(string memory)
    {
        var folder = Directory.CreateTempSubdirectory("llm-hygiene-usage-");
        var connection = new DuckDBConnection("DataSource=" + Path.Combine(folder.FullName, "usage.db"));
        var store = new UsageStore(folder, connection);
        try
        {
            connection.Open();
            store.Limit(memory);
            store.Execute(Tables);
            store._spans = connection.CreateAppender("span");
            store._points = connection.CreateAppender("point");
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Add(in SpanRow span)
    {
        var isCall = span.Kind is not (SpanKind.Other or SpanKind.Tool);
        _spans!
            .CreateRow()
            .AppendValue(span.Key)
            .AppendValue(span.Parent)
            .AppendValue((byte)span.Kind)
            .AppendValue(isCall ? Names.PromptOf(span.Tags) : DimensionIds.None)
            .AppendValue(isCall ? Names.DetailsOf(span.Tags) : (int?)null)
            .AppendValue((byte)span.Outcome)
            .AppendValue(span.Start)
            .AppendValue(Math.Max(0, span.End - span.Start))
            .AppendValue(span.InputTokens)
            .AppendValue(span.OutputTokens)
            .AppendValue(span.FirstChunk)
            .EndRow();
    }

    public void Add(PointRow point) =>
        _points!
            .CreateRow()
            .AppendValue(point.Series)
            .AppendValue((byte)point.Metric)
            .AppendValue(Names.PromptOf(point.Tags))
            .AppendValue(Names.DetailsOf(point.Tags))
            .AppendValue((byte)Outcomes.Of(point.Tags, isError: false))
            .AppendValue(
                point.Tags.TokenType switch
                {
                    "input" => (byte)1,
                    "output" => (byte)2,
                    _ => (byte)0,
                }
            )
            .AppendValue((byte)point.Temporality)
            .AppendValue(point.Start)
            .AppendValue(point.Time)
            .AppendValue(point.Count)
            .AppendValue(point.Sum)
            .AppendValue(point.Max)
            .AppendValue(Names.BoundsOf(point.Bounds))
            .AppendValue(point.Scale)
            .AppendValue(point.Offset)
            .AppendValue(point.ZeroCount)
            .AppendValue<long>(point.Buckets)
            .EndRow();

    /// <summary>After this the tables can be asked.</summary>
    public void EndOfData()
    {
        _spans?.Dispose();
        _points?.Dispose();
        _spans = _points = null;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of an answer, a chunk of them in memory at a time.</summary>
    public IEnumerable<DbDataReader> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader;
    }

    public void Dispose()
    {
        try
        {
            EndOfData();
        }
        catch (DuckDBException)
        {
            // What could not be written is not needed any more.
        }

        _connection.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The system empties its temporary folder itself.
        }
    }

    private void Limit(string memory)
    {
        try
        {
            Execute($"SET memory_limit = '{memory.Replace("'", "''", StringComparison.Ordinal)}'");
        }
        catch (DuckDBException)
        {
            throw new BadInputException($"'{memory}' is not a size of memory. Write it as in 1GB or 512MB.");
        }

        Execute(
            $"""
            SET temp_directory = '{Path.Combine(_folder.FullName, "spill").Replace("'", "''", StringComparison.Ordinal)}';
            SET preserve_insertion_order = false;
            SET enable_progress_bar = false;
            """
        );
    }
}
