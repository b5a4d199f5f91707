using System.Reflection;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Typing must stay cheap: what did not change is not generated again.</summary>
public class CachingTests
{
    private static readonly string[] s_steps = [.. typeof(TrackingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void An_edit_of_the_code_generates_nothing_again()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"), Prompt("c") + "output: Shop.Triage\n") with
        {
            Source = "namespace Shop { public record Triage(string Title); }",
        };
        var before = project.Compilation();
        var driver = project.Driver().RunGenerators(before, Token);
        var after = before.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("class Added { }", new CSharpParseOptions(project.Language), cancellationToken: Token)
        );
        var result = driver.RunGenerators(after, Token).GetRunResult().Results.Single();

        Assert.All(s_steps, step => Assert.All(Reasons(result, step), reason => Assert.True(IsUnchanged(reason), $"{step}: {reason}")));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason)
        );
    }

    [Fact]
    public void An_edit_of_one_prompt_generates_its_own_family_again_and_no_other()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"), Prompt("c"));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .ReplaceAdditionalText(
                project.Files[1],
                new PromptText(project.Files[1].Path, Prompt("b").Replace("Hello", "Bye", StringComparison.Ordinal))
            )
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();

        Assert.Equal(1, Reasons(result, TrackingNames.Prompt).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Family).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Output).Count(reason => !IsUnchanged(reason)));
        Assert.Contains(
            result.GeneratedSources,
            source =>
                source.HintName.Contains(".BPrompt.", StringComparison.Ordinal)
                && source.SourceText.ToString().Contains("Bye", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_comment_in_a_prompt_generates_nothing_again()
    {
        var project = PromptProject.With(Prompt("a"));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .ReplaceAdditionalText(project.Files[0], new PromptText(project.Files[0].Path, "# A comment.\n" + Prompt("a")))
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();
        Assert.All(Reasons(result, TrackingNames.Output), reason => Assert.True(IsUnchanged(reason), reason.ToString()));
    }

    [Fact]
    public void An_edit_of_a_partial_generates_only_prompts_that_include_it_again()
    {
        var project = PromptProject.With(
            Prompt("a"),
            Prompt("b").Replace("Hello", "Say {{> tone}}", StringComparison.Ordinal),
            Prompt("c")
        );
        project = project with { Files = project.Files.Add(new PromptText(PromptProject.Folder + "Prompts/tone.partial.md", "Hello")) };
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .ReplaceAdditionalText(project.Files[3], new PromptText(project.Files[3].Path, "Bye"))
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();

        Assert.Equal(1, Reasons(result, TrackingNames.Partials).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Prompt).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Family).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Output).Count(reason => !IsUnchanged(reason)));
        Assert.Contains(
            result.GeneratedSources,
            source =>
                source.HintName.Contains(".BPrompt.", StringComparison.Ordinal)
                && source.SourceText.ToString().Contains("Bye", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_new_file_generates_only_its_own_family()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .AddAdditionalTexts([new PromptText(PromptProject.Folder + "Prompts/new.prompt.yml", Prompt("z"))])
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();
        Assert.Equal(3, result.GeneratedSources.Length);
        Assert.Equal(1, Reasons(result, TrackingNames.Output).Count(reason => !IsUnchanged(reason)));
    }

    [Fact]
    public void A_renamed_prompt_generates_its_own_family_again_and_no_other()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"), Prompt("c"));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .ReplaceAdditionalText(project.Files[0], new PromptText(project.Files[0].Path, Prompt("z")))
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();
        Assert.Equal(1, Reasons(result, TrackingNames.Family).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Output).Count(reason => !IsUnchanged(reason)));
    }

    [Fact]
    public void A_new_version_generates_its_own_family_again_and_no_other()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"));
        var driver = project.Driver().RunGenerators(project.Compilation(), Token);
        var result = driver
            .AddAdditionalTexts([
                new PromptText(
                    PromptProject.Folder + "Prompts/new.prompt.yml",
                    Prompt("b").Replace("1.0.0", "1.1.0", StringComparison.Ordinal)
                ),
            ])
            .RunGenerators(project.Compilation(), Token)
            .GetRunResult()
            .Results.Single();
        Assert.Equal(2, result.GeneratedSources.Length);
        Assert.Equal(1, Reasons(result, TrackingNames.Family).Count(reason => !IsUnchanged(reason)));
        Assert.Equal(1, Reasons(result, TrackingNames.Output).Count(reason => !IsUnchanged(reason)));
        Assert.Contains(
            result.GeneratedSources,
            source =>
                source.HintName.Contains(".BPrompt.", StringComparison.Ordinal)
                && source.SourceText.ToString().Contains("WithVersion", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cached_values_contain_nothing_of_the_compilation()
    {
        var project = PromptProject.With(Prompt("a"), Prompt("b"), Prompt("b").Replace("1.0.0", "1.1.0", StringComparison.Ordinal));
        var result = project.Driver().RunGenerators(project.Compilation(), Token).GetRunResult().Results.Single();
        var values = s_steps
            .SelectMany(step => result.TrackedSteps[step])
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value)
            .ToArray();
        Assert.NotEmpty(values);
        Assert.Empty(values.SelectMany(Rooted));
    }

    [Fact]
    public void The_search_for_the_compilation_finds_one()
    {
        var compilation = new PromptProject { Source = "class C { }" }.Compilation();
        Assert.NotEmpty(Rooted(new Holder(compilation.SyntaxTrees[0].GetRoot(Token))));
        Assert.NotEmpty(Rooted(new List<object> { Tuple.Create(compilation.Assembly) }));
        Assert.NotEmpty(Rooted(new Holder(Location.Create(compilation.SyntaxTrees[0], default))));
        Assert.NotEmpty(Rooted(new Holder(new PromptText("x", ""))));
    }

    [Fact]
    public void Steps_are_named_once() => Assert.Equal(s_steps.Length, s_steps.Distinct().Count());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static bool IsUnchanged(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static IReadOnlyCollection<string> Rooted(object? root)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(root);
        return found;

        void Walk(object? value)
        {
            if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
                return;
            if (value is ISymbol or SyntaxNode or SyntaxTree or SemanticModel or Compilation or Location or AdditionalText or IOperation)
            {
                found.Add(value.GetType().Name);
                return;
            }

            if (value is Array items)
                foreach (var item in items)
                    Walk(item);
            for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
                foreach (
                    var field in type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                    )
                )
                    if (!field.FieldType.IsPointer)
                        Walk(field.GetValue(value));
        }
    }

    private sealed record Holder(object Value);

    private static string Prompt(string name) =>
        $"name: {name}\nversion: 1.0.0\ninputs: {{ who: string, tone: {{ enum: [a, b] }} }}\nmessages:\n  - role: user\n"
        + $"    content: Hello {{{{who}}}} {{{{#if who}}}}{{{{tone}}}}{{{{/if}}}}\n";
}
