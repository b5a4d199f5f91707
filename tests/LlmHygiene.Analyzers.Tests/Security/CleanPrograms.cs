namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Programs that look like those that can be attacked.</summary>
internal static class CleanPrograms
{
    private const string Ask =
        "await Stubs.Client.GetResponseAsync([new ChatMessage(ChatRole.System, TEXT), new ChatMessage(ChatRole.User, \"Hi\")]);";

    public static IReadOnlyList<FlowProgram> All { get; } =
    [
        Input(
            "UserMessage",
            "await Stubs.Client.GetResponseAsync([new ChatMessage(ChatRole.System, \"Help.\"), new ChatMessage(ChatRole.User, input)]);"
        ),
        Input("UserText", "await Stubs.Client.GetResponseAsync(input);"),
        Input("AssistantMessage", "await Stubs.Client.GetResponseAsync([new ChatMessage(ChatRole.Assistant, input)]);"),
        Input("Number", System("$\"At most {int.Parse(\"0\" + input.Length)} words\"")),
        Input("ParsedNumber", "int.TryParse(input, out var words); " + System("$\"At most {words} words\"")),
        Input("Enum", "Enum.TryParse<DayOfWeek>(input, out var day); " + System("$\"Today is {day}\"")),
        Input("Guid", "Guid.TryParse(input, out var id); " + System("\"Order \" + id")),
        Input("Date", "DateTime.TryParse(input, out var date); " + System("$\"Today is {date}\"")),
        Input("Length", System("$\"The text has {input.Length} characters\"")),
        Input("Constants", "var tone = input == \"formal\" ? input : \"friendly\"; " + System("$\"Be {tone}\"")),
        Input("ConstantPattern", "if (input is not (\"formal\" or \"friendly\")) input = \"friendly\"; " + System("$\"Be {input}\"")),
        Input("Returned", "if (input != \"formal\") { await Stubs.Client.GetResponseAsync(\"Hi\"); return; } " + System("$\"Be {input}\"")),
        Input("SwitchOnText", "var tone = input switch { \"f\" => \"formal\", _ => \"friendly\" }; " + System("$\"Be {tone}\"")),
        Input(
            "LookedUp",
            "var tones = new Dictionary<string, string> { [\"f\"] = \"formal\" }; tones.TryGetValue(input, out var tone); "
                + System("$\"Be {tone}\"")
        ),
        Input(
            "ByIndex",
            "var tones = new Dictionary<string, string> { [\"f\"] = \"formal\" }; "
                + System("\"Be \" + (tones.ContainsKey(input) ? tones[input] : \"kind\")")
        ),
        Input("Overwritten", "var text = input; text = \"Help.\"; " + System("text")),
        Input("Later", "var text = \"Help.\"; " + System("text") + " text = input; Console.Write(text.Length);"),
        Input(
            "OtherKey",
            "var parts = new Dictionary<string, string> { [\"topic\"] = input, [\"tone\"] = \"kind\" }; " + System("parts[\"tone\"]")
        ),
        Input(
            "OtherMember",
            "var card = new Card { Topic = input, Tone = \"kind\" }; " + System("card.Tone"),
            "public sealed class Card { public string Topic { get; set; } = \"\"; public string Tone { get; set; } = \"\"; }"
        ),
        Input(
            "OtherObject",
            "var theirs = new Card { Tone = input }; var ours = new Card { Tone = \"kind\" }; " + System("ours.Tone"),
            "public sealed class Card { public string Tone { get; set; } = \"\"; }"
        ),
        Input("OtherTuplePart", "var (topic, tone) = (input, \"kind\"); " + System("tone")),
        Input(
            "OtherBuilder",
            "var theirs = new StringBuilder(); theirs.Append(input); var ours = new StringBuilder(\"Help.\"); " + System("ours.ToString()")
        ),
        Input("UnusedArgument", System("About(input)"), "", "static string About(string topic) => \"Help with everything.\";"),
        Input(
            "OtherCaller",
            "Keep(About(input)); " + System("About(\"trains\")"),
            "",
            "static void Keep(string text) { } static string About(string topic) => \"About \" + topic;"
        ),
        Input(
            "ToolName",
            "await Stubs.Client.GetResponseAsync(\"Hi\", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "
                + "\"count\", \"Counts\")], ConversationId = input });"
        ),
        Input(
            "Letters",
            "if (!input.All(char.IsLetter)) { await Stubs.Client.GetResponseAsync(\"Hi\"); return; } " + System("$\"Be {input}\"")
        ),
        Input(
            "Regex",
            "if (!System.Text.RegularExpressions.Regex.IsMatch(input, \"^[a-z]+$\")) { await "
                + "Stubs.Client.GetResponseAsync(\"Hi\"); return; } "
                + System("$\"Be {input}\"")
        ),
        Input(
            "OwnCheck",
            "if (!IsAllowedTone(input)) { await Stubs.Client.GetResponseAsync(\"Hi\"); return; } " + System("$\"Be {input}\""),
            "",
            "static bool IsAllowedTone(string tone) => tone.Length < 3;"
        ),
        Input("LetterFilter", System("string.Concat(input.Where(char.IsAsciiLetter)).Replace(\"IGNORE\", \"\")")),
        Input(
            "Default",
            "var tones = new Dictionary<string, string> { [\"f\"] = \"formal\" }; " + System("tones.GetValueOrDefault(input, \"kind\")")
        ),
        Input("Removed", System("\"Be kind\".Replace(input, \"\")")),
        Input(
            "TrimmedConstants",
            "if (input.Trim() is \"formal\" or \"kind\") "
                + System("$\"Be {input.Trim()}\"")
                + " else "
                + "await Stubs.Client.GetResponseAsync(\"Hi\");"
        ),
        Input(
            "IfNumber",
            "if (!int.TryParse(input, out _)) { await Stubs.Client.GetResponseAsync(\"Hi\"); return; } " + System("$\"Be {input}\"")
        ),
        Input("RegexLetters", System("System.Text.RegularExpressions.Regex.Match(input, \"^ ?([a-z]+)\").Groups[1].Value")),
        Output(
            "ForbiddenCharacters",
            "var name = response.Text; foreach (var one in Path.GetInvalidFileNameChars()) name = name.Replace(one, '_'); "
                + "File.WriteAllText(Path.Combine(Stubs.Folder, name), \"x\");"
        ),
        Output(
            "SplitName",
            "File.WriteAllText(Path.Combine(Stubs.Folder, string.Join('_', response.Text.Split(Path.GetInvalidFileNameChars()))), \"x\");"
        ),
        Output(
            "LetterName",
            "File.WriteAllText(Path.Combine(Stubs.Folder, new string(response.Text.Where(char.IsLetterOrDigit).ToArray())), \"x\");"
        ),
        Output("Shown", "Console.Write(response.Text.Length);"),
        Output("Content", "File.WriteAllText(Path.Combine(Stubs.Folder, \"answer.txt\"), response.Text);"),
        Output("FileName", "File.WriteAllText(Path.Combine(Stubs.Folder, Path.GetFileName(response.Text)), \"x\");"),
        Output(
            "FullPath",
            "var path = Path.GetFullPath(Path.Combine(Stubs.Folder, response.Text)); if (path.StartsWith(Stubs.Folder + "
                + "Path.DirectorySeparatorChar)) File.WriteAllText(path, \"x\");"
        ),
        Output(
            "SqlParameter",
            "var command = new Database.StubCommand(\"SELECT * FROM t WHERE n = @n\"); command.Values.Add(response.Text); "
                + "command.ExecuteNonQuery();"
        ),
        Output(
            "SqlNumber",
            "int.TryParse(response.Text, out var id); new Database.StubCommand($\"SELECT * FROM t WHERE n = {id}\").ExecuteNonQuery();"
        ),
        Output(
            "ArgumentList",
            "var start = new System.Diagnostics.ProcessStartInfo(\"grep\"); start.ArgumentList.Add(response.Text); "
                + "System.Diagnostics.Process.Start(start);"
        ),
        Output("Encoded", "_ = (MarkupString)System.Net.WebUtility.HtmlEncode(response.Text.Replace(\"IGNORE\", \"\"));"),
        Output(
            "PlainText",
            "var page = new HttpResponse { ContentType = \"text/plain\" }; if (page.ContentType == \"\") await "
                + "page.WriteAsync(response.Text);"
        ),
        Output(
            "Command",
            "var command = response.Text switch { \"list\" => \"ls\", _ => \"true\" }; System.Diagnostics.Process.Start(\"sh\", command);"
        ),
        Output("AllowedCommand", "if (response.Text is \"ls\" or \"pwd\") System.Diagnostics.Process.Start(\"sh\", response.Text);"),
        Output(
            "ConditionalCommand",
            "System.Diagnostics.Process.Start(\"sh\", response.Text is \"ls\" or \"pwd\" ? response.Text : \"ls\");"
        ),
        Output(
            "OtherwiseCommand",
            "_ = response.Text is not (\"ls\" or \"pwd\") || System.Diagnostics.Process.Start(\"sh\", response.Text) is null;"
        ),
        Output(
            "ArmOfCommand",
            "System.Diagnostics.Process.Start(\"sh\", response.Text switch { not (\"ls\" or \"pwd\") => \"ls\", "
                + "var _ => response.Text });"
        ),
        Output(
            "KeptCommand",
            "var isKnown = response is { Text: \"ls\" or \"pwd\" }; "
                + "System.Diagnostics.Process.Start(\"sh\", isKnown ? response.Text : \"ls\");"
        ),
        Output("ModelId", "_ = (MarkupString)(response.ModelId ?? \"\");"),
        Output("Count", "System.Diagnostics.Process.Start(\"sh\", $\"-c {response.Messages.Count}\");"),
        Output(
            "InputIsNoOutput",
            "var line = Console.ReadLine(); System.Diagnostics.Process.Start(\"sh\", line?.Length > 100 ? line : \"\");"
        ),
        Output(
            "OwnScript",
            "await Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.EvaluateAsync(\"1 + 1\"); Console.Write(response.Text.Length);"
        ),
    ];

