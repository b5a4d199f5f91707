using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Prompty;

/// <summary>A mistake in a <c>.prompty</c> file is reported where it is written, with the fix.</summary>
public class PromptyProblemTests
{
    [Theory]
    [InlineData("{|LLMH2101:Hello|}\nWorld")]
    [InlineData("\n\n{|LLMH2101:-- |}\nname: a")]
    [InlineData("{|LLMH2101:---|}\nname: a\nversion: 1.0.0\n")]
    [InlineData("---\n{|LLMH2101:- a|}\n---\nuser:\nHi")]
    [InlineData("---\n{|LLMH2103:name|}: a\n---\nuser:\nHi")]
    [InlineData("---\r\nname: a\r\nversion: {|LLMH2103:1.0|}\r\n---\r\nuser:\r\nHi\r\n")]
    [InlineData("---\n{|LLMH2113:name|}: a\nversion: 1.0.0\n---\n\n")]
    [InlineData("---\nname: a\nversion: 1.0.0\n{|LLMH2104:inptus|}: {}\n---\nuser:\nHi")]
    [InlineData("---\nname: a\nversion: 1.0.0\n{|LLMH2123:tools|}: [{ name: search }]\n---\nuser:\nHi")]
    [InlineData("---\nname: a\nversion: 1.0.0\n{|LLMH2123:base|}: other.prompty\n---\nuser:\nHi")]
    public void A_file_has_front_matter(string marked) => PromptMarkup.VerifyPrompty(marked);

    [Theory]
    [InlineData("model: {|LLMH2105:[]|}")]
    [InlineData("model: { api: {|LLMH2123:completion|} }")]
    [InlineData("model: { {|LLMH2104:paramters|}: {} }")]
    [InlineData("model: { parameters: { {|LLMH2104:max_tokn|}: 3 } }")]
    [InlineData("model: { parameters: { max_tokens: {|LLMH2105:many|} } }")]
    [InlineData("model: { parameters: { max_tokens: 3, {|LLMH2105:maxOutputTokens|}: 3 } }")]
    [InlineData("model: { parameters: { {|LLMH2123:logit_bias|}: { a: 1 } } }")]
    [InlineData("model: { parameters: { {|LLMH2123:tools|}: [{ type: function }] } }")]
    [InlineData("model: { options: { {|LLMH2123:stream|}: true } }")]
    [InlineData("model: { options: { response_format: {|LLMH2119:{ type: xml }|} } }")]
    [InlineData("model: { parameters: { reasoning_effort: {|LLMH2105:minimal|} } }")]
    [InlineData("model: { options: { reasoning: { effort: {|LLMH2105:huge|} } } }")]
    [InlineData("model: { parameters: { reasoning: {|LLMH2105:low|} } }")]
    [InlineData("model: { parameters: { reasoning: { {|LLMH2104:summary|}: auto } } }")]
    [InlineData("model: { parameters: { reasoning_effort: low, {|LLMH2105:reasoning|}: { effort: low } } }")]
    [InlineData("budget: { calls: {|LLMH2105:0|} }")]
    [InlineData("template: {|LLMH2123:liquid|}")]
    [InlineData("template: { format: { kind: {|LLMH2123:handlebars|} } }")]
    [InlineData("template: { type: jinja2, parser: {|LLMH2123:markdown|} }")]
    [InlineData("outputs: { score: { type: {|LLMH2123:array|} } }")]
    public void Front_matter_is_mapped_or_reported(string lines) =>
        PromptMarkup.VerifyPrompty($"---\nname: a\nversion: 1.0.0\n{lines}\n---\nuser:\nHi\n");

