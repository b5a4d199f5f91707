namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Raw requests with RestSharp, Flurl and the parser of server-sent events of .NET.</summary>
internal static class LibraryTable
{
    private const string Rest =
        "using var rest = new RestClient(Stubs.Http, new RestClientOptions(\"https://api.openai.com/v1\")); "
        + "var request = new RestRequest(\"chat/completions\", Method.Post)"
        + ".AddJsonBody(new { model = \"m\", messages = new[] { \"Hi\" } }); ";

    private const string Execute = Rest + "var posted = await rest.ExecuteAsync(request); ";

    private const string ExecuteTyped = Rest + "var posted = await rest.ExecuteAsync<RawChat>(request); ";

    private const string Address = "\"https://api.openai.com/v1/chat/completions\"";

    private const string Flurl = Address + ".PostJsonAsync(new { model = \"m\", messages = new[] { \"Hi\" } })";

    private const string Post = "var posted = await " + Flurl + "; ";

    private const string Node = "[\"choices\"]![0]![\"message\"]![\"content\"]!";

    private const string Events =
        RawTable.Sent + "var parser = System.Net.ServerSentEvents.SseParser.Create(await sent.Content.ReadAsStreamAsync()); ";

    public static readonly FlowSource[] Responses =
    [
        new("RestContent", "JsonNode.Parse(posted.Content!)!" + Node + ".ToString()", Before: Execute),
        new("RestBytes", "JsonNode.Parse(posted.RawBytes!)!" + Node + ".ToString()", Before: Execute),
        new(
            "RestData",
            "posted.Data!.Choices[0].Message!.Content",
            Before: Rest + "var posted = await rest.ExecuteAsync<Chat>(request); if (!posted.IsSuccessful) return;"
        )
        {
            Types = RawTable.Chat,
        },
        new("RestPosted", "chat!.Choices[0].Message!.Content", Before: Rest + "var chat = await rest.PostAsync<Chat>(request);")
        {
            Types = RawTable.Chat,
        },
        new(
            "RestPostedText",
            "JsonNode.Parse(posted.Content!)!" + Node + ".ToString()",
            Before: Rest + "var posted = await rest.PostAsync(request);"
        ),
        new("RestNode", "node!" + Node + ".ToString()", Before: Rest + "var node = await rest.PostAsync<JsonObject>(request);"),
        new("FlurlText", "JsonNode.Parse(body)!" + Node + ".ToString()", Before: "var body = await " + Flurl + ".ReceiveString();"),
        new("FlurlJson", "chat.Choices[0].Message!.Content", Before: "var chat = await " + Flurl + ".ReceiveJson<Chat>();")
        {
            Types = RawTable.Chat,
        },
        new("FlurlResponse", "JsonNode.Parse(await posted.GetStringAsync())!" + Node + ".ToString()", Before: Post),
        new("FlurlResponseJson", "(await posted.GetJsonAsync<JsonObject>())" + Node + ".ToString()", Before: Post),
        new(
            "FlurlMessage",
            "JsonNode.Parse(body)!" + Node + ".ToString()",
            Before: Post + "var body = await posted.ResponseMessage.Content.ReadAsStringAsync();"
        ),
        new(
            "Events",
            "streamed.ToString()",
            Before: Events
                + "var streamed = new StringBuilder(); await foreach (var item in parser.EnumerateAsync()) { "
                + "if (item.Data == \"[DONE]\") break; streamed.Append(JsonNode.Parse(item.Data)![\"choices\"]![0]![\"delta\"]!"
                + "[\"content\"]); }"
        ),
        new(
            "ParsedEvents",
            "streamed",
            Before: RawTable.Sent
                + "var streamed = \"\"; foreach (var item in System.Net.ServerSentEvents.SseParser.Create(sent.Content.ReadAsStream(), "
                + "(type, data) => data.Length > 6 ? JsonNode.Parse(data) : null).Enumerate()) "
                + "streamed += item.Data?[\"choices\"]![0]![\"delta\"]![\"content\"]!.ToString();"
        ),
    ];

    /// <summary>What the service says about the response.</summary>
    public static readonly (string Name, string Body)[] Clean =
    [
        ("RestId", Execute + Start("JsonNode.Parse(posted.Content!)![\"id\"]!.ToString()")),
        ("RestDataId", ExecuteTyped + Start("posted.Data!.Id")),
        ("RestPostedId", Rest + "var chat = await rest.PostAsync<RawChat>(request); " + Start("chat!.Id")),
        ("RestNodeId", Rest + "var node = await rest.PostAsync<JsonObject>(request); " + Start("node![\"id\"]!.ToString()")),
        ("RestShown", Rest + "var chat = await rest.PostAsync<RawChat>(request); " + Start("$\"{chat}\"")),
        ("RestStatus", Execute + Start("posted.StatusDescription + posted.ErrorMessage + posted.ContentType + posted.Server")),
        ("RestFailure", Execute + Start("posted.IsSuccessful ? \"\" : posted.Content!")),
        ("RestIncomplete", Execute + "if (posted.ResponseStatus != ResponseStatus.Completed) " + Start("posted.Content!")),
        (
            "RestChecked",
            Execute
                + "var text = JsonNode.Parse(posted.Content!)!"
                + Node
                + ".ToString(); if (!Allowed.List.Contains(text)) return; "
                + Start("text")
        ),
        ("FlurlId", "var text = await " + Flurl + ".ReceiveString(); " + Start("JsonNode.Parse(text)![\"id\"]!.ToString()")),
        ("FlurlJsonId", "var chat = await " + Flurl + ".ReceiveJson<RawChat>(); " + Start("chat.Id")),
        ("FlurlHeader", Post + Start("posted.Headers.FirstOrDefault(\"x-request-id\") ?? \"\"")),
        ("FlurlStatus", Post + Start("posted.ResponseMessage.ReasonPhrase ?? \"\"")),
        ("FlurlFailure", Post + Start("posted.StatusCode >= 400 ? await posted.GetStringAsync() : \"\"")),
        ("FlurlMessageFailure", Post + Start("posted.ResponseMessage.IsSuccessStatusCode ? \"\" : await posted.GetStringAsync()")),
        (
            "FlurlException",
            "try { _ = await "
                + Flurl
                + ".ReceiveString(); } catch (FlurlHttpException error) { "
                + Start("await error.GetResponseStringAsync()")
                + " }"
        ),
        (
            "FlurlChecked",
            "var text = (await "
                + Flurl
                + ".ReceiveJson<JsonObject>())"
                + Node
                + ".ToString(); "
                + Start("Allowed.List.Contains(text) ? text : \"\"")
        ),
        ("EventType", Events + "await foreach (var item in parser.EnumerateAsync()) " + Start("item.EventType")),
        ("EventId", Events + "await foreach (var item in parser.EnumerateAsync()) " + Start("item.EventId + parser.LastEventId")),
        (
            "EventResponseId",
            Events
                + "await foreach (var item in parser.EnumerateAsync()) if (item.Data.Length > 6) "
                + Start("JsonNode.Parse(item.Data)![\"id\"]!.ToString()")
        ),
        ("EventChecked", Events + "await foreach (var item in parser.EnumerateAsync()) if (item.Data == \"[DONE]\") " + Start("item.Data")),
    ];

    private static string Start(string text) => "System.Diagnostics.Process.Start(\"sh\", " + text + ");";
}
