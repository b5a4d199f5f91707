using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Templates;

/// <summary>A partial is read as if its text replaced its tag.</summary>
public class PartialTests
{
    [Theory]
    [InlineData("Be {{> tone}}, please.", "kind", "Be kind, please.\n")]
    [InlineData("Be {{> tone}}, please.", "kind\n", "Be kind, please.\n")]
    [InlineData("Be {{> tone}}, please.", "\uFEFFkind\r\n", "Be kind, please.\n")]
    [InlineData("{{> tone}}", "Be kind.\nBe brief.\n", "Be kind.\nBe brief.\n")]
    [InlineData("{{> tone}}", "Be kind.\r\nBe brief.", "Be kind.\nBe brief.\n")]
    [InlineData("{{> tone}}\nNow.", "Be kind.\n", "Be kind.\nNow.\n")]
    [InlineData("{{> tone}}\n{{> tone}}\nNow.", "Be kind.\n", "Be kind.\nBe kind.\nNow.\n")]
    [InlineData("{{> tone}}\nNow.", "{{#if name}}\nHi {{name}}.\n{{/if}}\n", "{{#if name}}\nHi {{name}}.\n{{/if}}\nNow.\n")]
    [InlineData("{{#if name}}\n{{> tone}}\n{{/if}}\nNow.", "Be kind.\n", "{{#if name}}\nBe kind.\n{{/if}}\nNow.\n")]
    [InlineData(
        "Rules:\n  {{> tone}}\nNow.",
        "- a\n\n- b\n{{#if name}}\n- {{name}}\n{{/if}}\n{{name}}",
        "Rules:\n  - a\n\n  - b\n{{#if name}}\n  - {{name}}\n{{/if}}\n  {{name}}\nNow.\n"
    )]
    [InlineData("Rules:\n  {{> tone}}\nNow.", "{{name}}\n", "Rules:\n  {{name}}\nNow.\n")]
    [InlineData("{{> tone}}\nNow.", "", "Now.\n")]
    [InlineData(
        "a {{> tone}} b",
        "\\{{x}} {{#each items}}{{this}}{{@index}}{{/each}}",
        "a \\{{x}} {{#each items}}{{this}}{{@index}}{{/each}} b\n"
    )]
    [InlineData("{{#each items}}{{> tone}}{{/each}}", "- {{this}}", "{{#each items}}- {{this}}{{/each}}\n")]
    [InlineData(
        "{{#each people}}{{> tone}}{{/each}}",
        "{{name2}} {{this.age}} {{name}}",
        "{{#each people}}{{name2}} {{this.age}} {{name}}{{/each}}\n"
    )]
    public void It_is_the_same_as_its_text(string template, string partial, string same)
    {
        var expected = PromptMarkup.Verify(Prompt(same));
        var actual = PromptMarkup.Verify(Prompt(template), Partials(("tone", partial)));
        Assert.Equal(expected.Model, actual.Model);
        Assert.True(actual.UsesPartials);
        Assert.False(expected.UsesPartials);
    }

    [Fact]
    public void Partials_include_partials_from_folders() =>
        Assert.Equal(
            PromptMarkup.Verify(Prompt("Be kind and brief to {{name}}.\n")).Model,
            PromptMarkup
                .Verify(
                    Prompt("Be {{> shared/tone}}.\n"),
                    Partials(
                        ("shared/tone", "kind and {{> shared/deep/length}} to {{> who}}"),
                        ("shared/deep/length", "brief\n"),
                        ("who", "{{name}}")
                    )
                )
                .Model
        );

