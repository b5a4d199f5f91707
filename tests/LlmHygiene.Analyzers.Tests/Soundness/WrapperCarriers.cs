namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Objects of the framework and of the project that hand out the value that they are given, and copies.</summary>
internal static class WrapperCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("strong box", t => $"new System.Runtime.CompilerServices.StrongBox<{t.T}>({t.Value}).Value"),
        new(
            "strong box in a local",
            t =>
            {
                var name = t.Name("box");
                t.Do($"var {name} = new System.Runtime.CompilerServices.StrongBox<{t.T}>({t.Other()});");
                t.Do($"{name}.Value = {t.Value};");
                return $"{name}.Value";
            }
        ),
        new("key and value", t => $"new KeyValuePair<int, {t.T}>(1, {t.Value}).Value"),
        new("tuple class", t => t.W.Of($"Tuple.Create<int, {t.T}>(1, {t.Value}).Item2", $"new Tuple<{t.T}, int>({t.Value}, 1).Item1")),
        new("tuple by its type", t => $"new ValueTuple<{t.T}, int>({t.Value}, 1).Item1"),
        new("value task of a value", t => $"(await new ValueTask<{t.T}>({t.Value}))"),
        new(
            "task of a delegate",
            t =>
            {
                var (value, name) = (t.Local(), t.Name("task"));
                t.Do($"var {name} = new Task<{t.T}>(() => {value});");
                t.Do($"{name}.Start();");
                return t.W.Of($"(await {name})", $"{name}.Result");
            }
        ),
        new(
            "reference to an array element",
            t =>
            {
                var (array, alias, value) = (t.Name("all"), t.Name("alias"), t.Local());
                t.Do($"var {array} = new {t.T}[] {{ {t.Other()} }};");
                t.Do($"ref var {alias} = ref {array}[0];");
                t.Do($"{alias} = {value};");
                return $"{array}[0]";
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "element of a span",
            t =>
            {
                var array = t.Name("all");
                t.Do($"var {array} = new {t.T}[] {{ {t.Other()} }};");
                t.Do($"{array}.AsSpan()[0] = {t.Local()};");
                return $"{array}[0]";
            }
        ),
        new(
            "deconstruction into an element",
            t =>
            {
                var list = t.Name("all");
                t.Do($"var {list} = new List<{t.T}> {{ {t.Other()} }};");
                t.Do($"({list}[0], _) = ({t.Value}, 1);");
                return $"{list}[0]";
            }
        ),
        new(
            "array with a second name",
            t =>
            {
                var (array, same) = (t.Name("all"), t.Name("same"));
                t.Do($"var {array} = new {t.T}[] {{ {t.Other()} }};");
                t.Do($"if ({array} is {{ }} {same}) {same}[0] = {t.Value};");
                return $"{array}[0]";
            }
        ),
        new(
            "node of a list",
            t =>
            {
                var list = t.Name("all");
                t.Do($"var {list} = new LinkedList<{t.T}>([{t.Other()}]);");
                t.Do($"{list}.First.Value = {t.Value};");
                return $"{list}.First()";
            }
        ),
        new(
            "list of delegates",
            t =>
            {
                var (list, value, make) = (t.Name("all"), t.Local(), t.Name("make"));
                t.Do($"Func<{t.T}> {make} = () => {value};");
                t.Do($"var {list} = new List<Func<{t.T}>>();");
                t.Do($"{list}.Add({make});");
                return $"{list}[0]()";
            }
        ),
        new(
            "array of tuples",
            t =>
            {
                var array = t.Name("all");
                t.Do($"var {array} = new ({t.T} Value, int Count)[] {{ ({t.Other()}, 1) }};");
                t.Do($"{array}[0].Value = {t.Value};");
                return $"{array}[0].Value";
            }
        ),
        new(
            "ref property",
            t =>
            {
                var (type, name) = (t.Name("Refs"), t.Name("refs"));
                t.Type($"class {type} {{ {t.T} _value; public ref {t.T} Value{type} => ref _value; }}");
                t.Do($"var {name} = new {type}();");
                t.Do($"{name}.Value{type} = {t.Local()};");
                return $"{name}.Value{type}";
            }
        ),
        new(
            "ref local of a call",
            t =>
            {
                var (field, method, alias, value) = (t.Name("s_field"), t.Name("Ref"), t.Name("alias"), t.Local());
                t.Member($"static {t.T} {field};");
                t.Member($"static ref {t.T} {method}() => ref {field};");
                t.Do($"ref var {alias} = ref {method}();");
                t.Do($"{alias} = {value};");
                return field;
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "ref parameter that is returned",
            t =>
            {
                var (method, name) = (t.Name("Same"), t.OtherLocal());
                t.Member($"static ref {t.T} {method}(ref {t.T} to) => ref to;");
                t.Do($"{method}(ref {name}) = {t.Local()};");
                return name;
            }
        ),
        new(
            "element of an element",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"var ({name}, _) = (({t.Other()}, {t.Value}), 1);");
                return $"{name}.Item2";
            }
        ),
        new("clone", t => t.T == Kind.Options ? $"({t.Value})?.Clone()" : t.Local()),
        new(
            "clone in a local",
            t =>
            {
                if (t.T != Kind.Options)
                    return t.Local();
                var (name, copy) = (t.Local(), t.Name("copy"));
                t.Do($"var {copy} = {name}?.Clone();");
                return copy;
            }
        ),
    ];
}
