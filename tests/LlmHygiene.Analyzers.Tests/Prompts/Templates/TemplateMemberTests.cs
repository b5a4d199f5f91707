using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Templates;

/// <summary>Fields of records in templates, and what a bare name means inside <c>#each</c>.</summary>
public class TemplateMemberTests
{
    private const string Inputs = """
        inputs:
          customer:
            optional: true
            fields:
              name: string
              email: { type: string, optional: true }
              address: { fields: { city: string, zip: int } }
          orders:
            list:
              fields:
                number: int
                note: string
                lines: { list: { fields: { product: string, number: int } } }
          note: string
          tags: { list: string }
        """;

    // Everything is used, so that only the template under test can be wrong.
    private const string Use = "{{customer.name}}{{#each orders}}{{/each}}{{note}}{{#each tags}}{{/each}}";

    [Theory]
    [InlineData("{{customer.name}} {{customer.email}} {{customer.address.city}} {{customer.address.zip}}")]
    [InlineData("{{#if customer}}{{customer.name}}{{/if}}{{#if customer.email}}x{{/if}}{{#unless customer.address.zip}}y{{/unless}}")]
    [InlineData("{{#each orders}}{{this.number}} {{number}} {{this.note}} {{@root.note}} {{customer.name}}{{/each}}")]
    [InlineData(
        "{{#each orders}}{{#each lines}}{{product}} {{this.product}} {{this.number}}{{#unless @last}}, {{/unless}}{{/each}}{{/each}}"
    )]
    [InlineData("{{#each orders}}{{#each this.lines}}{{#if @first}}{{@index}}{{/if}}{{/each}}{{/each}}")]
    [InlineData("{{#each orders}}{{#each tags}}{{this}} {{number}}{{/each}}{{/each}}")]
    public void Correct_members_are_silent(string template) => PromptMarkup.Verify(Prompt(template));

