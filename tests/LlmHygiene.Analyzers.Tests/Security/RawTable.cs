namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Raw requests to models, and how programs read the response.</summary>
internal static class RawTable
{
    private const string Body = "new StringContent(\"{\\\"model\\\":\\\"m\\\",\\\"messages\\\":[]}\")";

    /// <summary>Sends a request for a stream. <c>sent</c> is the response.</summary>
    public const string Sent =
        "using var request = new HttpRequestMessage(HttpMethod.Post, \"https://api.openai.com/v1/chat/completions\") { "
        + "Content = JsonContent.Create(new { model = \"m\", stream = true, messages = new[] { \"Hi\" } }) }; "
        + "using var sent = await Stubs.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead); ";

    private const string Stream = Sent + "using var reader = new StreamReader(await sent.Content.ReadAsStreamAsync()); ";

    /// <summary>Sends a request. <c>posted</c> is the response.</summary>
    public const string Post = "var posted = await Stubs.Http.PostAsync(\"https://api.openai.com/v1/chat/completions\", " + Body + ");";

    private const string Read = Post + " var body = await posted.Content.ReadAsStringAsync();";

    public const string Chat =
        "public sealed class Chat { public string Id { get; set; } = \"\"; public List<Choice> Choices { get; set; } = []; } "
        + "public sealed class Choice { public Message? Message { get; set; } } "
        + "public sealed record Message(string Role, string Content);";

    private const string Web = "new JsonSerializerOptions(JsonSerializerDefaults.Web)";

    public static readonly FlowSource[] Responses =
    [
        new(
            "RawElement",
            "document.RootElement.GetProperty(\"choices\")[0].GetProperty(\"message\").GetProperty(\"content\").GetString()!",
            Before: Read + " using var document = JsonDocument.Parse(body);"
        ),
        new("RawNode", "(string)node[\"choices\"]![0]![\"message\"]![\"content\"]!", Before: Read + " var node = JsonNode.Parse(body)!;"),
        new("RawDto", "chat.Choices[0].Message!.Content", Before: Read + $" var chat = JsonSerializer.Deserialize<Chat>(body, {Web})!;")
        {
            Types = Chat,
        },
        new(
            "RawReadDto",
            "chat?.Choices.FirstOrDefault()?.Message?.Content ?? \"\"",
            Before: Post + " posted.EnsureSuccessStatusCode(); var chat = await posted.Content.ReadFromJsonAsync<Chat>();"
        )
        {
            Types = Chat,
        },
        new(
            "RawEnsured",
            "(await posted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())"
                + ".GetProperty(\"choices\")[0].GetProperty(\"message\").GetProperty(\"content\").GetString()!",
            Before: Post
        ),
        new(
            "RawTried",
            "found.GetString()!",
            Before: Read
                + " using var document = JsonDocument.Parse(body); if (!document.RootElement.TryGetProperty(\"choices\", out var choices)) "
                + "return; var found = choices.EnumerateArray().First().GetProperty(\"message\").GetProperty(\"content\");"
        ),
        new(
            "RawRequest",
            "parts.GetProperty(\"parts\")[0].GetProperty(\"text\").GetString()!",
            Before: "using var request = new HttpRequestMessage(HttpMethod.Post, "
                + "\"https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent\") { Content = "
                + Body
                + " }; using var sent = await Stubs.Http.SendAsync(request); using var stream = await sent.Content.ReadAsStreamAsync(); "
                + "using var document = await JsonDocument.ParseAsync(stream); "
                + "var parts = document.RootElement.GetProperty(\"candidates\")[0].GetProperty(\"content\");"
        ),
        new(
            "RawJsonBody",
            "node![\"response\"]!.GetValue<string>()",
            Before: "var posted = await Stubs.Http.PostAsJsonAsync(\"http://localhost:11434/api/generate\", new { model = \"m\", "
                + "prompt = \"Hi\", stream = false }); var node = await posted.Content.ReadFromJsonAsync<JsonObject>();"
        ),
        new(
            "RawStream",
            "streamed.ToString()",
            Before: Stream
                + "var streamed = new StringBuilder(); "
                + "while (await reader.ReadLineAsync() is { } line) { if (!line.StartsWith(\"data: {\")) continue; "
                + "using var part = JsonDocument.Parse(line.Substring(6)); "
                + "streamed.Append(part.RootElement.GetProperty(\"choices\")[0].GetProperty(\"delta\")"
                + ".GetProperty(\"content\").GetString()); }"
        ),
        new("RawHelper", "asked", Before: "var asked = await Raw.AskAsync(\"https://api.openai.com/v1/chat/completions\");")
        {
            Types =
                "public static class Raw { public static async Task<string> AskAsync(string address) { var posted = await "
                + "Stubs.Http.PostAsync(address, "
                + Body
                + "); "
                + "var node = JsonNode.Parse(await posted.Content.ReadAsStringAsync()); "
                + "return node![\"choices\"]![0]![\"message\"]![\"content\"]!.ToString(); } "
                + "public static Task<string> TimeAsync() => AskAsync(\"https://time.example.com/v1/now\"); }",
        },
        new(
            "RawInner",
            "card.Id",
            Before: Read
                + $" var chat = JsonSerializer.Deserialize<Chat>(body, {Web})!; var card = JsonSerializer.Deserialize<Card>(\"{{}}\")!; "
                + "card = JsonSerializer.Deserialize<Card>(\"{\\\"Id\\\":\" + "
                + "JsonSerializer.Serialize(chat.Choices[0].Message!.Content) + \"}\")!;"
        )
        {
            Types = Chat + " public sealed class Card { public string Id { get; set; } = \"\"; }",
        },
        new(
            "RawDynamic",
            "(string)answer.choices[0].message.content",
            Before: Read + " dynamic answer = Newtonsoft.Json.JsonConvert.DeserializeObject(body)!;"
        ),
        new(
            "RawDynamicChain",
            "(string)answer?.choices?[0]?.message?.content?.ToString()!",
            Before: Read + " dynamic? answer = Newtonsoft.Json.JsonConvert.DeserializeObject<dynamic>(body);"
        ),
        new(
            "RawToken",
            "(string)token[\"choices\"]![0]![\"message\"]![\"content\"]!",
            Before: Read + " var token = Newtonsoft.Json.Linq.JObject.Parse(body);"
        ),
        new("RawObject", "Newtonsoft.Json.Linq.JObject.Parse(body).SelectToken(\"choices[0].message.content\")!.ToString()", Before: Read),
    ];

