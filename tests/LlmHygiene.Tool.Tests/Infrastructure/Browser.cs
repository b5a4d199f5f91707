using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>
/// A headless Chromium of this machine, driven by its DevTools protocol. Without one, the tests that need it are skipped.
/// LLM_HYGIENE_BROWSER specifies the path of one.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "LLM_HYGIENE_BROWSER";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private static readonly string[] s_names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "msedge",
    ];

    private static readonly string[] s_places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = new();
    private readonly ConcurrentDictionary<string, BrowserPage> _pages = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private Process? _process;
    private DirectoryInfo? _profile;
    private Task _reading = Task.CompletedTask;
    private int _last;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } browser)
            return;
        _profile = Directory.CreateTempSubdirectory("llm-hygiene-browser-");
        string[] arguments =
        [
            // The page is trusted, and a container often does not permit a sandbox.
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            $"--user-data-dir={_profile.FullName}",
            "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(browser, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var port = Path.Combine(_profile.FullName, "DevToolsActivePort");
        string[] lines = [];
        for (var start = Stopwatch.StartNew(); lines.Length < 2 && start.Elapsed < s_longest && !_process.HasExited; await Task.Delay(50))
            lines = File.Exists(port) ? await File.ReadAllLinesAsync(port) : [];
        if (lines.Length < 2)
            throw new InvalidOperationException($"'{browser}' does not start without a window.");
        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), _end.Token);
        _reading = ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Abort();
        await _reading;
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        try
        {
            _profile?.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser is still exiting.
        }

        _socket.Dispose();
        _end.Dispose();
        _sending.Dispose();
    }

    /// <summary>Opens a new tab. Skips the test if there is no browser.</summary>
    public async Task<BrowserPage> OpenAsync(
        string file,
        int width = 1280,
        int height = 900,
        bool scripts = true,
        string theme = "light",
        string hash = ""
    )
    {
        Assert.SkipWhen(_process is null, $"There is no Chromium, Chrome or Edge here. Install one, or name it with {Variable}.");
        var context = (await SendAsync("Target.createBrowserContext"))["browserContextId"]!.GetValue<string>();
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank", ["browserContextId"] = context });
        var attached = await SendAsync(
            "Target.attachToTarget",
            new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        var session = attached["sessionId"]!.GetValue<string>();
        var page = new BrowserPage(this, session, new Uri(Path.GetFullPath(file)).AbsoluteUri);
        _pages[session] = page;
        await page.StartAsync(width, height, scripts, theme);
        await page.GoAsync(hash);
        return page;
    }

    internal async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        if (session is not null)
            message["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(
                Encoding.UTF8.GetBytes(message.ToJsonString()),
                WebSocketMessageType.Text,
                endOfMessage: true,
                _end.Token
            );
        }
        finally
        {
            _sending.Release();
        }

        var said = await answer.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);
        return said["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : said["result"]!;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                message.SetLength(0);
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                    message.Write(buffer, 0, part.Count);
                } while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                var node = JsonNode.Parse(message.ToArray())!;
                if (node["id"] is { } id && _answers.TryRemove(id.GetValue<int>(), out var answer))
                    answer.SetResult(node);
                else if (node["sessionId"] is { } session && _pages.TryGetValue(session.GetValue<string>(), out var page))
                    page.Happened(node["method"]!.GetValue<string>(), node["params"]!);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or JsonException)
        {
            foreach (var answer in _answers.Values)
                answer.TrySetException(error);
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders
            .SelectMany(static folder => s_names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .Concat(s_places)
            .FirstOrDefault(File.Exists);
    }
}
