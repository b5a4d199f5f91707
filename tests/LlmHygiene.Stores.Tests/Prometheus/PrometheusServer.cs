using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace LlmHygiene.Stores.Tests.Prometheus;

/// <summary>The programs of Debian's package prometheus, on loopback.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    public const string NotInstalled = "'prometheus' and 'promtool' are not on the PATH: apt-get install prometheus";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("llmhygiene-prometheus-");
    private readonly HttpClient _http;
    private readonly Process _process;

    private PrometheusServer(int scraped)
    {
        var port = FreePort();
        // The rules of the docs, evaluated every second instead of every minute.
        File.WriteAllText(
            PathOf("rules.yml"),
            File.ReadAllText(DocumentedQueries.RulesFile).Replace("interval: 1m", "interval: 1s", StringComparison.Ordinal)
        );
        File.WriteAllText(
            PathOf("prometheus.yml"),
            $"""
            global: {"{ scrape_interval: 1s, evaluation_interval: 1s }"}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: support-desk
                static_configs: [{"{"} targets: ['localhost:{scraped}'] {"}"}]
            """
        );
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _process = Process.Start(
            new ProcessStartInfo(
                "prometheus",
                [
                    "--config.file=" + PathOf("prometheus.yml"),
                    "--storage.tsdb.path=" + PathOf("data"),
                    $"--web.listen-address=127.0.0.1:{port}",
                    "--log.level=warn",
                ]
            )
        )!;
    }

    public static bool IsInstalled => OnPath("prometheus") && OnPath("promtool");

    /// <param name="scraped">The port that Prometheus reads metrics from.</param>
    public static async Task<PrometheusServer> StartAsync(int scraped, CancellationToken cancellationToken)
    {
        var server = new PrometheusServer(scraped);
        try
        {
            await server.WaitAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await _http.GetAsync("/-/ready", cancellationToken)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (tries < 300) { }
            Assert.True(tries < 300 && !_process.HasExited, "Prometheus does not start.");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>The rows of a query that have a number.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string expression, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsync(
            "/api/v1/query",
            new FormUrlEncodedContent([new("query", expression)]),
            cancellationToken
        );
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Assert.True(json.GetProperty("status").GetString() == "success", $"{expression}: {json}");
        return
        [
            .. json.GetProperty("data")
                .GetProperty("result")
                .EnumerateArray()
                .Where(static row => row.GetProperty("value")[1].GetString() is not "NaN")
                .Select(static row => $"{Labels(row.GetProperty("metric"))} {row.GetProperty("value")[1].GetString()}"),
        ];
    }

    /// <summary>The health of every rule: <c>ok</c>, <c>err</c>, or <c>unknown</c> before its first evaluation.</summary>
    public async Task<IReadOnlyList<(string Name, string Health)>> RulesAsync(CancellationToken cancellationToken)
    {
        var json = await _http.GetFromJsonAsync<JsonElement>("/api/v1/rules", cancellationToken);
        return
        [
            .. json.GetProperty("data")
                .GetProperty("groups")
                .EnumerateArray()
                .SelectMany(static group => group.GetProperty("rules").EnumerateArray())
                .Select(static rule => (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!)),
        ];
    }

    public static async Task<(int ExitCode, string Output)> ToolAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static string Labels(JsonElement metric) =>
        "{"
        + string.Join(
            ", ",
            metric
                .EnumerateObject()
                .Select(static label => string.Create(CultureInfo.InvariantCulture, $"{label.Name}=\"{label.Value.GetString()}\""))
        )
        + "}";

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
