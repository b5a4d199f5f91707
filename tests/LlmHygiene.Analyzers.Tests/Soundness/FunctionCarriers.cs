namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Methods, lambdas, local functions, delegates, iterators and tasks.</summary>
internal static class FunctionCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("method", t => Call(t, $"static {t.T} NAME({t.T} value) => value;")),
        new("method with a body", t => Call(t, $"{t.T} NAME({t.T} value) {{ var kept = value; return kept; }}")),
        new(
            "method with a branch",
            t => Call(t, $"static {t.T} NAME({t.T} value) {{ if ({t.W.Condition(false)}) return {Chosen(t)}; return value; }}")
        ),
        new("method that calls itself", t => Call(t, $"static {t.T} NAME({t.T} value, int n = 3) => n == 0 ? value : NAME(value, n - 1);")),
        new("method with another call", t => Call(t, $"static {t.T} NAME({t.T} value) => value;", calls: 2)),
        new(
            "parameterless method",
            t =>
            {
                var field = t.Name("_field");
                t.Member($"{t.T} {field};");
                t.Do($"{field} = {t.Value};");
                var method = t.Name("Get");
                t.Member($"{t.T} {method}() => {field};");
                return $"{method}()";
            }
        ),
        new(
            "named arguments",
            t =>
            {
                var method = t.Name("Second");
                t.Member($"static {t.T} {method}({t.T} first, {t.T} second) => second;");
                return $"{method}(second: {t.Value}, first: {t.Other()})";
            }
        ),
        new(
            "default of a parameter",
            t =>
            {
                var method = t.Name("Or");
                t.Member($"static {t.T} {method}({t.T} value, {t.T} other = null) => other ?? value;");
                return $"{method}({t.Value})";
            }
        ),
        new(
            "params",
            t =>
            {
                var method = t.Name("Last");
                t.Member($"static {t.T} {method}(params {t.T}[] values) => values[^1];");
                return $"{method}({t.Other()}, {t.Value})";
            }
        ),
        new("assigned parameter", t => Call(t, $"static {t.T} NAME({t.T} value, {t.T} other = null) {{ other = value; return other; }}")),
        new(
            "parameter assigned something else",
            t =>
            {
                var method = t.Name("Keep");
                t.Member($"static {t.T} {method}({t.T} value, {t.T} other) {{ value = other; return value; }}");
                return $"{method}({t.Other()}, {t.Value})";
            }
        ),
        new(
            "local function",
            t =>
            {
                var method = t.Name("Local");
                t.Do($"static {t.T} {method}({t.T} value) => value;");
                return $"{method}({t.Value})";
            }
        ),
        new(
            "local function with a captured local",
            t =>
            {
                var (name, method) = (t.OtherLocal(), t.Name("Set"));
                var from = t.Local();
                t.Do($"void {method}() => {name} = {from};");
                t.Do($"{method}();");
                return name;
            }
        ),
        new("lambda", t => Lambda(t, $"Func<{t.T}, {t.T}>", "value => value", $"({t.Value})")),
        new("static lambda", t => Lambda(t, $"Func<{t.T}, {t.T}>", "static value => { return value; }", $"({t.Value})")),
        new("lambda that captures", t => Lambda(t, $"Func<{t.T}>", $"() => {t.Local()}", "()")),
        new("invoked lambda", t => Lambda(t, $"Func<{t.T}, {t.T}>", "value => value", $".Invoke({t.Value})")),
        new("anonymous method", t => Lambda(t, $"Func<{t.T}, {t.T}>", $"delegate ({t.T} value) {{ return value; }}", $"({t.Value})")),
        new(
            "lambda that assigns",
            t =>
            {
                var name = t.OtherLocal();
                Lambda(t, "Action", $"() => {name} = {t.Local()}", "", out var action);
                t.Do($"{action}();");
                return name;
            }
        ),
        new(
            "method group",
            t =>
            {
                var method = t.Name("Same");
                t.Member($"static {t.T} {method}({t.T} value) => value;");
                t.Do($"GC.KeepAlive({method}({t.Other()}));");
                return Lambda(t, $"Func<{t.T}, {t.T}>", method, $"({t.Value})");
            }
        ),
        new(
            "delegate in a field",
            t =>
            {
                var field = t.Name("_get");
                t.Member($"Func<{t.T}> {field};");
                var name = t.Local();
                t.Do($"{field} = () => {name};");
                return $"{field}()";
            }
        ),
        new(
            "event",
            t =>
            {
                var (name, field) = (t.Name("Raised"), t.OtherLocal());
                t.Member($"event Action<{t.T}> {name};");
                t.Do($"{name} += value => {field} = value;");
                t.Do($"{name}.Invoke({t.Value});");
                return field;
            }
        ),
        new(
            "delegate parameter",
            t =>
            {
                var method = t.Name("Apply");
                t.Member($"static {t.T} {method}({t.T} value, Func<{t.T}, {t.T}> how) => how(value);");
                return $"{method}({t.Value}, value => value)";
            }
        ),
        new(
            "callback",
            t =>
            {
                var (method, name) = (t.Name("With"), t.OtherLocal());
                t.Member($"static void {method}({t.T} value, Action<{t.T}> what) => what(value);");
                t.Do($"{method}({t.Value}, value => {name} = value);");
                return name;
            }
        ),
        new("iterator", t => $"{Call(t, $"static IEnumerable<{t.T}> NAME({t.T} value) {{ yield return value; }}")}.First()"),
        new(
            "iterator in foreach",
            t =>
            {
                var all = Call(t, $"static IEnumerable<{t.T}> NAME({t.T} value) {{ yield return {Pure(t)}; yield return value; }}");
                var name = t.OtherLocal();
                t.Do($"foreach (var value in {all}) {name} = value;");
                return name;
            }
        ),
        new(
            "asynchronous iterator",
            t =>
            {
                var all = Call(t, $"static async IAsyncEnumerable<{t.T}> NAME({t.T} value) {{ await Task.Yield(); yield return value; }}");
                var name = t.OtherLocal();
                t.Do($"await foreach (var value in {all}) {name} = value;");
                return name;
            }
        ),
        new(
            "asynchronous method",
            t => $"(await {Call(t, $"static async Task<{t.T}> NAME({t.T} value) {{ await Task.Yield(); return value; }}")})"
        ),
        new("value task", t => $"(await {Call(t, $"static ValueTask<{t.T}> NAME({t.T} value) => new ValueTask<{t.T}>(value);")})"),
        new("task from result", t => $"(await Task.FromResult<{t.T}>({t.Value}))"),
        new("result of a task", t => $"Task.FromResult<{t.T}>({t.Value}).Result"),
        new(
            "task in a local",
            t =>
            {
                var name = t.Name("task");
                t.Do($"var {name} = Task.FromResult<{t.T}>({t.Value});");
                return t.W.Of(
                    $"{name}.Result",
                    $"(await {name})",
                    $"{name}.GetAwaiter().GetResult()",
                    $"(await {name}.ConfigureAwait(false))"
                );
            }
        ),
        new(
            "Task.Run",
            t =>
            {
                var name = t.Local();
                return $"(await Task.Run(() => {name}))";
            }
        ),
        new("ContinueWith", t => $"(await Task.FromResult<{t.T}>({t.Value}).ContinueWith(done => done.Result))"),
        new(
            "TaskCompletionSource",
            t =>
            {
                var name = t.Name("source");
                t.Do($"var {name} = new TaskCompletionSource<{t.T}>();");
                t.Do($"{name}.SetResult({t.Value});");
                return $"(await {name}.Task)";
            }
        ),
        new("WhenAll", t => $"(await Task.WhenAll(Task.FromResult<{t.T}>({t.Other()}), Task.FromResult<{t.T}>({t.Value})))[1]"),
        new(
            "method named like a step of a task",
            t =>
            {
                var type = t.Name("Odd");
                t.Type(
                    $"class {type} {{ public {t.T} GetResult({t.T} value) => value; public "
                        + $"static {t.T} FromResult({t.T} value) => ({t.T}){Pure(t)} ?? value; }}"
                );
                return t.W.Of($"new {type}().GetResult({t.Value})", $"{type}.FromResult({t.Value})");
            }
        ),
    ];

    private static string Call(Travel t, string declaration, int calls = 1)
    {
        var method = t.Name("Do");
        t.Member(declaration.Replace("NAME", method, StringComparison.Ordinal));
        for (var i = 1; i < calls; i++)
            t.Do($"GC.KeepAlive({method}({t.Other()}));");
        return $"{method}({t.Value})";
    }

    private static string Lambda(Travel t, string type, string lambda, string call) => Lambda(t, type, lambda, call, out _);

    private static string Lambda(Travel t, string type, string lambda, string call, out string name)
    {
        name = t.Name("run");
        t.Do($"{type} {name} = {lambda};");
        return name + call;
    }

    private static string Chosen(Travel t)
    {
        t.W.DecideAtRunTime(t.T, SoundFacts.Limit | SoundFacts.Prompt);
        return Pure(t);
    }

    // Another value that a declaration elsewhere can have.
    private static string Pure(Travel t) => Values.Simple(t.W, t.T);
}
