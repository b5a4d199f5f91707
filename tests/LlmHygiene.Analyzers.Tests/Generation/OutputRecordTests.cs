using System.Text.Json;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>A prompt with <c>output:</c> requests its schema, and its response is read as a record.</summary>
public class OutputRecordTests
{
    public const string Everything = """
        name: triage
        version: 1.0.0
        inputs: { ticket: string }
        output:
          title: { type: string, description: "A \"short\" title" }
          count: int
          rate: number
          urgent: bool
          due: date
          urgency: { enum: [low cost, normal, "high"] }
          tags: { list: string }
          moods: { list: { enum: [happy, sad] } }
          first name: string
          customer:
            fields:
              name: string
              urgency: { enum: [low, high] }
              age: { type: int, optional: true }
          lines: { list: { fields: { text: string, at: { type: date, optional: true } } } }
          note: { type: string, optional: true }
          score: { type: number, optional: true }
          until: { type: date, optional: true }
          mood: { enum: [happy, sad], optional: true }
          more: { list: int, optional: true }
          agent: { fields: { name: string }, optional: true }
        messages:
          - role: user
            content: "{{ticket}}"
        """;

    private const string Full = """
        {"title":"T","count":3,"rate":1.5,"urgent":true,"due":"2026-01-31","urgency":"low cost","tags":["a","b"],"moods":["sad","happy"],
         "first name":"Ada","customer":{"name":"C","urgency":"high","age":7},
         "lines":[{"text":"x","at":null},{"text":"y","at":"2026-02-01"}],
         "note":"n","score":2,"until":"2026-03-01","mood":"sad","more":[1,2],"agent":{"name":"G"}}
        """;

    private static T Ask<T>(string prompt, string answer, string result, LanguageVersion language = LanguageVersion.Latest) =>
        (
            PromptProject.With(prompt) with
            {
                Language = language,
                Source =
                    ScriptedClient.Source
                    + $$"""
                        public static class Test
                        {
                            public static string Message<T>(ChatResponse<T> response)
                            {
                                try { return "" + response.Result; }
                                catch (JsonException error) { return error.Message; }
                            }

                            public static {{typeof(T).FullName}} Run()
                            {
                                var client = new Client({{SymbolDisplay.FormatLiteral(answer, quote: true)}});
                                var prompt = new TriagePrompt.V1 { Ticket = "t" };
                                var response = prompt.GetResponseAsync(client).GetAwaiter().GetResult();
                                return {{result}};
                            }
                        }
                        """,
            }
        ).Run<T>();

