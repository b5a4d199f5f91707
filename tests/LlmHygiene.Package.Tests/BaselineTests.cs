using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The life of a baseline, with the packed packages and the packed tool.</summary>
public sealed class BaselineTests(PackedPackages packages)
{
    private const string Strict = "-p:LlmHygieneMode=Strict";

    [Fact]
    public async Task A_strict_build_passes_with_a_baseline_fails_with_new_violations_and_reports_stale_entries()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: "<PropertyGroup><LlmHygieneMode>Strict</LlmHygieneMode>"
                    + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>"
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk)
            .With("Prompts/greet.prompt.yml", Sources.Prompt());
        (await consumer.BuildAsync())
            .Failed()
            .Reports("Desk.cs(5): error LLMH1002", "Desk.cs(5): error LLMH2001", "Prompts/greet.prompt.yml(2): error LLMH2111");

        var tool = await packages.Tool;
        (await tool.RunAsync(consumer.Folder, "baseline", "--no-restore")).Succeeded();
        Assert.Equal(
            ["Desk.AskAsync LLMH1002 call GetResponseAsync", "Desk.AskAsync LLMH2001 call GetResponseAsync", "greet@1.0.0 LLMH2111 prompt"],
            File.ReadAllLines(Path.Combine(consumer.Folder, "llmhygiene.baseline")).Where(line => line[0] != '#')
        );
        (await consumer.BuildAsync()).Succeeded().Reports();

        consumer
            .Without("Desk.cs")
            .With("Support/Help.cs", "// Moved.\n\n" + Sources.Desk)
            .Without("Prompts/greet.prompt.yml")
            .With("Prompts/hello.prompt.yml", "# Moved.\n" + Sources.Prompt());
        (await consumer.BuildAsync()).Succeeded().Reports();
        (await tool.RunAsync(consumer.Folder, "baseline", "--check", "--no-restore")).Succeeded();

        consumer.With("New.cs", Sources.Desk.Replace("class Desk", "class Other", StringComparison.Ordinal));
        (await consumer.BuildAsync()).Failed().Reports("New.cs(5): error LLMH1002", "New.cs(5): error LLMH2001");
        Assert.Equal(1, (await tool.RunAsync(consumer.Folder, "baseline", "--check", "--no-restore")).ExitCode);

        consumer
            .Without("New.cs")
            .Without("Prompts/hello.prompt.yml")
            .With("Prompts/hello.prompt.yml", Sources.Prompt(version: "1.0.1"))
            .With("prompts.lock", "");
        (await tool.RunAsync(consumer.Folder, "lock", "--no-restore")).Succeeded();
        (await consumer.BuildAsync()).Failed().Reports("llmhygiene.baseline(5): error LLMH0002");
        (await tool.RunAsync(consumer.Folder, "baseline", "--prune", "--no-restore")).Succeeded();
        (await consumer.BuildAsync()).Succeeded().Reports();
    }

    [Fact]
    public async Task A_violation_of_one_framework_is_not_missed_in_the_others()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: "<PropertyGroup><TargetFramework /><TargetFrameworks>net9.0;net10.0</TargetFrameworks></PropertyGroup>"
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk.Replace("using ", "#if NET10_0_OR_GREATER\nusing ", StringComparison.Ordinal) + "\n#endif\n");
        (await consumer.BuildAsync()).Succeeded();
        var tool = await packages.Tool;
        (await tool.RunAsync(consumer.Folder, "baseline", "--no-restore")).Succeeded();
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(consumer.Folder, "llmhygiene.baseline"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["Desk.AskAsync LLMH1002 call GetResponseAsync tfm=net10.0", "Desk.AskAsync LLMH2001 call GetResponseAsync tfm=net10.0"],
            lines.Where(line => line[0] != '#')
        );
        (await consumer.RebuildAsync()).Succeeded().Reports();

        // Removed from the only framework that it was in, and no longer behind a directive.
        consumer.Without("Desk.cs");
        (await consumer.RebuildAsync())
            .Succeeded()
            .Reports("llmhygiene.baseline(3): warning LLMH0002", "llmhygiene.baseline(4): warning LLMH0002");
    }

    [Fact]
    public async Task A_baseline_may_be_elsewhere_and_its_mistakes_are_reported_there()
    {
        var consumer = Consumer
            .Create(packages)
            // This file is imported after those of the package.
            .With(
                "Directory.Build.targets",
                "<Project><PropertyGroup><LlmHygieneBaseline>accepted/llmhygiene.baseline</LlmHygieneBaseline></PropertyGroup></Project>"
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk)
            .With("llmhygiene.baseline", "nonsense")
            .With("accepted/llmhygiene.baseline", "Desk.AskAsync LLMH2001 call GetResponseAsync\nnonsense\n");
        (await consumer.BuildAsync(Strict))
            .Failed()
            .Reports("Desk.cs(5): error LLMH1002", "accepted/llmhygiene.baseline(2): warning LLMH0004");

        var other = (await consumer.BuildAsync("-p:LlmHygieneBaseline=my.baseline")).Failed();
        Assert.Contains(
            "LlmHygieneBaseline is 'my.baseline'; the file's name must be llmhygiene.baseline.",
            other.Output,
            StringComparison.Ordinal
        );
    }
}
