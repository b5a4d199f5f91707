using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>Each line of the threat model has a test that exists.</summary>
public partial class SecurityDocsTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "security.md"));

    private static readonly ILookup<string, string> s_sources = Directory
        .GetFiles(Path.Combine(TestReferences.RepositoryRoot, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
        .ToLookup(path => Path.GetFileName(path).Split('.')[0], File.ReadAllText, StringComparer.Ordinal);

    public static TheoryData<string, string> Named =>
        [.. TestName().Matches(s_page).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct()];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_test_that_it_names_exists(string type, string method) =>
        Assert.Contains(s_sources[type], source => Regex.IsMatch(source, $@"\spublic (async )?(Task|void) {method}\("));

    [Fact]
    public void Each_line_of_what_is_not_trusted_names_a_test()
    {
        var rows = s_page[s_page.IndexOf("## What is not trusted", StringComparison.Ordinal)..]
            .Split("\n## ")[0]
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .ToList();
        Assert.True(rows.Count > 15, "The table is not found.");
        Assert.All(rows, row => Assert.Matches(TestName(), row.Split('|')[4]));
    }

    [Fact]
    public void The_policy_and_the_page_refer_to_each_other()
    {
        Assert.Contains("](../SECURITY.md)", s_page, StringComparison.Ordinal);
        Assert.Contains(
            "](docs/security.md)",
            File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "SECURITY.md")),
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();
}
