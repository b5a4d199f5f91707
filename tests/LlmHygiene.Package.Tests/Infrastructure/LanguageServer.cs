using System.Diagnostics;
using System.Text.Json;
using StreamJsonRpc;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>
/// The language server <c>csharp-ls</c>, which loads a project as an editor does: through MSBuild, with the compiler's workspace, and with
/// the analyzers of its packages.
/// </summary>
internal sealed class LanguageServer : IAsyncDisposable
{
    private const string Version = "0.28.0";

    // It loads the project after it has answered the first request.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly JsonRpc _rpc;
    private readonly string _folder;

    private LanguageServer(Process process, string folder)
    {
        _process = process;
        _folder = folder;
        _rpc = new JsonRpc(
            new HeaderDelimitedMessageHandler(
                process.StandardInput.BaseStream,
                process.StandardOutput.BaseStream,
                new SystemTextJsonFormatter()
            )
        );
        _rpc.AddLocalRpcMethod("workspace/configuration", (JsonElement items) => Configuration(items));
        _rpc.AddLocalRpcMethod("window/workDoneProgress/create", (JsonElement token) => (object?)null);
        _rpc.StartListening();
    }

    private string Root => new Uri(_folder + Path.DirectorySeparatorChar).AbsoluteUri;

    /// <summary>Installs and starts the server in a restored project; null where the tool cannot be installed.</summary>
    public static async Task<LanguageServer?> StartAsync(Consumer consumer)
    {
        var tools = Path.Combine(consumer.Folder, "..", "language server");
        var install = await DotNet.RunAsync(consumer.Folder, "tool", "install", "csharp-ls", "--tool-path", tools, "--version", Version);
        if (install.ExitCode != 0)
            return null;
        var program = Path.Combine(tools, OperatingSystem.IsWindows() ? "csharp-ls.exe" : "csharp-ls");
        var process = Process.Start(
            new ProcessStartInfo(program)
            {
                WorkingDirectory = consumer.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var server = new LanguageServer(process, Path.GetFullPath(consumer.Folder));
        await server.RequestAsync(
            "initialize",
            new
            {
                processId = Environment.ProcessId,
                rootUri = server.Root,
                workspaceFolders = new[] { new { uri = server.Root, name = "App" } },
                capabilities = new
                {
                    textDocument = new { diagnostic = new { dynamicRegistration = false } },
                    workspace = new { configuration = true, diagnostics = new { refreshSupport = true } },
                },
            }
        );
        await server._rpc.NotifyWithParameterObjectAsync("initialized", new { });
        return server;
    }

    /// <summary>Opens a file as an editor does.</summary>
    public Task OpenAsync(string file) =>
        _rpc.NotifyWithParameterObjectAsync(
            "textDocument/didOpen",
            new
            {
                textDocument = new
                {
                    uri = Root + file,
                    languageId = "csharp",
                    version = 1,
                    text = File.ReadAllText(Path.Combine(_folder, file)),
                },
            }
        );

    /// <summary>Replaces the text of an open file, without saving it.</summary>
    public Task ChangeAsync(string file, int version, string text) =>
        _rpc.NotifyWithParameterObjectAsync(
            "textDocument/didChange",
            new { textDocument = new { uri = Root + file, version }, contentChanges = new[] { new { text } } }
        );

    /// <summary>The diagnostics of an open file, such as <c>Desk.cs(5): LLMH1002</c>; waits until the project is loaded.</summary>
    public async Task<IReadOnlyList<string>> DiagnosticsOfAsync(string file, Predicate<IReadOnlyList<string>> isReady)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var report = await RequestAsync("textDocument/diagnostic", new { textDocument = new { uri = Root + file } });
            var found = Read(file, report);
            if (isReady(found) || watch.Elapsed > s_longest)
                return found;
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The diagnostics of all files of the project.</summary>
    public async Task<IReadOnlyList<string>> DiagnosticsOfWorkspaceAsync()
    {
        var report = await RequestAsync("workspace/diagnostic", new { previousResultIds = Array.Empty<string>() });
        return
        [
            .. report
                .GetProperty("items")
                .EnumerateArray()
                .SelectMany(file => Read(PathOf(file.GetProperty("uri").GetString()!), file))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private string PathOf(string uri) => Path.GetRelativePath(_folder, new Uri(uri).LocalPath).Replace('\\', '/');

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // `csharp-ls` runs analyzers only when it is asked to.
    private static object[] Configuration(JsonElement items) => [.. items.EnumerateArray().Select(_ => new { analyzersEnabled = true })];

    private Task<JsonElement> RequestAsync(string method, object parameters) =>
        _rpc.InvokeWithParameterObjectAsync<JsonElement>(method, parameters, TestContext.Current.CancellationToken);

    private static IReadOnlyList<string> Read(string file, JsonElement report) =>
        report.TryGetProperty("items", out var items)
            ?
            [
                .. items
                    .EnumerateArray()
                    .Where(item => item.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String)
                    .Select(item =>
                        $"{file}({item.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32() + 1}): "
                        + item.GetProperty("code").GetString()
                    )
                    .Where(line => line.Contains("LLMH", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
}
