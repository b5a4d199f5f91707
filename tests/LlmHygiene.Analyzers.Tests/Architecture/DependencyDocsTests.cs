using System.Text;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>docs/dependencies.md shows the folders of every assembly and their arrows.</summary>
public class DependencyDocsTests
{
    /// <summary>With <c>UPDATE_DOCS=1</c> in the environment, the page is written instead of compared.</summary>
    [Fact]
    public void The_page_shows_the_arrows_of_the_code()
    {
        var path = Path.Combine(TestReferences.RepositoryRoot, "docs", "dependencies.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, page);
        else
            Assert.Equal(page, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Dependencies

            The folders of each assembly and the folders whose types they use, two levels deep. This page is written from the code:

            ```
            UPDATE_DOCS=1 dotnet test tests/LlmHygiene.Analyzers.Tests --filter FullyQualifiedName~DependencyDocs
            ```

            `A -> B` means that code in `A` uses a type of `B`. A folder comes after the folders that it uses. The diagrams leave out an
            arrow where a longer path leads to the same folder. [Architecture](architecture.md) explains the folders.

            """
        );
        foreach (var assembly in SourceAssembly.All)
        {
            page.Append($"\n## {assembly.Name}\n\n");
            var top = assembly.Folders.TopLevel();
            if (top.Folders.Count > 1)
                page.Append($"```mermaid\ngraph TD\n{Diagram(top)}```\n\n");
            page.Append($"```\n{Lines(assembly.Folders)}```\n");
        }

        return page.Replace("\r\n", "\n").ToString();
    }

    private static string Diagram(FolderGraph folders)
    {
        var diagram = new StringBuilder();
        foreach (var folder in folders.InOrder())
        {
            var used = folders.UsedDirectlyBy(folder).ToList();
            diagram.Append(used.Count == 0 ? $"  {Node(folder)}\n" : $"  {Node(folder)} --> {string.Join(" & ", used.Select(Node))}\n");
        }

        return diagram.ToString();
    }

    /// <summary>Parentheses have a meaning in a diagram, so the root folder has a label.</summary>
    private static string Node(string folder) => folder == FolderGraph.Root ? "Root[\"(root)\"]" : folder;

    private static string Lines(FolderGraph folders)
    {
        var lines = new StringBuilder();
        foreach (var folder in folders.InOrder())
        {
            var used = string.Join(", ", folders.UsedBy(folder));
            lines.Append(used.Length == 0 ? $"{folder}\n" : $"{folder} -> {used}\n");
        }

        return lines.ToString();
    }
}
