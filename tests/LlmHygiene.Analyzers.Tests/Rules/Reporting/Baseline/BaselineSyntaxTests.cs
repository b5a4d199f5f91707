using CsCheck;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Robustness;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Rules.Reporting.Baseline;

/// <summary>Mistakes in the file are reported at their position, and the other lines still apply.</summary>
public class BaselineSyntaxTests
{
    private const string Asks =
        "class Asks(OpenAI.Chat.ChatClient client) { public Task AskAsync() => client.CompleteChatAsync(\"Answer it.\"); }";
    private const string Line = "Asks.AskAsync LLMH2001 call CompleteChatAsync";

    private static readonly string[] s_pieces =
    [
        "LLMH2001",
        "LLMH",
        "LLMH2101",
        "call",
        "prompt",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "#",
        "#2",
        "tfm=",
        "tfm=net8.0,",
        ",",
        "<<<<<<<",
        "=======",
        "A.B",
        ".",
        "\uFEFF",
        "\u2028",
        "\0",
        "%",
        " LLMH2001 call ",
    ];

    [Theory]
    [InlineData(
        "nonsense",
        0,
        8,
        "This is not a violation. Write it as in 'Shop.ReplyWriter.WriteAsync LLMH2001 call GetResponseAsync', "
            + "or remove the line and run 'llm-hygiene baseline'."
    )]
    [InlineData(
        "  A.B LLMH20 call X",
        6,
        12,
        "'LLMH20' is not a rule. Write the violation as in 'Shop.ReplyWriter.WriteAsync LLMH2001 call "
            + "GetResponseAsync', or remove the line and run 'llm-hygiene baseline'."
    )]
    [InlineData("A.B LLMH2101 call X", 4, 12, "LLMH2101 is never in a baseline. Fix what it reports, and remove the line.")]
    [InlineData("A.B LLMH0001 call X", 4, 12, "LLMH0001 is never in a baseline. Fix what it reports, and remove the line.")]
    [InlineData(
        "A.B LLMH2001 cal X",
        13,
        16,
        "'cal' is not one of call, razor, http, telemetry, client, prompt, method, settings. Remove the line "
            + "and run 'llm-hygiene baseline'."
    )]
    [InlineData(
        "<<<<<<< HEAD",
        0,
        12,
        "This is an unresolved merge conflict. Keep both sides, remove the markers, and run 'llm-hygiene baseline --prune'."
    )]
    public void A_line_that_cannot_be_read_is_reported_and_the_others_still_apply(string wrong, int from, int to, string message)
    {
        var found = Assert.Single(BaselineRun.Of(Asks).Diagnostics(Line, wrong));
        Assert.Equal("LLMH0004", found.Id);
        Assert.Equal($"{BaselineRun.Path}: (1,{from})-(1,{to})", found.Location.GetLineSpan().ToString());
        Assert.Equal(message, found.GetMessage(null));
    }

    [Fact]
    public void A_second_baseline_is_reported()
    {
        var run = BaselineRun.Of(Asks) with { Files = [new PromptText("/src/llmhygiene.baseline", Line)] };
        Assert.Equal(["llmhygiene.baseline(1): LLMH0004"], run.Reports(Line));
    }

    [Fact]
    public void A_byte_order_mark_and_other_line_ends_change_nothing() =>
        Assert.Empty(BaselineRun.Of(Asks).Reports("\uFEFF# Ours.\r\n\r\n" + Line + "\r\n"));

    [Theory]
    [InlineData("a b")]
    [InlineData("#2")]
    [InlineData("tfm=net8.0")]
    [InlineData("100% \t\u2028 \u0085")]
    [InlineData("")]
    public void Whatever_a_violation_is_about_its_line_is_read_back(string text)
    {
        var key = BaselineEntry.KeyOf(text + "x", "LLMH1004", "prompt", null, text, ordinal: 2);
        var read = BaselineFile.Parse(SourceText.From(key + " tfm=net8.0\n"));
        Assert.Empty(read.Problems);
        Assert.Equal(key, Assert.Single(read.Lines).Entry.Key);
        Assert.Equal(["net8.0"], read.Lines[0].Entry.Frameworks);
    }

    [Fact]
    public void No_file_makes_the_parser_throw()
    {
        var piece = Gen.OneOf(Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]), Gen.String);
        piece
            .List[0, 30]
            .Sample(
                pieces =>
                {
                    var text = string.Concat(pieces);
                    var read = BaselineFile.Parse(SourceText.From(text));
                    foreach (var line in read.Lines)
                    {
                        // An entry that was read is written in a form that can be read again.
                        var again = BaselineFile.Parse(SourceText.From(line.Entry + "\n"));
                        Assert.Empty(again.Problems);
                        Assert.Equal(line.Entry.ToString(), Assert.Single(again.Lines).Entry.ToString());
                        Assert.True(line.Span.End <= text.Length);
                    }

                    Assert.All(read.Problems, problem => Assert.True(problem.Span.End <= text.Length));
                },
                iter: 2000
            );
    }

    [Fact]
    public void Any_file_and_damaged_code_are_judged_without_an_exception() =>
        Mutations.Damaged.Sample(
            files =>
            {
                var run = new BaselineRun { Sources = files, MustCompile = false };
                var lines = run.Lines();
                if (lines.Length == 0)
                    return;
                var held = run.Diagnostics(lines).Where(diagnostic => BaselineRules.CanHold(diagnostic.Id) || diagnostic.Id == "LLMH0002");
                Assert.Empty(held.Select(diagnostic => diagnostic.ToString()));
            },
            iter: 10
        );
}