    [Theory]
    [InlineData("x: {|LLMH2123:[]|}")]
    [InlineData("x: { type: {|LLMH2123:array|} }")]
    [InlineData("x: { type: {|LLMH2123:object|} }")]
    [InlineData("x: { type: {|LLMH2123:List|} }")]
    [InlineData("x: { type: {|LLMH2123:Dict|} }")]
    [InlineData("x: { kind: {|LLMH2123:thread|} }")]
    [InlineData("{|LLMH2123:x|}: { description: Something }")]
    [InlineData("x: { type: {|LLMH2106:strin|} }")]
    [InlineData("x: { type: string, {|LLMH2104:descripton|}: x }")]
    [InlineData("x: { type: integer, default: {|LLMH2106:many|} }")]
    [InlineData("x: { type: string, required: {|LLMH2123:maybe|} }")]
    [InlineData("x: { type: array, items: { type: object, properties: { y: { type: {|LLMH2123:file|} } } } }")]
    public void Inputs_have_types(string input) =>
        PromptMarkup.VerifyPrompty($"---\nname: a\nversion: 1.0.0\ninputs:\n  {input}\n---\nuser:\n{{{{ x }}}}\n");

    [Theory]
    [InlineData("user:\nHi {{ {|LLMH2108:nam|} }} {{ name }}")]
    [InlineData("user:\nHi {{ who.{|LLMH2108:nme|} }} {{ name }}")]
    [InlineData("user:\n{|LLMH2107:{{|} name")]
    [InlineData("user:\n{|LLMH2107:{%|} if name")]
    [InlineData("user:\n{|LLMH2107:{% if name %}|}Hi")]
    [InlineData("user:\nHi{|LLMH2107:{% endif %}|}")]
    [InlineData("user:\n{% if name %}Hi{|LLMH2107:{% endfor %}|}{% endif %}")]
    [InlineData("user:\n{|LLMH2107:{% elif name %}|}")]
    [InlineData("user:\n{% if name %}a{% else %}b{|LLMH2107:{% else %}|}c{% endif %}")]
    [InlineData("user:\n{|LLMH2107:{% if count %}|}a{% endif %}")]
    [InlineData("user:\n{|LLMH2123:{% if most %}|}a{% endif %}")]
    [InlineData("user:\n{|LLMH2123:{% if name is defined %}|}a{% endif %}")]
    [InlineData("user:\n{|LLMH2107:{{ items }}|}")]
    [InlineData("user:\n{|LLMH2107:{{ who }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ name | upper }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ name|default('x') }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ name|e }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ items[0] }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ count + 1 }}|}")]
    [InlineData("user:\n{|LLMH2123:{{ lookup(name) }}|}")]
    [InlineData("user:\n{|LLMH2123:{% if name == 'x' %}|}a{% endif %}")]
    [InlineData("user:\n{|LLMH2123:{% if name and items %}|}a{% endif %}")]
    [InlineData("user:\n{|LLMH2123:{% set x = 1 %}|}")]
    [InlineData("user:\n{|LLMH2123:{% include 'a' %}|}")]
    [InlineData("user:\n{|LLMH2123:{% macro a(b) %}|}x{% endmacro %}")]
    [InlineData("user:\n{|LLMH2123:{% for k, v in who.items() %}|}x{% endfor %}")]
    [InlineData("user:\n{|LLMH2107:{% for x in name %}|}x{% endfor %}")]
    [InlineData("user:\n{% for x in items %}{|LLMH2123:{{ loop.index }}|}{{ x }}{% endfor %}")]
    [InlineData("user:\n{% for x in items %}{|LLMH2123:{{ loop.length }}|}{{ x }}{% endfor %}")]
    [InlineData("user:\n{|LLMH2107:{{ loop.index0 }}|}")]
    public void Jinja_is_mapped_or_reported(string body) => PromptMarkup.VerifyPrompty(Body("jinja2", body));

