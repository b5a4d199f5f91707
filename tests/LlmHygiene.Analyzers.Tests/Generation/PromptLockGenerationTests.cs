using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// The token count in the lock is written into the class, and an edit of the lock generates no more than necessary again.
/// </summary>
public class PromptLockGenerationTests
{
    private const string LockPath = PromptProject.Folder + "prompts.lock";

    [Fact]
    public void The_count_of_a_locked_prompt_reaches_its_info()
    {
        var project = Project(PromptLocks.Of(Prompt("a"))) with
        {
            Source =
                "class Test { public static string Run() => $\"{Shop.Prompts.APrompt.V1.Info.Tokens} "
                + "{Shop.Prompts.BPrompt.V1.Info.Tokens is null}\"; }",
        };
        Assert.Equal("7 True", project.Run<string>());
        var code = project.Generate();
        Assert.Contains(
            "model chosen by the client, 7 tokens of fixed text.</summary>",
            code["Shop.Prompts.APrompt.g.cs"],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("tokens", code["Shop.Prompts.BPrompt.g.cs"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("a 1.0.0", "a 1.0.1")]
    [InlineData("a 1.0.0", "x 1.0.0")]
    [InlineData(" sha256:", " sha256:0")]
    [InlineData(" o200k_base:7", "")]
    public void The_count_of_another_name_version_or_content_does_not(string before, string after)
    {
        var locked = PromptLocks.Of(Prompt("a"));
        Assert.Contains(before, locked, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Tokens",
            Project(locked.Replace(before, after, StringComparison.Ordinal)).Generate()["Shop.Prompts.APrompt.g.cs"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_count_of_a_changed_prompt_does_not() =>
        Assert.DoesNotContain(
            "Tokens",
            Project(PromptLocks.Of(Prompt("a").Replace("Hello", "Bye", StringComparison.Ordinal))).Generate()["Shop.Prompts.APrompt.g.cs"],
            StringComparison.Ordinal
        );

    [Fact]
    public void An_edit_of_one_line_generates_its_own_family_again_and_no_other()
    {
        var locked = PromptLocks.Of(Prompt("a"), Prompt("b"));
        var result = Edit(locked, locked.Replace("a 1.0.0", "a 1.0.1", StringComparison.Ordinal));
        Assert.Equal(1, Changed(result, TrackingNames.Lock));
        Assert.Equal(0, Changed(result, TrackingNames.Prompt));
        Assert.Equal(1, Changed(result, TrackingNames.LockedPrompt));
        Assert.Equal(1, Changed(result, TrackingNames.Family));
        Assert.Equal(1, Changed(result, TrackingNames.Output));
    }

    [Fact]
    public void A_line_of_no_prompt_generates_nothing_again()
    {
        var locked = PromptLocks.Of(Prompt("a"), Prompt("b"));
        var result = Edit(locked, PromptLocks.Of(Prompt("a"), Prompt("b"), Prompt("c")));
        Assert.Equal(1, Changed(result, TrackingNames.Lock));
        Assert.Equal(0, Changed(result, TrackingNames.LockedPrompt));
        Assert.Equal(0, Changed(result, TrackingNames.Output));
    }

    [Fact]
    public void A_comment_or_another_order_of_the_lines_changes_nothing()
    {
        var lines = PromptLocks.Of(Prompt("a"), Prompt("b")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var result = Edit(
            string.Join('\n', lines),
            "# Another heading.\r\n" + string.Join("\r\n", lines.Where(line => line[0] != '#').Reverse()) + "\r\n"
        );
        Assert.Equal(0, Changed(result, TrackingNames.Lock));
        Assert.Equal(0, Changed(result, TrackingNames.Output));
    }

    [Fact]
    public void An_edit_of_the_code_reads_no_lock_again()
    {
        var project = Project(PromptLocks.Of(Prompt("a"), Prompt("b")));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .RunGenerators((project with { Source = "class Added { }" }).Compilation(), Token)
            .GetRunResult()
            .Results.Single();
        Assert.Equal(0, Changed(result, TrackingNames.Lock));
        Assert.Equal(0, Changed(result, TrackingNames.LockedPrompt));
        Assert.Equal(0, Changed(result, TrackingNames.Output));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static GeneratorRunResult Edit(string before, string after)
    {
        var project = Project(before);
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        return driver
            .ReplaceAdditionalText(project.Files[^1], new PromptText(LockPath, after))
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();
    }

    private static int Changed(GeneratorRunResult result, string step) =>
        result
            .TrackedSteps[step]
            .SelectMany(run => run.Outputs)
            .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    private static PromptProject Project(string locked)
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"));
        return project with { Files = project.Files.Add(new PromptText(LockPath, locked)) };
    }

    private static string Prompt(string name) => $"name: {name}\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello\n";
}
