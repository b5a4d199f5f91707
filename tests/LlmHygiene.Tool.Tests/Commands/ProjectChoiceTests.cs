using LlmHygiene.Tool.Tests.Infrastructure;
using LlmHygiene.Tool.Tests.Usage.Infrastructure;

namespace LlmHygiene.Tool.Tests.Commands;

/// <summary>Which projects the commands read: solutions, filters, frameworks, properties, and projects that cannot be read.</summary>
public sealed class ProjectChoiceTests : IDisposable
{
    private const string Raw = """
        class Raw { object Send(System.Net.Http.HttpClient http) => http.PostAsync("https://api.openai.com/v1/chat/completions", null); }
        """;

    // Without the runtime, prompt files get LLMH2117.
    private const string NoGenerator = "<PropertyGroup><LlmHygieneGenerator>false</LlmHygieneGenerator></PropertyGroup>";

    private readonly TempFolder _folder = new();

    public ProjectChoiceTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Missing.sln")]
    [InlineData("Missing.slnx")]
    [InlineData("Missing.slnf")]
    public async Task A_solution_of_missing_projects_is_bad_input_for_every_command(string solution)
    {
        _folder.With(
            "Missing.sln",
            """
            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Gone", "gone\Gone.csproj", "{21111111-1111-1111-1111-111111111111}"
            EndProject
            Global
            EndGlobal
            """
        );
        _folder.With("Missing.slnx", "<Solution><Project Path=\"gone/Gone.csproj\" /></Solution>");
        _folder.With("Missing.slnf", "{ \"solution\": { \"path\": \"Missing.sln\", \"projects\": [ \"gone\\\\Gone.csproj\" ] } }");
        _folder.With("traces.jsonl", Otlp.Line(UsageRun.Prompt("greet")));

        string[][] commands =
        [
            ["lock"],
            ["lock", "--check"],
            ["baseline"],
            ["check"],
            ["usage", "traces.jsonl", "--project"],
        ];
        foreach (var command in commands)
        {
            var run = (await ToolRun.RunAsync(_folder.Path, [.. command, solution])).Ends(2);
            Assert.Contains("error: gone/Gone.csproj: The file does not exist.\n", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_project_that_cannot_be_read_does_not_stop_the_others()
    {
        WithShop("A", "one");
        WithShop("B", "two");
        _folder.With("Broken/Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>");
        _folder.With(
            "All.slnx",
            "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"Broken/Broken.csproj\" /><Project Path=\"B/B.csproj\" />"
                + "<Project Path=\"gone/Gone.csproj\" /></Solution>"
        );
        _folder.With("traces.jsonl", Otlp.Line(UsageRun.Prompt("one")));

        Named((await ToolRun.RunAsync(_folder.Path, "lock", "--check")).Ends(2));
        Named((await ToolRun.RunAsync(_folder.Path, "lock", "--prune", "--no-restore")).Ends(2));
        Assert.False(File.Exists(_folder.Full("A/prompts.lock")));
        Named((await ToolRun.RunAsync(_folder.Path, "lock", "--no-restore")).Ends(2));
        Assert.Contains("\none 1.0.0 ", _folder.Read("A/prompts.lock"), StringComparison.Ordinal);
        Assert.Contains("\ntwo 1.0.0 ", _folder.Read("B/prompts.lock"), StringComparison.Ordinal);

        Named((await ToolRun.RunAsync(_folder.Path, "baseline", "--no-restore")).Ends(2));
        Assert.EndsWith("\nRaw.Send LLMH3001 http PostAsync\n", _folder.Read("A/llmhygiene.baseline"), StringComparison.Ordinal);
        Assert.Equal(_folder.Read("A/llmhygiene.baseline"), _folder.Read("B/llmhygiene.baseline"));

        var usage = (await ToolRun.RunAsync(_folder.Path, "usage", "traces.jsonl", "--project", "All.slnx")).Ends(2);
        Named(usage);
        Assert.Contains("In the code, never seen\n  two 1.0.0, ", usage.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Prompts of projects that could not be read are not compared: Broken/Broken.csproj, gone/Gone.csproj.",
            usage.Output,
            StringComparison.Ordinal
        );

        static void Named(ToolRun run)
        {
            Assert.Contains("error: gone/Gone.csproj: The file does not exist.\n", run.Error, StringComparison.Ordinal);
            Assert.Contains("error: Broken/Broken.csproj: MSB4025: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_project_that_does_not_compile_does_not_stop_the_baselines_of_others()
    {
        WithShop("A", "one");
        WithShop("B", "two");
        _folder.With("B/Half.cs", "class Half { int Size() => ; }");
        _folder.With("All.slnx", "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"B/B.csproj\" /></Solution>");

        var run = (await ToolRun.RunAsync(_folder.Path, "baseline")).Ends(2);
        Assert.Contains("Half.cs(1,28): error CS1525: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("was written: 1 violation, 1 added", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Full("B/llmhygiene.baseline")));
    }

    [Fact]
    public async Task A_filter_reads_only_its_projects()
    {
        WithShop("src/A", "one");
        WithShop("src/B", "two");
        _folder.With("src/All.slnx", "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"B/B.csproj\" /></Solution>");
        _folder.With("A.slnf", "{ // Only A.\n \"solution\": { \"path\": \"src\\\\All.slnx\", \"projects\": [ \"A\\\\A.csproj\", ] } }");
        _folder.With("traces.jsonl", Otlp.Line(UsageRun.Prompt("none")));

        (await ToolRun.RunAsync(_folder.Path, "lock", "A.slnf")).Ends(0);
        Assert.True(File.Exists(_folder.Full("src/A/prompts.lock")));
        Assert.False(File.Exists(_folder.Full("src/B/prompts.lock")));
        (await ToolRun.RunAsync(_folder.Path, "baseline", "A.slnf", "--no-restore")).Ends(0);
        Assert.False(File.Exists(_folder.Full("src/B/llmhygiene.baseline")));
        var check = (await ToolRun.RunAsync(_folder.Path, "check", "A.slnf", "--no-restore")).Ends(0);
        Assert.Contains("A.slnf: 1 call in 1 project, ", check.Output, StringComparison.Ordinal);
        var usage = (await ToolRun.RunAsync(_folder.Path, "usage", "traces.jsonl", "--project", "A.slnf")).Ends(0);
        Assert.Contains("  one 1.0.0, ", usage.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  two 1.0.0, ", usage.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not a solution filter: ")]
    [InlineData("[]", "names no solution.")]
    [InlineData("{ \"solution\": { } }", "names no solution.")]
    [InlineData("{ \"solution\": { \"path\": \"no.sln\", \"projects\": [] } }", "no.sln', which does not exist.")]
    [InlineData("{ \"solution\": { \"path\": \"Only.slnf\" } }", "has no list of projects.")]
    public async Task A_filter_that_cannot_be_read_is_bad_input(string text, string message)
    {
        _folder.With("Only.slnf", text);
        foreach (var command in new[] { "lock", "check" })
            Assert.Contains(
                message,
                (await ToolRun.RunAsync(_folder.Path, command, "Only.slnf", "--no-restore")).Ends(2).Error,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_project_in_another_language_is_named_and_is_no_error()
    {
        WithShop("A", "one");
        foreach (var other in new[] { "F/F.fsproj", "V/V.vbproj", "D/D.sqlproj" })
            _folder.With(other, "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _folder.With(
            "All.slnx",
            "<Solution><Project Path=\"A/A.csproj\" /><Project Path=\"F/F.fsproj\" /><Project Path=\"V/V.vbproj\" />"
                + "<Project Path=\"D/D.sqlproj\" Type=\"C#\" /></Solution>"
        );
        (await ToolRun.DotNetAsync(_folder.Path, "restore", "A")).Ends(0);

        (await ToolRun.RunAsync(_folder.Path, "baseline", "A", "--no-restore")).Ends(0);
        var check = (await ToolRun.RunAsync(_folder.Path, "check", "All.slnx", "--no-restore")).Ends(0);
        Assert.DoesNotContain("could not be read", check.Output, StringComparison.Ordinal);
        Assert.Contains("; 3 projects in another language\n", check.Output, StringComparison.Ordinal);
        foreach (var other in new[] { "F/F.fsproj", "V/V.vbproj", "D/D.sqlproj" })
            Assert.Contains($"note: {other}: It is not a C# project.\n", check.Error, StringComparison.Ordinal);
        Assert.Equal(
            "A/prompts.lock was written:",
            (await ToolRun.RunAsync(_folder.Path, "lock", "All.slnx", "--no-restore")).Ends(0).Output.Split('\n')[0].Replace('\\', '/')
        );
    }

    [Fact]
    public async Task Framework_and_properties_choose_what_is_read()
    {
        _folder.With("Shop.csproj", ShopProject.Text(NoGenerator, "<TargetFrameworks>net9.0;net10.0</TargetFrameworks>"));
        _folder.With("Raw.cs", Raw);
        _folder.With("New.cs", "#if NET10_0_OR_GREATER && MORE\n" + Raw.Replace("Raw", "New", StringComparison.Ordinal) + "\n#endif\n");
        _folder.With("traces.jsonl", Otlp.Line(UsageRun.Prompt("greet")));
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt());

        var both = (await ToolRun.RunAsync(_folder.Path, "check")).Ends(1);
        Assert.Contains("Raw.cs(1,66): warning LLMH3001: ", both.Output, StringComparison.Ordinal);
        Assert.Contains("[Shop.csproj]", both.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("New.cs", both.Output, StringComparison.Ordinal);
        var one = (await RunAsync("check", "--framework", "net10.0", "-p:DefineConstants=MORE%3BX", "-p:LlmHygieneMode=Strict")).Ends(1);
        Assert.Contains("New.cs(2,66): error LLMH3001: ", one.Output, StringComparison.Ordinal);

        // A baseline of one framework says nothing of the other.
        (await RunAsync("baseline", "-f", "net9.0")).Ends(0);
        Assert.EndsWith("\nRaw.Send LLMH3001 http PostAsync tfm=net9.0\n", _folder.Read("llmhygiene.baseline"), StringComparison.Ordinal);
        (await RunAsync("baseline", "--framework", "net10.0")).Ends(0);
        Assert.EndsWith(
            "\nRaw.Send LLMH3001 http PostAsync tfm=net10.0,net9.0\n",
            _folder.Read("llmhygiene.baseline"),
            StringComparison.Ordinal
        );
        (await RunAsync("baseline")).Ends(0);
        Assert.EndsWith("\nRaw.Send LLMH3001 http PostAsync\n", _folder.Read("llmhygiene.baseline"), StringComparison.Ordinal);
        (await RunAsync("baseline", "--check", "--framework", "net9.0")).Ends(0);
        (await RunAsync("check", "--framework", "net9.0")).Ends(0);

        (await RunAsync("lock", "--framework", "net10.0", "--property:LlmPromptLock=locks/prompts.lock")).Ends(0);
        Assert.True(File.Exists(_folder.Full("locks/prompts.lock")));
        Assert.Contains(
            "Leave out '--framework'",
            (await RunAsync("lock", "--prune", "-f", "net9.0")).Ends(2).Error,
            StringComparison.Ordinal
        );
        (await ToolRun.RunAsync(_folder.Path, "usage", "traces.jsonl", "--project", ".", "-f", "net9.0", "-p:Configuration=Release")).Ends(
            0
        );
    }

    [Theory]
    [InlineData("No project of 'Shop.csproj' has the target framework 'net48'. There is net10.0.", "lock", "--framework", "net48")]
    [InlineData("No project of 'Shop.csproj' has the target framework 'net48'. There is net10.0.", "check", "--framework", "net48")]
    [InlineData("'Release' is not a property with a value. Write it as in -p:Configuration=Release.", "baseline", "-p:Release")]
    [InlineData("'--framework' and '-p' are for a project. Give it with --project.", "usage", "Shop.csproj", "-p:A=B")]
    public async Task A_wrong_choice_is_bad_input(string message, params string[] arguments)
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        Assert.Contains(message, (await ToolRun.RunAsync(_folder.Path, arguments)).Ends(2).Error, StringComparison.Ordinal);
    }

    private void WithShop(string folder, string prompt)
    {
        _folder.With($"{folder}/{folder.Split('/')[^1]}.csproj", ShopProject.Text(NoGenerator));
        _folder.With($"{folder}/Raw.cs", Raw);
        _folder.With($"{folder}/Prompts/{prompt}.prompt.yml", ShopProject.Prompt(prompt));
    }

    private Task<ToolRun> RunAsync(string command, params string[] arguments) =>
        ToolRun.RunAsync(_folder.Path, [command, "--no-restore", .. arguments]);
}
