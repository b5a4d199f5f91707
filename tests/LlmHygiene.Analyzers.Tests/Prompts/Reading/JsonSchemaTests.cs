using CsCheck;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>GitHub Models' <c>jsonSchema</c> becomes the same fields as <c>output:</c>.</summary>
public class JsonSchemaTests
{
    private static string Quoted(string json) =>
        $"name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: '{json}'\nmessages:\n  - role: user\n    content: Hello\n";

    private static string Property(string schema) => $$"""{ "type": "object", "properties": { "x": {{schema}} }, "required": ["x"] }""";

    [Fact]
    public void A_file_of_GitHub_Models_works_with_a_version_added()
    {
        var output = PromptMarkup
            .Verify(
                """
                name: Describe an animal
                version: 1.0.0
                description: Describes one animal
                model: openai/gpt-5.4-mini-2026-03-17
                responseFormat: json_schema
                jsonSchema: |-
                  {
                    "name": "describe_animal",
                    "strict": true,
                    "schema": {
                      "type": "object",
                      "properties": {
                        "name": { "type": "string", "description": "The name of the animal" },
                        "habitat": { "type": "string", "enum": ["land", "sea", "air"] },
                        "weight": { "type": ["number", "null"] },
                        "names": {
                          "type": "array",
                          "items": { "type": "object", "properties": { "lang-code": { "type": "string" }, "name": {
                              "type": "string" } }, "required": ["lang-code", "name"], "additionalProperties": false }
                        }
                      },
                      "additionalProperties": false,
                      "required": ["name", "habitat", "weight", "names"]
                    }
                  }
                messages:
                  - role: user
                    content: Describe a cat.
                testData:
                  - input: cat
                evaluators:
                  - name: x
                    string: { contains: cat }
                """
            )
            .Model!.Output!;
        Assert.Equal(("describe_animal", true), (output.SchemaName, output.IsStrict));
        Assert.Equal(
            """
            {"type":"object","properties":{
            "name":{"type":"string","description":"The name of the animal"},
            "habitat":{"type":"string","enum":["land","sea","air"]},
            "weight":{"type":["number","null"]},
            "names":{"type":"array","items":{"type":"object","properties":{"lang-code":{"type":"string"},"name":{"type":"string"}},
            "required":["lang-code","name"],"additionalProperties":false}}
            },"required":["name","habitat","weight","names"],"additionalProperties":false}
            """.ReplaceLineEndings("\n").Replace("}},\n\"required", "}},\"required", StringComparison.Ordinal),
            OutputSchema.Write(output)
        );
    }

