using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace LlmHygiene.Stores.Tests.Prometheus;

/// <summary>The rules, the dashboard and the queries of the docs, in a real Prometheus that scrapes the support desk.</summary>
[Collection(nameof(StoreCollection))]
public sealed class PrometheusTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promtool_accepts_every_rule()
    {
        Assert.SkipUnless(PrometheusServer.IsInstalled, PrometheusServer.NotInstalled);
        var (exitCode, text) = await PrometheusServer.ToolAsync(Ct, "check", "rules", DocumentedQueries.RulesFile);
        output.WriteLine(text);
        Assert.True(exitCode == 0, text);
        Assert.Contains($"SUCCESS: {DocumentedQueries.Rules.Count} rules found", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_alert_fires_when_it_should()
    {
        Assert.SkipUnless(PrometheusServer.IsInstalled, PrometheusServer.NotInstalled);
        var folder = Directory.CreateTempSubdirectory("llmhygiene-alerts-");
        try
        {
            var tests = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Prometheus", "alerts.test.yml"));
            Assert.All(
                DocumentedQueries.Rules.Select(static rule => rule.Alert).OfType<string>(),
                alert => Assert.Contains($"alertname: {alert}\n", tests, StringComparison.Ordinal)
            );
            // promtool finds the rules next to the test.
            File.Copy(DocumentedQueries.RulesFile, Path.Combine(folder.FullName, "prometheus-rules.yml"));
            var file = Path.Combine(folder.FullName, "alerts.test.yml");
            File.WriteAllText(file, tests);
            var (exitCode, text) = await PrometheusServer.ToolAsync(Ct, "test", "rules", file);
            output.WriteLine(text);
            Assert.True(exitCode == 0, text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_query_of_the_docs_returns_rows_for_the_support_desk()
    {
        Assert.SkipUnless(PrometheusServer.IsInstalled, PrometheusServer.NotInstalled);
        var port = PrometheusServer.FreePort();
        using var metrics = Sdk.CreateMeterProviderBuilder()
            .AddLlmHygiene()
            .AddPrometheusHttpListener(options => options.Port = port)
            .Build();
        await using var prometheus = await PrometheusServer.StartAsync(port, Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(s_longest);
        var traffic = KeepBusyAsync(stop.Token);

        var waiting = DocumentedQueries.All.Concat(DocumentedQueries.Recorded).ToList();
        var all = waiting.Count;
        Assert.True(all > 60, $"{all} queries");
        while (waiting.Count > 0 && !stop.IsCancellationRequested && !traffic.IsFaulted)
        {
            await Task.Delay(1000, Ct);
            foreach (var query in waiting.ToArray())
                if (await prometheus.QueryAsync(query.Expression, Ct) is { Count: > 0 } rows)
                {
                    output.WriteLine($"{query.Where}: {rows.Count} rows, such as {rows[0]}");
                    waiting.Remove(query);
                }
        }

        if (traffic.IsFaulted)
            await traffic;
        Assert.True(waiting.Count == 0, "No rows:\n" + string.Join('\n', waiting.Select(static one => $"{one.Where}: {one.Expression}")));
        var rules = await prometheus.RulesAsync(Ct);
        Assert.Equal(DocumentedQueries.Rules.Count, rules.Count);
        Assert.All(rules, static rule => Assert.Equal((rule.Name, "ok"), rule));
        output.WriteLine($"{all} queries returned rows; {rules.Count} rules are ok.");
        await stop.CancelAsync();
        await traffic;
    }

    private static async Task KeepBusyAsync(CancellationToken stop)
    {
        await using var traffic = new Traffic();
        try
        {
            while (!stop.IsCancellationRequested)
                await traffic.RunAsync(stop);
        }
        catch (Exception error) when (stop.IsCancellationRequested && error is OperationCanceledException or Xunit.Sdk.XunitException) { }
    }
}
