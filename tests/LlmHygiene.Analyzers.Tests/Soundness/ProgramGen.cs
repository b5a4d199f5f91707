namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Makes a program out of numbers: each is a choice, and fewer and smaller ones make a simpler program.</summary>
internal static class ProgramGen
{
    public const int Numbers = 120;

    public static SoundProgram Write(int id, int[] numbers, IReadOnlySet<int>? without = null)
    {
        var w = new ProgramWriter(id, numbers, without);
        var client = ClientPrograms.Write(w);
        var options = OptionsPrograms.Write(w);
        var text = Prompt(w);
        var token = Token(w);
        w.Part("tag: ?", () => Tag(w), false);
        return w.Finish(Call(w, client, options, text, token));
    }

    private static Code Prompt(ProgramWriter w)
    {
        if (w.Of(1, 0, 0) == 1)
            return new Code("\"Summarise the following text for me.\"", IsStatic: true);
        w.TextStates = SoundFacts.Prompt;
        return Values.Through(w, Kind.Text, new Code("\"Translate the following text, please.\"", IsStatic: true));
    }

    private static string Token(ProgramWriter w)
    {
        switch (w.Below(7))
        {
            case 0:
                return "";
            case 1:
                return "default";
            case 2:
                return "CancellationToken.None";
            case 3:
                var none = w.Name("none");
                w.Type($"static class {none} {{ public static CancellationToken None {{ get; }} = new CancellationTokenSource().Token; }}");
                return $"{none}.None";
            case 4:
                var token = w.Name("token");
                w.Statement($"CancellationToken {token} = default;");
                w.Statement($"{token} = new CancellationTokenSource().Token;");
                return token;
            case 5:
                return "(new CancellationTokenSource().Token)";
            default:
                return "new CancellationToken(false)";
        }
    }

    private static bool Tag(ProgramWriter w)
    {
        var kind = w.Below(14);
        w.NamePart("tag: ?", "tag: " + kind);
        switch (kind)
        {
            case 9:
                w.Construct("tags: scope");
                w.Statement("using var scope = LlmHygiene.PromptScope.Begin(\"scoped\", \"3.0.0\");");
                break;
            case 10:
                w.Construct("tags: activity");
                w.Statement("using var activity = new System.Diagnostics.Activity(\"a\").Start();");
                w.Statement("activity.SetTag(\"prompt.version\", \"4.0.0\");");
                break;
            case 11:
                w.Construct("tags: closed scope");
                w.Statement("using (LlmHygiene.PromptScope.Begin(\"scoped\", \"3.0.0\")) { GC.KeepAlive(1); }");
                break;
            case 12:
                w.Construct("tags: scope in another method");
                var open = w.Name("Open");
                w.Member($"static IDisposable {open}() => LlmHygiene.PromptScope.Begin(\"opened\", \"5.0.0\");");
                w.Statement($"using var opened = {open}();");
                break;
            case 13:
                w.Construct("tags: activity in another method");
                var start = w.Name("Start");
                w.Member(
                    $"static IDisposable {start}() => new System.Diagnostics.Activity(\"a\").SetTag(\"prompt.version\", \"6.0.0\").Start();"
                );
                w.Statement($"using var started = {start}();");
                break;
        }

        return true;
    }

    private static string Call(ProgramWriter w, Code client, Code options, Code text, string token)
    {
        var (c, o, t) = (client.Text, options.Text, text.Text);
        var place = w.Below(12);
        var form = w.Below(5);
        return w.Part("call: " + place, () => Called(w, c, o, t, token, place, form), Invocation(w, c, o, t, token, form));
    }