    [Theory]
    [InlineData("{{> {|LLMH2120:tnoe|}}}", "There is no partial 'tnoe'. Did you mean 'tone'?")]
    [InlineData("{{>{|LLMH2120:shared/legal|}}}", "Create it as 'Prompts/shared/legal.partial.md'.")]
    [InlineData("{|LLMH2108:{{> tone}}|}", "In the partial 'tone', line 2: 'nmae' is not an input of this prompt. Did you mean 'name'?")]
    [InlineData("{|LLMH2108:{{> outer}}|}", "In the partial 'outer', line 1: In the partial 'tone', line 2: 'nmae'")]
    [InlineData("{|LLMH2107:{{> list}}|}", "In the partial 'list', line 1: 'items' is a list.")]
    [InlineData("{|LLMH2108:{{> item}}|}", "In the partial 'item', line 1: 'this' can be used only inside {{#each}}")]
    public void What_does_not_fit_is_reported_at_the_tag(string template, string fix)
    {
        var partials = Partials(("tone", "Hello\n{{nmae}}"), ("outer", "{{> tone}}"), ("list", "{{items}}"), ("item", "{{this}}"));
        Assert.Contains(fix, Assert.Single(PromptMarkup.Verify(Prompt(template), partials).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_a_broken_partial_may_use_is_not_reported_as_unused() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs: { other: string }\nmessages:\n  - role: user\n    content: Hi {{> {|LLMH2120:x|}}}\n"
        );

    [Theory]
    [InlineData("Hello\n{|LLMH2107:{{|}name", "never closed")]
    [InlineData("{|LLMH2107:{{#if name}}|}\r\nx", "never closed")]
    [InlineData("{{> {|LLMH2120:x/yy|}}}", "no partial 'x/yy'")]
    [InlineData("{{> {|LLMH2120:self|}}}", "self → self")]
    [InlineData("{{> a}} {{name}} {{> {|LLMH2120:b|}}}", "self → b → c → self")]
    public void A_mistake_in_a_partial_is_reported_there_and_not_at_its_tag(string marked, string fix)
    {
        var (text, expected) = PromptMarkup.Read(marked);
        var partials = Partials(("self", text), ("a", "fine {{> d}}"), ("b", "{{> c}}"), ("c", "{{> a}}{{> self}}"), ("d", "{{unknown}}"));
        var problem = Assert.Single(partials.ProblemsOf(partials.Find("self")!));
        Assert.Equal(expected.Single(), (problem.RuleId, problem.Span));
        Assert.Contains(fix, problem.Message, StringComparison.Ordinal);

        var result = PromptParser.Parse(
            SourceText.From(
                "name: a\nversion: 1.0.0\ninputs: { name: string, unknown: string }\nmessages:\n  - role: user\n    content: "
                    + "\"{{> self}}\"\n"
            ),
            partials
        );
        Assert.Empty(result.Problems);
        Assert.True(result.Model!.IsBroken);
    }

    [Fact]
    public void Partials_that_grow_endlessly_are_stopped()
    {
        var partials = PromptPartials.From(
            Enumerable.Range(0, 40).Select(i => new PromptPartial("p" + i, i == 39 ? "x" : $"{{{{> p{i + 1}}}}}{{{{> p{i + 1}}}}}"))
        );
        var problems = PromptParser
            .Parse(SourceText.From("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: \"{{> p0}}\"\n"), partials)
            .Problems;
        Assert.All(problems, problem => Assert.Equal("LLMH2120", problem.RuleId));
        Assert.Contains(problems, problem => problem.Message.Contains("nested too deeply, or include too much", StringComparison.Ordinal));
    }

    [Fact]
    public void Partials_are_equal_by_their_texts()
    {
        Assert.Equal(Partials(("a", "x"), ("b", "y")), Partials(("b", "y"), ("a", "x")));
        Assert.NotEqual(Partials(("a", "x")), Partials(("a", "y")));
        Assert.NotEqual(Partials(("a", "x")), Partials(("b", "x")));
    }

    private static PromptPartials Partials(params (string Name, string Text)[] partials) =>
        PromptPartials.From(partials.Select(partial => new PromptPartial(partial.Name, partial.Text)));

    // A first message uses all inputs.
    private static string Prompt(string template) =>
        "name: a\nversion: 1.0.0\ninputs:\n  name: string\n  items: { list: string }\n  people: { list: { fields: { name2: "
        + "string, age: int } } }\nmessages:\n  - role: system\n    content: \"{{name}}{{#each items}}{{/each}}{{#each "
        + "people}}{{/each}}\"\n  - role: user\n    content: |2\n"
        + string.Concat(template.TrimEnd('\n').Split('\n').Select(line => "      " + line + "\n"));
}
