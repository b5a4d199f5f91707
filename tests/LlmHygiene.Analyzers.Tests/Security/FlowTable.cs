namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Sources, carriers and sinks. SRC stands for the text, TEXT for the result of the carrier.</summary>
internal static class FlowTable
{
    public static readonly FlowSource[] Inputs =
    [
        new("Controller", "input", "string input", "Stubs.Attack", "ControllerBase"),
        new("Dto", "question.Text", "Question question", "new Question { Text = Stubs.Attack }", "ControllerBase")
        {
            Types = "public sealed class Question { public string Text { get; set; } = \"\"; }",
        },
        new("Record", "question.Text", "[FromBody] Question question", "new Question(Stubs.Attack)", "ControllerBase")
        {
            Types = "public sealed record Question(string Text);",
        },
        new("WrittenDto", "question.Text", "Question question", "new Question { Text = Stubs.Attack }", "ControllerBase")
        {
            Types = "public sealed class Question { string _text = \"\"; public string Text { get => _text; set => _text = value; } }",
        },
        new("TrimmedDto", "question.Text", "Question question", "new Question { Text = Stubs.Attack }", "ControllerBase")
        {
            Types = "public sealed class Question { public string Text { get; set => field = value.Trim(); } = \"\"; }",
        },
        new("DefaultDto", "question.Text", "Question question", "new Question { Text = Stubs.Attack }", "ControllerBase")
        {
            Types = "public sealed class Question { public string Text { get => field ?? \"\"; set; } }",
        },
        new("BuiltDto", "question.Text", "Question question", "new Question(Stubs.Attack)", "ControllerBase")
        {
            Types = "public sealed class Question(string text) { public string Text => text; }",
        },
        new("List", "questions[0]", "List<string> questions", "[Stubs.Attack]", "ControllerBase"),
        new("Query", "request.Query[\"topic\"]", "HttpRequest request", "new HttpRequest()"),
        new(
            "Body",
            "body",
            "HttpRequest request",
            "new HttpRequest()",
            Before: "var body = await new StreamReader(request.Body).ReadToEndAsync();"
        ),
        new(
            "Json",
            "posted.Text",
            "HttpRequest request",
            "new HttpRequest()",
            Before: "var posted = await request.ReadFromJsonAsync<Question>();"
        )
        {
            Types = "public sealed class Question { public string Text { get; set; } = \"\"; }",
        },
        new("Console", "Console.ReadLine()!"),
        new("Lambda", "input", "string input", "Stubs.Attack") { IsLambda = true },
        new("Hub", "input", "string input", "Stubs.Attack", "Hub"),
        new(
            "Grpc",
            "request.Text",
            "Question request, Grpc.Core.ServerCallContext context",
            "new Question { Text = Stubs.Attack }, null!",
            "Service"
        )
        {
            Modifier = "override",
            Types =
                "public sealed class Question { public string Text { get; set; } = \"\"; } "
                + "public abstract class Service { public abstract Task HandleAsync(Question request, "
                + "Grpc.Core.ServerCallContext context); }",
        },
        new("Function", "message", "[Microsoft.Azure.Functions.Worker.QueueTrigger(\"q\")] string message", "Stubs.Attack")
        {
            Attribute = "[Microsoft.Azure.Functions.Worker.Function(\"f\")]",
        },
        new("ModelOutput", "first.Text", Before: "var first = await Stubs.Client.GetResponseAsync(\"Summarize\");"),
        new("ToolResult", "(string)result.Result!", Before: "var result = new FunctionResultContent(\"1\", Stubs.Attack);"),
    ];

    public static readonly FlowSource[] Outputs =
    [
        new("Response", "response.Text", Before: "var response = await Stubs.Client.GetResponseAsync(\"Hi\");"),
        new("Message", "response.Messages[0].Text", Before: "var response = await Stubs.Client.GetResponseAsync(\"Hi\");"),
        new("LastMessage", "response.Messages.Last().Text", Before: "var response = await Stubs.Client.GetResponseAsync(\"Hi\");"),
        new(
            "Streaming",
            "streamed.ToString()",
            Before: "var streamed = new StringBuilder(); await foreach (var update in "
                + "Stubs.Client.GetStreamingResponseAsync(\"Hi\")) streamed.Append(update.Text);"
        ),
        new(
            "StreamingSum",
            "streamed",
            Before: "var streamed = \"\"; await foreach (var update in Stubs.Client.GetStreamingResponseAsync(\"Hi\")) streamed "
                + "+= update.Text;"
        ),
        new("Structured", "structured.Result.Text", Before: "var structured = await Stubs.Client.GetResponseAsync<Answer>(\"Hi\");")
        {
            Types = "public sealed class Answer { public string Text { get; set; } = \"\"; }",
        },
        new(
            "ToolArgument",
            "(string)call.Arguments![\"text\"]!",
            Before: "var asked = await Stubs.Client.GetResponseAsync(\"Hi\", new ChatOptions { Tools = "
                + "[AIFunctionFactory.Create(() => 1, \"count\", \"Counts\")] }); "
                + "var call = asked.Messages[0].Contents.OfType<FunctionCallContent>().First();"
        ),
    ];

