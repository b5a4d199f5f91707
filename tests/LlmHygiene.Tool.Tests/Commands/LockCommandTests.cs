using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Commands;

/// <summary>The command as a user runs it, on projects on disk.</summary>
public sealed class LockCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public LockCommandTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_checks_stops_a_change_and_locks_the_next_version()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/sub folder/greet.prompt.yml", ShopProject.Prompt("greet user"));
        _folder.With("Prompts/part.prompt.yaml", ShopProject.Prompt("part", text: "Good bye"));

        var check = (await ToolRun.RunAsync(_folder.Path, "lock", "--check")).Ends(1);
        Assert.Equal(
            "prompts.lock is not up to date; run 'llm-hygiene lock':\n  + greet user 1.0.0 (2 tokens of fixed text)\n"
                + "  + part 1.0.0 (2 tokens of fixed text)\n",
            check.Output
        );
        Assert.False(File.Exists(_folder.Full("prompts.lock")));

        (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(0);
        var written = _folder.Read("prompts.lock");
        Assert.Matches(
            "^# .*\n# .*\ngreet user 1.0.0 sha256:[0-9a-f]{64} o200k_base:2\npart 1.0.0 sha256:[0-9a-f]{64} o200k_base:2\n$",
            written
        );
        Assert.Equal(
            "prompts.lock is up to date.\n",
            (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(0).Output
        );

        _folder.With("Prompts/part.prompt.yaml", ShopProject.Prompt("part", text: "Good night"));
        var changed = (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(1);
        Assert.Equal(
            "Prompts/part.prompt.yaml(2,10): error LLMH2110: 'part' 1.0.0 is locked with different content; give it version 1.0.1, "
                + "or restore the locked content\n",
            changed.Error.Replace('\\', '/')
        );
        Assert.Equal(written, _folder.Read("prompts.lock"));

        _folder.With("Prompts/part.prompt.yaml", ShopProject.Prompt("part", "1.0.1", "Good night"));
        (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(0);
        Assert.StartsWith(written, _folder.Read("prompts.lock"), StringComparison.Ordinal);
        Assert.Equal(["greet user 1.0.0", "part 1.0.0", "part 1.0.1"], Versions("prompts.lock"));

        (await ToolRun.RunAsync(_folder.Path, "lock", "--prune", "--no-restore")).Ends(0);
        Assert.Equal(["greet user 1.0.0", "part 1.0.1"], Versions("prompts.lock"));
    }

    [Fact]
    public async Task A_line_written_by_an_IDE_is_up_to_date_and_gets_its_count()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt("greet"));
        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        var counted = _folder.Read("prompts.lock");

        var bare = counted.Replace(" o200k_base:2", "", StringComparison.Ordinal);
        _folder.With("prompts.lock", bare);
        Assert.Equal(
            "prompts.lock is up to date; 'llm-hygiene lock' adds the missing token counts.\n",
            (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(0).Output
        );
        Assert.Equal(bare, _folder.Read("prompts.lock"));

        (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(0);
        Assert.Equal(counted, _folder.Read("prompts.lock"));

        // A wrong count is not a missing one.
        _folder.With("prompts.lock", counted.Replace("o200k_base:2", "o200k_base:3", StringComparison.Ordinal));
        (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(1);
    }

    [Fact]
    public async Task A_folder_in_lower_case_is_found_and_a_file_that_is_not_UTF8_is_not_locked()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("prompts/greet.prompt.yml", ShopProject.Prompt("greet", text: "\"{{> style}} Hello\""));
        var partial = _folder.With("prompts/style.partial.md", "Be brief.");
        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        Assert.Equal(["greet 1.0.0"], Versions("prompts.lock"));

        await File.WriteAllBytesAsync(partial, [.. "Be caf"u8, 0xE9, .. "."u8], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            _folder.Full("prompts/two.prompt.yml"),
            [.. "name: two\nversion: 1.0.0\nmessages:\n  - { role: user, content: caf"u8, 0xE9, .. " }\n"u8],
            TestContext.Current.CancellationToken
        );
        var run = (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(2);
        Assert.Contains("two.prompt.yml(4,31): error LLMH2101: The file is not UTF-8", run.Error, StringComparison.Ordinal);
        Assert.Contains("style.partial.md(1,7): error LLMH2101: The file is not UTF-8", run.Error, StringComparison.Ordinal);
        Assert.Equal(["greet 1.0.0"], Versions("prompts.lock"));
    }

    [Fact]
    public async Task Methods_are_prompts_too()
    {
        _folder.With("Shop.csproj", ShopProject.Text(ShopProject.References));
        _folder.With(
            "Asks.cs",
            """
            using LlmHygiene; using Microsoft.Extensions.AI; using System.Threading.Tasks;
            public static partial class Asks
            {
                [Prompt("classify", "1.0.0", System = "Answer with one word.", User = "{{text}}")]
                public static partial Task<string> ClassifyAsync(IChatClient client, string text);
            }
            """
        );

        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        Assert.Equal(["classify 1.0.0"], Versions("prompts.lock"));

        _folder.With(
            "Asks.cs",
            File.ReadAllText(_folder.Full("Asks.cs"))
                .Replace("one word", "two words", StringComparison.Ordinal)
                .Replace("{{text}}", "{{txt}}", StringComparison.Ordinal)
        );
        var run = (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(2);
        Assert.Contains("Asks.cs(4,79): error LLMH2108", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_in_prompts_and_in_the_lock_are_reported_together_and_nothing_is_written()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/good.prompt.yml", ShopProject.Prompt());
        _folder.With("Prompts/bad.prompt.yml", ShopProject.Prompt("bad", "1.0", "Hello {{a b}}"));
        _folder.With("prompts.lock", "# Ours.\n<<<<<<< HEAD\nnonsense\n");

        var run = (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(2);
        Assert.Equal(
            [
                "Prompts/bad.prompt.yml(2,10): error LLMH2103",
                "Prompts/bad.prompt.yml(5,20): error LLMH2107",
                "prompts.lock(2,1): error LLMH2118",
                "prompts.lock(3,1): error LLMH2118",
            ],
            run.Error.Replace('\\', '/')
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => string.Join(':', line.Split(':')[..2]))
        );
        Assert.Equal("# Ours.\n<<<<<<< HEAD\nnonsense\n", _folder.Read("prompts.lock"));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    [Fact]
    public async Task Prompty_files_are_locked()
    {
        _folder.With("Shop.csproj", ShopProject.Text("<ItemGroup><LlmPrompt Include=\"texts/hello.prompty\" /></ItemGroup>"));
        _folder.With("texts/hello.prompty", "---\nname: hello\nversion: 1.0.0\n---\nuser:\nHello\n");

        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        Assert.Matches("\nhello 1.0.0 sha256:[0-9a-f]{64} ", _folder.Read("prompts.lock"));
    }

    [Fact]
    public async Task Two_prompts_with_one_version_are_not_guessed()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/a.prompt.yml", ShopProject.Prompt());
        _folder.With("Prompts/b.prompt.yml", ShopProject.Prompt(text: "Good bye"));

        var run = (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(2);
        Assert.Equal(2, run.Error.Split("error LLMH2114: 'greet' 1.0.0 is written 2 times").Length - 1);
        Assert.False(File.Exists(_folder.Full("prompts.lock")));
    }

    [Fact]
    public async Task A_solution_locks_each_project_and_projects_with_a_shared_lock_together()
    {
        const string Shared = "<PropertyGroup><LlmPromptLock>../locks/prompts.lock</LlmPromptLock></PropertyGroup>";
        _folder.With("A/A.csproj", ShopProject.Text(Shared));
        _folder.With("A/Prompts/a.prompt.yml", ShopProject.Prompt("a"));
        _folder.With("B/B.csproj", ShopProject.Text(Shared + "<ItemGroup><LlmPrompt Include=\"texts/b.txt\" /></ItemGroup>"));
        _folder.With("B/texts/b.txt", ShopProject.Prompt("b"));
        _folder.With("C/C.csproj", ShopProject.Text(framework: "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>"));
        _folder.With("C/Prompts/c.prompt.yml", ShopProject.Prompt("c"));
        _folder.With(
            "D/D.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        _folder.With(
            "All.slnx",
            "<Solution>" + string.Concat("ABCD".Select(name => $"<Project Path=\"{name}/{name}.csproj\" />")) + "</Solution>"
        );

        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        Assert.Equal(["a 1.0.0", "b 1.0.0"], Versions("locks/prompts.lock"));
        Assert.Equal(["c 1.0.0"], Versions("C/prompts.lock"));
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "prompts.lock", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_checkout_with_other_line_ends_is_up_to_date_and_comments_stay()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/a.prompt.yml", ShopProject.Prompt());
        _folder.With("prompts.lock", "# Our own heading.\n");
        (await ToolRun.RunAsync(_folder.Path, "lock")).Ends(0);
        var text = _folder.Read("prompts.lock");
        Assert.StartsWith("# Our own heading.\ngreet 1.0.0 ", text, StringComparison.Ordinal);

        _folder.With("prompts.lock", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(0);

        _folder.With("prompts.lock", text.Replace("o200k_base:2", "o200k_base:3", StringComparison.Ordinal));
        Assert.Contains(
            "a token count",
            (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(1).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_project_that_is_already_built_is_read_all_the_same()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/a.prompt.yml", ShopProject.Prompt());
        (await ToolRun.DotNetAsync(_folder.Path, "build", "-m:1", "--tl:off")).Ends(0);
        Assert.Contains(
            "+ greet 1.0.0",
            (await ToolRun.RunAsync(_folder.Path, "lock", "--check", "--no-restore")).Ends(1).Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("'nowhere' does not exist.", "lock", "nowhere")]
    [InlineData("'.' has no C# project and no solution.", "lock")]
    [InlineData("'--wrong' is not an option of this command.", "lock", "--wrong")]
    public async Task Bad_input_exits_with_2_and_a_fix(string message, params string[] arguments) =>
        Assert.Contains(message, (await ToolRun.RunAsync(_folder.Path, arguments)).Ends(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_project_without_the_package_is_reported()
    {
        _folder.With(
            "Plain.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        Assert.Contains(
            "Add the package.",
            (await ToolRun.RunAsync(_folder.Path, "lock", "Plain.csproj")).Ends(2).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_project_that_does_not_load_is_reported_with_the_output_of_MSBuild()
    {
        _folder.With("Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>");
        Assert.Contains("MSB4025", (await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_options_and_exit_codes()
    {
        var help = (await ToolRun.RunAsync(_folder.Path, "lock", "--help")).Ends(0).Output;
        Assert.All(["--check", "--prune", "--no-restore", "Exit codes: 0 "], part => Assert.Contains(part, help, StringComparison.Ordinal));
    }

    private IEnumerable<string> Versions(string path) =>
        _folder
            .Read(path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line[..line.IndexOf(" sha256:", StringComparison.Ordinal)]);
}
