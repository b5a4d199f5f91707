using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

public class PromptInputTests
{
    [Theory]
    [InlineData("string", InputKindName.String, false)]
    [InlineData("int", InputKindName.Int, false)]
    [InlineData("number", InputKindName.Number, false)]
    [InlineData("bool", InputKindName.Bool, false)]
    [InlineData("date", InputKindName.Date, false)]
    [InlineData("{ enum: [a, b] }", InputKindName.Enum, false)]
    [InlineData("{ list: string }", InputKindName.String, true)]
    [InlineData("{ list: { enum: [a, b] } }", InputKindName.Enum, true)]
    [InlineData("{ type: int }", InputKindName.Int, false)]
    public void Every_type_is_read(string type, InputKindName kind, bool isList)
    {
        var input = Assert.Single(PromptMarkup.Verify(Prompt("x: " + type, isList)).Model!.Inputs);
        Assert.Equal(kind.ToString(), input.Type.Kind.ToString());
        Assert.Equal(isList, input.Type.IsList);
        Assert.True(input.IsRequired);
    }

    [Theory]
    [InlineData("{ type: string, optional: true }", true, null)]
    [InlineData("{ type: string, default: \"a b\" }", false, "a b")]
    [InlineData("{ type: string, default: \"\" }", false, "")]
    [InlineData("{ type: int, default: -3 }", false, "-3")]
    [InlineData("{ type: number, default: 1.50 }", false, "1.5")]
    [InlineData("{ type: bool, default: true }", false, "true")]
    [InlineData("{ type: date, default: 2026-01-31 }", false, "2026-01-31")]
    [InlineData("{ enum: [formal, friendly], default: friendly }", false, "friendly")]
    public void An_input_can_be_left_out(string type, bool optional, string? value)
    {
        var input = Assert.Single(PromptMarkup.Verify(Prompt("x: " + type)).Model!.Inputs);
        Assert.Equal(optional, input.IsOptional);
        Assert.Equal(value, input.Default?.Value);
        Assert.False(input.IsRequired);
    }

    [Theory]
    [InlineData("x: {|LLMH2106:strng|}", "Did you mean 'string'?")]
    [InlineData("x: {|LLMH2106:boolean|}", "Did you mean 'bool'?")]
    [InlineData("x: {|LLMH2106:decimal|}", "Did you mean 'number'?")]
    [InlineData("x: {|LLMH2106:string?|}", "{ type: string, optional: true }")]
    [InlineData("x: {|LLMH2106:string[]|}", "{ list: string }")]
    [InlineData("x: {|LLMH2106:enum|}", "{ enum: [a, b] }")]
    [InlineData("x: {|LLMH2106:object|}", "{ fields: { name: string } }")]
    [InlineData("{|LLMH2106:x|}:", "has no type")]
    [InlineData("x: {|LLMH2106:[a, b]|}", "{ list: string }")]
    [InlineData("{|LLMH2106:x|}: { street: string }", "or 'fields'")]
    [InlineData("x: { type: string, {|LLMH2106:enum|}: [a] }", "cannot both")]
    [InlineData("x: { enum: {|LLMH2106:a|} }", "list of words")]
    [InlineData("x: { enum: {|LLMH2106:[]|} }", "list of words")]
    [InlineData("x: { list: {|LLMH2106:[string]|} }", "put the inner one into a record")]
    [InlineData("x: { type: string, optional: {|LLMH2106:yes|} }", "true or false")]
    [InlineData("x: { type: string, optional: true, {|LLMH2106:default|}: a }", "Remove 'optional' or 'default'")]
    [InlineData("x: { type: int, default: {|LLMH2106:\"3\"|} }", "without quotes")]
    [InlineData("x: { type: int, default: {|LLMH2106:3000000000|} }", "fits an int")]
    [InlineData("x: { type: date, default: {|LLMH2106:31.1.2026|} }", "2026-01-31")]
    [InlineData("x: { enum: [formal, friendly], default: {|LLMH2106:freindly|} }", "Did you mean 'friendly'?")]
    [InlineData("x: { type: string, {|LLMH2106:default|}: }", "no default here")]
    [InlineData("x: { type: string, {|LLMH2104:defualt|}: a }", "Did you mean 'default'?")]
    public void A_wrong_type_is_reported_with_its_fix(string input, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(input)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{|LLMH2115:1st|}: string")]
    [InlineData("{|LLMH2115:a b|}: string")]
    [InlineData("{|LLMH2115:_|}: string")]
    [InlineData("{|LLMH2115:this|}: string")]
    [InlineData("{|LLMH2115:else|}: string")]
    [InlineData("{|LLMH2115:info|}: string")]
    [InlineData("{|LLMH2115:to-messages|}: string")]
    [InlineData("{|LLMH2115:clone|}: string")]
    [InlineData("{|LLMH2115:v1|}: string")]
    [InlineData("{|LLMH2115:render_message1|}: string")]
    [InlineData("{|LLMH2115:render-message-1|}: string")]
    [InlineData("x: { enum: [low, {|LLMH2115:Low|}] }")]
    [InlineData("x: { enum: [low, {|LLMH2115:low|}] }")]
    [InlineData("x: { enum: [low, {|LLMH2115:\"!\"|}] }")]
    public void A_name_that_is_not_valid_in_CSharp_is_reported(string input)
    {
        var name = input.StartsWith('x') ? "x" : input.Split(['{', '|', ':'], StringSplitOptions.RemoveEmptyEntries)[1];
        PromptMarkup.Verify(Prompt(input, name: TemplateParser.IsName(name) && name is not ("this" or "else") ? name : null));
    }

    [Fact]
    public void Inputs_that_become_one_property_are_reported() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs:\n  user-id: string\n  {|LLMH2115:user_id|}: string\nmessages:\n  - role: user\n "
                + "   content: Hi {{user-id}} {{user_id}}\n"
        );

    [Fact]
    public void An_enum_that_is_named_like_a_property_is_reported() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs:\n  {|LLMH2115:tone|}: { enum: [a] }\n  toneOption: string\nmessages:\n  - role: "
                + "user\n    content: Hi {{tone}} {{toneOption}}\n"
        );

    public enum InputKindName
    {
        String,
        Int,
        Number,
        Bool,
        Date,
        Enum,
    }

    private static string Prompt(string input, bool isList = false, string? name = "x")
    {
        var use =
            name is null ? ""
            : isList ? $"{{{{#each {name}}}}}{{{{this}}}}{{{{/each}}}}"
            : $"{{{{{name}}}}}";
        return $"name: a\nversion: 1.0.0\ninputs:\n  {input}\nmessages:\n  - role: user\n    content: Hi {use}\n";
    }
}
