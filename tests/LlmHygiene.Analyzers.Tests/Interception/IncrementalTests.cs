using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Interception;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Typing must stay cheap: what did not change is not emitted again.</summary>
public class IncrementalTests
{
    private const string Call = """
        using Microsoft.Extensions.AI;
        namespace Shop;
        class First
        {
            public Task<ChatResponse> Ask(IChatClient client) => client.GetResponseAsync("Say it.");
        }
        """;

    private static readonly InterceptedProject s_project = InterceptedProject
        .Of(Call)
        .With("Second.cs", Call.Replace("First", "Second", StringComparison.Ordinal))
        .With("Plain.cs", "namespace Shop; class Plain { public int Value => 1; }");

    [Theory]
    [InlineData("Plain.cs", "1", "2", 0)]
    [InlineData("Plain.cs", "public int Value => 1;", "public int Value => 1; public string More => \"\";", 0)]
    [InlineData("Second.cs", "Say it.", "Say it again.", 1)]
    [InlineData("Second.cs", "class", "// A comment.\nclass", 1)]
    public void Only_a_file_with_calls_that_changed_is_emitted_again(string file, string from, string to, int emitted)
    {
        var before = s_project.Compilation();
        var driver = s_project.Driver().RunGenerators(before, Token);
        var tree = before.SyntaxTrees.Single(one => one.FilePath.EndsWith(file, StringComparison.Ordinal));
        var text = tree.ToString();
        Assert.Contains(from, text, StringComparison.Ordinal);
        var after = before.ReplaceSyntaxTree(
            tree,
            CSharpSyntaxTree.ParseText(
                text.Replace(from, to, StringComparison.Ordinal),
                (CSharpParseOptions)tree.Options,
                tree.FilePath,
                System.Text.Encoding.UTF8,
                Token
            )
        );
        var result = driver.RunGenerators(after, Token).GetRunResult().Results.Single();

        Assert.Equal(2, result.GeneratedSources.Length);
        Assert.Equal(
            emitted,
            result.TrackedSteps[InterceptionGenerator.FileStep].SelectMany(step => step.Outputs).Count(output => IsNew(output.Reason))
        );
        Assert.Equal(
            emitted,
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Count(output => IsNew(output.Reason))
        );
    }

    [Fact]
    public void A_project_without_the_property_is_not_searched()
    {
        var project = s_project with { IsOn = false };
        var result = project.Driver().RunGenerators(project.Compilation(), Token).GetRunResult().Results.Single();
        Assert.Empty(result.GeneratedSources);
        Assert.DoesNotContain(InterceptionGenerator.FileStep, result.TrackedSteps.Keys);
    }

    [Fact]
    public void The_emitted_files_are_the_same_in_any_order_of_the_files()
    {
        var turned = s_project with { Files = [s_project.Files[0], .. s_project.Files[1..].Reverse()] };
        Assert.Equal(Sources(s_project), Sources(turned));
    }

    [Fact]
    public void No_path_of_the_machine_is_emitted() =>
        Assert.All(Sources(s_project), source => Assert.DoesNotContain(TestProject.Folder, source, StringComparison.Ordinal));

    private static string[] Sources(InterceptedProject project) =>
        [
            .. project
                .Driver()
                .RunGenerators(project.Compilation(), Token)
                .GetRunResult()
                .Results.Single()
                .GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText),
        ];

    private static bool IsNew(IncrementalStepRunReason reason) =>
        reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
