using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmHygiene.Tool.Tests.Usage.Infrastructure;

/// <summary>
/// The telemetry of a shop in any size, with the expected results: requests with HTTP spans around the span of a prompt and
/// its model call, calls without a prompt, and cumulative metrics of the same calls.
/// </summary>
internal sealed class GeneratedTelemetry
{
    public const int PromptCount = 20;
    public const string Model = "gpt-5.4-mini-2026-03-17";

    private const long Second = 1_000_000_000;
    private const long Begin = 1_793_491_200 * Second;
    private const int RequestsOfALine = 250;
    private const int LinesOfMetrics = 4;

    private static readonly double[] s_bounds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    private readonly Random _random = new(7);
    private readonly Known[] _prompts = [.. Enumerable.Range(0, PromptCount).Select(static _ => new Known())];
    private long _requests;

    public IReadOnlyList<Known> Prompts => _prompts;

    public Known Untagged { get; } = new();

    public static string NameOf(int prompt) => string.Create(CultureInfo.InvariantCulture, $"prompt-{prompt:00}");

    public static GeneratedTelemetry Write(Stream stream, long bytes)
    {
        var telemetry = new GeneratedTelemetry();
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        for (long written = 0, line = 1; written < bytes; line++)
        {
            Otlp.Write(writer, [.. Enumerable.Range(0, RequestsOfALine).SelectMany(_ => telemetry.Request())]);
            End();
            if (line % LinesOfMetrics == 0 || written >= bytes)
            {
                Otlp.Write(writer, telemetry.Metrics());
                End();
            }

            void End()
            {
                writer.Flush();
                written += writer.BytesCommitted + 1;
                writer.Reset();
                stream.WriteByte((byte)'\n');
            }
        }

        return telemetry;
    }

    private IEnumerable<OtlpSpan> Request()
    {
        var number = ++_requests;
        var trace = number.ToString("x32", CultureInfo.InvariantCulture);
        var at = Begin + (number * Second / 10);
        var prompt = _random.Next(PromptCount + 1);
        var known = prompt == PromptCount ? Untagged : _prompts[prompt];
        var duration = (long)(Second * (0.2 + (_random.NextDouble() * (1 + (prompt / 10.0)))));
        var (input, output) = (_random.Next(100, 4000), _random.Next(10, 900));
        var isError = _random.Next(100) == 0;
        known.Add(duration, isError, input, output, s_bounds);

        yield return new OtlpSpan(
            trace,
            Id(1),
            "",
            "POST /tickets",
            at - 2_000_000,
            at + duration + 3_000_000,
            ("http.request.method", "POST"),
            ("url.path", "/tickets"),
            ("http.response.status_code", isError ? 500 : 200)
        )
        {
            Scope = "Microsoft.AspNetCore",
        };
        var outcome = isError ? "failure" : "success";
        var parent = Id(1);
        if (known != Untagged)
        {
            yield return new OtlpSpan(
                trace,
                parent = Id(2),
                Id(1),
                "prompt " + NameOf(prompt),
                at,
                at + duration,
                [
                    ("gen_ai.prompt.name", NameOf(prompt)),
                    ("gen_ai.prompt.version", "1.0.0"),
                    ("llmhygiene.request.model", Model),
                    ("gen_ai.provider.name", "openai"),
                    ("llmhygiene.outcome", outcome),
                    .. isError
                        ? Array.Empty<(string, object)>()
                        : [("llmhygiene.usage.input_tokens", input), ("llmhygiene.usage.output_tokens", output)],
                ]
            )
            {
                IsError = isError,
            };
        }

        yield return new OtlpSpan(
            trace,
            Id(3),
            parent,
            "chat " + Model,
            at + 100_000,
            at + 100_000 + duration,
            [
                ("gen_ai.operation.name", "chat"),
                ("gen_ai.request.model", Model),
                ("gen_ai.provider.name", "openai"),
                ("server.address", "api.openai.com"),
                ("server.port", 443),
                ("gen_ai.request.max_tokens", 1200),
                .. known == Untagged
                    ? Array.Empty<(string, object)>()
                    : [("gen_ai.prompt.name", NameOf(prompt)), ("gen_ai.prompt.version", "1.0.0")],
                .. isError
                    ? [("error.type", "System.ClientModel.ClientResultException")]
                    : new (string, object)[]
                    {
                        ("gen_ai.response.finish_reasons", new[] { "stop" }),
                        ("gen_ai.response.model", Model),
                        ("gen_ai.usage.input_tokens", input),
                        ("gen_ai.usage.output_tokens", output),
                    },
            ]
        )
        {
            Scope = "Experimental.Microsoft.Extensions.AI",
            IsError = isError,
        };
        yield return new OtlpSpan(
            trace,
            Id(4),
            Id(3),
            "POST",
            at + 200_000,
            at + duration,
            ("http.request.method", "POST"),
            ("server.address", "api.openai.com"),
            ("url.full", "https://api.openai.com/v1/chat/completions")
        )
        {
            Scope = "System.Net.Http",
        };

        string Id(int span) => ((number * 8) + span).ToString("x16", CultureInfo.InvariantCulture);
    }

