using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The life of a locked prompt, with the packed packages and the packed tool.</summary>
public sealed class PromptLockTests(PackedPackages packages)
{
    private const string Prompt = "Prompts/greet.prompt.yml";

    [Fact]
    public async Task A_locked_prompt_that_changes_stops_the_build_until_it_has_a_new_version()
    {
        var consumer = Consumer
            .Create(packages)
            .With("Program.cs", "using App.Prompts;\nConsole.WriteLine($\"{GreetPrompt.V1.Info.Version} {GreetPrompt.V1.Info.Tokens}\");\n")
            .With(Prompt, Sources.Prompt());
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict")).Succeeded().Reports(Prompt + "(2): warning LLMH2111");
        Assert.Equal("1.0.0", (await consumer.RunAsync()).TrimEnd());

        var tool = await packages.Tool;
        (await tool.AloneAsync(consumer.Folder, "lock")).Succeeded();
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict")).Succeeded().Reports();
        Assert.Equal("1.0.0 3", await consumer.RunAsync());

        consumer.With(Prompt, Sources.Prompt(text: "Good morning {{who}}!"));
        var stopped = (await consumer.BuildAsync()).Failed();
        Assert.Equal([Prompt + "(2,10): error LLMH2110"], stopped.FindingsWithColumns);
        Assert.Contains(
            "'greet' 1.0.0 is locked with different content; give it version 1.0.1, or restore the locked content",
            stopped.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await tool.RunAsync(consumer.Folder, "lock", "--check", "--no-restore")).ExitCode);

        consumer.With(Prompt, Sources.Prompt(version: "1.0.1", text: "Good morning {{who}}!"));
        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("1.0.1", (await consumer.RunAsync()).TrimEnd());
        Assert.Equal(1, (await tool.RunAsync(consumer.Folder, "lock", "--check", "--no-restore")).ExitCode);

        (await tool.RunAsync(consumer.Folder, "lock", "--no-restore")).Succeeded();
        (await tool.RunAsync(consumer.Folder, "lock", "--check", "--no-restore")).Succeeded();
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict")).Succeeded().Reports();
        Assert.Equal("1.0.1 4", await consumer.RunAsync());
    }

    [Fact]
    public async Task The_lock_may_be_elsewhere_and_its_mistakes_are_reported_there()
    {
        var consumer = Consumer
            .Create(packages)
            // This file is imported after those of the package.
            .With(
                "Directory.Build.targets",
                "<Project><PropertyGroup><LlmPromptLock>locks/prompts.lock</LlmPromptLock></PropertyGroup></Project>"
            )
            .With("Program.cs", Sources.DoNothing)
            .With(Prompt, Sources.Prompt())
            .With("prompts.lock", "nonsense")
            .With("locks/prompts.lock", "# Ours.\n<<<<<<< HEAD\n");
        Assert.Equal(["locks/prompts.lock(2,1): error LLMH2118"], (await consumer.BuildAsync()).Failed().FindingsWithColumns);

        consumer.With("locks/prompts.lock", "");
        (await (await packages.Tool).RunAsync(consumer.Folder, "lock", "--no-restore")).Succeeded();
        Assert.Contains("greet", File.ReadAllText(Path.Combine(consumer.Folder, "locks/prompts.lock")), StringComparison.Ordinal);
        Assert.Equal("nonsense", File.ReadAllText(Path.Combine(consumer.Folder, "prompts.lock")));

        var other = (await consumer.BuildAsync("-p:LlmPromptLock=my.lock")).Failed();
        Assert.Contains("LlmPromptLock is 'my.lock'; the file's name must be prompts.lock.", other.Output, StringComparison.Ordinal);
    }
}
