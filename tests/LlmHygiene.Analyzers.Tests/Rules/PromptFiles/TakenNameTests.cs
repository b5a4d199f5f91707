using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

/// <summary>A name that the project has already is reported at the prompt file, and nothing is generated that would not compile.</summary>
public class TakenNameTests
{
    private const string Hello = "name: hello\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello\n";

    private const string IsNamespace =
        "The namespace of the prompt's class, Shop.Prompts, cannot exist: Shop.Prompts is a type of this project. "
        + "Set 'namespace:' to another one, or rename the type.";

    private const string IsClass =
        "The prompt becomes the C# class Shop.Prompts.HelloPrompt, which this project has already. "
        + "Rename the prompt or the class, or set 'namespace:'.";

    [Theory]
    [InlineData("namespace Shop { public static class Prompts { public const string Greeting = \"Hello\"; } }", IsNamespace)]
    [InlineData("namespace Shop { static partial class Prompts { } static partial class Prompts { } }", IsNamespace)]
    [InlineData("namespace Shop { enum Prompts { Hello } }", IsNamespace)]
    [InlineData("namespace Shop { record Prompts(string Greeting); }", IsNamespace)]
    [InlineData("namespace Shop { interface Prompts { } }", IsNamespace)]
    [InlineData("namespace Shop { delegate void Prompts(); }", IsNamespace)]
    [InlineData("namespace Shop.Prompts { public class HelloPrompt { } }", IsClass)]
    [InlineData("namespace Shop.Prompts { internal static partial class HelloPrompt { } }", IsClass)]
    [InlineData("namespace Shop.Prompts { record HelloPrompt; }", IsClass)]
    [InlineData("namespace Shop.Prompts { partial struct HelloPrompt { } }", IsClass)]
    [InlineData(
        "class Shop { }",
        "The namespace of the prompt's class, Shop.Prompts, cannot exist: Shop is a type of this project. "
            + "Set 'namespace:' to another one, or rename the type."
    )]
    [InlineData(
        "namespace Shop.Prompts.HelloPrompt { class Part { } }",
        "The prompt becomes the C# class Shop.Prompts.HelloPrompt, which is a namespace of this project. "
            + "Rename the prompt, or set 'namespace:'."
    )]
    public void A_name_that_is_taken_is_reported_and_not_generated(string source, string message)
    {
        var project = PromptProject.With(Hello) with { Source = source };
        Assert.Empty(project.Generate());
        project.Build();
        foreach (var found in new[] { project.Analyze(new PromptFileAnalyzer()), project.AnalyzeGenerated(new PromptFileAnalyzer()) })
        {
            var problem = Assert.Single(found);
            Assert.Equal(RuleIds.PromptNameCollision, problem.Id);
            Assert.Equal("(0,6)-(0,11)", problem.Location.GetLineSpan().Span.ToString());
            Assert.Equal(message, problem.GetMessage(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("namespace Shop { class Prompts<T> { } }")]
    [InlineData("namespace Shop { class Other { class Prompts { } } }")]
    [InlineData("namespace Shop.Prompts { class Texts { } }")]
    [InlineData("namespace Other { class Prompts { } }")]
    [InlineData("namespace Shop.Prompts { partial class HelloPrompt { public const int More = 1; } }")]
    [InlineData("namespace Shop.Prompts { class HelloPrompt<T> { } }")]
    [InlineData("namespace Shop.Prompts { class Holder { class HelloPrompt { } } }")]
    public void A_name_that_is_free_is_generated(string source)
    {
        var project = PromptProject.With(Hello) with { Source = source };
        Assert.Single(project.Generate());
        Assert.Empty(project.AnalyzeGenerated(new PromptFileAnalyzer()));
    }

    [Fact]
    public void Another_namespace_is_a_fix()
    {
        var project = PromptProject.With("namespace: Shop.Texts\n" + Hello) with { Source = "namespace Shop { class Prompts { } }" };
        Assert.Empty(project.AnalyzeGenerated(new PromptFileAnalyzer()));
        Assert.Single(project.Generate());
    }

    [Fact]
    public void A_type_of_another_assembly_takes_nothing()
    {
        var library = TestCode
            .CompileFiles([("Lib.cs", "namespace Shop { public class Other { } }")], TestReferences.All)
            .ToMetadataReference();
        var project = PromptProject.With(Hello);
        project = project with { References = project.References.Add(library) };
        Assert.Single(project.Generate());
        Assert.Empty(project.AnalyzeGenerated(new PromptFileAnalyzer()));
    }

    [Fact]
    public void Without_the_runtime_nothing_is_generated_and_nothing_collides()
    {
        var project = PromptProject.With(Hello) with { Source = "namespace Shop { class Prompts { } }" };
        project = project with { Properties = project.Properties.Add("build_property.LlmHygieneGenerator", "false") };
        Assert.Empty(project.Analyze(new PromptFileAnalyzer()));
    }

    [Fact]
    public async Task A_folder_of_prompts_with_the_name_of_a_prompt_is_reported_at_both()
    {
        var project = new PromptProject
        {
            Files =
            [
                new PromptText(PromptProject.Folder + "Prompts/hello.prompt.yml", Hello),
                new PromptText(
                    PromptProject.Folder + "Prompts/HelloPrompt/two.prompt.yml",
                    Hello.Replace("name: hello", "name: two", StringComparison.Ordinal)
                ),
            ],
        };
        var compilation = project.Compilation();
        project.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var found = await TestCode.AnalyzeAsync(
            output,
            [new PromptFileAnalyzer()],
            new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([.. project.Files], project.Options())
        );
        Assert.Equal([RuleIds.PromptNameCollision, RuleIds.PromptNameCollision], found.Select(one => one.Id));
    }
}
