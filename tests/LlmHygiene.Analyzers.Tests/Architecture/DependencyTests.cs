namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>The folders of every assembly depend on each other in one direction only.</summary>
public class DependencyTests
{
    /// <summary>For each top-level folder of the analyzers the folders that it may use.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Common"] = [],
        ["Models"] = ["Common"],
        ["Sdks"] = ["Common"],
        ["Calls"] = ["Common", "Sdks"],
        ["Tracking"] = ["Common", "Sdks", "Calls"],
        ["SettingsFiles"] = ["Common"],
        ["Clients"] = ["Common", "Sdks", "Calls", "Tracking", "SettingsFiles"],
        ["Facts"] = ["Common", "Sdks", "Calls", "Tracking", "Clients", "SettingsFiles"],
        ["Prompts"] = ["Common"],
        ["Generation"] = ["Common", "Prompts"],
        ["Rules"] = ["Common", "Models", "Sdks", "Calls", "Tracking", "Clients", "Facts", "Prompts", "SettingsFiles"],
    };

    public static TheoryData<string> Assemblies => [.. SourceAssembly.All.Select(assembly => assembly.Name)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_form_no_cycle_at_the_top_level(string assembly) => AssertNone(FoldersOf(assembly).TopLevel().Cycles());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_form_no_cycle_two_levels_deep(string assembly) => AssertNone(FoldersOf(assembly).Cycles());

    [Fact]
    public void The_analyzers_have_only_the_arrows_of_the_architecture() =>
        AssertNone(Forbidden(SourceAssembly.Analyzers.Folders.TopLevel()));

    [Fact]
    public void Every_top_level_folder_of_the_analyzers_is_part_of_the_architecture() =>
        Assert.Equal(s_allowed.Keys.Order(), SourceAssembly.Analyzers.Folders.TopLevel().Folders.Order());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_are_found_and_use_each_other(string assembly)
    {
        var folders = FoldersOf(assembly);
        Assert.NotEmpty(folders.Folders);
        Assert.True(folders.Folders.Count == 1 || folders.Arrows.Count >= folders.Folders.Count - 1, "Names are not bound.");
    }

    [Fact]
    public void An_arrow_in_the_wrong_direction_is_found()
    {
        var assembly = SourceAssembly.FromText(
            "Test",
            ("Sdks/Table.cs", "namespace Test.Sdks; class Table { object Fact => new Test.Facts.Fact(); }"),
            ("Facts/Fact.cs", "namespace Test.Facts; class Fact;")
        );
        Assert.Equal(["Sdks -> Facts (Table -> Fact)"], Forbidden(assembly.Folders.TopLevel()));
    }

    [Fact]
    public void A_cycle_of_sub_folders_is_found_with_an_example_of_each_arrow()
    {
        var assembly = SourceAssembly.FromText(
            "Test",
            ("Sdks/Rows/Row.cs", "namespace Test.Sdks.Rows; class Row { string Text(Sdks.Tables.Table table) => table.Text(); }"),
            ("Sdks/Tables/Table.cs", "namespace Test.Sdks.Tables; class Table { Catalog? C; public string Text() => \"\"; }"),
            ("Sdks/Catalog.cs", "namespace Test.Sdks; class Catalog { Rows.Row Row { get; } = new(); }"),
            ("Rules/Rule.cs", "namespace Test.Rules; class Rule { Sdks.Catalog? Catalog; }")
        );
        Assert.Equal(
            ["Sdks -> Sdks/Rows (Catalog -> Row)", "Sdks/Rows -> Sdks/Tables (Row -> Table)", "Sdks/Tables -> Sdks (Table -> Catalog)"],
            assembly.Folders.Cycles()
        );
        Assert.Equal([], assembly.Folders.TopLevel().Cycles());
    }

    [Fact]
    public void A_cycle_through_the_root_folder_and_an_extension_method_is_found()
    {
        var assembly = SourceAssembly.FromText(
            "Test",
            (
                "Program.cs",
                "namespace Test; using Test.Cli; static class Program { static string Run() => 1.Shown(); public const int Code = 1; }"
            ),
            (
                "Cli/Text/Shown.cs",
                "namespace Test.Cli; static class Shown { public static string Shown(this int i) => $\"{Program.Code}\"; }"
            )
        );
        string[] cycle = ["(root) -> Cli (Program -> Shown)", "Cli -> (root) (Shown -> Program)"];
        Assert.Equal(cycle, assembly.Folders.TopLevel().Cycles());
        Assert.Equal(cycle.Select(arrow => arrow.Replace("Cli ", "Cli/Text ", StringComparison.Ordinal)), assembly.Folders.Cycles());
    }

    // The comparison of two collections shows only the first characters of each item.
    private static void AssertNone(IEnumerable<string> arrows) => Assert.True(!arrows.Any(), string.Join("\n", arrows));

    private static FolderGraph FoldersOf(string assembly) => SourceAssembly.All.Single(candidate => candidate.Name == assembly).Folders;

    private static IEnumerable<string> Forbidden(FolderGraph folders) =>
        folders
            .Arrows.Where(arrow => !s_allowed[arrow.Key.From].Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To} ({arrow.Value})")
            .Order(StringComparer.Ordinal);
}