    [Theory]
    [InlineData(
        "{|LLMH2107:{{customer}}|}",
        "'customer' is a record. Write one of its fields, as in {{customer.name}}. It has name, email, address."
    )]
    [InlineData("{|LLMH2107:{{customer.address}}|}", "as in {{customer.address.city}}")]
    [InlineData("{|LLMH2107:{{orders}}|}", "{{#each orders}}{{this.number}}{{/each}}")]
    [InlineData("{{#each orders}}{|LLMH2107:{{this}}|}{{/each}}", "'this' is a record")]
    [InlineData("{{customer.{|LLMH2108:nmae|}}}", "'customer' has no field 'nmae'. Did you mean 'name'?")]
    [InlineData("{{ customer.address.{|LLMH2108:country|} }}", "'customer.address' has no field 'country'. It has city, zip.")]
    [InlineData("{{customer.name.{|LLMH2108:length|}}}", "'customer.name' has no fields")]
    [InlineData("{{orders.{|LLMH2108:number|}}}", "{{#each orders}}")]
    [InlineData("{{{|LLMH2108:custmer|}.name}}", "Did you mean 'customer'?")]
    [InlineData("{{#if customer.{|LLMH2108:emial|}}}x{{/if}}", "Did you mean 'email'?")]
    [InlineData("{{#each orders}}{{#each {|LLMH2108:lnies|}}}{{/each}}{{/each}}", "nor a field of the current item. Did you mean 'lines'?")]
    [InlineData("{{#each orders}}{{{|LLMH2107:note|}}}{{/each}}", "{{this.note}} for the current item, or {{@root.note}} for the input")]
    [InlineData("{{#each orders}}{{#each lines}}{{{|LLMH2107:number|}}}{{/each}}{{/each}}", "a field of more than one item")]
    [InlineData("{|LLMH2107:{{#each customer}}|}{{/each}}", "needs a list")]
    [InlineData("{{#each orders}}{|LLMH2107:{{#if number}}|}{{/if}}{{/each}}", "always has a value")]
    [InlineData("{{#each orders}}{{@index.{|LLMH2108:x|}}}{{/each}}", "no fields")]
    [InlineData("{|LLMH2107:{{customer..name}}|}", "not a name")]
    [InlineData("{|LLMH2107:{{customer.name.}}|}", "not a name")]
    public void A_wrong_member_is_reported_at_its_position_with_its_fix(string template, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(template)), StringComparison.Ordinal);

    [Fact]
    public void A_record_is_used_when_one_field_is() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs:\n  c: { fields: { x: string, y: string } }\n  {|LLMH2109:d|}: { fields: { x: "
                + "string } }\nmessages:\n  - role: user\n    content: Hi {{c.x}}\n"
        );

    [Fact]
    public void A_field_that_cannot_be_read_is_reported_once_and_the_others_are_kept()
    {
        var result = PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs:\n  c: { fields: { x: {|LLMH2106:strng|}, y: string } }\nmessages:\n  - role: "
                + "user\n    content: Hi {{c.x}} {{c.{|LLMH2108:z|}}}\n"
        );
        Assert.True(result.Model!.IsBroken);
        Assert.Equal("y", Assert.Single(Assert.Single(result.Model.Inputs).Type.Record!.Fields).Name);
    }

    [Fact]
    public void Inside_a_list_that_is_not_known_a_name_may_be_a_field() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs: { items: { list: string } }\nmessages:\n  - role: user\n    content: \"{{#each "
                + "{|LLMH2108:itmes|}}}{{name}}{{/each}}\"\n"
        );

    [Theory]
    [InlineData("{ fields: { a: { fields: { b: string } } } }")]
    [InlineData(
        "{ fields: { day: { type: date, default: 2026-01-31 }, tone: { enum: [a, b], default: b }, all: { list: int, default: [1, 2] } } }"
    )]
    [InlineData("{ list: { fields: { a: string } }, default: [] }")]
    [InlineData("{ list: { enum: [a, b] }, default: [b] }")]
    [InlineData("{ list: date, default: [2026-01-31, \"2026-02-01\"] }")]
    [InlineData("{ list: bool, optional: true }")]
    public void Nested_and_defaulted_types_are_read(string type)
    {
        var field = type.Contains("{ a:", StringComparison.Ordinal) ? "{{x.a.b}}" : "{{x.tone}}";
        var use = type.StartsWith("{ fields", StringComparison.Ordinal) ? field : "{{#each x}}{{/each}}";
        PromptMarkup.Verify($"name: a\nversion: 1.0.0\ninputs:\n  x: {type}\nmessages:\n  - role: user\n    content: \"{use}\"\n");
    }

    [Theory]
    [InlineData("x: { fields: {|LLMH2106:[a]|} }", "mapping of names and types")]
    [InlineData("x: { {|LLMH2106:fields|}: }", "mapping of names and types")]
    [InlineData("x: { fields: { a: string }, default: {|LLMH2106:{}|} }", "A record has no default")]
    [InlineData("x: { list: { fields: { a: string } }, default: {|LLMH2106:[a]|} }", "can have is []")]
    [InlineData("x: { type: image, default: {|LLMH2106:a.png|} }", "An image has no default")]
    [InlineData("x: { enum: [a, b], default: {|LLMH2106:[a]|} }", "This is not one of the options. Write a or b.")]
    [InlineData("x: { list: date, default: [{|LLMH2106:soon|}] }", "2026-01-31")]
    [InlineData("x: { fields: { {|LLMH2115:x-record|}: string } }", "XRecord")]
    [InlineData("x: { fields: { {|LLMH2115:this|}: string, b: int } }", "special meaning")]
    [InlineData("x: { fields: { a: string, {|LLMH2115:A|}: string } }", "both become A")]
    public void A_wrong_nested_type_is_reported_with_its_fix(string input, string fix)
    {
        var use =
            input.Contains("image", StringComparison.Ordinal) ? "\n      - image: \"{{x}}\""
            : input.Contains("list", StringComparison.Ordinal) || !input.Contains("fields", StringComparison.Ordinal)
                ? "\"{{#each x}}{{/each}}\""
            : "\"{{x.a}}\"";
        var template = $"name: a\nversion: 1.0.0\ninputs:\n  {input}\nmessages:\n  - role: user\n    content: {use}\n";
        var (text, expected) = PromptMarkup.Read(template);
        var problems = PromptParser.Parse(Microsoft.CodeAnalysis.Text.SourceText.From(text)).Problems;
        var problem = Assert.Single(problems, problem => problem.RuleId is "LLMH2106" or "LLMH2115");
        Assert.Equal((expected[0].Id, expected[0].Span), (problem.RuleId, problem.Span));
        Assert.Contains(fix, problem.Message, StringComparison.Ordinal);
    }

    private static string Prompt(string template) =>
        $"name: a\nversion: 1.0.0\n{Inputs}\nmessages:\n  - role: system\n    content: \"{Use}\"\n  - role: user\n    "
        + $"content: |\n      {template}\n";
}
