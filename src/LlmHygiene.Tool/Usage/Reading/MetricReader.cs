using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads <c>resourceMetrics</c>: histograms, exponential histograms and sums of the known metrics.</summary>
internal sealed class MetricReader(StringPool pool, List<PointRow> points)
{
    private readonly PointReader _points = new(pool, points);

    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        if (!JsonReading.IsArray(ref reader))
            return;
        while (JsonReading.NextElement(ref reader))
        {
            if (!JsonReading.IsObject(ref reader))
                continue;
            var resource = HashOf(reader, "resource"u8, line);
            while (JsonReading.NextProperty(ref reader))
            {
                var isScopes = reader.ValueTextEquals("scopeMetrics"u8);
                reader.Read();
                if (isScopes)
                    ReadScopes(ref reader, line, resource);
                else
                    reader.Skip();
            }
        }
    }

    private void ReadScopes(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, ulong resource)
    {
        if (!JsonReading.IsArray(ref reader))
            return;
        while (JsonReading.NextElement(ref reader))
        {
            if (!JsonReading.IsObject(ref reader))
                continue;
            var scope = Fnv.Add(resource, HashOf(reader, "scope"u8, line));
            while (JsonReading.NextProperty(ref reader))
            {
                var isMetrics = reader.ValueTextEquals("metrics"u8);
                reader.Read();
                if (!isMetrics)
                    reader.Skip();
                else if (JsonReading.IsArray(ref reader))
                    while (JsonReading.NextElement(ref reader))
                        ReadMetric(ref reader, line, scope);
            }
        }
    }

    private void ReadMetric(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, ulong scope)
    {
        if (!JsonReading.IsObject(ref reader))
            return;
        if (
            !JsonReading.TryFind(reader, "name"u8, out var name)
            || name.TokenType != JsonTokenType.String
            || MetricNames.Find(ref name) is not { } metric
        )
        {
            reader.Skip();
            return;
        }

        while (JsonReading.NextProperty(ref reader))
        {
            var isData =
                reader.ValueTextEquals("histogram"u8)
                || reader.ValueTextEquals("exponentialHistogram"u8)
                || reader.ValueTextEquals("sum"u8);
            reader.Read();
            if (isData)
                _points.Read(ref reader, line, metric, Fnv.Add(scope, (ulong)metric));
            else
                reader.Skip();
        }
    }

    private static ulong HashOf(Utf8JsonReader reader, ReadOnlySpan<byte> name, ReadOnlySpan<byte> line)
    {
        if (!JsonReading.TryFind(reader, name, out var value))
            return Fnv.Start;
        var start = (int)value.TokenStartIndex;
        value.Skip();
        return Fnv.Add(Fnv.Start, line[start..(int)value.BytesConsumed]);
    }
}
