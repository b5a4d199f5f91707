using System.Text;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Prompty;

/// <summary>
/// Generated code renders what the template language renders. The expected texts come from Jinja2 3.1 and from the specification of
/// Mustache.
/// </summary>
public class PromptyCodeTests
{
    private const string Inputs = """
        inputs:
          name: string
          nix: { type: string, required: false }
          yes: boolean
          no: boolean
          items: { type: array, items: { type: string } }
          empty: { type: array, items: { type: string } }
          who: { type: object, properties: { name: string, city: { type: string, required: false }, tags: { type: array, items: string } } }
          rows: { type: array, items: { type: object, properties: { id: integer, parts: { type: array, items: {
              type: object, properties: { label: string } } } } } }
          limit: { type: integer, required: false }
        """;

    private const string Values = """
        Name = "Ada", Yes = true, No = false, Items = new[] { "a", "b" }, Empty = new string[0], Limit = 0,
        Who = new { 0 }.WhoRecord { Name = "Grace", Tags = new[] { "x" } },
        Rows = new[] { new { 0 }.RowsItem { Id = 1, Parts = new[] { new { 0 }.RowsItem.PartsItem {
            Label = "l" }, new { 0 }.RowsItem.PartsItem { Label = "m" } }
                }, new { 0 }.RowsItem { Id = 2, Parts = new { 0 }.RowsItem.PartsItem[0] } },
        """;

    private static readonly (string Template, string Expected)[] s_jinja =
    [
        ("Hi {{ name }}{{name}}!", "Hi AdaAda!"),
        ("a\n{% if yes %}\nb\n{% endif %}\nc", "a\n\nb\n\nc"),
        ("a\n{%- if yes %}\nb\n{%- endif %}\nc", "a\nb\nc"),
        ("a\n{% if yes -%}\n  b\n{%- endif -%}\n  c", "a\nbc"),
        ("a {#- gone -#} b{# x\n y #}c", "abc"),
        ("{% if no %}a{% elif yes %}b{% else %}c{% endif %}", "b"),
        ("{% if no %}a{% elif no %}b{% elif nix %}d{% else %}c{% endif %}", "c"),
        ("{% if not no %}a{% endif %}{% if not name %}b{% endif %}", "a"),
        ("{% if items %}a{% endif %}{% if empty %}b{% else %}c{% endif %}", "ac"),
        ("{% if limit is defined %}{{ limit }}{% endif %}{% if limit is none %}x{% endif %}", "0"),
        ("*{% for i in items %}\n- {{ i }}\n{% endfor %}.", "*\n- a\n\n- b\n."),
        ("{% for i in items -%}\n- {{ i }}\n{% endfor -%}\n.", "- a\n- b\n."),
        (
            "{% for i in items %}{{ loop.index0 }}{{ i }}{% if not loop.last %}, {% endif %}{% if loop.first %}!{% endif %}{% endfor %}",
            "0a, !1b"
        ),
        ("{% for i in empty %}x{% else %}none{% endfor %}{% for i in items %}{{ i }}{% else %}none{% endfor %}", "noneab"),
        (
            "{% for row in rows %}{{ row.id }}{% for part in row.parts %}{{ row.id }}{{ part.label }}{% if not loop.last "
                + "%}+{% endif %}{{ name }}{% endfor %};{% endfor %}",
            "11l+Ada1mAda;2;"
        ),
        ("{% for name in items %}{{ name }}{% endfor %}{{ name }}", "abAda"),
        ("{{ who.name }}{% for t in who.tags %}{{ t }}{% endfor %}{% if who.city %}c{% else %}-{% endif %}", "Gracex-"),
        ("{% raw %}{{ name }} {% if %}{% endraw %}{{ '}}' }}{{ \"{{\" }}", "{{ name }} {% if %}}}{{"),
        ("x {{- name -}} y {{ name | safe }}", "xAday Ada"),
        ("{ not } {a} {{ '{#' }}", "{ not } {a} {#"),
        ("{%+ if yes +%} a {% endif %}", " a "),
    ];

