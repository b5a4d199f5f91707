using DuckDB.NET.Data;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// The spans and data points of all files. Everything is added first and queried afterwards: nothing can be added after the first query.
/// </summary>
internal sealed class UsageStore : IDisposable
{
    private readonly UsageDatabase _database;
    private readonly SpanTable _spans;
    private readonly PointTable _points;
    private CallTable? _calls;
    private bool _isComplete;

    private UsageStore(UsageDatabase database)
    {
        _database = database;
        _spans = new SpanTable(database, Ids);
        _points = new PointTable(database, Ids);
    }

    public DimensionIds Ids { get; } = new();

    /// <summary>The calls that the spans describe.</summary>
    public CallTable Calls
    {
        get
        {
            Complete();
            return _calls ??= CallTable.Create(_database, Ids);
        }
    }

    /// <param name="memory">A limit such as <c>512MB</c>.</param>
    public static UsageStore Open(string memory)
    {
        var database = UsageDatabase.Open(memory);
        try
        {
            return new UsageStore(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Add(in SpanRow span)
    {
        EnsureNotComplete();
        _spans.Add(span);
    }

    public void Add(PointRow point)
    {
        EnsureNotComplete();
        _points.Add(point);
    }

    /// <summary>The data points of each stream in the order of time.</summary>
    public IEnumerable<StoredPoint> Points()
    {
        Complete();
        return _points.InOrder();
    }

    /// <inheritdoc cref="PointTable.FirstExports" />
    public IReadOnlyDictionary<(Metric Metric, long Start), long> FirstExports()
    {
        Complete();
        return _points.FirstExports();
    }

    public void Dispose()
    {
        try
        {
            Complete();
        }
        catch (DuckDBException)
        {
            // Rows that could not be written are not needed any more.
        }

        _database.Dispose();
    }

    private void Complete()
    {
        if (_isComplete)
            return;
        _isComplete = true;
        _spans.Dispose();
        _points.Dispose();
    }

    private void EnsureNotComplete()
    {
        if (_isComplete)
            throw new InvalidOperationException("Nothing can be added after the first query.");
    }
}
