using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Templates;

public class TemplateTests
{
    [Theory]
    [InlineData("{|LLMH2107:{{|}name", "never closed")]
    [InlineData("{|LLMH2107:{{|}name and {{name}}", "never closed")]
    [InlineData("{{name}} {|LLMH2107:{{}}|}", "no name")]
    [InlineData("{|LLMH2107:{{{name}}}|}", "Three braces")]
    [InlineData("{{name}} {|LLMH2107:{{!-- later --}}|}", "Comments")]
    [InlineData("{{name}} {|LLMH2107:{{> }}|}", "no name after '>'")]
    [InlineData("{{name}} {|LLMH2107:{{> shared/tone who=name}}|}", "Write {{> shared/tone}}.")]
    [InlineData("{{name}} {|LLMH2107:{{> ../tone}}|}", "below 'Prompts'")]
    [InlineData("{{name}} {|LLMH2107:{{../name}}|}", "known by their names")]
    [InlineData("{{name}} {|LLMH2107:{{~name}}|}", "Whitespace control")]
    [InlineData("{{name}} {|LLMH2107:{{upper name}}|}", "Helpers")]
    [InlineData("{{name}} {|LLMH2107:{{\"a\": 1}}|}", "two braces in the text")]
    [InlineData("{|LLMH2107:{{#if name}}|}x", "never closed")]
    [InlineData("{{name}}{|LLMH2107:{{/if}}|}", "closes nothing")]
    [InlineData("{|LLMH2107:{{#fi name}}|}{{name}}{{/fi}}", "Did you mean 'if'?")]
    [InlineData("{{name}}{|LLMH2107:{{#if}}|}x{{/if}}", "needs a name")]
    [InlineData("{{#if name}}x{|LLMH2107:{{/each}}|}{{/if}}", "Write {{/if}}")]
    [InlineData("{{#if name}}a{{else}}b{|LLMH2107:{{else}}|}c{{/if}}", "already")]
    [InlineData("{{#if name}}a{|LLMH2107:{{else if name}}|}c{{/if}}", "takes no condition")]
    [InlineData("{{name}}{|LLMH2107:{{else}}|}", "belongs between")]
    [InlineData("{|LLMH2107:{{#each name}}|}x{{/each}}", "needs a list")]
    public void A_template_mistake_is_reported_with_its_fix(string template, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt("name: string", template)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{name}} {{{|LLMH2108:nmae|}}}", "Did you mean 'name'?")]
    [InlineData("{{name}} {{ {|LLMH2108:zzzzzzz|} }}", "Declare it under 'inputs:'.")]
    [InlineData("{{name}} {{{|LLMH2108:this|}}}", "only inside {{#each}}")]
    [InlineData("{{name}} {{{|LLMH2108:@index|}}}", "only inside {{#each}}")]
    [InlineData("{{name}} {{{|LLMH2108:@first|}}}", "only inside {{#each}}")]
    [InlineData("{{name}} {{{|LLMH2108:@frist|}}}", "Did you mean '@first'?")]
    [InlineData("{{name}} {{{|LLMH2108:@key|}}}", "Known names are")]
    [InlineData("{{name}} {{{|LLMH2108:@root|}}}", "{{@root.name}}")]
    [InlineData("{{name}} {{@root.{|LLMH2108:nmae|}}}", "Did you mean 'name'?")]
    [InlineData("{{name.{|LLMH2108:first|}}}", "not a record")]
    [InlineData("{{name}} {{#if {|LLMH2108:nam|}}}x{{/if}}", "Did you mean 'name'?")]
    public void An_unknown_variable_is_reported_with_the_nearest_input(string template, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt("name: string", template)), StringComparison.Ordinal);

    [Theory]
    [InlineData("items: { list: string }", "{|LLMH2107:{{items}}|}")]
    [InlineData("count: int", "{|LLMH2107:{{#if count}}|}{{count}}{{/if}}")]
    [InlineData("day: date", "{|LLMH2107:{{#unless day}}|}{{day}}{{/unless}}")]
    public void An_input_is_used_as_its_type_allows(string input, string template) => PromptMarkup.Verify(Prompt(input, template));

    [Fact]
    public void An_unused_input_is_reported_at_its_key() =>
        Assert.Contains(
            "{{other}}",
            PromptMarkup.Message(Prompt("name: string\n  {|LLMH2109:other|}: int", "{{name}}")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_typo_in_a_name_is_not_reported_twice_as_an_unused_input() =>
        PromptMarkup.Verify(Prompt("ticket: string", "{{{|LLMH2108:tikcet|}}}"));

    [Theory]
    [InlineData("{{ name }}")]
    [InlineData("{{#if name}}a{{else}}b{{/if}}")]
    [InlineData("{{#unless name}}a{{/unless}}")]
    [InlineData("{\"a\": {\"b\": \"{{name}}\"}}")]
    [InlineData("\\\\{{not a tag}} {{name}} } }} {")]
    public void Correct_templates_are_silent(string template) =>
        PromptMarkup.Verify(Prompt("name: string", template.Replace("\\\\", "\\", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\\{{name}} {{name}}", "{{name}} ")]
    [InlineData("\\\\{{name}}", "\\")]
    [InlineData("{{{{name}}", null)]
    public void A_backslash_makes_braces_literal(string template, string? text)
    {
        var result = PromptParser.Parse(SourceText.From(Prompt("name: string", template)));
        if (text is null)
            Assert.NotEmpty(result.Problems);
        else
            Assert.Equal(
                [
                    new TextNode(text),
                    new ValueNode(new TemplateValue(ValueSource.Input, "Name", new InputType(InputKind.String, false, null), false)),
                    new TextNode("\n"),
                ],
                result.Model!.Messages[0].OnlyText!.Text
            );
    }

    [Fact]
    public void Blocks_have_a_maximum_depth()
    {
        var deep = string.Concat(Enumerable.Repeat("{{#if name}}", 30)) + string.Concat(Enumerable.Repeat("{{/if}}", 30));
        var problems = PromptParser.Parse(SourceText.From(Prompt("name: string", deep))).Problems;
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Contains("nested too deeply", problem.Message, StringComparison.Ordinal));
    }

    private static string Prompt(string inputs, string template) =>
        $"name: a\nversion: 1.0.0\ninputs:\n  {inputs}\nmessages:\n  - role: user\n    content: |\n      {template}\n";
}
