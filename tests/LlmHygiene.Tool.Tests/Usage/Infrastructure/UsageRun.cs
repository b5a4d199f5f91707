using LlmHygiene.Tool.Tests.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reporting;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Tests.Usage.Infrastructure;

/// <summary>Reads telemetry like the command, in process.</summary>
internal static class UsageRun
{
    public const long Second = 1_000_000_000;

    /// <summary>2026-11-01T00:00Z.</summary>
    public const long Begin = 1_793_491_200 * Second;

    public static UsageReport Of(params string[] lines) => Of(UsageOptions.All, null, string.Join('\n', lines));

    public static UsageReport Of(UsageOptions options, CodeInventory? code, params string[] files)
    {
        using var folder = new TempFolder();
        var paths = files.Select((text, number) => folder.With($"{number}.jsonl", text)).ToArray();
        return OfFiles(options, code, paths);
    }

    public static UsageReport OfFiles(UsageOptions options, CodeInventory? code, params string[] paths)
    {
        using var store = UsageStore.Open("256MB");
        var input = new TelemetryFiles(store).Read(paths, TestContext.Current.CancellationToken);
        return UsageReader.Read(store, input, options, code);
    }

    /// <summary>The only row of a prompt.</summary>
    public static UsageRow Row(this UsageReport report, string? prompt, string? version = "1.0.0") =>
        Assert.Single(report.Rows, row => row.Prompt == prompt && (prompt is null || row.Version == version));

    private static int s_ids;

    public static string Id() => Interlocked.Increment(ref s_ids).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The span of a generated prompt.</summary>
    public static OtlpSpan Prompt(
        string name,
        double seconds = 1,
        string version = "1.0.0",
        string outcome = "success",
        long input = 100,
        long output = 10,
        string model = "gpt-5.4-mini",
        string trace = "t",
        string? id = null,
        string parent = "",
        double at = 0,
        string? rollout = null
    ) =>
        new(
            trace,
            id ?? Id(),
            parent,
            "prompt " + name,
            Begin + (long)(at * Second),
            Begin + (long)((at + seconds) * Second),
            [
                ("gen_ai.prompt.name", name),
                ("gen_ai.prompt.version", version),
                ("llmhygiene.request.model", model),
                ("llmhygiene.outcome", outcome),
                .. rollout is null ? Array.Empty<(string, object)>() : [("llmhygiene.prompt.rollout", rollout)],
                .. outcome is "success" or "invalid_output"
                    ? new (string, object)[]
                    {
                        ("llmhygiene.response.model", model + "-2026-03-17"),
                        ("llmhygiene.usage.input_tokens", input),
                        ("llmhygiene.usage.output_tokens", output),
                    }
                    : [],
            ]
        );

    /// <summary>The span of Microsoft.Extensions.AI for a model call, with or without the tag of a prompt.</summary>
    public static OtlpSpan Chat(
        string? prompt = null,
        double seconds = 1,
        string version = "1.0.0",
        long input = 100,
        long output = 10,
        string model = "gpt-5.4-mini",
        string trace = "t",
        string? id = null,
        string parent = "",
        double at = 0,
        string? error = null,
        string operation = "chat"
    ) =>
        new(
            trace,
            id ?? Id(),
            parent,
            operation + " " + model,
            Begin + (long)(at * Second),
            Begin + (long)((at + seconds) * Second),
            [
                ("gen_ai.operation.name", operation),
                ("gen_ai.request.model", model),
                ("server.port", 443),
                ("gen_ai.response.finish_reasons", new[] { "stop" }),
                .. prompt is null ? Array.Empty<(string, object)>() : [("gen_ai.prompt.name", prompt), ("gen_ai.prompt.version", version)],
                .. error is not null
                    ? [("error.type", error)]
                    : new (string, object)[]
                    {
                        ("gen_ai.response.model", model + "-2026-03-17"),
                        ("gen_ai.usage.input_tokens", input),
                        ("gen_ai.usage.output_tokens", output),
                    },
            ]
        )
        {
            Scope = "Experimental.Microsoft.Extensions.AI",
            IsError = error is not null,
        };

    /// <summary>The span of an intercepted call.</summary>
    public static OtlpSpan Call(
        string site,
        double seconds = 1,
        string outcome = "success",
        long? input = 100,
        long? output = 10,
        string? model = "gpt-5.4-mini",
        string? hash = null,
        string? prompt = null,
        string version = "1.0.0",
        double? cost = null,
        string operation = "chat",
        string trace = "t",
        string? id = null,
        string parent = "",
        double at = 0
    )
    {
        var attributes = new List<(string, object)>
        {
            ("llmhygiene.call.site", site),
            ("llmhygiene.call.sdk", "Microsoft.Extensions.AI"),
            ("llmhygiene.call.operation", operation),
            ("llmhygiene.outcome", outcome),
        };
        Add("llmhygiene.request.model", model);
        Add("llmhygiene.prompt.content_hash", hash);
        Add("gen_ai.prompt.name", prompt);
        Add("gen_ai.prompt.version", prompt is null ? null : version);
        if (outcome is "failure")
            Add("error.type", "System.Net.Http.HttpRequestException");
        else
        {
            Add("llmhygiene.response.model", "gpt-5.4-mini-2026-03-17");
            Add("llmhygiene.usage.input_tokens", input);
            Add("llmhygiene.usage.output_tokens", output);
            Add("llmhygiene.cost", cost);
        }

        return new(
            trace,
            id ?? Id(),
            parent,
            "call " + site,
            Begin + (long)(at * Second),
            Begin + (long)((at + seconds) * Second),
            [.. attributes]
        );

        void Add(string key, object? value)
        {
            if (value is not null)
                attributes.Add((key, value));
        }
    }

    public static OtlpSpan Other(string name, string id, string parent = "", string trace = "t", params (string, object)[] attributes) =>
        new(trace, id, parent, name, Begin, Begin + Second, attributes) { Scope = "System.Net.Http" };

    public static OtlpSpan Scope(string name, string id, string parent = "", string version = "1.0.0", string trace = "t") =>
        new(trace, id, parent, "prompt " + name, Begin, Begin + Second, ("gen_ai.prompt.name", name), ("gen_ai.prompt.version", version));

    public static (string Key, object Value)[] Tags(
        string name,
        string version = "1.0.0",
        string outcome = "success",
        string model = "gpt-5.4-mini",
        string? tokenType = null
    ) =>
        [
            ("gen_ai.prompt.name", name),
            ("gen_ai.prompt.version", version),
            ("gen_ai.request.model", model),
            ("llmhygiene.outcome", outcome),
            .. tokenType is null ? Array.Empty<(string, object)>() : [("gen_ai.token.type", tokenType)],
        ];

    public static OtlpMetric Duration(int temporality, params OtlpPoint[] points) =>
        new("llmhygiene.prompt.duration", "s", temporality, points);
}