    [Theory]
    [InlineData("user:\n{{ {|LLMH2108:nam|} }} {{name}}")]
    [InlineData("user:\n{|LLMH2107:{{|} name")]
    [InlineData("user:\n{|LLMH2107:{{#name}}|}a")]
    [InlineData("user:\n{|LLMH2107:{{/name}}|}a")]
    [InlineData("user:\n{{#name}}{|LLMH2107:{{/items}}|}a{{/name}}")]
    [InlineData("user:\n{|LLMH2107:{{.}}|}")]
    [InlineData("user:\n{|LLMH2123:{{}}|}")]
    [InlineData("user:\n{|LLMH2123:{{> tone}}|}")]
    [InlineData("user:\n{|LLMH2123:{{=<% %>=}}|}")]
    [InlineData("user:\n{|LLMH2123:{{#if name}}|}{{/if name}}")]
    [InlineData("user:\n{{#items}}{|LLMH2123:{{this}}|}{{/items}}")]
    [InlineData("user:\n{{#items}}{|LLMH2123:{{@index}}|}{{/items}}")]
    [InlineData("user:\n{|LLMH2107:{{items}}|}")]
    [InlineData("user:\n{|LLMH2107:{{#count}}|}{{/count}}")]
    public void Mustache_is_mapped_or_reported(string body) => PromptMarkup.VerifyPrompty(Body("mustache", body));

    [Theory]
    [InlineData("{|LLMH2123:tool:|}\nx\nuser:\nHi")]
    [InlineData("user:\nHi\n{|LLMH2123:# function:|}\nx")]
    [InlineData("{|LLMH2123:tools:|}\n  - name: search\nuser:\nHi")]
    [InlineData("{|LLMH2123:user[name=\"Ada\"]:|}\nHi")]
    [InlineData("{|LLMH2123:user[cache=yes]:|}\nHi")]
    [InlineData("{|LLMH2123:user[cached=true]:|}\nHi")]
    [InlineData("{|LLMH2123:user[cache=true, name=Ada]:|}\nHi")]
    [InlineData(
        "user[cache=true]:\na\nuser[cache=true]:\na\nuser[cache=true]:\na\nuser[cache=true]:\na\n{|LLMH2105:user[cache=true]:|}\na"
    )]
    [InlineData("user:\nHi\n{|LLMH2123:![thread]|}\nuser:\nHo")]
    [InlineData("{|LLMH2105:system:|}\n\nuser:\nHi")]
    [InlineData("system:\n{% if name %}\n{|LLMH2123:user:|}\nHi{% endif %}")]
    [InlineData("system:\nHi\n{% for m in turns %}\n{|LLMH2123:{{m.role}}|}:\n{{m.content}}\n{% endfor %}")]
    [InlineData("user:\n{|LLMH2121:![x](photo.png)|}")]
    [InlineData("user:\n{|LLMH2121:![x]({{name}})|}")]
    [InlineData("user:\n{% if name %}{|LLMH2123:![x](|}https://example.com/a.png){% endif %}")]
    [InlineData("user:\n{% if name %}{|LLMH2121:{{ photo }}|}{% endif %}")]
    public void Messages_are_written_out(string body) => PromptMarkup.VerifyPrompty(Body("jinja2", body));

    [Fact]
    public void Several_mistakes_are_all_reported() =>
        PromptMarkup.VerifyPrompty(
            "---\nname: a\nversion: {|LLMH2103:1|}\nmodel: { parameters: { temperature: {|LLMH2105:hot|} } }\ninputs: {}\n---\nuser:\n{{ "
                + "{|LLMH2108:x|} }}\n{|LLMH2123:{{ y | upper }}|}\n"
        );

    // Unused inputs are not reported for a body that has mistakes; here every case has some.
    private static string Body(string template, string body)
    {
        const string Inputs =
            "inputs:\n  name: string\n  items: { list: string }\n  count: int\n  most: { type: integer, required: false }\n  "
            + "who: { type: object, properties: { name: string } }\n  photo: image\n  turns: { type: array, items: { "
            + "type: object, properties: { role: string, content: string } } }\n";
        const string UseAll = "user:\n{0}name{1}{2}{0}count{1}{0}most{1}{0}who.name{1}{0}photo{1}{3}\n";
        var use = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            UseAll,
            "{{",
            "}}",
            template == "jinja2" ? "{% for i in items %}{% endfor %}" : "{{#items}}{{/items}}",
            template == "jinja2" ? "{% for i in turns %}{% endfor %}" : "{{#turns}}{{/turns}}"
        );
        return $"---\nname: a\nversion: 1.0.0\ntemplate: "
            + $"{template}\n{Inputs}---\n{(body.Contains("tools:", StringComparison.Ordinal) ? "" : use)}{body}\n";
    }
}
