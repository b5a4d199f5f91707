using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using SupportDesk.Prompts;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>
/// The support desk at work before and in a time range, and what ClickHouse finds in that range: in cumulative metrics in the tables that
/// the exporter creates today, and in delta metrics in the tables that it created before v0.160.0.
/// </summary>
public sealed class ExportedWork : IAsyncLifetime
{
    /// <summary>How often each call of <see cref="Traffic"/> is in the time range.</summary>
    public const int Runs = 2;

    private static readonly Meter s_meter = new("Experimental.Microsoft.Extensions.AI");
    private static readonly Counter<long> s_inputTokens = s_meter.CreateCounter<long>("gen_ai.client.inference.usage.input_tokens");
    private static readonly ActivitySource s_source = new(LlmHygieneTelemetry.ActivitySourceName);

    private IReadOnlyDictionary<int, JsonElement[]>[] _found = [];

    /// <summary>The spans in the time range.</summary>
    public IReadOnlyList<Activity> Spans { get; private set; } = [];

    /// <summary>The rows of a query, for each of the two stores.</summary>
    public IEnumerable<JsonElement[]> RowsOf(int query)
    {
        Assert.SkipUnless(ClickHouseEngine.IsInstalled, ClickHouseEngine.NotInstalled);
        return _found.Select(rows => rows[query]);
    }

    public async ValueTask InitializeAsync()
    {
        if (!ClickHouseEngine.IsInstalled)
            return;
        var stop = TestContext.Current.CancellationToken;
        using var telemetry = new ExportedTelemetry();
        await using var traffic = new Traffic();
        await RunAsync(traffic, inputTokens: 5, stop);
        telemetry.Export();
        var since = await NextSecondAsync(stop);
        await RunAsync(traffic, inputTokens: 100, stop);
        await RunRolloutAsync(stop);
        RunTwoCanaries();
        RunBelowPrompt();
        telemetry.Export();
        await RunAsync(traffic, inputTokens: 20, stop);
        await ChangeTextAsync(stop);
        telemetry.Export();

        Spans = [.. telemetry.Activities.Where(span => span.StartTimeUtc >= since)];
        var range = (since, DateTime.UtcNow.AddMinutes(1));
        _found = await Task.WhenAll(
            StoredTelemetry.QueryAsync(telemetry, telemetry.Cumulative, ExporterTable.Seconds, range, stop),
            StoredTelemetry.QueryAsync(telemetry, telemetry.Delta, ExporterTable.Nanoseconds, range, stop)
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task RunAsync(Traffic traffic, int inputTokens, CancellationToken stop)
    {
        await traffic.RunAsync(stop);
        s_inputTokens.Add(inputTokens, new KeyValuePair<string, object?>("gen_ai.request.model", "gpt-5.4-mini"));
    }

    // The tables since v0.160.0 store the time in seconds.
    private static async Task<DateTime> NextSecondAsync(CancellationToken stop)
    {
        var now = DateTime.UtcNow;
        var next = now.AddTicks(TimeSpan.TicksPerSecond - now.Ticks % TimeSpan.TicksPerSecond);
        while (DateTime.UtcNow < next)
            await Task.Delay(10, stop);
        return next;
    }

    // Half of the customers get the new version of the draft.
    private static async Task RunRolloutAsync(CancellationToken stop)
    {
        using var rollout = new PromptRollout(
            new ConfigurationBuilder().AddInMemoryCollection([new("draft-reply:Versions:1.1.0-beta.1:Percent", "50")]).Build()
        );
        using var model = new ScriptedModel().AsBuilder().UsePromptRollout(rollout).UseOpenTelemetry().UsePromptTelemetry().Build();
        for (var customer = 0; customer < 90; customer++)
        {
            using var context = PromptRolloutContext.Begin(key: customer.ToString(CultureInfo.InvariantCulture));
            var prompt = new DraftReplyPrompt.V1
            {
                Customer = "Ada",
                Summary = "Charged twice.",
                Apologize = true,
            };
            await foreach (var _ in prompt.GetStreamingResponseAsync(model, stop))
                ;
        }
    }

    // Two new versions at the same time, of which one is slower: 10, 20 … milliseconds, and twice that.
    private static void RunTwoCanaries()
    {
        foreach (var (version, rollout, step) in new[] { ("1.0.0", "default", 10), ("2.0.0", "selected", 10), ("3.0.0", "selected", 20) })
            for (var call = 1; call <= 40; call++)
            {
                using var span = s_source.StartActivity("prompt search")!;
                span.SetTag("gen_ai.prompt.name", "search");
                span.SetTag("gen_ai.prompt.version", version);
                span.SetTag("llmhygiene.prompt.rollout", rollout);
                span.SetTag("llmhygiene.outcome", "success");
                span.SetEndTime(span.StartTimeUtc.AddMilliseconds(call * step));
            }
    }

    // There is a step between the prompt and the call of the model, as an agent has one.
    private static void RunBelowPrompt()
    {
        using var prompt = s_source.StartActivity("prompt plan");
        using var step = s_source.StartActivity("step");
        using var call = s_source.StartActivity("chat");
        call!.SetTag("gen_ai.operation.name", "chat");
        call.SetTag("gen_ai.request.model", "below-a-prompt");
    }

    private static async Task ChangeTextAsync(CancellationToken stop)
    {
        using var model = new ScriptedModel();
        await new ScriptedPrompt("end stop") { Hash = "sha256:1" }.GetResponseAsync(model, stop);
    }
}
