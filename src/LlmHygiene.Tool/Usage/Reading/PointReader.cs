using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads the data points of one metric.</summary>
internal sealed class PointReader(StringPool pool, List<PointRow> points)
{
    // A data point without recorded value (flags bit 0) ends a stream and has no data.
    private const long NoRecordedValue = 1;

    private readonly AttributeReader _attributes = new(pool);

    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, Metric metric, ulong series)
    {
        if (!JsonReading.IsObject(ref reader))
            return;
        var temporality = JsonReading.TryFind(reader, "aggregationTemporality"u8, out var value)
            ? TemporalityOf(ref value)
            : Temporality.Unspecified;
        while (JsonReading.NextProperty(ref reader))
        {
            var isPoints = reader.ValueTextEquals("dataPoints"u8);
            reader.Read();
            if (!isPoints)
                reader.Skip();
            else if (JsonReading.IsArray(ref reader))
                while (JsonReading.NextElement(ref reader))
                    ReadPoint(ref reader, line, metric, series, temporality);
        }
    }

    private void ReadPoint(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, Metric metric, ulong series, Temporality temporality)
    {
        if (!JsonReading.IsObject(ref reader))
            return;
        var point = new PointRow { Metric = metric, Temporality = temporality };
        long flags = 0;
        _attributes.Clear();
        while (JsonReading.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("attributes"u8))
            {
                reader.Read();
                _attributes.Read(ref reader, line);
            }
            else if (reader.ValueTextEquals("startTimeUnixNano"u8))
            {
                reader.Read();
                point.Start = JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("timeUnixNano"u8))
            {
                reader.Read();
                point.Time = JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("count"u8))
            {
                reader.Read();
                point.Count = JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("sum"u8) || reader.ValueTextEquals("asInt"u8) || reader.ValueTextEquals("asDouble"u8))
            {
                reader.Read();
                point.Sum = JsonReading.Double(ref reader);
            }
            else if (reader.ValueTextEquals("max"u8))
            {
                reader.Read();
                point.Max = JsonReading.Double(ref reader);
            }
            else if (reader.ValueTextEquals("explicitBounds"u8))
            {
                reader.Read();
                point.Bounds = Doubles(ref reader);
            }
            else if (reader.ValueTextEquals("bucketCounts"u8))
            {
                reader.Read();
                point.Buckets = Counts(ref reader);
            }
            else if (reader.ValueTextEquals("scale"u8))
            {
                reader.Read();
                point.Scale = (int)JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("zeroCount"u8))
            {
                reader.Read();
                point.ZeroCount += JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("positive"u8))
            {
                reader.Read();
                ReadExponential(ref reader, point, isPositive: true);
            }
            else if (reader.ValueTextEquals("negative"u8))
            {
                reader.Read();
                ReadExponential(ref reader, point, isPositive: false);
            }
            else if (reader.ValueTextEquals("flags"u8))
            {
                reader.Read();
                flags = JsonReading.Int64(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if ((flags & NoRecordedValue) != 0)
            return;

        point.Tags = _attributes.Tags;
        foreach (var bound in point.Bounds)
            series = Fnv.Add(series, (ulong)BitConverter.DoubleToInt64Bits(bound));
        point.Series = Fnv.Mix(series + _attributes.Hash);
        points.Add(point);
    }

    private static void ReadExponential(ref Utf8JsonReader reader, PointRow point, bool isPositive)
    {
        if (!JsonReading.IsObject(ref reader))
            return;
        var offset = 0;
        long[] counts = [];
        while (JsonReading.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("offset"u8))
            {
                reader.Read();
                offset = (int)JsonReading.Int64(ref reader);
            }
            else if (reader.ValueTextEquals("bucketCounts"u8))
            {
                reader.Read();
                counts = Counts(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Scale 0 can be omitted, like every number that is 0.
        point.Scale ??= 0;
        if (isPositive)
            (point.Offset, point.Buckets) = (offset, counts);
        else
            point.ZeroCount += counts.Sum();
    }

    private static Temporality TemporalityOf(ref Utf8JsonReader value)
    {
        if (value.TokenType == JsonTokenType.String)
        {
            if (value.ValueTextEquals("AGGREGATION_TEMPORALITY_DELTA"u8))
                return Temporality.Delta;
            if (value.ValueTextEquals("AGGREGATION_TEMPORALITY_CUMULATIVE"u8))
                return Temporality.Cumulative;
        }

        return JsonReading.Int64(ref value) switch
        {
            1 => Temporality.Delta,
            2 => Temporality.Cumulative,
            _ => Temporality.Unspecified,
        };
    }

    private static double[] Doubles(ref Utf8JsonReader reader)
    {
        if (!JsonReading.IsArray(ref reader))
            return [];
        var values = new List<double>();
        while (JsonReading.NextElement(ref reader))
            values.Add(JsonReading.Double(ref reader));
        return [.. values];
    }

    private static long[] Counts(ref Utf8JsonReader reader)
    {
        if (!JsonReading.IsArray(ref reader))
            return [];
        var values = new List<long>();
        while (JsonReading.NextElement(ref reader))
            values.Add(JsonReading.Int64(ref reader));
        return [.. values];
    }
}
