// Measures what a keystroke costs in an editor: the time from an edit until the language server csharp-ls has the diagnostics of the file,
// for a file with 200 LLM calls, in a project with the package and in the same project without it.
//
//   dotnet tool install csharp-ls --tool-path SERVER --version 0.28.0
//   dotnet pack -c Release -o PACKAGES
//   dotnet run eng/measure-keystrokes.cs -- PACKAGES SERVER/csharp-ls [EDITS]
//
// Both servers run at the same time, and the edits alternate, so that other work on the machine slows both.
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property NuGetAudit=false
#:package StreamJsonRpc@2.26.150

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamJsonRpc;

const int Calls = 200;

if (args is not [var packages, var program, .. var rest] || !Directory.Exists(packages) || !File.Exists(program))
{
    Console.Error.WriteLine("Name the folder of the packages and the server: dotnet run eng/measure-keystrokes.cs -- PACKAGES csharp-ls");
    return 1;
}

var edits = rest is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 40;
var root = Directory.CreateTempSubdirectory("keystrokes-").FullName;
try
{
    Isolate(root, Path.GetFullPath(packages));
    var version = Directory.GetFiles(packages, "LlmHygiene.Analyzers.*.nupkg").Select(Version).Single();
    using var with = await EditedFile.OpenAsync(Project("with", version), program);
    using var without = await EditedFile.OpenAsync(Project("without", null), program);

    var (withPackage, withoutPackage) = (new List<double>(), new List<double>());
    for (var edit = 0; edit < edits + 5; edit++)
    {
        var (first, second) = (await with.TypeAsync(edit), await without.TypeAsync(edit));
        // The first edits pay for the JIT.
        if (edit < 5)
            continue;
        withPackage.Add(first);
        withoutPackage.Add(second);
    }

    Console.WriteLine($"{Calls} calls in the file, {edits} edits, milliseconds until the diagnostics of the file are there");
    Print("with the package", withPackage, with.Findings);
    Print("without it", withoutPackage, without.Findings);
    Console.WriteLine($"median of the ratios {Median(withPackage.Zip(withoutPackage, static (a, b) => a / b)):0.00}");
    return 0;
}
finally
{
    Directory.Delete(root, recursive: true);
}

static void Print(string name, List<double> times, int findings) =>
    Console.WriteLine($"{name, -18} min {times.Min(), 6:0}  median {Median(times), 6:0}  max {times.Max(), 6:0}   {findings} findings");

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static string Version(string package) => Path.GetFileNameWithoutExtension(package)["LlmHygiene.Analyzers.".Length..];

static void Isolate(string root, string packages)
{
    foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        File.WriteAllText(Path.Combine(root, file), "<Project />");
    File.WriteAllText(Path.Combine(root, ".editorconfig"), "root = true\n");
    File.WriteAllText(
        Path.Combine(root, "nuget.config"),
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="restored" /></config>
          <packageSources><add key="packed" value="{packages}" /></packageSources>
        </configuration>
        """
    );
}

string Project(string name, string? version)
{
    var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
    var package = version is null ? "" : $"""<PackageReference Include="LlmHygiene.Analyzers" Version="{version}" />""";
    File.WriteAllText(
        Path.Combine(folder, "App.csproj"),
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.Extensions.AI" Version="10.11.0" />
            {package}
          </ItemGroup>
        </Project>
        """
    );
    var code = new StringBuilder("using Microsoft.Extensions.AI;\n\npublic sealed class Desk(IChatClient client)\n{\n");
    for (var call = 0; call < Calls; call++)
        code.AppendLine(CultureInfo.InvariantCulture, $"    public Task<ChatResponse> Ask{call}(string ticket, CancellationToken stop) =>")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"        client.GetResponseAsync($\"Summarize ticket {call}: {{ticket}}\", new() {{ ModelId = \"gpt-5.4-mini\" }}, stop);"
            );
    File.WriteAllText(Path.Combine(folder, EditedFile.Name), code.Append("}\n").ToString());
    Run(folder, "dotnet", "restore");
    return folder;
}