    [Theory]
    [InlineData("""{ "type": "string" }""", "x: string")]
    [InlineData("""{ "type": "string", "format": "date" }""", "x: date")]
    [InlineData("""{ "type": "integer" }""", "x: int")]
    [InlineData("""{ "type": "number", "title": "X" }""", "x: number")]
    [InlineData("""{ "type": "boolean", "description": "d" }""", "x: { type: bool, description: d }")]
    [InlineData("""{ "type": ["string", "null"] }""", "x: { type: string, optional: true }")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "null" }] }""", "x: { type: string, optional: true }")]
    [InlineData(
        "{ \"anyOf\": [{ \"type\": \"null\" }, { \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"string\" } }, "
            + "\"required\": [\"a\"] }], \"description\": \"d\" }",
        "x: { fields: { a: string }, optional: true, description: d }"
    )]
    [InlineData("""{ "enum": ["a", "b"] }""", "x: { enum: [a, b] }")]
    [InlineData("""{ "type": ["string", "null"], "enum": ["a", "b", null] }""", "x: { enum: [a, b], optional: true }")]
    [InlineData("""{ "const": "a" }""", "x: { enum: [a] }")]
    [InlineData("""{ "type": "array", "items": { "type": "integer" } }""", "x: { list: int }")]
    [InlineData("""{ "type": "array", "items": { "type": "string", "enum": ["a"] } }""", "x: { list: { enum: [a] } }")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "type": "string" } } }""",
        "x: { fields: { a: { type: string, optional: true } } }"
    )]
    public void A_schema_is_equivalent_to_fields(string schema, string fields)
    {
        var expected = PromptMarkup
            .Verify($"name: a\nversion: 1.0.0\noutput: {{ {fields} }}\nmessages:\n  - role: user\n    content: Hello\n")
            .Model!;
        var actual = PromptMarkup.Verify(Quoted(Property(schema))).Model!;
        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(expected.ContentHash, actual.ContentHash);
    }

    [Theory]
    [InlineData("""{ "type": {|LLMH2119:"strin"|} }""", "Did you mean 'string'?")]
    [InlineData("""{ "type": {|LLMH2119:["string", "integer"]|} }""", "one type")]
    [InlineData("""{ {|LLMH2119:"typ"|}: "string" }""", "Did you mean 'type'?")]
    [InlineData("""{ "type": "string", {|LLMH2119:"minLength"|}: 3 }""", "check the value in C#")]
    [InlineData("""{ "type": "string", "format": {|LLMH2119:"email"|} }""", "only 'date'")]
    [InlineData("""{ {|LLMH2119:"$ref"|}: "#/$defs/a" }""", "Write the schema out")]
    [InlineData("""{ {|LLMH2119:"oneOf"|}: [] }""", "no such type")]
    [InlineData("""{ {|LLMH2119:"anyOf"|}: [{ "type": "string" }, { "type": "integer" }] }""", "no other unions")]
    [InlineData("""{ "type": {|LLMH2119:"integer"|}, "enum": [1, 2] }""", "Only texts can be an enum")]
    [InlineData("""{ "enum": [{|LLMH2119:1|}, 2] }""", "Put it in quotes")]
    [InlineData("""{ "enum": {|LLMH2119:[null]|} }""", "no option but null")]
    [InlineData("""{ "enum": {|LLMH2119:[]|} }""", "list of words")]
    [InlineData("""{ "enum": ["a", {|LLMH2115:"a"|}] }""", "listed twice")]
    [InlineData("""{ {|LLMH2119:"type"|}: "array" }""", "needs 'items'")]
    [InlineData(
        """{ "type": "array", "items": { "type": {|LLMH2119:"array"|}, "items": { "type": "string" } } }""",
        "Put the inner one into an object"
    )]
    [InlineData("""{ "type": "array", "items": { "type": {|LLMH2119:["string", "null"]|} } }""", "cannot be null")]
    [InlineData("""{ {|LLMH2119:"type"|}: "object" }""", "needs 'properties'")]
    [InlineData(
        """{ "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": {|LLMH2119:true|} }""",
        "Write false"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "price": { "type": "string" } }, "required": [{|LLMH2119:"pricee"|}] }""",
        "Did you mean 'price'?"
    )]
    [InlineData("{|LLMH2119:3|}", "its own schema")]
    [InlineData("""{ "type": "object", "properties": { {|LLMH2115:"-"|}: { "type": "string" } } }""", "letters or digits")]
    public void What_cannot_be_mapped_is_reported_where_it_is_written(string schema, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Quoted(Property(schema))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{|LLMH2119:[]|}""", "is an object")]
    [InlineData("""{ "type": {|LLMH2119:"array"|} }""", "'type': 'object'")]
    [InlineData("""{ {|LLMH2119:"properties"|}: { } }""", "'type': 'object'")]
    [InlineData(
        """{ "name": {|LLMH2119:"a b"|}, "schema": { "type": "object", "properties": { "x": { "type": "string" } } } }""",
        "letters, digits"
    )]
    [InlineData(
        """{ "name": "a", {|LLMH2119:"strickt"|}: true, "schema": { "type": "object", "properties": { "x": { "type": "string" } } } }""",
        "Did you mean 'strict'?"
    )]
    [InlineData("""{ "name": "a", "schema": {|LLMH2119:"x"|} }""", "must be an object")]
    public void The_whole_is_an_object(string schema, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Quoted(schema)), StringComparison.Ordinal);

    [Fact]
    public void Positions_are_exact_in_every_notation_of_a_text()
    {
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: |\n  {\n    \"type\": \"object\",\n    "
                + "\"properties\": { \"x\": { \"type\": {|LLMH2119:\"txt\"|} } }\n  }\nmessages:\n  - role: user\n    content: Hello\n"
        );
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: \"{ \\\"type\\\": \\\"object\\\", "
                + "\\\"properties\\\": { \\\"x\\\": {|LLMH2119:3|} } }\"\nmessages:\n  - role: user\n    content: Hello\n"
        );
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: { type: object, properties: { x: { type: "
                + "{|LLMH2119:txt|} } } }\nmessages:\n  - role: user\n    content: Hello\n"
        );
    }

    [Fact]
    public void Text_that_is_not_JSON_is_reported()
    {
        var result = PromptParser.Parse(Microsoft.CodeAnalysis.Text.SourceText.From(Quoted("{ \"type\": \"object\", ")));
        Assert.Contains(
            result.Problems,
            problem => problem.RuleId == "LLMH2119" && problem.Message.StartsWith("This is not valid JSON", StringComparison.Ordinal)
        );
        Assert.NotNull(result.Model);
    }

    [Fact]
    public void A_schema_without_its_format_is_reported_and_read()
    {
        var result = PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\n{|LLMH2119:jsonSchema|}: '{ \"type\": \"object\", \"properties\": { \"x\": { \"type\": "
                + "\"string\" } } }'\nmessages:\n  - role: user\n    content: Hello\n"
        );
        Assert.Equal("x", Assert.Single(result.Model!.Output!.Fields).Name);
    }

    [Theory]
    [InlineData(
        "{\n\t\"type\": \"object\",\n\t\"properties\": {\n\t\t\"x\":\t{ \"type\": \"string\", \"description\": \"a\\/b "
            + "\\u00e9 \\\"q\\\"\" }\n\t}\n}",
        "a/b \u00e9 \"q\""
    )]
    [InlineData("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\",\"description\":\"a: b, {c} # d\"}}}", "a: b, {c} # d")]
    public void JSON_is_read_as_JSON(string json, string description)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            var prompt =
                "name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: |\n  "
                + json.Replace("\n", "\n  ", StringComparison.Ordinal)
                + "\nmessages:\n  - role: user\n    content: Hello\n";
            Assert.Equal(
                description,
                Assert
                    .Single(PromptMarkup.Verify(prompt.Replace("\n", lineEnd, StringComparison.Ordinal)).Model!.Output!.Fields)
                    .Description
            );
        }
    }

    [Fact]
    public void No_JSON_breaks_the_reader()
    {
        const string Whole =
            "{ \"name\": \"n\", \"schema\": { \"type\": \"object\", \"properties\": { \"x\": { \"anyOf\": [{ \"type\": "
            + "\"array\", \"items\": { \"enum\": [\"a\", null] } }, { \"type\": \"null\" }] } }, \"required\": [\"x\"] } }";
        string[] pieces =
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "1",
            " ",
            "\\",
            "\"type\"",
            "\"object\"",
            "&a",
            "*a",
            "!!x",
            "---",
            "\t",
            "\n",
            "|",
        ];
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 12], Gen.Int[0, pieces.Length - 1])
            .Array[1, 3]
            .Sample(
                edits =>
                {
                    var json = Whole;
                    foreach (var (at, length, piece) in edits)
                    {
                        var start = Math.Min(at, json.Length);
                        json = json.Remove(start, Math.Min(length, json.Length - start)).Insert(start, pieces[piece]);
                    }

                    var text =
                        "name: a\nversion: 1.0.0\nresponseFormat: json_schema\njsonSchema: |\n  "
                        + json.Replace("\n", "\n  ", StringComparison.Ordinal)
                        + "\nmessages:\n  - role: user\n    content: Hello\n";
                    var result = PromptParser.Parse(Microsoft.CodeAnalysis.Text.SourceText.From(text));
                    Assert.All(result.Problems, problem => Assert.True(problem.Span.End <= text.Length && problem.Message.Length > 0));
                    if (result.Model is { IsBroken: false, Output: { } output })
                        using (System.Text.Json.JsonDocument.Parse(OutputSchema.Write(output))) { }
                },
                iter: 3000
            );
    }
}
