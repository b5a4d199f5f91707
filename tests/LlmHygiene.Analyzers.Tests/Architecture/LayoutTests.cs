using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>A type can be found by its namespace, and a file can be read in a review.</summary>
public class LayoutTests
{
    private const int MaxLines = 400;

    private const int MaxColumns = 140;

    /// <summary>Without the runtime: its folders are internal, and its users have one namespace to import.</summary>
    public static TheoryData<string> Assemblies =>
        [.. SourceAssembly.All.Where(assembly => assembly != SourceAssembly.Runtime).Select(assembly => assembly.Name)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_namespace_is_the_folder(string assembly) =>
        AssertNone(SourceAssembly.All.Single(candidate => candidate.Name == assembly).MisplacedNamespaces());

    /// <summary>An extension of a type of Microsoft.Extensions may be in that type's namespace, where IntelliSense offers it.</summary>
    [Fact]
    public void Public_types_of_the_runtime_are_in_one_namespace() =>
        Assert.Equal(
            [],
            typeof(PromptInfo)
                .Assembly.GetExportedTypes()
                .Where(type => type.Namespace != "LlmHygiene" && !(type is { IsAbstract: true, IsSealed: true } && IsOfMicrosoft(type)))
                .Select(type => type.FullName)
        );

    [Fact]
    public void A_namespace_that_is_not_the_folder_is_found()
    {
        var assembly = SourceAssembly.FromText(
            "Test",
            ("Root.cs", "namespace Test;"),
            ("Sdks/Rows/Row.cs", "namespace Test.Sdks.Rows { class Row { } }"),
            ("Sdks/Rows/Other.cs", "namespace Test.Sdks;")
        );
        Assert.Equal(["Sdks/Rows/Other.cs: Test.Sdks instead of Test.Sdks.Rows"], assembly.MisplacedNamespaces());
    }

    [Fact]
    public void No_file_has_more_than_400_lines_and_no_line_more_than_140_columns() =>
        AssertNone(
            from folder in new[] { "src", "tests", "samples" }
            from path in SourceFiles.Below(Path.Combine(TestReferences.RepositoryRoot, folder))
            from problem in TooLarge(Path.GetRelativePath(TestReferences.RepositoryRoot, path), File.ReadAllLines(path))
            select problem
        );

    [Fact]
    public void Only_FindOperation_asks_the_compiler_for_an_operation() =>
        Assert.Equal(
            ["SemanticModelExtensions.cs"],
            SourceFiles
                .Below(Path.Combine(TestReferences.RepositoryRoot, "src"))
                .Where(static path => File.ReadAllText(path).Contains(".GetOperation(", StringComparison.Ordinal))
                .Select(Path.GetFileName)
        );

    [Fact]
    public void A_long_file_and_a_wide_line_are_found()
    {
        var lines = Enumerable.Repeat("", MaxLines).Append(new string('x', MaxColumns + 1)).ToArray();
        Assert.Equal(["A.cs: 401 lines", "A.cs:401: 141 columns"], TooLarge("A.cs", lines));
        Assert.Equal([], TooLarge("A.cs", [.. lines[1..^1], new string('x', MaxColumns)]));
    }

    private static void AssertNone(IEnumerable<string> problems) => Assert.True(!problems.Any(), string.Join("\n", problems));

    private static bool IsOfMicrosoft(Type type) =>
        type.Namespace is "Microsoft.Extensions.AI" or "Microsoft.Extensions.DependencyInjection";

    private static IEnumerable<string> TooLarge(string path, string[] lines)
    {
        if (lines.Length > MaxLines)
            yield return $"{path}: {lines.Length} lines";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > MaxColumns)
                yield return $"{path}:{i + 1}: {lines[i].Length} columns";
        }
    }
}