    /// <summary>What is not written by a model: other servers, and what the service says about the response.</summary>
    public static readonly (string Name, string Body)[] Clean =
    [
        ("RawStatus", Post + " System.Diagnostics.Process.Start(\"sh\", posted.StatusCode.ToString());"),
        ("RawReason", Post + " System.Diagnostics.Process.Start(\"sh\", posted.ReasonPhrase ?? \"\");"),
        ("RawShown", Post + " System.Diagnostics.Process.Start(\"sh\", $\"{posted.RequestMessage!.RequestUri}\");"),
        ("RawId", Read + " System.Diagnostics.Process.Start(\"sh\", JsonNode.Parse(body)![\"id\"]!.ToString());"),
        (
            "RawElementId",
            Read + " System.Diagnostics.Process.Start(\"sh\", JsonDocument.Parse(body).RootElement.GetProperty(\"model\").GetString()!);"
        ),
        (
            "RawDynamicId",
            Read
                + " dynamic answer = Newtonsoft.Json.JsonConvert.DeserializeObject(body)!; "
                + "System.Diagnostics.Process.Start(\"sh\", (string)answer.id);"
        ),
        ("RawTokenId", Read + " System.Diagnostics.Process.Start(\"sh\", (string)Newtonsoft.Json.Linq.JObject.Parse(body)[\"id\"]!);"),
        ("RawDtoId", Read + $" System.Diagnostics.Process.Start(\"sh\", JsonSerializer.Deserialize<RawChat>(body, {Web})!.Id);"),
        (
            "RawReadId",
            Post + " var chat = await posted.Content.ReadFromJsonAsync<RawChat>(); System.Diagnostics.Process.Start(\"sh\", chat!.Id);"
        ),
        ("RawUsage", Read + " System.Diagnostics.Process.Start(\"sh\", JsonNode.Parse(body)![\"usage\"]![\"total_tokens\"]!.ToString());"),
        (
            "RawChecked",
            Read
                + " var text = JsonNode.Parse(body)![\"choices\"]![0]![\"message\"]![\"content\"]!.ToString(); "
                + "if (!Allowed.List.Contains(text)) return; System.Diagnostics.Process.Start(\"sh\", text);"
        ),
        (
            "RawCheckedId",
            Read
                + " if (!Allowed.List.Contains(body)) return; "
                + "System.Diagnostics.Process.Start(\"sh\", JsonNode.Parse(body)![\"id\"]!.ToString());"
        ),
        (
            "RawNumber",
            Read
                + " var text = JsonNode.Parse(body)![\"choices\"]![0]![\"message\"]![\"content\"]!.ToString(); "
                + "int.TryParse(text, out var number); System.Diagnostics.Process.Start(\"sh\", $\"{number}\");"
        ),
        ("RawFailure", Read + " System.Diagnostics.Process.Start(\"sh\", posted.IsSuccessStatusCode ? \"\" : body);"),
        (
            "RawKeptFailure",
            Read + " var ok = posted is { IsSuccessStatusCode: true }; if (!ok) System.Diagnostics.Process.Start(\"sh\", body);"
        ),
        (
            "RawOwnFailure",
            "var (ok, text) = await Raw.AskAsync(); System.Diagnostics.Process.Start(\"sh\", ok ? \"\" : text); } "
                + "static class Raw { public static async Task<(bool, string)> AskAsync() { "
                + Read
                + " return (posted.IsSuccessStatusCode, body); }"
        ),
        (
            "RawStatusFailure",
            Read + " System.Diagnostics.Process.Start(\"sh\", (int)posted.StatusCode switch { < 300 => \"\", _ => body });"
        ),
        (
            "RawEvent",
            Stream
                + "var name = \"\"; while (await reader.ReadLineAsync() is { } line) { "
                + "if (line.StartsWith(\"event: \")) name = line.Substring(7); } "
                + "System.Diagnostics.Process.Start(\"sh\", name);"
        ),
        (
            "RawElsewhere",
            "var posted = await Stubs.Http.PostAsync(\"https://time.example.com/v1/now\", new StringContent(\"{}\")); "
                + "System.Diagnostics.Process.Start(\"sh\", await posted.Content.ReadAsStringAsync());"
        ),
        ("RawGet", "System.Diagnostics.Process.Start(\"sh\", await Stubs.Http.GetStringAsync(\"https://api.openai.com/v1/models\"));"),
        (
            "RawEmbedding",
            "var posted = await Stubs.Http.PostAsync(\"https://api.openai.com/v1/embeddings\", new StringContent(\"{}\")); "
                + "System.Diagnostics.Process.Start(\"sh\", await posted.Content.ReadAsStringAsync());"
        ),
    ];
}
