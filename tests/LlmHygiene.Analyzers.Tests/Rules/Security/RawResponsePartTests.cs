using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>The parts of the response to a raw request that a model writes, and those that it does not.</summary>
public class RawResponsePartTests
{
    // What the service writes, however it is read, and what it writes when it fails.
    [Theory]
    [InlineData("JsonDocument.Parse(body).RootElement.GetProperty(\"error\").GetProperty(\"message\").GetString()")]
    [InlineData("JsonDocument.Parse(body).RootElement.GetProperty(\"id\"u8).GetString()")]
    [InlineData("Get(JsonDocument.Parse(body).RootElement, \"id\")")]
    [InlineData("JsonNode.Parse(body)![\"created_at\"]!.ToString()")]
    [InlineData("JsonNode.Parse(body)![\"usageMetadata\"]![\"totalTokenCount\"]!.ToString()")]
    [InlineData("JsonDocument.Parse(body).RootElement.EnumerateObject().First().Name")]
    [InlineData("JsonSerializer.Deserialize<Dictionary<string, object>>(body)![\"id\"].ToString()")]
    [InlineData("JsonSerializer.Deserialize<Chat>(body)!.Error!.Message")]
    [InlineData("JsonSerializer.Deserialize<Chat>(body)!.Key")]
    [InlineData("Regex.Match(body, \"\\\"id\\\":\\\\s*\\\"(.*?)\\\"\").Groups[1].Value")]
    [InlineData("posted.Content.Headers.ContentDisposition!.FileName")]
    [InlineData("part.GetString()", "foreach (var (name, part) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!)")]
    [InlineData("pair.Value!.ToString()", "foreach (var pair in JsonNode.Parse(body)!.AsObject())")]
    [InlineData("key", "var (key, error, choices) = JsonSerializer.Deserialize<Chat>(body)!;")]
    [InlineData("body", "if (!posted.IsSuccessStatusCode)")]
    [InlineData("body", "if (posted.IsSuccessStatusCode) return;")]
    [InlineData("body", "if (posted.IsSuccessStatusCode && body != \"\") return; else if (posted.StatusCode == HttpStatusCode.BadGateway)")]
    [InlineData("body", "if (posted.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)")]
    [InlineData("body", "if ((int)posted.StatusCode >= 400)")]
    [InlineData("body", "if ((int)posted.StatusCode is >= 400 and < 600)")]
    [InlineData("body", "if ((int)posted.StatusCode < 300) return;")]
    [InlineData("body", "if (posted is { IsSuccessStatusCode: false })")]
    [InlineData("body", "if (posted is not { IsSuccessStatusCode: true })")]
    [InlineData("body", "if (posted.IsSuccessStatusCode is not true)")]
    [InlineData("body", "while (!posted.IsSuccessStatusCode)")]
    [InlineData("body", "switch (posted.StatusCode) { case HttpStatusCode.OK: return; case HttpStatusCode.BadRequest:", "break; }")]
    [InlineData("posted.IsSuccessStatusCode ? \"\" : body")]
    [InlineData("posted is { IsSuccessStatusCode: false } ? body : \"\"")]
    [InlineData("posted.StatusCode == HttpStatusCode.OK ? \"\" : body.Trim()")]
    [InlineData("posted.IsSuccessStatusCode switch { true => \"\", false => body }")]
    [InlineData("posted.StatusCode switch { HttpStatusCode.OK => \"\", _ => body }")]
    [InlineData("posted.StatusCode switch { _ when posted.IsSuccessStatusCode => \"\", _ => Shorten(body) }")]
    [InlineData("ok ? \"\" : body", "var ok = posted.IsSuccessStatusCode;")]
    [InlineData("failed ? body : \"\"", "var failed = posted.StatusCode != HttpStatusCode.OK;")]
    [InlineData("body", "var ok = posted.IsSuccessStatusCode; if (ok) return;")]
    [InlineData("ok ? \"\" : text", "var (ok, text) = (body != \"\", body);")]
    [InlineData("ok ? \"\" : text", "var (ok, text) = await SendAsync(); ")]
    [InlineData("sent.ok ? \"\" : sent.text", "var sent = await SendAsync(); ")]
    [InlineData("sent.HasError ? sent.Text : \"\"", "var sent = new Sent(true, body);")]
    [InlineData("sent is { HasError: true } ? sent.Text.Trim() : \"\"", "var sent = new Sent(true, body);")]
    [InlineData("text", "var text = body; if (posted.IsSuccessStatusCode) return;")]
    [InlineData("text", "if (posted.IsSuccessStatusCode) return; var text = await posted.Content.ReadAsStringAsync();")]
    [InlineData("line.Substring(6)", "foreach (var line in body.Split('\\n')) if (line.StartsWith(\"event:\"))")]
    [InlineData("line.StartsWith(\"id: \") ? line[4..].Trim() : \"\"", "foreach (var line in body.Split('\\n'))")]
    [InlineData(
        "name",
        "var name = \"\"; foreach (var line in body.Split('\\n')) if (line.StartsWith(\"event: \")) name = line.Substring(7);"
    )]
    [InlineData("parts[1]", "var parts = body.Split(':'); if (parts[0] == \"event\")")]
    [InlineData("parts[1]", "var parts = body.Split(':'); switch (parts[0]) { case \"event\":", "break; }")]
    public Task What_the_service_writes_is_not_model_output(string read, string before = "", string after = "") =>
        VerifyReadAsync(read, before, after, isFound: false);