    private static string Called(ProgramWriter w, string c, string o, string t, string token, int place, int form)
    {
        if (place >= 3)
        {
            var names = (w.Name("client"), w.Name("options"), w.Name("text"));
            var method = w.Name("Ask");
            var declared = $"{method}(IChatClient {names.Item1}, ChatOptions {names.Item2}, string {names.Item3})";
            var inner = Invocation(
                w,
                names.Item1,
                names.Item2,
                names.Item3,
                token.Length == 0 || token.StartsWith("token", StringComparison.Ordinal) ? "" : token,
                form
            );
            switch (place)
            {
                case 3:
                    w.Construct("call: in a method");
                    w.Member($"private static async Task {declared} {{ {inner} }}");
                    return $"await {method}({c}, {o}, {t});";
                case 4:
                    w.Construct("call: in a local function");
                    w.Statement($"async Task {declared} {{ {inner} }}");
                    return $"await {method}({c}, {o}, {t});";
                case 5:
                    w.Construct("call: in a lambda");
                    w.Statement(
                        $"Func<IChatClient, ChatOptions, string, Task> {method} = async "
                            + $"({names.Item1}, {names.Item2}, {names.Item3}) => {{ {inner} }};"
                    );
                    return $"await {method}({c}, {o}, {t});";
                case 6:
                    w.Construct("call: in another class");
                    var type = w.Name("Asking");
                    w.Type(
                        $"class {type}(IChatClient {names.Item1}, ChatOptions {names.Item2}) "
                            + $"{{ public async Task AskAsync(string {names.Item3}) {{ {inner} }} }}"
                    );
                    return $"await new {type}({c}, {o}).AskAsync({t});";
                case 7:
                    w.Construct("call: in a lambda with scope in the caller");
                    w.Statement(
                        $"Func<IChatClient, ChatOptions, string, Task> {method} = async "
                            + $"({names.Item1}, {names.Item2}, {names.Item3}) => {{ {inner} }};"
                    );
                    return $"using (LlmHygiene.PromptScope.Begin(\"caller\", \"7.0.0\")) await {method}.Invoke({c}, {o}, {t});";
                case 8:
                    w.Construct("call: in a lambda that is run in a scope");
                    var run = w.Name("Run");
                    w.Member(
                        $"private static async Task {run}(Func<Task> ask) "
                            + "{ using (LlmHygiene.PromptScope.Begin(\"runner\", \"8.0.0\")) await ask(); }"
                    );
                    w.Statement($"Func<Task> {method} = async () => {{ {Invocation(w, c, o, t, token, form)} }};");
                    return $"await {run}({method});";
                case 10:
                    w.Construct("call: in a lambda that is called twice");
                    w.WritesTextTwice = true;
                    w.Statement(
                        $"Func<IChatClient, ChatOptions, string, Task> {method} = async "
                            + $"({names.Item1}, {names.Item2}, {names.Item3}) => {{ {inner} }};"
                    );
                    return Twice(w, c, t, options => $"{method}(client, {options}, text)", o);
                case 11:
                    w.Construct("call: in a class that is made twice");
                    var made = w.Name("Asking");
                    w.Type(
                        $"class {made}(IChatClient {names.Item1}, ChatOptions {names.Item2}) "
                            + $"{{ public async Task AskAsync(string {names.Item3}) {{ {inner} }} }}"
                    );
                    return Twice(w, c, t, options => $"new {made}(client, {options}).AskAsync(text)", o);
                default:
                    w.Construct("call: in a method with scope in the caller");
                    w.Member($"private static async Task {declared} {{ {inner} }}");
                    return $"using (LlmHygiene.PromptScope.Begin(\"caller\", \"7.0.0\")) await {method}({c}, {o}, {t});";
            }
        }

        return Invocation(w, c, o, t, token, form);
    }

    // The same call with other options, and then with those of the program.
    private static string Twice(ProgramWriter w, string client, string text, Func<string, string> call, string options) =>
        $"{{ IChatClient client = {client}; string text = {text}; await {call(Values.Simple(w, Kind.Options))}; await {call(options)}; }}";

    private static string Invocation(ProgramWriter w, string client, string options, string text, string token, int form)
    {
        var more = token.Length == 0 ? "" : ", " + token;
        switch (form)
        {
            case 0:
                return $"await ({client}).GetResponseAsync({text}, {options}{more});";
            case 1:
                w.Construct("call: streaming");
                return $"await foreach (var update in ({client}).GetStreamingResponseAsync({text}, {options}{more})) {{ }}";
            case 2:
                w.Construct("call: messages");
                return $"await ({client}).GetResponseAsync([new ChatMessage(ChatRole.User, {text})], {options}{more});";
            case 3:
                w.Construct("call: named arguments");
                return $"await ({client}).GetResponseAsync(options: {options}, chatMessage: "
                    + $"{text}{(token.Length == 0 ? "" : ", cancellationToken: " + token)});";
            default:
                w.Construct("call: blocking");
                return $"({client}).GetResponseAsync({text}, {options}{more}).GetAwaiter().GetResult();";
        }
    }
}
