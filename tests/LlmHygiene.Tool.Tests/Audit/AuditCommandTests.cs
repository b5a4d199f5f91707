using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>The commands as a user runs them, on one application.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_diff_shows_what_changed_and_not_what_moved()
    {
        AuditedShop.WriteApp(_folder);
        (await ToolRun.RunAsync(_folder.Path, "audit", "App", "--output", "before.json")).Ends(1);

        _folder.With("App/Desk.cs", "\n\n" + AuditedShop.Desk);
        var moved = (
            await ToolRun.RunAsync(_folder.Path, "audit", "App", "--no-restore", "--diff", "before.json", "--format", "markdown")
        ).Ends(1);
        Assert.Contains(
            "\nNothing changes in calls, prompts, models, violations, tokens or prices.\n",
            moved.Output,
            StringComparison.Ordinal
        );

        _folder.With("App/Desk.cs", AuditedShop.Desk.Replace("\"gpt-4o\"", "\"gpt-5.4-mini-2026-03-17\"", StringComparison.Ordinal));
        _folder.With("App/Prompts/summarize.prompt.yml", AuditedShop.Prompt("1.1.0", text: "Summarise the ticket in one short sentence."));
        var changed = (
            await ToolRun.RunAsync(_folder.Path, "audit", "App", "--no-restore", "--diff", "before.json", "--output", "diff.md")
        ).Ends(1);
        Assert.Contains(
            "    ~ Desk.cs:17 Desk.AskAsync: model Constant(gpt-4o) → Constant(gpt-5.4-mini-2026-03-17), "
                + "output per 1,000 $2.00 → $0.90\n",
            changed.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("    + summarize@1.1.0: ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("    - summarize@1.0.0: ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("    - gpt-4o: ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("    - LLMH1004 Desk.cs:17: ", changed.Output, StringComparison.Ordinal);
        Assert.Contains("  fixed tokens of prompts: 14 → 15\n", changed.Output, StringComparison.Ordinal);
        var markdown = _folder.Read("diff.md");
        Assert.StartsWith("## LLM audit of App.csproj: what changes\n\n|  | before | after |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| ➕ | summarize@1.1.0 |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_violations_as_a_build_does()
    {
        AuditedShop.WriteApp(_folder);
        var check = (await ToolRun.RunAsync(_folder.Path, "check", "App")).Ends(1);
        Assert.Contains(
            "\nDesk.cs(17,37): warning LLMH2001: 'GetResponseAsync' sends a prompt with no name and version",
            "\n" + check.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("LLMH2111", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("LLMH0001", check.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nApp\.csproj: 5 calls in 1 project, .*\n$", check.Output);

        var strict = (await ToolRun.RunAsync(_folder.Path, "check", "App", "--strict", "--no-restore")).Ends(1);
        Assert.Contains("Desk.cs(17,37): error LLMH2001: ", strict.Output, StringComparison.Ordinal);
        Assert.Contains("warning LLMH2111: ", strict.Output, StringComparison.Ordinal);

        // Without the package, the project has no presets.
        _folder.With(
            "Plain/Plain.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        _folder.With(
            "Plain/Raw.cs",
            "class Raw { object Send(System.Net.Http.HttpClient http) => "
                + "http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }"
        );
        var plain = (await ToolRun.RunAsync(_folder.Path, "check", "Plain", "--strict")).Ends(1);
        Assert.Contains("Raw.cs(1,66): error LLMH3001: ", plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_folders_includes_all_projects_and_no_violation_exits_with_0()
    {
        ShopProject.Isolate(_folder);
        _folder.With("src/One/One.csproj", ShopProject.Text());
        _folder.With("src/One/One.cs", "class One { }");
        _folder.With("src/Two/Two.csproj", ShopProject.Text());
        _folder.With("src/Two/bin/Debug/Copy.csproj", "<Project>");

        var run = (await ToolRun.RunAsync(_folder.Path, "audit", "src")).Ends(0);
        Assert.Equal("src: 0 calls in 2 projects, 0 prompts, 0 models; 0 errors, 0 warnings, 0 suggestions\n", run.Output);
        Assert.Equal(
            "src: 0 calls in 2 projects, 0 prompts, 0 models; 0 errors, 0 warnings, 0 suggestions\n",
            (await ToolRun.RunAsync(_folder.Path, "check", "src", "--no-restore")).Ends(0).Output
        );
    }

    [Fact]
    public async Task A_missing_project_of_a_solution_does_not_stop_the_others()
    {
        ShopProject.Isolate(_folder);
        _folder.With("A/A.csproj", ShopProject.Text());
        _folder.With(
            "A/Raw.cs",
            "class Raw { object Send(System.Net.Http.HttpClient http) => "
                + "http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }"
        );
        _folder.With("All.slnx", "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"Lost/Lost.csproj\" /></Solution>");

        var run = (await ToolRun.RunAsync(_folder.Path, "check")).Ends(2);
        Assert.Contains("A/Raw.cs(1,66): warning LLMH3001: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("error: Lost/Lost.csproj: The file does not exist.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_fails_in_one_project_does_not_stop_the_others()
    {
        const string Raw =
            "class Raw { object Send(System.Net.Http.HttpClient http) => "
            + "http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }";
        ShopProject.Isolate(_folder);
        _folder.With("A/A.csproj", ShopProject.Text());
        _folder.With("A/Raw.cs", Raw);
        _folder.With("B/B.csproj", ShopProject.Text("<ItemGroup><AdditionalFiles Include=\"llm-models.txt\" /></ItemGroup>"));
        _folder.With("B/Raw.cs", Raw);
        _folder.With("All.slnx", "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"B/B.csproj\" /></Solution>");

        // The rules need this file, which no other process can read now.
        using var held = new FileStream(_folder.With("B/llm-models.txt", ""), FileMode.Open, FileAccess.Read, FileShare.None);
        var run = (await ToolRun.RunAsync(_folder.Path, "check")).Ends(2);

        Assert.Contains("A/Raw.cs(1,66): warning LLMH3001: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "error: B/B.csproj (net10.0): A rule failed in 'B/B.csproj'. Please report this message: ",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failed_source_generator_is_listed_as_not_read()
    {
        ShopProject.Isolate(_folder);
        _folder.With(
            "App/App.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Analyzer Include="Pages.dll" /></ItemGroup>
            </Project>
            """
        );
        _folder.With("App/Pages.dll", "This is no assembly.");
        _folder.With("App/App.cs", "class App { }");
        var audit = (await ToolRun.RunAsync(_folder.Path, "audit", "App")).Ends(2);
        Assert.Contains("1 item could not be read completely", audit.Output, StringComparison.Ordinal);
        Assert.Contains(
            "The code of source generators is missing, including its calls: the source generators of 'Pages.dll' cannot be loaded",
            audit.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Exit_zero_only_reports()
    {
        ShopProject.Isolate(_folder);
        _folder.With("Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>");
        Assert.Contains(
            "MSB4025",
            (await ToolRun.RunAsync(_folder.Path, "audit", "--no-restore")).Ends(2).Output,
            StringComparison.Ordinal
        );
        Assert.Contains("MSB4025", (await ToolRun.RunAsync(_folder.Path, "check", "--no-restore")).Ends(2).Error, StringComparison.Ordinal);
        (await ToolRun.RunAsync(_folder.Path, "audit", "--no-restore", "--exit-zero")).Ends(0);
    }

    [Theory]
    [InlineData("'nowhere' does not exist.", "audit", "nowhere")]
    [InlineData("'nowhere' does not exist.", "check", "nowhere")]
    [InlineData("'xml' is not a format. Write table, json, sarif, cyclonedx, markdown", "audit", "--format", "xml")]
    [InlineData("The format of 'out.xml' is unknown. Write 'json=out.xml'", "audit", "--output", "out.xml")]
    [InlineData("'tomorrow' is not a date. Write it as in 2026-11-22.", "audit", "--as-of", "tomorrow")]
    [InlineData("'no.json' does not exist. Write it with 'llm-hygiene audit --output no.json'.", "audit", "--diff", "no.json")]
    [InlineData("'--wrong' is not an option of this command.", "audit", "--wrong")]
    public async Task Bad_input_exits_with_2_and_a_fix(string message, params string[] arguments) =>
        Assert.Contains(message, (await ToolRun.RunAsync(_folder.Path, arguments)).Ends(2).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{ \"schemaVersion\": \"9.0\" }")]
    [InlineData("{ \"schemaVersion\": \"1.0\" }")]
    public async Task A_file_that_is_not_a_report_is_bad_input(string text)
    {
        _folder.With("before.json", text);
        Assert.Contains(
            "'before.json' ",
            (await ToolRun.RunAsync(_folder.Path, "audit", "--diff", "before.json")).Ends(2).Error,
            StringComparison.Ordinal
        );
    }
}
