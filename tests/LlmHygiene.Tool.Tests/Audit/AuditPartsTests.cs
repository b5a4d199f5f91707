using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Output;
using LlmHygiene.Tool.Audit.Pricing;
using LlmHygiene.Tool.Audit.Writing.CycloneDx;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Audit.Writing.Tables;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>The small parts of a report.</summary>
public sealed class AuditPartsTests
{
    [Fact]
    public async Task A_link_to_another_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var outside = new TempFolder();
        using var folder = new TempFolder();
        outside.With("Secret/Secret.csproj", "<Project />");
        folder.With("App/App.csproj", "<Project />");
        Directory.CreateSymbolicLink(folder.Full("App/out"), outside.Path);
        Directory.CreateSymbolicLink(folder.Full("App/circle"), folder.Path);
        var targets = await AuditTargets.FindAsync(folder.Path, TestContext.Current.CancellationToken);
        Assert.Equal("App.csproj", Path.GetFileName(Assert.Single(targets.Projects)));
    }

    [Theory]
    [InlineData("gpt-4o", "o200k_base")]
    [InlineData("gpt-4o-mini-2024-07-18", "o200k_base")]
    [InlineData("openai/gpt-5.4-mini", "o200k_base")]
    [InlineData("gpt-4.1", "o200k_base")]
    [InlineData("o3-mini", "o200k_base")]
    [InlineData("gpt-4", "cl100k_base")]
    [InlineData("gpt-4-0613", "cl100k_base")]
    [InlineData("gpt-4-turbo-2024-04-09", "cl100k_base")]
    [InlineData("gpt-3.5-turbo", "cl100k_base")]
    [InlineData("gpt-35-turbo", "cl100k_base")]
    [InlineData("text-embedding-3-small", "cl100k_base")]
    [InlineData("claude-opus-4-8", null)]
    [InlineData("gemini-3.5-flash", null)]
    [InlineData("o2", null)]
    [InlineData("gpt-40", null)]
    [InlineData(null, null)]
    public void The_encoding_is_that_of_the_model_or_none(string? model, string? encoding) =>
        Assert.Equal(encoding, FixedTokens.Encoding(model));

    [Theory]
    [InlineData("out.json", "Json")]
    [InlineData("out.SARIF", "Sarif")]
    [InlineData("out.sarif.json", "Sarif")]
    [InlineData("dir/bom.json", "CycloneDx")]
    [InlineData("app.cdx.json", "CycloneDx")]
    [InlineData("pr.md", "Markdown")]
    [InlineData("table.txt", "Table")]
    [InlineData("sarif=out.json", "Sarif")]
    [InlineData("markdown=-", "Markdown")]
    [InlineData("report.html", "Html")]
    [InlineData("REPORT.HTM", "Html")]
    [InlineData("html=report", "Html")]
    public void The_extension_of_a_file_determines_its_format(string text, string format) =>
        Assert.Equal(format, AuditOutput.Parse(text).Format.ToString());

    [Theory]
    [InlineData("out")]
    [InlineData("xml=out.xml")]
    [InlineData("json=")]
    public void An_unknown_extension_is_an_error(string text) => Assert.Throws<BadInputException>(() => AuditOutput.Parse(text));

    [Fact]
    public void A_file_name_can_contain_an_equals_sign() =>
        Assert.Equal(new AuditOutput("a=b.json", AuditFormat.Json), AuditOutput.Parse("a=b.json"));

    [Theory]
    [InlineData("class A { void M() { Call(); } }", "A.M")]
    [InlineData("namespace N; class A { class B { int P => Call(); } }", "A.B.P")]
    [InlineData("class A { A() { void L() { Call(); } } }", "A..ctor")]
    [InlineData("class A { object _a = 1, _b = Call(); }", "A._b")]
    [InlineData("class A { int this[int i] => Call(); }", "A.this[]")]
    [InlineData("record R(int X) { public static R operator +(R a, R b) => Call(); }", "R.operator +")]
    [InlineData("var x = Call();", "(top-level)")]
    public void A_place_has_the_name_of_its_member(string code, string member)
    {
        var tree = CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken);
        var call = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Single();
        Assert.Equal(member, MemberNames.At(call.Expression.GetLocation()));
        Assert.Equal("", MemberNames.At(Location.None));
    }

    [Fact]
    public void Equal_rows_of_several_frameworks_are_merged()
    {
        var merged = FrameworkMerge.Merge<string>(
            [("a", ["x", "x", "y"]), ("b", ["x", "z"])],
            static (row, frameworks) => $"{row}:{string.Join(',', frameworks)}"
        );
        Assert.Equal(["x", "x:a", "y:a", "z:b"], merged);
    }

    [Fact]
    public void Equal_prices_have_the_same_text()
    {
        Assert.Equal("0.825", ProjectModels.Price(0.75m, 1100)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("2", ProjectModels.Plain(2.000m).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Null(ProjectModels.Price(null, 1));
        Assert.Null(ProjectModels.Cost(new ModelEntry("p", "m"), new AuditTokens(1, "o200k_base", false), 1));
    }

    [Fact]
    public void Restore_errors_are_assigned_to_their_projects()
    {
        const string Said = """
            'All.sln' cannot be restored:
            /w/A/A.csproj : error NU1101: Unable to find package X. [/w/All.sln]
            /w/A/A.csproj : error NU1101: Unable to find package Y. [/w/All.sln]
            /w/B/B.targets(3,5): error MSB4019: The imported project was not found. [/w/B/B.csproj]
            Determining projects to restore...
            """;
        var errors = ReadErrors.ByProject(Said);
        Assert.Equal(["NU1101: Unable to find package X.", "NU1101: Unable to find package Y."], errors["/w/A/A.csproj"]);
        Assert.Equal(["MSB4019: The imported project was not found."], errors["/w/B/B.csproj"]);
        Assert.Equal("NU1: a NU2: b NU3: c And 2 more.", ReadErrors.Join(["NU1: a", "NU2: b", "NU3: c", "d", "e"]));
        Assert.Equal(
            "It fails in A.cs and goes on.",
            ReadErrors.Clean(
                $"It fails in {Path.GetTempPath()}A.cs\n  and goes on.",
                new AuditPaths(Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar))
            )
        );
    }

    [Fact]
    public void A_call_with_a_model_for_each_environment_shows_all_of_them()
    {
        var model = new AuditModelUse("Configured") { Ids = ["gpt-4o", "gpt-5"] };
        Assert.Equal("Configured(gpt-4o, gpt-5)", model.ToString());
        Assert.Equal(model, new AuditModelUse("Configured") { Ids = ["gpt-4o", "gpt-5"] });
        Assert.NotEqual(model, new AuditModelUse("Configured") { Ids = ["gpt-4o"] });
        Assert.NotEqual(model, new AuditModelUse("Configured"));
    }

    [Fact]
    public void A_call_with_one_of_several_limits_shows_all_of_them_and_costs_at_most_the_highest()
    {
        var limit = new AuditLimit("Set") { Values = [300, 800] };
        Assert.Equal("Set(300, 800)", limit.ToString());
        Assert.Equal(800, limit.Highest);
        Assert.Equal(limit, new AuditLimit("Set") { Values = [300, 800] });
        Assert.NotEqual(limit, new AuditLimit("Set") { Values = [300] });
        Assert.NotEqual(limit, new AuditLimit("Set"));
        Assert.Equal("Set(300)", new AuditLimit("Set", 300).ToString());
        Assert.Equal("Unset", new AuditLimit("Unset").ToString());
    }

    [Fact]
    public void The_uuid_of_a_text_is_always_the_same()
    {
        // The result of Python's uuid5 for the same name.
        Assert.Equal("80676a42-28de-50ac-85a9-1dd5601f1d67", NameBasedUuid.Of("a"));
        Assert.NotEqual(NameBasedUuid.Of("a"), NameBasedUuid.Of("b"));
    }

    [Fact]
    public void The_table_counts_the_intercepted_calls_and_names_the_reasons_of_the_others()
    {
        var report = Html.Reports.Of(3);
        Assert.Null(AuditText.InterceptionNote(report));
        report = report with
        {
            Calls =
            [
                .. report.Calls.Zip(["Intercepted", "StreamClass", "Intercepted"], (call, state) => call with { Interception = state }),
            ],
        };
        Assert.Equal("Intercepted: 2 of 3 calls; not: StreamClass 1.", AuditText.InterceptionNote(report));
        Assert.Contains(AuditText.InterceptionNote(report)!, AuditTable.Text(report, diff: null), StringComparison.Ordinal);
        Assert.Contains("\"interception\": \"StreamClass\"", AuditJson.Write(report), StringComparison.Ordinal);
    }
}