    public static readonly FlowCarrier[] Carriers =
    [
        new("Direct", "", "SRC"),
        new("Interpolation", "", "$\"You help with {SRC}.\""),
        new("Local", "var topic = SRC; var text = $\"About {topic}\";", "text"),
        new("Sum", "var text = \"About \" + SRC + \".\";", "text"),
        new("AddedText", "var text = \"About \"; text += SRC;", "text"),
        new("Format", "", "string.Format(\"About {0}.\", SRC)"),
        new("Join", "", "string.Join(\", \", new[] { \"a\", SRC })"),
        new("Replace", "const string Template = \"About {topic}\";", "Template.Replace(\"{topic}\", SRC)"),
        new("Trim", "", "SRC.Trim().Replace(\"<\", \"\")"),
        new("Builder", "var builder = new StringBuilder(); builder.Append(\"About \"); builder.AppendLine(SRC);", "builder.ToString()"),
        new("Chain", "var builder = new StringBuilder(\"About \").Append(SRC).Append('.');", "builder.ToString()"),
        new("Branch", "var text = \"nothing\"; if (DateTime.Now.Year > 2000) text = SRC;", "text"),
        new("Conditional", "", "DateTime.Now.Year > 2000 ? SRC : \"nothing\""),
        new("Coalesce", "string? none = null;", "none ?? SRC"),
        new("Switch", "", "DateTime.Now.Year switch { 1 => \"one\", _ => SRC }"),
        new("Helper", "", "About(SRC)", "static string About(string topic) => \"About \" + topic;"),
        new(
            "TwoHelpers",
            "",
            "About(SRC)",
            "static string About(string topic) => Wrap(topic, \"!\"); static string Wrap(string a, string b) { var c = a + b; return c; }"
        ),
        new(
            "AsyncHelper",
            "",
            "await AboutAsync(SRC)",
            "static async Task<string> AboutAsync(string topic) { await Task.Yield(); return \"About \" + topic; }"
        ),
        new("LocalFunction", "string About(string topic) => \"About \" + topic;", "About(SRC)"),
        new("Lambda", "Func<string, string> about = topic => \"About \";  var text = SRC; Func<string> later = () => text;", "later()"),
        new("StaticField", "s_topic = SRC;", "s_topic", "static string s_topic = \"\";"),
        new("Property", "Topic = SRC;", "Topic", "string Topic { get; set; } = \"\";"),
        new(
            "Constructor",
            "var card = new Card(SRC);",
            "card.About",
            Types: "public sealed class Card(string topic) { public string About { get; } = \"About \" + topic; }"
        ),
        new(
            "Initializer",
            "var card = new Card { Topic = SRC };",
            "card.Topic",
            Types: "public sealed class Card { public string Topic { get; set; } = \"\"; }"
        ),
        new(
            "MemberSet",
            "var card = new Card(); card.Topic = SRC;",
            "card.Topic",
            Types: "public sealed class Card { public string Topic { get; set; } = \"\"; }"
        ),
        new(
            "Getter",
            "var card = new Card { Topic = SRC };",
            "card.About",
            Types: "public sealed class Card { public string Topic { get; set; } = \"\"; public string About => \"About \" + Topic; }"
        ),
        new(
            "OwnRecord",
            "var card = new Card(SRC) with { Size = 2 };",
            "card.Topic",
            Types: "public sealed record Card(string Topic) { public int Size { get; init; } }"
        ),
        new("Tuple", "var (topic, size) = (SRC, 1);", "topic"),
        new("Array", "var topics = new[] { SRC };", "topics[0]"),
        new("ListAdd", "var topics = new List<string>(); topics.Add(SRC);", "topics[0]"),
        new(
            "Dictionary",
            "var parts = new Dictionary<string, string> { [\"topic\"] = SRC, [\"tone\"] = \"friendly\" };",
            "parts[\"topic\"]"
        ),
        new("Select", "var topics = new[] { SRC };", "topics.Select(topic => \"About \" + topic).First()"),
        new("ForEach", "var text = \"\"; foreach (var topic in new[] { SRC }) text = topic;", "text"),
        new("Anonymous", "var card = new { Topic = SRC };", "card.Topic"),
        new(
            "Service",
            "IAbout about = new Plain();",
            "about.Of(SRC)",
            Types: "public interface IAbout { string Of(string topic); } public sealed class Plain : IAbout { public string "
                + "Of(string topic) => \"About \" + topic; }"
        ),
        new("Iterator", "", "Topics(SRC).First()", "static IEnumerable<string> Topics(string topic) { yield return topic; }"),
        new("FromResult", "", "await Task.FromResult(SRC)"),
        new("Substring", "var text = SRC;", "text.Substring(0, 19)"),
        new("Pattern", "object boxed = SRC; var text = boxed is string found ? found : \"\";", "text"),
        new("Bytes", "", "Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(SRC))"),
        new("NullCheck", "ArgumentException.ThrowIfNullOrEmpty(SRC);", "SRC"),
        new("OtherNumber", "int.TryParse(SRC, out var number);", "$\"{number} {SRC}\""),
        new("RegexGroup", "", "System.Text.RegularExpressions.Regex.Match(SRC, \"^(.*)$\").Groups[1].Value"),
        new(
            "RegexName",
            "var found = System.Text.RegularExpressions.Regex.Match(SRC, \"(?<all>.+)\"); var text = found.Success ? "
                + "found.Groups[\"all\"].Value : \"\";",
            "text"
        ),
        new("OtherCommand", "", "SRC is \"ls\" or \"pwd\" ? \"ls\" : SRC"),
        new("OtherArm", "", "SRC switch { \"ls\" => \"pwd\", _ => SRC }"),
        new("Allowed", "var isUnknown = SRC is not (\"ls\" or \"pwd\");", "isUnknown ? SRC : \"ls\""),
        new(
            "WrittenProperty",
            "var card = new Card { Topic = SRC };",
            "card.Topic",
            Types: "public sealed class Card { string _topic = \"\"; public string Topic { get => _topic; set => _topic = value; } }"
        ),
    ];

