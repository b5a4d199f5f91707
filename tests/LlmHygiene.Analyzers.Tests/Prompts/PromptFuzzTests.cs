using System.Diagnostics;
using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts;

/// <summary>No text makes the parser fail or hang, and every place that it names is in the file.</summary>
public class PromptFuzzTests
{
    private const string Seed = """
        name: summarize-ticket
        version: 1.2.0
        modelParameters: { maxCompletionTokens: 300, stop: [END, "\n"] }
        inputs:
          ticket: string
          tone: { enum: [formal, friendly], default: friendly }
          comments: { list: string }
        messages:
          - role: system
            content: "You \u00e9 {{tone}}."
          - role: user
            content: |
              {{ticket}} \{{x}}
              {{#each comments}}- {{this}} {{#if tone}}a{{else}}b{{/if}}
              {{/each}}

        """;

    // What YAML and templates are made of, more often than letters.
    private static readonly string[] s_pieces =
    [
        "{", "}", "{{", "}}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\r\n", "\t", "|", ">", "&a ", "*a", "!!str ", "'", "\"", "\\", "#", " #", "? ", "%YAML", "---\n", "...\n",
        "name", "version", "1.0.0", "inputs:", "messages:", "{{#if x}}", "{{/if}}", "{{else}}", "{{#each x}}", "{{this}}", ",", "\u2028", "\u0085", "\uFEFF", "\0", "\uD800", "\uDC00", "é", "<<", "~", "@", "`",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String,
        PieceOf(s_pieces).Array[0, 60].Select(string.Concat),
        Gen.Select(Gen.Int[0, Seed.Length], Gen.Int[0, 40], PieceOf(s_pieces).Array[0, 4].Select(string.Concat))
            .Select((at, length, piece) => Seed.Remove(at, Math.Min(length, Seed.Length - at)).Insert(at, piece)));

    [Fact]
    public void No_text_makes_it_fail() => s_text.Sample(Check, iter: 5_000);

    [Fact]
    public void No_template_makes_it_fail() =>
        PieceOf("{{", "}}", "{{{", "{", "}", "#if ", "#each ", "#unless ", "/if", "/each", "/", "else", "a", "xs", "this", "@index", " ", "\n", "\\", "~", "!", ".").Array[0, 40].Select(string.Concat)
            .Sample(
                template =>
                {
                    var lines = string.Join("\n", template.Split('\n').Select(line => "      " + line));
                    Check($"name: a\nversion: 1.0.0\ninputs: {{ a: string, xs: {{ list: int }} }}\nmessages:\n  - role: user\n    content: |2\n{lines}\n");
                },
                iter: 5_000);

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 50_000)]
    [InlineData("a: ", 50_000)]
    [InlineData("{{", 200_000)]
    [InlineData("'", 200_000)]
    [InlineData("&a ", 50_000)]
    [InlineData("a:\n ", 50_000)]
    [InlineData("!", 100_000)]
    [InlineData("\\", 200_000)]
    public void Repetition_neither_hangs_nor_overflows(string piece, int count)
    {
        var text = new StringBuilder().Insert(0, piece, count).ToString();
        var watch = Stopwatch.StartNew();
        Check(text);
        Check("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: " + text);
        Check("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n      " + text.Replace("\n", "\n      ", StringComparison.Ordinal));
        Check("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n      {{#if x}}" + text.Replace("\n", "\n      ", StringComparison.Ordinal) + "}}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [Fact]
    public void An_alias_bomb_has_nothing_to_expand()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 60; i++) bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        Check(bomb.ToString());
        Assert.Contains(PromptParser.Parse(SourceText.From(bomb.ToString())).Problems, problem => problem.Message.Contains("aliases", StringComparison.Ordinal));
    }

    private static Gen<string> PieceOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    private static void Check(string text)
    {
        var source = SourceText.From(text);
        var result = PromptParser.Parse(source);
        foreach (var problem in result.Problems)
        {
            Assert.InRange(problem.Span.Start, 0, text.Length);
            Assert.InRange(problem.Span.End, problem.Span.Start, text.Length);
            Assert.Equal(source.Lines.GetLinePositionSpan(problem.Span), problem.LineSpan);
            Assert.NotEqual("", problem.Message);
        }

        Assert.True(result.Model is { IsBroken: false } || result.Problems.Count > 0);
        Assert.Equal(result, PromptParser.Parse(SourceText.From(text)));
    }
}
