using CsCheck;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Whatever can be parsed compiles without a warning, and the schema is JSON.</summary>
public class OutputFuzzTests
{
    private static readonly string[] s_names =
    [
        "a",
        "A b",
        "class",
        "output",
        "v1",
        "json",
        "read",
        "x-y",
        "x_y",
        "\\u2028x",
        "q\\\"q",
        "b\\\\",
        "\\ud83d\\ude00z",
        "1",
        "item",
        "items",
        "info",
    ];

    private static readonly Gen<string> s_name = Gen.Int[0, s_names.Length - 1].Select(i => "\"" + s_names[i] + "\"");

    private static Gen<string> Type(int depth)
    {
        var plain = Gen.Int[0, 4].Select(i => new[] { "string", "int", "number", "bool", "date" }[i]);
        var options = s_name.Array[1, 3].Select(names => $"enum: [{string.Join(", ", names)}]");
        var fields = depth == 0 ? options : Fields(depth - 1).Select(inner => $"fields: {{ {inner} }}");
        var form = Gen.OneOf(
            plain.Select(type => "type: " + type),
            plain.Select(type => "list: " + type),
            options,
            options.Select(inner => $"list: {{ {inner} }}"),
            fields,
            fields.Select(inner => $"list: {{ {inner} }}")
        );
        return Gen.Select(
            form,
            Gen.Bool,
            s_name,
            (type, optional, text) => $"{{ {type}{(optional ? ", optional: true" : "")}, description: {text} }}"
        );
    }

    private static Gen<string> Fields(int depth) =>
        Gen.Select(s_name, Type(depth))
            .Array[1, 4]
            .Select(fields => string.Join(", ", fields.DistinctBy(field => field.Item1).Select(field => field.Item1 + ": " + field.Item2)));

    [Fact]
    public void Every_output_that_parses_compiles()
    {
        var parsed = new List<string>();
        Fields(3)
            .Array[400]
            .Sample(
                outputs =>
                {
                    foreach (var output in outputs)
                    {
                        var prompt =
                            $"name: p{parsed.Count}\nversion: 1.0.0\noutput: {{ {output} }}\nmessages:\n  - role: user\n"
                            + $"    content: Hello\n";
                        if (PromptParser.Parse(SourceText.From(prompt)) is not { Problems.Count: 0, Model.Output: { } model })
                            continue;
                        using var schema = System.Text.Json.JsonDocument.Parse(OutputSchema.Write(model));
                        Assert.Equal(
                            model.Fields.Select(field => field.Name),
                            schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)
                        );
                        parsed.Add(prompt);
                    }
                },
                iter: 1,
                threads: 1
            );
        Assert.True(parsed.Count > 20, parsed.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        PromptProject.With([.. parsed]).Build();
    }
}
