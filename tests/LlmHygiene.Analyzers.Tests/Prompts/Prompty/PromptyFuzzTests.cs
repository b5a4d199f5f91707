using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Robustness;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Prompty;

/// <summary>
/// No text makes the reader fail or hang, every reported position is in the file, and every text without a problem compiles.
/// </summary>
public class PromptyFuzzTests
{
    private static readonly string[] s_corpus = Directory
        .GetFiles(
            Path.Combine(TestReferences.RepositoryRoot, "tests", "LlmHygiene.Analyzers.Tests", "Prompts", "Prompty", "Corpus"),
            "*.prompty"
        )
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)
        .ToArray();

    private static readonly string[] s_pieces =
    [
        "{",
        "}",
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{#",
        "#}",
        "\n",
        "\r\n",
        "\r",
        "---\n",
        " ",
        "-",
        "+",
        "'",
        "\"",
        "\\",
        "|",
        ".",
        "![",
        "](",
        ")",
        "![x](",
        "user:\n",
        "system:\n",
        "\n# assistant:\n",
        "tool:\n",
        "![thread]\n",
        "if ",
        "elif ",
        "else",
        "endif",
        "for x in items",
        "endfor",
        "raw",
        "endraw",
        "not ",
        " is defined",
        "loop.index0",
        "loop.last",
        "name",
        "items",
        "who",
        "who.name",
        "photo",
        "x",
        "x.y",
        "#items",
        "/items",
        "^name",
        "/name",
        "{{.}}",
        "!",
        ">",
        "=",
        "&",
        "{{ name }}",
        "{% if name %}",
        "{% endif %}",
        "{% for x in items %}",
        "{{ x }}",
        "{% endfor %}",
        "{{#items}}",
        "{{/items}}",
        "https://example.com/a.png",
        "\uFEFF",
        "\0",
        "\uD800",
        "inputs:\n",
        "  type: array\n",
        "items: ",
        "- name: a\n",
        "model: ",
        "template: mustache\n",
    ];

    private static readonly Gen<string> s_piece = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]);

    [Fact]
    public void No_change_of_a_file_makes_it_fail() =>
        Gen.Select(Gen.Int[0, s_corpus.Length - 1], Gen.Double[0, 1], Gen.Int[0, 60], s_piece.Array[0, 5].Select(string.Concat))
            .Sample(
                (file, place, length, piece) =>
                {
                    var text = s_corpus[file];
                    var at = (int)(place * text.Length);
                    Check(text.Remove(at, Math.Min(length, text.Length - at)).Insert(at, piece));
                },
                iter: 3_000
            );

    [Fact]
    public void No_file_that_ends_early_makes_it_fail()
    {
        foreach (var text in s_corpus)
            for (var length = 0; length < text.Length; length++)
                Check(text[..length]);
    }

    [Fact]
    public void What_parses_compiles()
    {
        var tried = 0;
        Gen.Select(Gen.Bool, s_piece.Array[0, 14].Select(string.Concat))
            .Array[150]
            .Sample(
                bodies =>
                {
                    var files = new List<PromptText>();
                    foreach (var (isMustache, body) in bodies)
                    {
                        var (each, end) = isMustache ? ("{{#items}}", "{{/items}}") : ("{% for i in items %}", "{% endfor %}");
                        var text =
                            $"---\nname: p{files.Count}\nversion: "
                            + $"1.0.0\n{(isMustache ? "template: mustache\n" : "")}inputs:\n  name: {{ type: string, "
                            + $"required: false }}\n  items: {{ type: array, items: {{ type: object, required: false, "
                            + $"properties: {{ y: string, name: {{ type: integer, required: false }} }} }} }}\n  "
                            + $"who: {{ type: object, required: false, properties: {{ name: string }} }}\n  "
                            + $"photo: image\n---\nuser:\n{{{{name}}}}{{{{who.name}}}}"
                            + $"{{{{photo}}}}{each}{end}\nuser:\n{body}\n";
                        var result = Check(text);
                        if (result.Problems.Count == 0)
                            files.Add(new PromptText($"{PromptProject.Folder}Prompts/p{files.Count}.prompty", text));
                    }

                    tried += files.Count;
                    var project = new PromptProject { Files = [.. files] };
                    project.Build();
                    Assert.Equal(files.Count, project.Generate().Count);
                },
                iter: 3,
                threads: 1
            );
        Assert.InRange(tried, 20, 450);
    }

    [Theory]
    [InlineData("{{", 100_000)]
    [InlineData("{{'", 60_000)]
    [InlineData("{% raw %}", 20_000)]
    [InlineData("{% if name %}", 20_000)]
    [InlineData("{% if name %}{% elif name %}", 10_000)]
    [InlineData("{#", 100_000)]
    [InlineData("![", 100_000)]
    [InlineData("![](", 100_000)]
    [InlineData("{{#name}}", 20_000)]
    [InlineData("{{ {{", 50_000)]
    [InlineData("user:\n", 50_000)]
    [InlineData(" \n", 100_000)]
    public Task Repetition_neither_hangs_nor_overflows(string piece, int count) =>
        HangDetection.RunAsync(() => CheckRepeated(piece, count));

    private static void CheckRepeated(string piece, int count)
    {
        var text = new StringBuilder().Insert(0, piece, count).ToString();
        foreach (var template in new[] { "jinja2", "mustache" })
        {
            Check($"---\nname: a\nversion: 1.0.0\ninputs: {{ name: string }}\ntemplate: {template}\n---\nuser:\n{text}");
            Check($"---\nname: a\nversion: 1.0.0\ninputs: {{ name: string }}\ntemplate: {template}\n---\nuser:\n{text}'}}}}%}}#}})");
        }
    }

    private static PromptParseResult Check(string text)
    {
        var source = SourceText.From(text);
        var result = PromptParser.Parse(source, PromptPartials.None, PromptFormat.Prompty);
        foreach (var problem in result.Problems)
        {
            Assert.InRange(problem.Span.Start, 0, text.Length);
            Assert.InRange(problem.Span.End, problem.Span.Start, text.Length);
            Assert.Equal(source.Lines.GetLinePositionSpan(problem.Span), problem.LineSpan);
            Assert.NotEqual("", problem.Message);
        }

        Assert.True(result.Model is { IsBroken: false } || result.Problems.Count > 0);
        return result;
    }
}
