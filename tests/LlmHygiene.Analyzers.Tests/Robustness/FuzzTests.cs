using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>
/// Generated projects, intact and damaged. <c>LLMHYGIENE_FUZZ_ITERATIONS</c> sets the number of each kind; a failure prints the seed, which
/// <c>CsCheck_Seed</c> repeats.
/// </summary>
public class FuzzTests
{
    [Fact]
    public void Whole_projects_compile_and_have_calls() =>
        Sample(
            SourceGen.Project,
            4,
            files =>
            {
                var compilation = RobustAnalysis.Compile(files);
                Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
                Assert.Contains(RobustAnalysis.Report(compilation), line => line.StartsWith("LLMH0001", StringComparison.Ordinal));
            }
        );

    [Fact]
    public void Whole_projects_are_judged_the_same_in_any_order_of_requests() => Sample(SourceGen.Project, 8, files => EveryWay(files));

    [Fact]
    public void Damaged_projects_are_judged_without_an_exception_and_the_same_in_any_order_of_requests() =>
        Sample(Mutations.Damaged, 20, files => EveryWay(files));

    [Fact]
    public void Comments_and_blank_lines_change_nothing() =>
        Sample(
            SourceGen.Project,
            6,
            files =>
            {
                var spaced = files.Select(file =>
                    (file.Path, Regex.Replace(file.Text, @"(?<=[;{}])\n", " // GetResponseAsync(client, _options, local, text)\n\n"))
                );
                Assert.Equal(
                    Ids(RobustAnalysis.Report(RobustAnalysis.Compile(files))),
                    Ids(RobustAnalysis.Report(RobustAnalysis.Compile(spaced)))
                );
            }
        );

    [Fact]
    public void An_unrelated_file_changes_nothing_in_the_others() =>
        Sample(
            SourceGen.Project,
            6,
            files =>
            {
                const string Unrelated = """
                    namespace Elsewhere;
                    class Stock(List<string> items)
                    {
                        string Make(int n) => items[n];
                        public string Find(string text) => Make(text.Length).Trim();
                    }
                    """;
                Assert.Equal(
                    RobustAnalysis.Report(RobustAnalysis.Compile(files)),
                    RobustAnalysis.Report(RobustAnalysis.Compile([("Unrelated.cs", Unrelated), .. files]))
                );
            }
        );

    // In order and reversed, concurrent or not, again, and document by document.
    private static void EveryWay((string Path, string Text)[] files)
    {
        var compilation = RobustAnalysis.Compile(files);
        var expected = RobustAnalysis.Report(compilation);
        Assert.Equal(expected, RobustAnalysis.Report(compilation));
        Assert.Equal(expected, RobustAnalysis.ReportByDocument(compilation));
        // Where the code does not compile, the compiler itself takes the first of two declarations that clash.
        if (compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
            RobustAnalysis.Report(Reversed(compilation), concurrent: false);
        else
            Assert.Equal(expected, RobustAnalysis.Report(Reversed(compilation), concurrent: false));
    }

    private static CSharpCompilation Reversed(CSharpCompilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());

    private static IEnumerable<string> Ids(string[] report) => report.Select(line => line[..8]).Order(StringComparer.Ordinal);

    private static void Sample(Gen<(string Path, string Text)[]> projects, int iterations, Action<(string Path, string Text)[]> judge)
    {
        var asked = Environment.GetEnvironmentVariable("LLMHYGIENE_FUZZ_ITERATIONS");
        projects.Sample(judge, iter: asked is null ? iterations : int.Parse(asked, CultureInfo.InvariantCulture), threads: 1, print: Print);
    }

    private static string Print((string Path, string Text)[] files) =>
        string.Concat(files.Select(file => $"// ==== {file.Path}\n{file.Text}\n"));
}
