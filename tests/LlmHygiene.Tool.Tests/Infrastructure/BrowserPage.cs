using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>A page in a browser with its requests and errors.</summary>
public sealed class BrowserPage(Browser browser, string session, string address)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _loaded = new();

    /// <summary>Exceptions, errors on the console, and what the policy of the page blocked.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public IReadOnlyCollection<string> Requests => _requests;

    public string Address => address;

    internal async Task StartAsync(int width, int height, bool scripts, string theme)
    {
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "DOM" })
            await SendAsync($"{domain}.enable");
        await SizeAsync(width, height);
        await ThemeAsync(theme);
        if (!scripts)
            await SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });
    }

    /// <summary>Reloads the page.</summary>
    public async Task GoAsync(string hash = "")
    {
        await LoadAsync("about:blank");
        await LoadAsync(address + hash);
    }

    /// <summary>
    /// Reloads the page until an expression is true. The browser saves what a page stores later, in another process: a page that is loaded
    /// at once may not see it yet.
    /// </summary>
    /// <returns>False if it is still not true after a minute.</returns>
    public async Task<bool> GoUntilAsync(string expression)
    {
        for (var start = Stopwatch.StartNew(); start.Elapsed < s_longest; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            await GoAsync();
            if (await EvaluateAsync<bool>(expression))
                return true;
        }

        return false;
    }

    public Task<JsonNode> SizeAsync(int width, int height) =>
        SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = height,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = false,
            }
        );

    public Task<JsonNode> ThemeAsync(string theme, string media = "") =>
        SendAsync(
            "Emulation.setEmulatedMedia",
            new JsonObject
            {
                ["media"] = media,
                ["features"] = new JsonArray(
                    new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = theme },
                    new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = "reduce" }
                ),
            }
        );

    /// <summary>The value of an expression, which may be a promise.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = expression,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
                ["userGesture"] = true,
            }
        );
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    public Task RunAsync(string statements) => EvaluateAsync<bool>($"(async () => {{ {statements}; return true; }})()");

    public async Task PressAsync(string key, int code)
    {
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            var press = new JsonObject
            {
                ["type"] = type,
                ["key"] = key,
                ["code"] = key,
                ["windowsVirtualKeyCode"] = code,
            };
            if (key == "Enter")
                press["text"] = "\r";
            await SendAsync("Input.dispatchKeyEvent", press);
        }
    }

    public Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => browser.SendAsync(method, parameters, session);

    internal void Happened(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(parameters["exceptionDetails"]!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when parameters["type"]!.GetValue<string>() is "error" or "warning":
                _complaints.Enqueue(parameters["args"]!.ToJsonString());
                break;
            case "Log.entryAdded" when parameters["entry"]!["level"]!.GetValue<string>() is "error" or "warning":
                _complaints.Enqueue(parameters["entry"]!["text"]!.GetValue<string>());
                break;
            case "Network.requestWillBeSent" when parameters["request"]!["url"]!.GetValue<string>() is var url && url != "about:blank":
                _requests.Enqueue(url);
                break;
        }
    }

    private async Task LoadAsync(string url)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var went = await SendAsync("Page.navigate", new JsonObject { ["url"] = url });
        Assert.True(went["errorText"] is null, $"{url}: {went["errorText"]}");
        await _loaded.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);
    }
}
