using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Robustness;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>No text makes the parser fail or hang, and every reported position is in the file.</summary>
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
          photo: { type: image, optional: true }
          who: { optional: true, fields: { name: string, home: { fields: { city: string } } } }
          orders: { list: { fields: { number: int, lines: { list: { fields: { product: string } } } } } }
        messages:
          - role: system
            content: "You \u00e9 {{tone}}."
          - role: user
            content: |
              {{ticket}} \{{x}}
              {{#each comments}}- {{this}} {{#if tone}}a{{else}}b{{/if}}
              {{/each}}
          - role: user
            content:
              - text: "{{who.name}} {{> some/part}} {{#each orders}}{{#each lines}}{{product}}{{number}}{{/each}}{{/each}}"
              - image: "{{photo}}"
              - { type: image_url, image_url: { url: "https://example.com/{{ticket}}.png" } }

        """;

    // They include each other, one includes itself, and one has its own mistake.
    private static readonly PromptPartials s_partials = PromptPartials.From([
        new PromptPartial("some/part", "{{who.home.city}}\r\n{{> b}}\n"),
        new PromptPartial("b", "{{a}} {{this}} {{#each xs}}{{> c}}{{/each}}"),
        new PromptPartial("c", "{{this}} {{@last}} {{> c}}"),
        new PromptPartial("d", "{{#if a}}{{/each}}{{> x}}{{{"),
        new PromptPartial("e", ""),
    ]);

    // The building blocks of YAML and templates, which are more frequent here than letters.
    private static readonly string[] s_pieces =
    [
        "{",
        "}",
        "{{",
        "}}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\r\n",
        "\t",
        "|",
        ">",
        "&a ",
        "*a",
        "!!str ",
        "'",
        "\"",
        "\\",
        "#",
        " #",
        "? ",
        "%YAML",
        "---\n",
        "...\n",
        "name",
        "version",
        "1.0.0",
        "inputs:",
        "messages:",
        "{{#if x}}",
        "{{/if}}",
        "{{else}}",
        "{{#each x}}",
        "{{this}}",
        "{{who.name}}",
        "{{> b}}",
        "{{> d}}",
        "fields:",
        "image: ",
        "text: ",
        "- text: ",
        "mediaType: ",
        "image_url",
        ",",
        "\u2028",
        "\u0085",
        "\uFEFF",
        "\0",
        "\uD800",
        "\uDC00",
        "é",
        "<<",
        "~",
        "@",
        "`",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String,
        PieceOf(s_pieces).Array[0, 60].Select(string.Concat),
        Gen.Select(Gen.Int[0, Seed.Length], Gen.Int[0, 40], PieceOf(s_pieces).Array[0, 4].Select(string.Concat))
            .Select((at, length, piece) => Seed.Remove(at, Math.Min(length, Seed.Length - at)).Insert(at, piece))
    );

    [Fact]
    public void No_text_makes_it_fail() => s_text.Sample(Check, iter: 5_000);

    [Fact]
    public void No_template_makes_it_fail() =>
        PieceOf(
            "{{",
            "}}",
            "{{{",
            "{",
            "}",
            "#if ",
            "#each ",
            "#unless ",
            "/if",
            "/each",
            "/",
            "else",
            "a",
            "xs",
            "this",
            "@index",
            "@last",
            "@root",
            "r",
            "rs",
            "b",
            "> ",
            "> some/part",
            "> b",
            "> d",
            "> e",
            " ",
            "\n",
            "\\",
            "~",
            "!",
            "."
        )
            .Array[0, 40]
            .Select(string.Concat)
            .Sample(
                template =>
                {
                    var lines = string.Join("\n", template.Split('\n').Select(line => "      " + line));
                    Check(
                        $"name: a\nversion: 1.0.0\ninputs: {{ a: string, xs: {{ list: int }}, r: {{ optional: true, fields: "
                            + $"{{ b: string, r: {{ fields: {{ a: int }} }} }} }}, rs: {{ list: {{ fields: {{ b: int, xs: {{ "
                            + $"list: int }} }} }} }} }}\nmessages:\n  - role: user\n    content: |2\n{lines}\n"
                    );
                },
                iter: 3_000
            );

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
    public Task Repetition_neither_hangs_nor_overflows(string piece, int count) =>
        HangDetection.RunAsync(() => CheckRepeated(piece, count));

    private static void CheckRepeated(string piece, int count)
    {
        var text = new StringBuilder().Insert(0, piece, count).ToString();
        Check(text);
        Check("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: " + text);
        Check(
            "name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n      "
                + text.Replace("\n", "\n      ", StringComparison.Ordinal)
        );
        Check(
            "name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: |\n      {{#if x}}"
                + text.Replace("\n", "\n      ", StringComparison.Ordinal)
                + "}}"
        );
    }

    [Fact]
    public void An_alias_bomb_cannot_expand()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 60; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        Check(bomb.ToString());
        Assert.Contains(
            PromptParser.Parse(SourceText.From(bomb.ToString())).Problems,
            problem => problem.Message.Contains("aliases", StringComparison.Ordinal)
        );
    }

    private static Gen<string> PieceOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    [Fact]
    public void No_partial_makes_it_fail() =>
        s_text
            .Select(s_text)
            .Sample(
                (text, other) =>
                {
                    var partials = PromptPartials.From([
                        new PromptPartial("a", text),
                        new PromptPartial("b", other),
                        new PromptPartial("some/part", "{{> a}}{{> b}}"),
                    ]);
                    Check(Seed, partials);
                    foreach (var (name, content) in new[] { ("a", text), ("b", other) })
                        Assert.All(
                            partials.ProblemsOf(partials.Find(name)!),
                            problem => Assert.InRange(problem.Span.End, problem.Span.Start, content.Length)
                        );
                },
                iter: 2_000
            );

    private static void Check(string text)
    {
        Check(text, PromptPartials.None);
        Check(text, s_partials);
    }

    private static void Check(string text, PromptPartials partials)
    {
        var source = SourceText.From(text);
        var result = PromptParser.Parse(source, partials);
        foreach (var problem in result.Problems)
        {
            Assert.InRange(problem.Span.Start, 0, text.Length);
            Assert.InRange(problem.Span.End, problem.Span.Start, text.Length);
            Assert.Equal(source.Lines.GetLinePositionSpan(problem.Span), problem.LineSpan);
            Assert.NotEqual("", problem.Message);
        }

        Assert.True(result.Model is { IsBroken: false } || result.Problems.Count > 0 || result.UsesPartials);
        Assert.Equal(result, PromptParser.Parse(SourceText.From(text), partials));
    }
}