    private static readonly (string Template, string Expected)[] s_mustache =
    [
        ("Hi {{name}} {{{name}}} {{&name}} {{& name }}!", "Hi Ada Ada Ada Ada!"),
        ("a\n{{#yes}}\nb\n{{/yes}}\nc", "a\nb\nc"),
        ("a {{#yes}}b{{/yes}}{{^yes}}c{{/yes}} d", "a b d"),
        ("{{#items}}- {{.}}\n{{/items}}{{^empty}}nothing{{/empty}}", "- a\n- b\nnothing"),
        ("{{#items}}\n- {{.}}\n{{/items}}\n.", "- a\n- b\n."),
        ("a{{! a comment }}b\n  {{! alone }}\nc", "ab\nc"),
        ("{{#rows}}{{id}}{{#parts}}{{id}}{{label}}{{name}}{{/parts}};{{/rows}}", "11lAda1mAda;2;"),
        ("{{#who}}{{name}}{{#tags}}{{.}}{{name}}{{/tags}}{{#city}}{{.}}{{/city}}{{/who}}{{who.name}}{{name}}", "GracexGraceGraceAda"),
        ("{{#name}}{{.}}{{/name}}{{^nix}}-{{/nix}}", "Ada-"),
        ("{{#limit}}{{limit}}{{/limit}}", "0"),
        ("a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "a\nb\nc"),
    ];

    [Fact]
    public void Jinja2() =>
        Check("jinja2", "{% for i in items %}{% endfor %}{% for i in empty %}{% endfor %}{% for i in rows %}{% endfor %}", s_jinja);

    [Fact]
    public void Mustache() => Check("mustache", "{{#items}}{{/items}}{{#empty}}{{/empty}}{{#rows}}{{/rows}}", s_mustache);

    [Fact]
    public void An_equal_prompt_has_an_equal_hash()
    {
        const string Yaml = """
            name: reply
            version: 1.0.0
            model: gpt-4.1
            modelParameters: { maxTokens: 100, stop: [END] }
            inputs:
              name: string
              words: { list: string }
              photo: image
            output: { title: string, score: { type: int, optional: true } }
            messages:
              - role: system
                content: "Be brief.\n{{#if words}}Use {{#each words}}{{this}} {{@index}}{{/each}}{{/if}}"
              - role: user
                content:
                  - text: "I am {{name}}:"
                  - image: "{{photo}}"
            """;
        const string Head =
            "name: reply\nversion: 1.0.0\nmodel:\n  id: gpt-4.1\n  options: { maxOutputTokens: 100, stopSequences: [END] "
            + "}\ninputs:\n  name: { type: string }\n  words: { type: array, items: { type: string } }\n  photo: { kind: "
            + "image }\noutputs:\n  title: { type: string }\n  score: { type: integer, required: false }\n";
        const string Jinja =
            $"---\n{Head}---\nBe brief.\n{{% if words %}}Use {{% for w in words %}}{{{{ w }}}} {{{{ loop.index0 }}}}{{% "
            + $"endfor %}}{{% endif %}}\n\nuser:\nI am {{{{ name }}}}:\n![me]({{{{ photo }}}})\n";
        var yaml = PromptParser.Parse(SourceText.From(Yaml));
        Assert.Empty(yaml.Problems);
        foreach (var text in new[] { Jinja, Jinja.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var result = PromptParser.Parse(SourceText.From(text), PromptPartials.None, PromptFormat.Prompty);
            Assert.Empty(result.Problems);
            Assert.Equal(yaml.Model!.ContentHash, result.Model!.ContentHash);
            Assert.Equal(yaml.Model with { Namespace = null }, result.Model);
        }
    }

    [Fact]
    public void Messages_roles_and_images_become_chat_messages()
    {
        const string Prompt =
            "---\nname: a\nversion: 1.0.0\ninputs: { photo: { kind: image }, id: string }\n---\n\nBe brief.\n\n  # User "
            + ":\n\nLook: ![it]({{photo}}) and\n![b](https://example.com/{{id}}.png \"title\")\nuser: is no marker "
            + "here\nASSISTANT:\n  Fine.\n\n\n";
        const string Program = """
            using System.Linq;
            public static class Test
            {
                public static string Run() => string.Join("|", new Shop.Prompts.APrompt.V1 {
                    Photo = LlmHygiene.PromptImage.FromUri("https://example.com/a.png"), Id = "7" }.ToMessages()
                    .Select(message => message.Role + "=" + string.Join("+",
                        message.Contents.Select(content =>
                            content is Microsoft.Extensions.AI.UriContent uri ? uri.Uri.ToString() : content.ToString()))));
            }
            """;
        var project = new PromptProject { Files = [new PromptText(PromptProject.Folder + "Prompts/a.prompty", Prompt)], Source = Program };
        Assert.Equal(
            "system=Be brief.|user=Look:+https://example.com/a.png+and+https://example.com/7.png+user: is no marker here|assistant=  Fine.",
            project.Run<string>()
        );
    }

    private static void Check(string language, string useLists, (string Template, string Expected)[] cases)
    {
        var files = new List<PromptText>();
        var program = new StringBuilder(
            "using System.Linq;\npublic static class Test\n{\n    public static string Run() => string.Join(\"\\u0001\", new "
                + "string[]\n    {\n"
        );
        for (var i = 0; i < cases.Length; i++)
        {
            var text =
                $"---\nname: p{i}\nversion: 1.0.0\ntemplate: "
                + $"{language}\n{Inputs}\n---\nuser:\n{cases[i].Template}\nassistant:\n"
                + $"{{{{name}}}}{{{{nix}}}}{{{{yes}}}}{{{{no}}}}{{{{limit}}}}{{{{who.name}}}}{useLists}\n";
            Assert.Empty(PromptParser.Parse(SourceText.From(text), PromptPartials.None, PromptFormat.Prompty).Problems);
            files.Add(new PromptText($"{PromptProject.Folder}Prompts/p{i}.prompty", text));
            var type = $"Shop.Prompts.P{i}Prompt.V1";
            program
                .Append("new ")
                .Append(type)
                .Append(" {")
                .Append(Values.Replace("{ 0 }", type, StringComparison.Ordinal))
                .Append("}.ToMessages()[0].Text,\n");
        }

        program.Append("    });\n}\n");
        var actual = new PromptProject { Files = [.. files], Source = program.ToString() }
            .Run<string>()
            .Split('\u0001');
        Assert.Equal(
            cases.Select(each => each.Template + " → " + each.Expected),
            cases.Select((each, i) => each.Template + " → " + actual[i])
        );
    }

    [Theory]
    [InlineData("{ type: string, optional: true, default: plain }", false, "plain")]
    [InlineData("{ type: string, default: plain, optional: false }", false, "plain")]
    [InlineData("{ type: string, required: true, default: plain }", false, "plain")]
    [InlineData("{ type: string, required: false, default: plain }", false, "plain")]
    [InlineData("{ kind: string, required: false, optional: true }", true, null)]
    [InlineData("{ kind: string, default: null }", true, null)]
    [InlineData("{ kind: string, required: false, default: ~ }", true, null)]
    [InlineData("{ kind: string, required: true, default: null }", false, null)]
    [InlineData("{ kind: string, optional: false, default: null }", false, null)]
    public void A_default_takes_precedence_over_what_says_that_the_input_may_be_missing(string input, bool isOptional, string? value)
    {
        var text = $"---\nname: a\nversion: 1.0.0\ninputs:\n  tone: {input}\n---\nuser:\nBe {{{{ tone }}}}.\n";
        var result = PromptParser.Parse(SourceText.From(text), PromptPartials.None, PromptFormat.Prompty);
        Assert.Empty(result.Problems);
        var tone = Assert.Single(result.Model!.Inputs);
        Assert.Equal(isOptional, tone.IsOptional);
        Assert.Equal(value, tone.Default?.Values.Single());
    }
}