static void Run(string folder, string program, params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
    process.WaitForExit();
    if (process.ExitCode != 0)
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} has failed.");
}

/// <summary>A file that is open in a language server.</summary>
internal sealed class EditedFile : IDisposable
{
    public const string Name = "Desk.cs";

    private readonly Process _process;
    private readonly JsonRpc _rpc;
    private readonly string _uri;
    private readonly string _text;

    private EditedFile(Process process, string folder)
    {
        _process = process;
        _uri = new Uri(Path.Combine(folder, Name)).AbsoluteUri;
        _text = File.ReadAllText(Path.Combine(folder, Name));
        _rpc = new JsonRpc(
            new HeaderDelimitedMessageHandler(
                process.StandardInput.BaseStream,
                process.StandardOutput.BaseStream,
                new SystemTextJsonFormatter()
            )
        );
        // The server runs analyzers only when it is asked to.
        _rpc.AddLocalRpcMethod(
            "workspace/configuration",
            (JsonElement items) => items.EnumerateArray().Select(static _ => new { analyzersEnabled = true }).ToArray()
        );
        _rpc.AddLocalRpcMethod("window/workDoneProgress/create", static (JsonElement _) => (object?)null);
        _rpc.StartListening();
    }

    /// <summary>The diagnostics of the last edit.</summary>
    public int Findings { get; private set; }

    public static async Task<EditedFile> OpenAsync(string folder, string program)
    {
        var process = Process.Start(
            new ProcessStartInfo(Path.GetFullPath(program))
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var file = new EditedFile(process, folder);
        var rootUri = new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri;
        await file._rpc.InvokeWithParameterObjectAsync<JsonElement>(
            "initialize",
            new
            {
                processId = Environment.ProcessId,
                rootUri,
                workspaceFolders = new[] { new { uri = rootUri, name = "App" } },
                capabilities = new
                {
                    textDocument = new { diagnostic = new { dynamicRegistration = false } },
                    workspace = new { configuration = true },
                },
            }
        );
        await file._rpc.NotifyWithParameterObjectAsync("initialized", new { });
        await file._rpc.NotifyWithParameterObjectAsync(
            "textDocument/didOpen",
            new
            {
                textDocument = new
                {
                    uri = file._uri,
                    languageId = "csharp",
                    version = 0,
                    text = file._text,
                },
            }
        );
        // The project is loaded when a type error is reported.
        var started = Stopwatch.StartNew();
        while (started.Elapsed < TimeSpan.FromMinutes(3))
        {
            await file.ChangeAsync(1, file._text + "internal sealed class Broken : Missing;\n");
            if (await file.DiagnoseAsync() > 0)
                return file;
            await Task.Delay(500);
        }

        throw new TimeoutException("The server has not loaded the project in three minutes.");
    }

    /// <summary>Types one more character inside a method's text, and waits for the diagnostics.</summary>
    public async Task<double> TypeAsync(int edit)
    {
        var watch = Stopwatch.StartNew();
        await ChangeAsync(
            edit + 2,
            _text.Replace("Summarize ticket 100", "Summarize ticket " + new string('x', edit + 1), StringComparison.Ordinal)
        );
        Findings = await DiagnoseAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    public void Dispose()
    {
        _rpc.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private Task ChangeAsync(int version, string text) =>
        _rpc.NotifyWithParameterObjectAsync(
            "textDocument/didChange",
            new { textDocument = new { uri = _uri, version }, contentChanges = new[] { new { text } } }
        );

    private async Task<int> DiagnoseAsync()
    {
        var report = await _rpc.InvokeWithParameterObjectAsync<JsonElement>(
            "textDocument/diagnostic",
            new { textDocument = new { uri = _uri } }
        );
        return report.TryGetProperty("items", out var items) ? items.GetArrayLength() : 0;
    }
}
