namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Operators, choices, patterns, tuples and statements.</summary>
internal static class FlowCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("parentheses", t => $"({t.Value})") { KeepsStatic = true },
        new("null-forgiving", t => IsForgiven(t) ? t.Value.Text : $"{Operand(t)}!") { KeepsStatic = true },
        new("null-forgiving inside", t => IsForgiven(t) ? t.Value.Text : $"({Operand(t)}!)") { KeepsStatic = true },
        new("cast", t => $"({t.T})(object)({t.Value})") { KeepsStatic = true },
        new("as", t => $"((object)({t.Value}) as {t.T})") { KeepsStatic = true },
        new("checked", t => $"checked({t.Value})") { KeepsStatic = true },
        new("?: first", t => $"({t.W.Condition(true)} ? {t.Value} : {Maybe(t, isChosen: true)})"),
        new("?: second", t => $"({t.W.Condition(false)} ? {Maybe(t, isChosen: true)} : {t.Value})"),
        new("??", t => $"(({t.Value}) ?? {t.Other()})"),
        new("?? of null", t => $"(({t.T})null ?? {t.Value})"),
        new(
            "??=",
            t =>
            {
                var name = t.Name("late");
                t.Do($"{t.T} {name} = null;");
                t.Do($"{name} ??= {t.Value};");
                return name;
            }
        ),
        new(
            "??= of a field",
            t =>
            {
                var field = t.Name("_field");
                t.Member($"{t.T} {field};");
                return $"({field} ??= {t.Value})";
            }
        ),
        new("switch expression", t => $"({Number(t)} switch {{ 1 => {t.Value}, _ => {Maybe(t, isChosen: true)} }})"),
        new(
            "switch expression with patterns",
            t =>
            {
                var name = t.Name("matched");
                return $"((object)({t.Value}) switch {{ {Bare(t)} {name} => {name}, _ => {t.Other()} }})";
            }
        ),
        new(
            "switch statement",
            t =>
            {
                var name = t.Name("chosen");
                t.Do($"{t.T} {name};");
                t.Do($"switch ({Number(t)}) {{ case 1: {name} = {t.Value}; break; default: {name} = {Maybe(t, isChosen: true)}; break; }}");
                return name;
            }
        ),
        new(
            "if",
            t =>
            {
                var name = t.Name("chosen");
                t.Do($"{t.T} {name};");
                t.Do($"if ({t.W.Condition(true)}) {name} = {t.Value}; else {name} = {Maybe(t, isChosen: true)};");
                return name;
            }
        ),
        new(
            "is pattern",
            t =>
            {
                var name = t.Name("matched");
                return $"(({t.Value}) is {{ }} {name} ? {name} : {Maybe(t)})";
            }
        ),
        new(
            "is type pattern",
            t =>
            {
                var name = t.Name("matched");
                t.Do($"if (!((object)({t.Value}) is {Bare(t)} {name})) return;");
                return name;
            }
        ),
        new(
            "is var pattern",
            t =>
            {
                var name = t.Name("matched");
                return $"(({t.Value}) is var {name} ? {name} : {Maybe(t)})";
            }
        ),
        new(
            "property pattern",
            t =>
            {
                var name = t.Name("matched");
                return $"(new {t.Holder()} {{ Value = {t.Value} }} is {{ Value: {{ }} {name} }} ? {name} : {Maybe(t)})";
            }
        ),
        new(
            "list pattern",
            t =>
            {
                var name = t.Name("matched");
                return $"(new {t.T}[] {{ {t.Value} }} is [var {name}] ? {name} : {Maybe(t)})";
            }
        ),
        new(
            "switch statement with patterns",
            t =>
            {
                var (name, result) = (t.Name("matched"), t.OtherLocal());
                t.Do($"switch ((object)({t.Value})) {{ case {Bare(t)} {name}: {result} = {name}; break; default: break; }}");
                return result;
            }
        ),
        new(
            "tuple",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"var {name} = ({t.Value}, 1);");
                return $"{name}.Item1";
            }
        ),
        new(
            "named tuple",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"(int Count, {t.T} Value) {name} = (1, {t.Value});");
                return t.W.Of($"{name}.Value", $"{name}.Item2");
            }
        ),
        new(
            "tuple of two",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"var {name} = (First: {t.Chosen()}, Second: {t.Value});");
                return $"({t.W.Condition(true)} ? {name}.Second : {name}.First)";
            }
        ),
        new(
            "nested tuple",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"var {name} = (({t.Other()}, {t.Value}), 1);");
                return $"{name}.Item1.Item2";
            }
        ),
        new(
            "tuple element assigned",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"({t.T} Value, int Count) {name} = ({t.Other()}, 1);");
                t.Do($"{name}.Value = {t.Value};");
                return $"{name}.Value";
            }
        ),
        new(
            "deconstruction",
            t =>
            {
                var name = t.Name("part");
                t.Do($"var ({name}, _) = ({t.Value}, 1);");
                return name;
            }
        ),
        new(
            "deconstruction into variables",
            t =>
            {
                var (name, other) = (t.Name("part"), t.Name("part"));
                t.Do($"{t.T} {name}; int {other};");
                t.Do($"({other}, {name}) = (1, {t.Value});");
                return name;
            }
        ),
        new(
            "nested deconstruction",
            t =>
            {
                var name = t.Name("part");
                t.Do($"var ((_, {name}), _) = ((1, {t.Value}), 2);");
                return name;
            }
        ),
        new(
            "own deconstruction",
            t =>
            {
                var type = t.Name("Parts");
                t.Type(
                    $"class {type}({t.T} value) {{ public void Deconstruct(out int "
                        + $"count, out {t.T} result) {{ count = 1; result = value; }} }}"
                );
                var name = t.Name("part");
                t.Do($"var (_, {name}) = new {type}({t.Value});");
                return name;
            }
        ),
        new(
            "returned tuple",
            t =>
            {
                var method = t.Name("Pair");
                t.Member($"static (int Count, {t.T} Value) {method}({t.T} value) => (1, value);");
                return $"{method}({t.Value}).Value";
            }
        ),
        new(
            "try and finally",
            t =>
            {
                var name = t.OtherLocal();
                t.Do($"try {{ {name} = {t.Value}; }} catch (InvalidOperationException) {{ throw; }} finally {{ GC.KeepAlive(1); }}");
                return name;
            }
        ),
        new(
            "loop",
            t =>
            {
                var name = t.OtherLocal();
                t.Do($"for (var i = 0; i < 2; i++) {{ if (i == 1) {name} = {t.Value}; }}");
                return name;
            }
        ),
        new(
            "goto",
            t =>
            {
                var (name, label) = (t.OtherLocal(), t.Name("again"));
                var done = t.Name("done");
                t.Do($"var {done} = false;");
                t.Do($"{label}: if ({done}) {name} = {t.Value};");
                t.Do($"if (!{done}) {{ {done} = true; goto {label}; }}");
                return name;
            }
        ),
        new(
            "exception",
            t =>
            {
                var type = t.Name("Failure");
                t.Type($"class {type}({t.T} value) : Exception {{ public {t.T} Value => value; }}");
                var name = t.OtherLocal();
                t.Do($"try {{ throw new {type}({t.Value}); }} catch ({type} e) {{ {name} = e.Value; }}");
                return name;
            }
        ),
        new(
            "using and lock",
            t =>
            {
                var name = t.OtherLocal();
                // A lock must not contain an await.
                var within = t.Value.Text.Contains("await ", StringComparison.Ordinal) ? "" : "lock (this) ";
                t.Do($"using (new CancellationTokenSource()) {within}{{ {name} = {t.Value}; }}");
                return name;
            }
        ),
        new("conditional access", t => $"(new {t.Holder()} {{ Value = {t.Value} }})?.Value"),
    ];

    // `(x)!` and `(X<T>.Y)!` begin like a cast.
    private static string Operand(Travel t) =>
        t.Value.Text.All(static c => char.IsLetterOrDigit(c) || "_.!?<>".Contains(c)) ? t.Value.Text : $"({t.Value})";

    // `(x!)!` is an error.
    private static bool IsForgiven(Travel t) => t.Value.Text.TrimEnd(')').EndsWith('!');

    private static string Number(Travel t) => t.W.Of("Math.Sign(Environment.ProcessId)", "(Environment.ProcessId > 0 ? 1 : 2)");

    // Without the mark of a nullable value type, which a pattern may not have.
    private static string Bare(Travel t) => t.T.Name.TrimEnd('?');

    // Another value, or none.
    private static string Maybe(Travel t, bool isChosen = false)
    {
        if (t.W.Below(2) == 0)
            return isChosen ? t.Chosen() : t.Other().Text;
        t.W.MayLeaveOut = true;
        return $"({t.T})null";
    }
}
