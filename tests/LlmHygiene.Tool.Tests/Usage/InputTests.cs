using System.IO.Compression;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Tests.Infrastructure;
using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using ZstdSharp;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>Files in all formats, valid and broken.</summary>
public sealed class InputTests
{
    private static readonly string s_good = Otlp.Line(Prompt("greet"));

    [Fact]
    public void Broken_lines_are_counted_and_the_first_is_named()
    {
        var half = s_good[..(s_good.Length / 2)];
        var report = Of(
            s_good.Replace("\"parentSpanId\":\"\"", "\"x\":1", StringComparison.Ordinal),
            "",
            "nonsense",
            "[1]",
            Otlp.Line(Prompt("greet")) + "}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":{}}]}]}]}",
            half
        );
        Assert.Equal((6L, 5L, 1L), (report.Input.Lines, report.Input.BrokenLines, report.Total.Calls));
        Assert.EndsWith("0.jsonl(3): it is not JSON from byte 1 on", report.Input.FirstBroken, StringComparison.Ordinal);
        Assert.StartsWith("5 of 6 lines cannot be read and are left out, the first at ", report.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_line_has_no_result_and_does_not_fail()
    {
        var line = Otlp.Line(Prompt("greet"), Chat("greet"));
        var metrics = Otlp.Line(
            Duration(
                2,
                new OtlpPoint(Begin, Begin + Second, Tags("greet"))
                {
                    Count = 1,
                    Sum = 1,
                    Buckets = [1, 0],
                    Bounds = [1],
                }
            )
        );
        foreach (var text in new[] { line, metrics })
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            var reader = new OtlpLine();
            for (var length = 1; length < bytes.Length; length++)
            {
                Assert.NotNull(reader.Read(bytes.AsSpan(0, length)));
                Assert.Empty(reader.Spans);
                Assert.Empty(reader.Points);
            }

            Assert.Null(reader.Read(bytes));
            Assert.NotEqual(0, reader.Spans.Count + reader.Points.Count);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\r\n")]
    [InlineData("{}")]
    [InlineData("{\"resourceSpans\":[]}")]
    [InlineData("{\"resourceSpans\":null,\"resourceMetrics\":null}")]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[null,{}]},null]},null]}")]
    [InlineData(
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[null,{},{\"name\":\"llmhygiene.prompt.duration\"},"
            + "{\"name\":\"llmhygiene.prompt.duration\",\"gauge\":{}}]}]}]}"
    )]
    public void Empty_data_is_not_an_error(string text)
    {
        var report = Of(text);
        Assert.Equal((0L, 0L, null), (report.Total.Calls, report.Input.BrokenLines, report.Period));
        Assert.Equal(["No LLM call was found."], report.Notes);
    }

    [Fact]
    public void Keys_can_have_any_order_and_form()
    {
        const string Line = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[
            {"value":{"stringValue":"greet"},"key":"gen_ai.prompt.name"},{"value":{"intValue":3},"key":"gen_ai.prompt.version"},
            {"key":"llmhygiene.outcome","value":{"stringValue":"success"}},{"key":"gen_ai.usage.input_tokens","value":{"doubleValue":7}},
            {"key":"gen_ai.usage.output_tokens","value":{"intValue":"8"}},
            {"key":"x","value":{"kvlistValue":{"values":[{"key":"y","value":{"arrayValue":{"values":[{"bytesValue":"AA=="}]}}}]}}},
            {"key":"n","value":{}}],
            "endTimeUnixNano":1793491202000000000,"startTimeUnixNano":1793491200000000000,"name":"prompt greet","spanId":"01",
            "traceId":"0A"}],"scope":null}],"resource":{}}],"unknown":[{}]}
            """;
        var row = Of(Line.ReplaceLineEndings("")).Row("greet", "3");
        Assert.Equal((1L, 7m, 8m, 2.0), (row.Calls, row.InputTokens, row.OutputTokens, row.Latency!.P50));
    }

    [Fact]
    public void Compressed_files_are_recognized_by_their_content()
    {
        using var folder = new TempFolder();
        var bytes = System.Text.Encoding.UTF8.GetBytes("\uFEFF" + Otlp.Line(Prompt("greet")) + "\r\n" + Otlp.Line(Prompt("greet")));
        using var zstd = new Compressor();
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);

        // The collector writes the length before each message.
        using var messages = new MemoryStream();
        foreach (var line in new[] { Otlp.Line(Prompt("greet")), Otlp.Line(Prompt("greet")) })
        {
            var message = zstd.Wrap(System.Text.Encoding.UTF8.GetBytes(line)).ToArray();
            messages.Write([0, 0, (byte)(message.Length >> 8), (byte)message.Length]);
            messages.Write(message);
        }

        foreach (var content in new[] { bytes, gzipped.ToArray(), zstd.Wrap(bytes).ToArray(), messages.ToArray() })
        {
            var path = folder.Full("data");
            File.WriteAllBytes(path, content);
            Assert.Equal(2, OfFiles(UsageOptions.All, null, path).Total.Calls);
        }

        foreach (
            var (content, why) in new[]
            {
                (gzipped.ToArray(), ": it is not JSON from byte "),
                (zstd.Wrap(bytes).ToArray(), ": the compressed data is damaged or cut off"),
                (messages.ToArray(), ": the compressed data is damaged or cut off"),
            }
        )
        {
            var path = folder.Full("cut");
            File.WriteAllBytes(path, content[..^10]);
            var report = OfFiles(UsageOptions.All, null, path);
            Assert.Equal(1, report.Input.BrokenLines);
            Assert.Contains(why, report.Input.FirstBroken, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read_and_longer_than_the_limit_are_reported()
    {
        var seen = new List<(long Number, int Length)>();
        var text = System.Text.Encoding.UTF8.GetBytes(
            new string('a', 3_000_000) + "\n" + new string('b', 9_000_000) + "\n\nc\n" + new string('d', 9_000_000)
        );
        new LineReader(new MemoryStream(text), 4 << 20).Read(
            (line, number) => seen.Add((number, line.Length)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal([(1, 3_000_000), (2, 0), (4, 1), (5, 0)], seen);
    }

    [Fact]
    public void Folders_and_patterns_select_files()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "a/traces-1.json", "a/traces-2.json", "a/metrics.jsonl.gz", "a/deep/more.ndjson", "a/readme.md" })
            folder.With(name, "");
        Assert.Equal(["deep/more.ndjson", "metrics.jsonl.gz", "traces-1.json", "traces-2.json"], Names(folder.Full("a")));
        Assert.Equal(["traces-1.json", "traces-2.json"], Names(folder.Full("a/traces-*.json")));
        Assert.Equal(["readme.md"], Names(folder.Full("a/readme.md"), folder.Full("a/readme.md")));
        Assert.Contains(
            "has no telemetry files",
            Assert.Throws<BadInputException>(() => Names(folder.Full("a/nothing-*"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no file or folder",
            Assert.Throws<BadInputException>(() => Names(folder.Full("b.json"))).Message,
            StringComparison.Ordinal
        );

        string[] Names(params string[] arguments) =>
            [.. InputFiles.Find(arguments).Select(path => Path.GetRelativePath(folder.Full("a"), path).Replace('\\', '/'))];
    }

    [Fact]
    public void Generated_telemetry_is_found_again()
    {
        using var folder = new TempFolder();
        var path = folder.Full("big.jsonl");
        GeneratedTelemetry known;
        using (var file = File.Create(path))
            known = GeneratedTelemetry.Write(file, 6_000_000);

        var report = OfFiles(UsageOptions.All, null, path);
        Assert.Equal(GeneratedTelemetry.PromptCount + 1, report.Rows.Count);
        for (var i = 0; i < GeneratedTelemetry.PromptCount; i++)
            Verify(known.Prompts[i], report.Row(GeneratedTelemetry.NameOf(i)), "measured");
        Verify(known.Untagged, report.Row(null), "listPrice");
        Assert.DoesNotContain(
            report.Notes,
            static note =>
                note.Contains("metrics count", StringComparison.Ordinal) || note.Contains("spans count", StringComparison.Ordinal)
        );

        static void Verify(GeneratedTelemetry.Known known, UsageRow row, string costFrom)
        {
            Assert.Equal(
                (known.Calls, known.Errors, (decimal)known.InputTokens, (decimal)known.OutputTokens, costFrom),
                (row.Calls, row.Errors, row.InputTokens, row.OutputTokens, row.CostFrom)
            );
            Assert.Equal((decimal)known.Cost, row.Cost!.Value, 8);
            Assert.Equal(new UsagePercentiles(known.Percentile(0.5), known.Percentile(0.95), known.Percentile(0.99), "spans"), row.Latency);
        }
    }
}
