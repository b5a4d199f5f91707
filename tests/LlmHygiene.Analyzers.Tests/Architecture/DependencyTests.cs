using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>The folders of the analyzer depend on each other in one direction only.</summary>
public class DependencyTests
{
    private static readonly string Root = Path.Combine(TestReferences.RepositoryRoot, "src", "LlmHygiene.Analyzers");

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Common"] = [],
        ["Sdks"] = ["Common"],
        ["Calls"] = ["Common", "Sdks"],
        ["Tracking"] = ["Common", "Sdks", "Calls"],
        ["Clients"] = ["Common", "Sdks", "Calls", "Tracking"],
        ["Facts"] = ["Common", "Sdks", "Calls", "Tracking", "Clients"],
        ["Models"] = ["Common"],
        ["Prompts"] = ["Common"],
        ["Generation"] = ["Common", "Prompts"],
        ["Rules"] = ["Common", "Sdks", "Calls", "Tracking", "Clients", "Facts", "Models", "Prompts"],
    };

    [Fact]
    public void Dependencies_point_one_way() => Assert.Equal([], Violations(Sources()));

    [Fact]
    public void Every_folder_has_its_place_in_the_order() =>
        Assert.Equal(Allowed.Keys.Order(), Sources().Select(source => source.Folder).Distinct().Order());

    [Fact]
    public void The_check_finds_a_dependency_that_points_the_wrong_way()
    {
        var sources = Sources()
            .Append(
                (
                    "Sdks",
                    "Sdks/Wrong.cs",
                    "namespace LlmHygiene.Analyzers.Sdks { class Wrong { object o = typeof(Facts.Model.ModelFact); } }"
                )
            );
        Assert.Equal(["Sdks/Wrong.cs: Sdks uses Facts.ModelFact"], Violations(sources));
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var folders = new[] { "src", "tests", "samples" }
            .Select(folder => Path.Combine(TestReferences.RepositoryRoot, folder))
            .Where(Directory.Exists);
        var long_ = folders
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/") && File.ReadAllLines(path).Length > 400)
            .Select(path => Path.GetRelativePath(TestReferences.RepositoryRoot, path));
        Assert.Equal([], long_);
    }

    private static IEnumerable<(string Folder, string Path, string Text)> Sources() =>
        Directory
            .GetFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(path => (path.Split('/')[0], path, File.ReadAllText(Path.Combine(Root, path))));

    private static List<string> Violations(IEnumerable<(string Folder, string Path, string Text)> sources)
    {
        var files = sources.ToList();
        var trees = files
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path))
            .ToList();
        var compilation = CSharpCompilation.Create(
            "LlmHygiene.Analyzers",
            trees,
            TestReferences
                .Framework.Append(TestReferences.FromOutput("Microsoft.CodeAnalysis"))
                .Append(TestReferences.FromOutput("Microsoft.CodeAnalysis.CSharp"))
                .Append(TestReferences.FromOutput("YamlDotNet"))
        );
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (file, tree) in files.Zip(trees))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                var type = model.GetSymbolInfo(node).Symbol switch
                {
                    INamedTypeSymbol named => named,
                    { } member => member.ContainingType,
                    _ => null,
                };
                if (FolderOf(type) is not { } used || used == file.Folder || Allowed[file.Folder].Contains(used))
                    continue;
                violations.Add($"{file.Path}: {file.Folder} uses {used}.{type!.Name}");
            }
        }

        return [.. violations];
    }

    private static string? FolderOf(INamedTypeSymbol? type)
    {
        var parts = type?.ContainingNamespace?.ToDisplayString().Split('.');
        return parts is ["LlmHygiene", "Analyzers", var folder, ..] && type!.Locations.Any(location => location.IsInSource) ? folder : null;
    }
}
