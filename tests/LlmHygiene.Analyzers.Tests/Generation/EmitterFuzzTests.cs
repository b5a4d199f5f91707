using CsCheck;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Text in a prompt file only ever becomes text in the emitted code.</summary>
public class EmitterFuzzTests
{
    private static readonly string[] s_pieces =
    [
        "\"",
        "\\",
        "\"\"\"",
        "{",
        "}",
        "{{",
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\u0085",
        "\0",
        "\uD83D\uDE00",
        "\uD800",
        "\uDC00",
        "\uFFFF",
        "<",
        "&",
        "*/",
        "//",
        "/// </summary>",
        "#if",
        "a",
        " ",
        "$",
        "@",
        "%",
    ];

    private static readonly Gen<string> s_odd = Gen.OneOf(
        Gen.String,
        Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 20].Select(string.Concat)
    );

    [Fact]
    public void A_literal_means_the_text() =>
        s_odd.Sample(
            text =>
            {
                var literal = SyntaxFactory.ParseExpression(
                    CSharpText.Literal(text),
                    options: new CSharpParseOptions(LanguageVersion.CSharp9)
                );
                Assert.Empty(literal.GetDiagnostics());
                Assert.Equal(text, Assert.IsType<LiteralExpressionSyntax>(literal).Token.ValueText);
                Assert.Equal(
                    text,
                    string.Concat(
                        CSharpText
                            .LiteralLines(text)
                            .Select(line => (string)((LiteralExpressionSyntax)SyntaxFactory.ParseExpression(line)).Token.Value!)
                    )
                );
            },
            iter: 10_000
        );

    [Fact]
    public void A_comment_stays_a_comment() =>
        s_odd.Sample(
            text =>
            {
                var tree = CSharpSyntaxTree.ParseText(
                    $"/// <summary>{CSharpText.Documentation(text)}</summary>\nclass C {{ }}",
                    new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose)
                );
                Assert.Empty(tree.GetDiagnostics());
                Assert.IsType<ClassDeclarationSyntax>(Assert.Single(((CompilationUnitSyntax)tree.GetRoot()).Members));
            },
            iter: 10_000
        );

    [Fact]
    public void Any_text_renders_as_it_is() =>
        s_odd
            .Array[40]
            .Sample(
                texts =>
                {
                    var messages = texts
                        .Select(text => PromptMessage.OfText(PromptRole.User, Nodes(new TextNode(text + "!"))))
                        .ToEquatableArray();
                    var model = PromptParser
                        .Parse(SourceText.From("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: x }\n"))
                        .Model! with
                    {
                        Messages = messages,
                        Description = texts[0],
                        ModelId = texts[1] + "!",
                    };
                    var family = Assert.Single(PromptFamily.Group([new LocatedPrompt("Shop", model)]));
                    var rendered = (
                        new PromptProject { Source = PromptEmitter.Emit(family, new TargetFacts(true, true, true, true, false)) + Program }
                    ).Run<string[]>();
                    Assert.Equal(texts.Select(text => text + "!"), rendered);
                },
                iter: 5,
                threads: 1
            );

    [Fact]
    public void Any_text_of_any_version_renders_as_it_is() =>
        s_odd
            .Array[40]
            .Sample(
                texts =>
                {
                    // Two of the labels become the same C# name.
                    string[] versions = ["1.0.0", "1.1.0-a.1", "1.1.0-a-1", "1.2.0", "1.3.0-rc.1+b"];
                    var prompts = versions.Select(
                        (version, i) =>
                            new LocatedPrompt(
                                "Shop",
                                PromptParser
                                    .Parse(SourceText.From($"name: a\nversion: {version}\nmessages:\n  - {{ role: user, content: x }}\n"))
                                    .Model! with
                                {
                                    Messages = texts
                                        .Skip(i * 8)
                                        .Take(8)
                                        .Select(text => PromptMessage.OfText(PromptRole.User, Nodes(new TextNode(text + "!"))))
                                        .ToEquatableArray(),
                                    Description = texts[i],
                                    ModelId = texts[i + 1] + "!",
                                }
                            )
                    );
                    var family = Assert.Single(PromptFamily.Group(prompts));
                    var rendered = (
                        new PromptProject
                        {
                            Source = PromptEmitter.Emit(family, new TargetFacts(true, true, true, true, false)) + ProgramOfVersions,
                        }
                    ).Run<string[]>();

                    Assert.Equal(
                        versions
                            .SelectMany((version, i) => texts.Skip(i * 8).Take(8).Select(text => $"{version} {text}!"))
                            .Order(StringComparer.Ordinal),
                        rendered.Order(StringComparer.Ordinal)
                    );
                },
                iter: 5,
                threads: 1
            );

    private const string ProgramOfVersions = """

        public static class Test
        {
            public static string[] Run()
            {
                var texts = new System.Collections.Generic.List<string>();
                foreach (var version in Shop.APrompt.V1.Versions)
                    foreach (var message in new Shop.APrompt.V1().WithVersion(version.Version).ToMessages())
                        texts.Add(version.Version + " " + message.Text);
                return texts.ToArray();
            }
        }
        """;

    private const string Program = """

        public static class Test
        {
            public static string[] Run() => System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(new
                Shop.APrompt.V1().ToMessages(), message => message.Text));
        }
        """;

    private static EquatableArray<TemplateNode> Nodes(params TemplateNode[] nodes) => nodes.ToEquatableArray();
}
