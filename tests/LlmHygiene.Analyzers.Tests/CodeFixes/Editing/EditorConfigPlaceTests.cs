using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Editing;

/// <summary>Settings of fixes go into one <c>.editorconfig</c> for all projects.</summary>
public sealed class EditorConfigPlaceTests
{
    private const string Key = "llmhygiene.injected_model";

    [Theory]
    [InlineData("/src/.editorconfig")]
    [InlineData("/src/.editorconfig", "/src/.editorconfig", "root = true\n")]
    [InlineData("/src/.editorconfig", "/src/.editorconfig", "", "/src/Lib/.editorconfig", "")]
    [InlineData("/src/Lib/.editorconfig", "/src/.editorconfig", "", "/src/Lib/.editorconfig", "root = true\n")]
    [InlineData("/src/Lib/.editorconfig", "/src/.editorconfig", "", "/src/Lib/.editorconfig", "[*.cs]\nllmhygiene.injected_model = none\n")]
    [InlineData("/src/.editorconfig", "/src/.editorconfig", "", "/src/Lib/.editorconfig", "[*.md]\nllmhygiene.injected_model = none\n")]
    [InlineData("/src/.editorconfig", "/.editorconfig", "root = true\n")]
    [InlineData("/src/.editorconfig", "/src/Other/.editorconfig", "")]
    public async Task It_is_the_outermost_of_the_repository(string expected, params string[] existing)
    {
        using var workspace = new AdhocWorkspace();
        workspace.AddSolution(SolutionInfo.Create(SolutionId.CreateNewId(), VersionStamp.Default, "/src/All.sln"));
        Assert.Equal(expected, await EditorConfigPlace.OfAsync(Add(workspace.CurrentSolution, "Lib", existing), Key, Ct));
    }

    [Fact]
    public async Task Without_a_solution_it_is_in_the_folder_of_the_project()
    {
        using var workspace = new AdhocWorkspace();
        Assert.Equal("/src/Lib/.editorconfig", await EditorConfigPlace.OfAsync(Add(workspace.CurrentSolution, "Lib"), Key, Ct));
    }

    [Fact]
    public async Task The_fixes_of_several_projects_meet_in_one_file()
    {
        using var workspace = new AdhocWorkspace();
        var one = Add(workspace.CurrentSolution, "One");
        var two = Add(one.Solution, "Two");
        var change = await SolutionChange.OfAsync(
            two.Solution,
            [
                new ProposedFix("a", "a", (all, token) => WriteAsync(all, one.Id, "a", token)),
                new ProposedFix("b", "b", (all, token) => WriteAsync(all, two.Id, "b", token)),
            ],
            Ct
        );
        var changed = change.Changed();
        foreach (var project in changed.Projects)
            Assert.Equal(
                "[*.cs]\na = host\nb = host\n",
                (await Assert.Single(project.AnalyzerConfigDocuments).GetTextAsync(Ct)).ToString()
            );
        Assert.Single(change.FilesOutsideOfProjects().Select(file => (file.Path, file.Text.ToString())).Distinct());

        static async Task WriteAsync(SolutionChange change, ProjectId project, string key, CancellationToken token) =>
            change.WriteConfiguration(
                project,
                "/src/.editorconfig",
                EditorConfigText.Set(await change.TextOfAsync(project, "/src/.editorconfig", token), key, "host")
            );
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Project Add(Solution solution, string name, params string[] existing)
    {
        var id = ProjectId.CreateNewId();
        solution = solution.AddProject(
            ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp, $"/src/{name}/{name}.csproj")
        );
        for (var i = 0; i < existing.Length; i += 2)
            solution = solution.AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id),
                ".editorconfig",
                SourceText.From(existing[i + 1]),
                filePath: existing[i]
            );
        return solution.GetProject(id)!;
    }
}