    [Fact]
    public void Every_type_is_read()
    {
        Assert.Equal(
            "T 3 1.5 True 2026-01-31 LowCost a,b Sad,Happy Ada C High 7 x-,y-2026-02-01 n 2 2026-03-01 Sad 1,2 G",
            Ask<string>(
                Everything,
                Full,
                """
                string.Join(" ", new object?[]
                {
                    response.Result.Title, response.Result.Count,
                        response.Result.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Result.Urgent,
                    response.Result.Due.ToString("yyyy-MM-dd"), response.Result.Urgency, string.Join(",", response.Result.Tags),
                        string.Join(",", response.Result.Moods),
                    response.Result.FirstName, response.Result.Customer.Name, response.Result.Customer.Urgency,
                        response.Result.Customer.Age,
                    string.Join(",", response.Result.Lines.Select(line => line.Text + "-" + line.At?.ToString("yyyy-MM-dd"))),
                    response.Result.Note, response.Result.Score, response.Result.Until?.ToString("yyyy-MM-dd"), response.Result.Mood,
                    string.Join(",", response.Result.More!), response.Result.Agent?.Name,
                })
                """
            )
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData(null)]
    public void What_is_optional_may_be_null_or_missing(string? written)
    {
        var optional = new[] { "note", "score", "until", "mood", "more", "agent" };
        var rest = string.Concat(optional.Select(name => written is null ? "" : $",\"{name}\":{written}"));
        var answer = Full[..Full.IndexOf(",\n \"note\"", StringComparison.Ordinal)] + rest + "}";
        Assert.Equal(
            "",
            Ask<string>(
                Everything,
                answer,
                """
                string.Concat(response.Result.Note, response.Result.Score, response.Result.Until, response.Result.Mood,
                    response.Result.More, response.Result.Agent)
                """
            )
        );
    }

    [Fact]
    public void The_options_request_the_schema()
    {
        using var schema = JsonDocument.Parse(
            Ask<string>(
                Everything,
                Full,
                "((ChatResponseFormatJson)client.Seen!.ResponseFormat!).Schema!.Value.GetRawText() + "
                    + "(((ChatResponseFormatJson)client.Seen!.ResponseFormat!).SchemaName == \"triage\" ? \"\" : \"wrong name\")"
            )
        );
        using var expected = JsonDocument.Parse(
            """
            {"type":"object","properties":{
              "title":{"type":"string","description":"A \"short\" title"},
              "count":{"type":"integer"},
              "rate":{"type":"number"},
              "urgent":{"type":"boolean"},
              "due":{"type":"string","format":"date"},
              "urgency":{"type":"string","enum":["low cost","normal","high"]},
              "tags":{"type":"array","items":{"type":"string"}},
              "moods":{"type":"array","items":{"type":"string","enum":["happy","sad"]}},
              "first name":{"type":"string"},
              "customer":{"type":"object","properties":{"name":{"type":"string"},"urgency":{"type":"string","enum":["low","high"]},
                "age":{"type":["integer","null"]}},"required":["name","urgency","age"],"additionalProperties":false},
              "lines":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"},
                "at":{"type":["string","null"],"format":"date"}},"required":["text","at"],"additionalProperties":false}},
              "note":{"type":["string","null"]},
              "score":{"type":["number","null"]},
              "until":{"type":["string","null"],"format":"date"},
              "mood":{"type":["string","null"],"enum":["happy","sad",null]},
              "more":{"type":["array","null"],"items":{"type":"integer"}},
              "agent":{"type":["object","null"],"properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}
            },"required":["title","count","rate","urgent","due","urgency","tags","moods","first name","customer","lines",
              "note","score","until","mood","more","agent"],"additionalProperties":false}
            """
        );
        Assert.True(JsonElement.DeepEquals(expected.RootElement, schema.RootElement), schema.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("```json\n{\"title\":\"T\",\"urgency\":\"HIGH\"}\n```")]
    [InlineData("{\"Title\":\"T\",\"urgency\":\"high\",\"more\":1}")]
    [InlineData(" {\"title\":\"T\",\"urgency\":\"high\"} That is all.")]
    public void A_response_may_deviate_slightly(string answer) =>
        Assert.Equal("T High", Ask<string>(Small, answer, "response.Result.Title + \" \" + response.Result.Urgency"));

    [Theory]
    [InlineData("{\"title\":\"T\"}", "'$.urgency' is missing")]
    [InlineData("{\"title\":3,\"urgency\":\"high\"}", "'$.title' should be a text")]
    [InlineData("{\"title\":\"T\",\"urgency\":\"secret\"}", "'$.urgency' should be one of: low, high")]
    [InlineData("[]", "'$' should be an object")]
    public void A_wrong_response_names_the_prompt_and_the_location(string answer, string wrong)
    {
        var message = Ask<string>(Small, answer, "Test.Message(response)");
        Assert.Contains("The response to the prompt 'triage' 1.0.0", message, StringComparison.Ordinal);
        Assert.Contains(wrong, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    private const string Small =
        "name: triage\nversion: 1.0.0\ninputs: { ticket: string }\noutput: { title: string, urgency: { enum: [low, high] } }\n"
        + "messages:\n  - role: user\n    content: \"{{ticket}}\"\n";
}