    public static readonly FlowSink[] Instructions =
    [
        new(
            "System",
            "await Stubs.Client.GetResponseAsync([new ChatMessage(ChatRole.System, TEXT), new ChatMessage(ChatRole.User, \"Hi\")]);"
        ),
        new("Options", "await Stubs.Client.GetResponseAsync(\"Hi\", new ChatOptions { Instructions = TEXT });"),
        new(
            "AddedMessage",
            "var messages = new List<ChatMessage>(); messages.Add(new(ChatRole.System, TEXT)); await "
                + "Stubs.Client.GetResponseAsync(messages);"
        ),
        new("Developer", "await Stubs.Client.GetResponseAsync([new ChatMessage(new ChatRole(\"developer\"), TEXT)]);"),
        new(
            "SetOptions",
            "var options = new ChatOptions(); options.Instructions = TEXT; await Stubs.Client.GetResponseAsync(\"Hi\", options);"
        ),
        new(
            "Tool",
            "await Stubs.Client.GetResponseAsync(\"Hi\", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, \"count\", TEXT)] });"
        ),
    ];

    public static readonly FlowSink[] Dangers =
    [
        new("Process", "System.Diagnostics.Process.Start(\"sh\", TEXT);"),
        new(
            "StartInfo",
            "System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo { FileName = \"sh\", Arguments = TEXT });"
        ),
        new("Sql", "new Database.StubCommand { CommandText = \"SELECT * FROM t WHERE n = '\" + TEXT + \"'\" }.ExecuteNonQuery();"),
        new("SqlConstructor", "new Database.StubCommand($\"DELETE FROM {TEXT}\").ExecuteNonQuery();"),
        new("Markup", "_ = (MarkupString)(TEXT);"),
        new("Html", "_ = new Microsoft.AspNetCore.Html.HtmlString(TEXT);"),
        new("Response", "var page = new HttpResponse { ContentType = \"text/html\" }; await page.WriteAsync(TEXT);"),
        new("Script", "await Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.EvaluateAsync(TEXT);"),
    ];

    /// <summary>A path is only dangerous as it is written.</summary>
    public static readonly FlowSink File = new("File", "File.WriteAllText(Path.Combine(Stubs.Folder, TEXT), \"x\");");
}