    private IReadOnlyList<OtlpMetric> Metrics()
    {
        var now = Begin + (_requests * Second / 10);
        return
        [
            new OtlpMetric(
                "llmhygiene.prompt.duration",
                "s",
                2,
                [
                    .. Points("success", static known => (known.Calls - known.Errors, known.Seconds, known.Buckets)),
                    .. Points("failure", static known => (known.Errors, known.ErrorSeconds, known.ErrorBuckets)),
                ]
            ),
            new OtlpMetric(
                "llmhygiene.prompt.usage",
                "{token}",
                2,
                [
                    .. Points("success", static known => (known.Calls - known.Errors, known.InputTokens, []), "input"),
                    .. Points("success", static known => (known.Calls - known.Errors, known.OutputTokens, []), "output"),
                ]
            ),
            new OtlpMetric(
                "llmhygiene.prompt.cost",
                "{USD}",
                2,
                [.. Points("success", static known => (known.Calls - known.Errors, known.Cost, []))]
            ),
        ];

        IEnumerable<OtlpPoint> Points(string outcome, Func<Known, (long Count, double Sum, long[] Buckets)> of, string? tokenType = null) =>
            _prompts
                .Select((known, prompt) => (Values: of(known), prompt))
                .Where(static one => one.Values.Count > 0)
                .Select(one => new OtlpPoint(
                    Begin,
                    now,
                    [
                        ("gen_ai.prompt.name", NameOf(one.prompt)),
                        ("gen_ai.prompt.version", "1.0.0"),
                        ("gen_ai.request.model", Model),
                        ("llmhygiene.outcome", outcome),
                        .. outcome == "failure"
                            ? [("error.type", "System.ClientModel.ClientResultException")]
                            : new (string, object)[] { ("gen_ai.response.model", Model) },
                        .. tokenType is null ? Array.Empty<(string, object)>() : [("gen_ai.token.type", tokenType)],
                    ]
                )
                {
                    Count = one.Values.Count,
                    Sum = one.Values.Sum,
                    Buckets = [.. one.Values.Buckets],
                    Bounds = s_bounds,
                });
    }

    internal sealed class Known
    {
        private readonly List<long> _durations = [];

        public long Calls { get; private set; }

        public long Errors { get; private set; }

        public long InputTokens { get; private set; }

        public long OutputTokens { get; private set; }

        public double Seconds { get; private set; }

        public double ErrorSeconds { get; private set; }

        public long[] Buckets { get; } = new long[s_bounds.Length + 1];

        public long[] ErrorBuckets { get; } = new long[s_bounds.Length + 1];

        public double Cost => ((InputTokens * 0.75) + (OutputTokens * 4.5)) / 1e6;

        public void Add(long duration, bool isError, int input, int output, double[] bounds)
        {
            var seconds = duration / (double)Second;
            var bucket = Array.FindIndex(bounds, bound => seconds <= bound) is >= 0 and var found ? found : bounds.Length;
            Calls++;
            if (isError)
            {
                Errors++;
                ErrorSeconds += seconds;
                ErrorBuckets[bucket]++;
                return;
            }

            _durations.Add(duration);
            Seconds += seconds;
            Buckets[bucket]++;
            InputTokens += input;
            OutputTokens += output;
        }

        /// <summary>The duration in seconds at a percentile.</summary>
        public double Percentile(double share)
        {
            _durations.Sort();
            return _durations[(int)Math.Ceiling(share * _durations.Count) - 1] / (double)Second;
        }
    }
}