    /// <summary>Raw requests: what the service writes about the response, and responses of other servers.</summary>
    public static IEnumerable<FlowProgram> Raw =>
        RawTable
            .Clean.Concat(LibraryTable.Clean)
            .Select(static one => Write("CleanOutput_" + one.Name, FlowPrograms.Output, "object", "", "", one.Body, "", ""));

    private static string System(string text) => Ask.Replace("TEXT", text, StringComparison.Ordinal);

    private static FlowProgram Input(string name, string body, string types = "", string members = "") =>
        Write("CleanInput_" + name, FlowPrograms.Untrusted, "ControllerBase", "string input", "Stubs.Attack", body, types, members);

    private static FlowProgram Output(string name, string body) =>
        Write(
            "CleanOutput_" + name,
            FlowPrograms.Output,
            "object",
            "",
            "",
            "var response = await Stubs.Client.GetResponseAsync(\"Hi\"); " + body,
            "",
            ""
        );

    private static FlowProgram Write(
        string name,
        string rule,
        string parent,
        string parameters,
        string arguments,
        string body,
        string types,
        string members
    ) =>
        new(
            name,
            rule,
            IsVulnerable: false,
            $$"""
            namespace {{name}};
            public sealed class Program : {{parent}}
            {
                {{members}}
                public async Task HandleAsync({{parameters}}) { await Task.Yield(); {{body}} }
                public static Task RunAsync(Program program) => program.HandleAsync({{arguments}});
            }
            {{types}}
            """
        );
}
