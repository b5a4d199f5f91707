using System.Diagnostics;
using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Commands;

/// <summary>The command as a user runs it, on projects on disk.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private const string File_ = "llmhygiene.baseline";
    private const string AskLine = "Asks.AskAsync LLMH1002 call GetResponseAsync\nAsks.AskAsync LLMH2001 call GetResponseAsync\n";

    private readonly TempFolder _folder = new();

    public BaselineCommandTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_checks_prunes_and_lists_what_remains()
    {
        With("Shop.csproj");
        _folder.With("Asks.cs", Asks("Ask", "Tell"));

        var check = (await RunAsync("--check")).Ends(1);
        Assert.Equal(
            "llmhygiene.baseline is not up to date; run 'llm-hygiene baseline':\n"
                + "  + Asks.AskAsync LLMH1002 call GetResponseAsync\n  + Asks.AskAsync LLMH2001 call GetResponseAsync\n"
                + "  + Asks.TellAsync LLMH1002 call GetResponseAsync\n  + Asks.TellAsync LLMH2001 call GetResponseAsync\n",
            check.Output
        );
        Assert.False(File.Exists(_folder.Full(File_)));
        (await RunAsync("--check", "--prune", "--no-restore")).Ends(0);

        Assert.Equal(
            "llmhygiene.baseline was written: 4 violations, 4 added, 0 removed.\n"
                + "2 suggestions were left out, which strict mode reports as warnings; '--include-suggestions' includes them.\n",
            (await RunAsync("--no-restore")).Ends(0).Output
        );
        var written = _folder.Read(File_);
        Assert.Matches(
            "^# .*\n# .*\n"
                + AskLine
                + AskLine.Replace("Ask", "Tell", StringComparison.Ordinal).Replace("Tells", "Asks", StringComparison.Ordinal)
                + "$",
            written
        );
        Assert.Equal("llmhygiene.baseline is up to date: 4 violations.\n", (await RunAsync("--check", "--no-restore")).Ends(0).Output);
        Assert.False(File.Exists(_folder.Full(".gitattributes")));

        // One is gone and one is new: a baseline that can only shrink contains neither.
        _folder.With("Moved.cs", "\n\n" + Asks("Ask", "Say"));
        File.Delete(_folder.Full("Asks.cs"));
        Assert.Equal(
            "llmhygiene.baseline is not up to date; run 'llm-hygiene baseline --prune':\n"
                + "  - Asks.TellAsync LLMH1002 call GetResponseAsync\n  - Asks.TellAsync LLMH2001 call GetResponseAsync\n",
            (await RunAsync("--check", "--prune", "--no-restore")).Ends(1).Output
        );
        Assert.Equal(written, _folder.Read(File_));
        Assert.Equal(
            "llmhygiene.baseline was written: 2 violations, 0 added, 2 removed.\n",
            (await RunAsync("--prune", "--no-restore")).Ends(0).Output
        );
        Assert.EndsWith("\n" + AskLine, _folder.Read(File_), StringComparison.Ordinal);
        Assert.Contains("  + Asks.SayAsync LLMH2001", (await RunAsync("--check", "--no-restore")).Ends(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_are_included_on_request_and_kept_but_errors_in_prompts_never_are()
    {
        With("Shop.csproj");
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt());
        _folder.With("Prompts/bad.prompt.yml", ShopProject.Prompt("bad", "1.0"));
        _folder.With(File_, "# Ours.\n");

        var plain = (await RunAsync()).Ends(0);
        Assert.Equal(
            "llmhygiene.baseline is up to date: 0 violations.\n"
                + "2 suggestions were left out, which strict mode reports as warnings; '--include-suggestions' includes them.\n"
                + "never in a baseline: Prompts/bad.prompt.yml(2,10): LLMH2103",
            plain.Output.Replace('\\', '/').Split(": The ")[0]
        );
        (await RunAsync("--include-suggestions", "--no-restore")).Ends(0);
        Assert.Equal("# Ours.\ngreet@1.0.0 LLMH2111 prompt\ngreet@1.0.0 LLMH4001 prompt\n", _folder.Read(File_));
        var kept = (await RunAsync("--no-restore")).Ends(0).Output;
        Assert.Contains("is up to date: 2 violations.", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("left out", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_violation_in_one_framework_names_it()
    {
        const string Api = "https://api.openai.com/v1";
        const string Sends = $$"""
            using System.Net.Http; using System.Threading.Tasks;
            class Sends
            {
                Task SendAsync(HttpClient http, HttpContent content) => http.PostAsync("{{Api}}/chat/completions", content);
            #if NET10_0_OR_GREATER
                Task NewAsync(HttpClient http, HttpContent content) => http.PostAsync("{{Api}}/chat/completions", content);
            #endif
            }
            """;
        _folder.With("Shop.csproj", ShopProject.Text(framework: "<TargetFrameworks>net9.0;net10.0</TargetFrameworks>"));
        _folder.With("Sends.cs", Sends);
        (await RunAsync()).Ends(0);
        Assert.EndsWith(
            "\nSends.NewAsync LLMH3001 http PostAsync tfm=net10.0\nSends.SendAsync LLMH3001 http PostAsync\n",
            _folder.Read(File_),
            StringComparison.Ordinal
        );

        _folder.With("Sends.cs", Sends.Replace("NET10_0_OR_GREATER", "true", StringComparison.Ordinal));
        Assert.Contains(
            "  the target frameworks of an entry\n",
            (await RunAsync("--no-restore", "--check")).Ends(1).Output,
            StringComparison.Ordinal
        );
        (await RunAsync("--no-restore", "--prune")).Ends(0);
        Assert.EndsWith(
            "\nSends.NewAsync LLMH3001 http PostAsync\nSends.SendAsync LLMH3001 http PostAsync\n",
            _folder.Read(File_),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Bad_input_is_reported_and_nothing_is_written()
    {
        With("Shop.csproj");
        _folder.With("Asks.cs", Asks("Ask").Replace("client.", "klient.", StringComparison.Ordinal));
        var broken = (await RunAsync()).Ends(2);
        Assert.StartsWith("Asks.cs(4,31): error CS0103:", broken.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Full(File_)));

        // An error in generated code is reported where the user wrote its source.
        _folder.With("Asks.cs", "#line 7 \"Asks.razor\"\n" + Asks("Ask").Replace("client.", "klient.", StringComparison.Ordinal));
        Assert.Contains("Asks.razor(10,31): error CS0103:", (await RunAsync("--no-restore")).Ends(2).Error, StringComparison.Ordinal);

        _folder.With("Asks.cs", Asks("Ask"));
        _folder.With(File_, "<<<<<<< HEAD\nnonsense\n");
        var unread = (await RunAsync("--no-restore")).Ends(2);
        Assert.Equal(
            ["llmhygiene.baseline(1,1): error LLMH0004", "llmhygiene.baseline(2,1): error LLMH0004"],
            unread.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(':', line.Split(':')[..2]))
        );
        Assert.Equal("<<<<<<< HEAD\nnonsense\n", _folder.Read(File_));

        (await RunAsync("--wrong")).Ends(2);
        (await ToolRun.RunAsync(_folder.Path, "baseline", "nowhere")).Ends(2);
    }

    [Fact]
    public async Task Two_projects_cannot_have_one_baseline()
    {
        With("A/A.csproj", content: "<PropertyGroup><LlmHygieneBaseline>../llmhygiene.baseline</LlmHygieneBaseline></PropertyGroup>");
        With("B/B.csproj", content: "<PropertyGroup><LlmHygieneBaseline>../llmhygiene.baseline</LlmHygieneBaseline></PropertyGroup>");
        _folder.With("Both.slnx", "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"B/B.csproj\" /></Solution>");
        Assert.Contains("share the baseline", (await RunAsync()).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_branches_that_add_and_remove_violations_merge_without_a_conflict()
    {
        await GitAsync("init", "-b", "main");
        _folder.With(".gitignore", "bin/\nobj/\n");
        With("Shop.csproj");
        foreach (var name in new[] { "Bread", "Cheese", "Milk", "Salt" })
            _folder.With(name + ".cs", Asks("Ask").Replace("class Asks", "class " + name, StringComparison.Ordinal));
        Assert.Contains(".gitattributes: 'merge=union' was added", (await RunAsync()).Ends(0).Output, StringComparison.Ordinal);
        Assert.Equal("llmhygiene.baseline merge=union\n", _folder.Read(".gitattributes"));
        Assert.DoesNotContain("merge=union", (await RunAsync("--no-restore")).Ends(0).Output, StringComparison.Ordinal);
        await CommitAsync();

        await GitAsync("switch", "-c", "left");
        File.Delete(_folder.Full("Bread.cs"));
        _folder.With("Apple.cs", Asks("Ask").Replace("class Asks", "class Apple", StringComparison.Ordinal));
        (await RunAsync("--no-restore")).Ends(0);
        await CommitAsync();

        await GitAsync("switch", "-c", "right", "main");
        File.Delete(_folder.Full("Salt.cs"));
        _folder.With("Nuts.cs", Asks("Ask").Replace("class Asks", "class Nuts", StringComparison.Ordinal));
        (await RunAsync("--no-restore")).Ends(0);
        await CommitAsync();

        await GitAsync("merge", "left", "-m", "Merge");
        Assert.Equal(["Apple", "Cheese", "Milk", "Nuts"], Places());
        (await RunAsync("--check", "--no-restore")).Ends(0);

        // If two branches each remove one of two adjacent lines, git keeps both: no conflict, and the next check reports them.
        foreach (var (branch, gone) in new[] { ("cheese", "Cheese.cs"), ("milk", "Milk.cs") })
        {
            await GitAsync("switch", "-c", branch, "right");
            File.Delete(_folder.Full(gone));
            (await RunAsync("--prune", "--no-restore")).Ends(0);
            await CommitAsync();
        }

        await GitAsync("merge", "cheese", "-m", "Merge");
        Assert.Equal(["Apple", "Cheese", "Milk", "Nuts"], Places());
        (await RunAsync("--check", "--prune", "--no-restore")).Ends(1);
        (await RunAsync("--prune", "--no-restore")).Ends(0);
        Assert.Equal(["Apple", "Nuts"], Places());
    }

    private IEnumerable<string> Places() =>
        _folder
            .Read(File_)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split('.')[0])
            .Distinct()
            .Order();

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.RunAsync(_folder.Path, ["baseline", .. arguments]);

    // A program: in a library, LLMH1002 is a suggestion.
    private void With(string path, string content = "")
    {
        const string Executable = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>";
        _folder.With(path, ShopProject.Text(Executable + content + ShopProject.References));
        _folder.With(Path.Combine(Path.GetDirectoryName(path)!, "Program.cs"), "static class Program { static void Main() { } }");
    }

    private async Task CommitAsync()
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-m", "Change");
    }

    private async Task GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "git",
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", .. arguments]
        )
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var said =
            await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(git.ExitCode == 0, said);
    }

    private static string Asks(params string[] methods) =>
        "using Microsoft.Extensions.AI; using System.Threading.Tasks;\npublic class Asks(IChatClient client)\n{\n"
        + string.Concat(methods.Select(method => $"    public Task {method}Async() => client.GetResponseAsync(\"Hello\");\n")).TrimEnd('\n')
        + " }\n";
}