    [Theory]
    [InlineData("JsonDocument.Parse(body).RootElement.GetProperty(\"text\"u8).GetString()")]
    [InlineData("Get(JsonDocument.Parse(body).RootElement, \"text\")")]
    [InlineData("JsonSerializer.Deserialize<Dictionary<string, object>>(body)![\"text\"].ToString()")]
    [InlineData("JsonNode.Parse(Text(body))![\"type\"]!.ToString()")]
    [InlineData("JsonSerializer.Deserialize<Chat>(Text(body))!.Key")]
    [InlineData("JsonDocument.Parse(Text(body)).RootElement.EnumerateObject().First().Name")]
    [InlineData("Regex.Match(body, \"\\\"content\\\":\\\\s*\\\"(.*?)\\\"\").Groups[1].Value")]
    [InlineData("pair.Value!.ToString()", "foreach (var pair in JsonNode.Parse(Text(body))!.AsObject())")]
    [InlineData("text", "var (id, text) = JsonSerializer.Deserialize<Completion>(body)!;")]
    [InlineData("body", "if (!posted.IsSuccessStatusCode) return;")]
    [InlineData("body", "if (body == \"\" || posted.StatusCode == HttpStatusCode.BadGateway)")]
    [InlineData("body", "if (posted.StatusCode == HttpStatusCode.OK)")]
    [InlineData("body", "if (posted.IsSuccessStatusCode) Console.WriteLine();")]
    [InlineData("posted.IsSuccessStatusCode ? body : \"\"")]
    [InlineData("posted.IsSuccessStatusCode || body == \"\" ? body : \"\"")]
    [InlineData("posted is { IsSuccessStatusCode: true } ? body : \"\"")]
    [InlineData("posted.StatusCode switch { HttpStatusCode.BadRequest => \"\", _ => body }")]
    [InlineData("posted.StatusCode == expected ? body : \"\"", "var expected = HttpStatusCode.OK;")]
    [InlineData("ok ? body : \"\"", "var ok = posted.IsSuccessStatusCode;")]
    [InlineData("ok ? \"\" : body", "var ok = body == \"\";")]
    [InlineData("ok ? \"\" : text", "var ok = posted.IsSuccessStatusCode; ok = body == \"\"; var text = body;")]
    [InlineData("ok ? text : \"\"", "var (ok, text) = await SendAsync(); ")]
    [InlineData("sent.HasError ? \"\" : sent.Text", "var sent = new Sent(true, body);")]
    [InlineData("body", "if (!posted.IsSuccessStatusCode) { posted = await http.PostAsync(posted.RequestMessage!.RequestUri, null); }")]
    [InlineData(
        "text",
        "if (posted.IsSuccessStatusCode) return; var second = await AgainAsync(); var text = await second.Content.ReadAsStringAsync();"
    )]
    [InlineData("line.Substring(6)", "foreach (var line in body.Split('\\n')) if (line.StartsWith(\"data:\"))")]
    [InlineData("line.Substring(6)", "foreach (var line in body.Split('\\n')) if (!line.StartsWith(\"event:\"))")]
    [InlineData("line.Substring(6)", "foreach (var line in Text(body).Split('\\n')) if (line.StartsWith(\"event:\"))")]
    [InlineData("parts[1]", "var parts = body.Split(':'); if (parts[0] == \"data\")")]
    public Task What_the_model_writes_is_found_under_any_name(string read, string before = "") =>
        VerifyReadAsync(read, before, after: "", isFound: true);

    private static Task VerifyReadAsync(string read, string before, string after, bool isFound) =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            $$"""
            using System.Net;
            using System.Net.Http;
            using System.Net.Http.Json;
            using System.Text.Json;
            using System.Text.Json.Nodes;
            using System.Text.Json.Serialization;
            using System.Text.RegularExpressions;

            record Failure(string Message);
            record Chat([property: JsonPropertyName("id")] string Key, Failure? Error, List<string> Choices);
            record Completion(string Id, string Text);
            record Sent(bool HasError, string Text);

            class Runner(HttpClient http)
            {
                static string Shorten(string text) => text.Substring(1);

                Task<HttpResponseMessage> AgainAsync() => http.PostAsync(
                    "https://api.openai.com/v1/chat/completions", JsonContent.Create(new { model = "m", messages = 1 }));

                async Task<(bool ok, string text)> SendAsync()
                {
                    var posted = await AgainAsync();
                    return (posted.IsSuccessStatusCode, await posted.Content.ReadAsStringAsync());
                }

                static string Get(JsonElement part, string name) => part.GetProperty(name).GetString()!;
                static string Text(string body) => JsonNode.Parse(body)!["choices"]![0]!["text"]!.ToString();

                public async Task RunAsync()
                {
                    var posted = await http.PostAsync(
                        "https://api.openai.com/v1/chat/completions", JsonContent.Create(new { model = "m", messages = 1 }));
                    var body = await posted.Content.ReadAsStringAsync();
                    {{before}}
                    {
                        var given = {{read}};
                        System.Diagnostics.Process.Start("sh", {{(isFound ? "{|LLMH6003:given|}" : "given")}});
                    }
                    {{after}}
                }
            }
            """
        );
}
