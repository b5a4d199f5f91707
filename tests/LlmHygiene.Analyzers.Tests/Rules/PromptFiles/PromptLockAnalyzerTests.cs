using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptLockAnalyzerTests
{
    private const string Prompt = "name: greet user\nversion: 1.2.0\nmessages:\n  - role: user\n    content: Hello\n";

    [Fact]
    public void A_locked_prompt_is_silent() => Assert.Empty(Analyze(Lock(Prompt), Prompt));

    [Fact]
    public void A_changed_prompt_is_an_error_at_its_version()
    {
        var found = Assert.Single(Analyze(Lock(Prompt), Change("Hello", "Bye")));
        Assert.Equal("LLMH2110", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal("/src/Shop/Prompts/p0.prompt.yml: (1,9)-(1,14)", found.Location.GetLineSpan().ToString());
        Assert.Equal(
            "'greet user' 1.2.0 is locked with different content; give it version 1.2.1, or restore the locked content",
            found.GetMessage(CultureInfo.InvariantCulture)
        );
    }

    [Theory]
    [InlineData("messages:", "model: gpt-5.4-mini\nmessages:")]
    [InlineData("messages:", "modelParameters: { temperature: 1 }\nmessages:")]
    [InlineData("role: user", "role: system")]
    public void Whatever_reaches_the_model_counts(string before, string after) =>
        Assert.Equal("LLMH2110", Assert.Single(Analyze(Lock(Prompt), Change(before, after))).Id);

    [Theory]
    [InlineData("version:", "description: Greets.\nversion:")]
    [InlineData("version:", "deprecated: Say nothing.\nversion:")]
    [InlineData("version:", "# A comment.\nversion:")]
    [InlineData("\n", "\r\n")]
    [InlineData("1.2.0", "1.2.0+today")]
    public void Changes_that_do_not_reach_the_model_are_silent(string before, string after) =>
        Assert.Empty(Analyze(Lock(Prompt), Change(before, after)));

    [Fact]
    public void A_number_that_is_locked_is_not_proposed()
    {
        var locked = Lock(Prompt, Change("1.2.0", "1.2.1"), Change("1.2.0", "1.2.2"));
        Assert.Contains(
            "give it version 1.2.3",
            Assert.Single(Analyze(locked, Change("Hello", "Bye"))).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_version_that_is_not_locked_is_a_suggestion_at_its_version()
    {
        var found = Assert.Single(Analyze(Lock(Prompt), Change("1.2.0", "1.3.0"), Prompt));
        Assert.Equal("LLMH2111", found.Id);
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Equal("/src/Shop/Prompts/p0.prompt.yml: (1,9)-(1,14)", found.Location.GetLineSpan().ToString());
        Assert.Contains(
            "'greet user' 1.3.0 is not in prompts.lock",
            found.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        Assert.Contains("run 'llm-hygiene lock'", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_lock_every_version_is_not_locked() =>
        Assert.Equal(["LLMH2111", "LLMH2111"], Analyze(null, Prompt, Change("greet", "part")).Select(found => found.Id));

    [Fact]
    public void A_line_that_no_prompt_has_any_more_is_silent() => Assert.Empty(Analyze(Lock(Prompt, Change("1.2.0", "1.1.0")), Prompt));

    [Fact]
    public void A_project_with_no_prompts_and_no_lock_is_silent() =>
        Assert.Empty((new PromptProject { Files = [new PromptText("/src/Shop/notes.txt", "x")] }).Analyze(new PromptLockAnalyzer()));

    [Fact]
    public void A_prompt_with_errors_is_fixed_first()
    {
        Assert.Empty(Analyze(Lock(Prompt), Change("Hello", "Hello {{#if}}")));
        Assert.Empty(Analyze(null, Change("Hello", "Hello {{#if}}")));
    }

    [Fact]
    public void A_bad_line_is_an_error_at_its_position_and_the_others_still_apply()
    {
        var found = Analyze(Lock(Prompt) + "<<<<<<< HEAD\nfoo 1.0\n", Change("Hello", "Bye"), Change("greet", "part"));
        Assert.Equal(["LLMH2110", "LLMH2118", "LLMH2118"], found.Select(one => one.Id));
        Assert.Equal(DiagnosticSeverity.Error, found[1].Severity);
        Assert.Equal("/src/Shop/prompts.lock: (3,0)-(3,12)", found[1].Location.GetLineSpan().ToString());
    }

    [Fact]
    public void A_second_lock_is_reported()
    {
        var project = PromptProject.With(Prompt);
        project = project with
        {
            Files =
            [
                .. project.Files,
                new PromptText("/src/Shop/prompts.lock", Lock(Prompt)),
                new PromptText("/src/prompts.lock", "nonsense"),
            ],
        };
        var found = Assert.Single(project.Analyze(new PromptLockAnalyzer()));
        Assert.Equal("/src/prompts.lock", found.Location.GetLineSpan().Path);
        Assert.Contains("two locks", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Change(string before, string after) => Prompt.Replace(before, after, StringComparison.Ordinal);

    private static string Lock(params string[] prompts) => PromptLocks.Of(prompts);

    private static ImmutableArray<Diagnostic> Analyze(string? locked, params string[] prompts)
    {
        var project = PromptProject.With(prompts);
        if (locked is not null)
            project = project with { Files = project.Files.Add(new PromptText(PromptProject.Folder + "prompts.lock", locked)) };
        return project.Analyze(new PromptLockAnalyzer());
    }
}
