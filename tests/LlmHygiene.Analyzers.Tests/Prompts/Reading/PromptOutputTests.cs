using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

public class PromptOutputTests
{
    private static string Prompt(string rest) => $"name: a\nversion: 1.0.0\n{rest}\nmessages:\n  - role: user\n    content: Hello\n";

    private static PromptModel Model(string rest) => PromptMarkup.Verify(Prompt(rest)).Model!;

    [Fact]
    public void Fields_are_read_in_their_order()
    {
        var output = Model(
            "output:\n  b: string\n  a: { list: { fields: { x: int } }, optional: true, description: All of them. }"
        ).Output!;
        Assert.Equal(PromptOutputKind.Record, output.Kind);
        Assert.Equal(["b", "a"], output.Fields.Select(field => field.Name));
        Assert.True(output.Fields[1].IsOptional);
        Assert.Equal("All of them.", output.Fields[1].Description);
        Assert.Equal("AItem", output.Fields[1].Type.TypeName);
    }

    [Theory]
    [InlineData("output: Shop.Triage", "Shop.Triage", null)]
    [InlineData("output: Triage", "Triage", null)]
    [InlineData("output: global::Shop.Triage", "Shop.Triage", null)]
    [InlineData("output: Shop.Desk+Triage", "Shop.Desk+Triage", null)]
    [InlineData("output: Shop.Triage\njsonContext: Shop.AppJson", "Shop.Triage", "Shop.AppJson")]
    public void A_type_of_the_project_is_named(string yaml, string type, string? context)
    {
        var output = Model(yaml).Output!;
        Assert.Equal((PromptOutputKind.Type, type, context), (output.Kind, output.TypeName, output.JsonContext));
    }

    [Theory]
    [InlineData("first name", "FirstName")]
    [InlineData("this", "This")]
    [InlineData("else", "Else")]
    [InlineData("type", "Type")]
    [InlineData("@id", "Id")]
    [InlineData("info", "Info")]
    [InlineData("2nd", "_2nd")]
    public void An_output_name_need_not_be_valid_in_templates(string name, string property) =>
        Assert.Equal(
            (name, property),
            Model($"output: {{ \"{name}\": string }}").Output!.Fields.Select(field => (field.Name, field.PropertyName)).Single()
        );

    [Theory]
    [InlineData("output: { x: {|LLMH2119:strng|} }", "Did you mean 'string'?")]
    [InlineData("output: { x: {|LLMH2119:boolean|} }", "Did you mean 'bool'?")]
    [InlineData("output: { x: { type: string, {|LLMH2119:default|}: a } }", "Remove 'default'")]
    [InlineData("output: { x: { fields: { y: {|LLMH2119:strng|} } } }", "Did you mean 'string'?")]
    [InlineData("output: { {|LLMH2115:\"--\"|}: string }", "letters or digits")]
    [InlineData("output: { {|LLMH2115:output|}: string }", "Rename the output field")]
    [InlineData("output: { {|LLMH2115:to-string|}: string }", "Rename the output field")]
    [InlineData("output: { a-b: string, {|LLMH2115:a_b|}: string }", "both become AB")]
    [InlineData("output: { x: { enum: [a, {|LLMH2115:A|}] } }", "both become A")]
    [InlineData("{|LLMH2119:output|}:", "mapping of fields or the full name")]
    [InlineData("output: {|LLMH2119:{}|}", "mapping of fields or the full name")]
    [InlineData("output: {|LLMH2119:[a]|}", "mapping of fields or the full name")]
    [InlineData("output: {|LLMH2119:string|}", "{ answer: string }")]
    [InlineData("output: {|LLMH2119:List<Triage>|}", "not a list or a generic type")]
    [InlineData("output: {|LLMH2119:Triage[]|}", "not a list or a generic type")]
    [InlineData("output: {|LLMH2119:Shop..Triage|}", "with its namespace")]
    [InlineData("output: Shop.Triage\njsonContext: {|LLMH2119:3|}", "with its namespace")]
    [InlineData("output: { x: string }\n{|LLMH2119:jsonContext|}: Shop.Json", "Remove it")]
    [InlineData("{|LLMH2119:jsonContext|}: Shop.Json", "Remove it")]
    [InlineData("output: { x: string }\n{|LLMH2119:responseFormat|}: text", "Keep one of them")]
    [InlineData("responseFormat: {|LLMH2119:json_scheme|}", "Did you mean 'json_schema'?")]
    [InlineData("responseFormat: {|LLMH2119:xml|}", "Write text, json_object or json_schema.")]
    [InlineData("responseFormat: {|LLMH2119:json_schema|}", "needs a 'jsonSchema'")]
    [InlineData("responseFormat: json_object\n{|LLMH2119:jsonSchema|}: '{}'", "or remove the schema")]
    [InlineData("{|LLMH2104:outputs|}: { x: string }", "Did you mean 'output'?")]
    public void A_mistake_is_reported_with_its_fix(string yaml, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(yaml)), StringComparison.Ordinal);

    [Fact]
    public void A_field_that_cannot_be_read_does_not_affect_the_others()
    {
        var model = PromptMarkup.Verify(Prompt("output: { a: string, b: {|LLMH2119:strng|}, c: int }")).Model!;
        Assert.True(model.IsBroken);
        Assert.Equal(["a", "c"], model.Output!.Fields.Select(field => field.Name));
    }

    [Fact]
    public void The_hash_covers_the_output()
    {
        const string Fields = "output: { a: string, b: { enum: [x, y] } }";
        var hash = Model(Fields).ContentHash;
        Assert.Equal(hash, Model("output:\n  a: { type: string }\n  b: { enum: [x, y] }").ContentHash);
        string[] others =
        [
            "",
            "output: { b: { enum: [x, y] }, a: string }",
            "output: { a: string, b: { enum: [x, z] } }",
            "output: { a: { type: string, optional: true }, b: { enum: [x, y] } }",
            "output: { a: { type: string, description: d }, b: { enum: [x, y] } }",
            "output: { a: int, b: { enum: [x, y] } }",
            "output: A",
            "output: B",
            "responseFormat: json_object",
        ];
        Assert.Equal(others.Length, others.Select(other => Model(other).ContentHash).Distinct().Count());
        Assert.DoesNotContain(hash, others.Select(other => Model(other).ContentHash));
    }

    [Fact]
    public void Text_is_what_a_prompt_requests_by_default()
    {
        Assert.Null(Model("responseFormat: text").Output);
        Assert.Equal(Model("").ContentHash, Model("responseFormat: text").ContentHash);
        Assert.Equal(PromptOutputKind.Json, Model("responseFormat: json_object").Output!.Kind);
    }

    [Fact]
    public void The_name_of_the_schema_is_one_that_providers_accept()
    {
        Assert.Equal("a", OutputSchema.Name(Model("output: { x: string }")));
        var model = PromptParser.Parse(SourceText.From($"name: a.b c{new string('d', 80)}\nversion: 1.0.0\n")).Model!;
        Assert.Equal("a_b_c" + new string('d', 59), OutputSchema.Name(model));
    }
}
