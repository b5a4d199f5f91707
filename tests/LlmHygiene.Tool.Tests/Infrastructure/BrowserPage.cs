using System.Collections.Concurrent;
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

    /// <summary>Leaves the page and opens it again.</summary>
    public async Task GoAsync(string hash = "")
    {
        await NavigateAsync("about:blank");
        await NavigateAsync(address + hash);
    }

    /// <summary>
    /// Reloads the page with what it has stored. On a busy machine, Chromium sometimes forgets the storage of a new browser context at each
    /// reload, so the test puts it back before the scripts of the page run.
    /// </summary>
    public async Task ReloadAsync()
    {
        var stored = await EvaluateAsync<string>("JSON.stringify(Object.entries(localStorage))");
        await SendAsync(
            "Page.addScriptToEvaluateOnNewDocument",
            new JsonObject { ["source"] = $"for (const [key, value] of {stored}) localStorage.setItem(key, value);" }
        );
        await LoadAsync("Page.reload", []);
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

    private Task NavigateAsync(string url) => LoadAsync("Page.navigate", new JsonObject { ["url"] = url });

    private async Task LoadAsync(string method, JsonObject parameters)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var went = await SendAsync(method, parameters);
        Assert.True(went["errorText"] is null, $"{method} {parameters["url"]}: {went["errorText"]}");
        await _loaded.Task.WaitAsync(s_longest, TestContext.Current.CancellationToken);
    }
}
