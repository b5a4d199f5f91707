using DuckDB.NET.Data;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>The table <c>span</c>: every span that was read.</summary>
internal sealed class SpanTable : IDisposable
{
    private readonly DimensionIds _ids;
    private readonly DuckDBAppender _appender;

    public SpanTable(UsageDatabase database, DimensionIds ids)
    {
        _ids = ids;
        database.Execute(
            """
            CREATE TABLE span (key UBIGINT, parent UBIGINT, kind UTINYINT, prompt INTEGER, details INTEGER, outcome UTINYINT,
                moment BIGINT, duration BIGINT, input BIGINT, output BIGINT, cached BIGINT, written BIGINT, reasoning BIGINT,
                chunk DOUBLE, site INTEGER, hash INTEGER, cost DOUBLE)
            """
        );
        _appender = database.CreateAppender("span");
    }

    public void Add(in SpanRow span)
    {
        var isCall = span.Kind is not (SpanKind.Other or SpanKind.Tool);
        _appender
            .CreateRow()
            .AppendValue(span.Key)
            .AppendValue(span.Parent)
            .AppendValue((byte)span.Kind)
            .AppendValue(isCall ? _ids.PromptOf(span.Tags) : DimensionIds.None)
            .AppendValue(isCall ? _ids.DetailsOf(span.Tags) : (int?)null)
            .AppendValue((byte)span.Outcome)
            .AppendValue(span.Start)
            .AppendValue(Math.Max(0, span.End - span.Start))
            .AppendValue(span.InputTokens)
            .AppendValue(span.OutputTokens)
            .AppendValue(span.CachedTokens)
            .AppendValue(span.CacheWriteTokens)
            .AppendValue(span.ReasoningTokens)
            .AppendValue(span.FirstChunk)
            .AppendValue(span.Kind == SpanKind.Call ? _ids.SiteOf(span.Tags) : DimensionIds.None)
            .AppendValue(isCall ? _ids.HashOf(span.Tags) : DimensionIds.None)
            .AppendValue(span.Cost)
            .EndRow();
    }

    /// <summary>Writes the rows that are still buffered.</summary>
    public void Dispose() => _appender.Dispose();
}
