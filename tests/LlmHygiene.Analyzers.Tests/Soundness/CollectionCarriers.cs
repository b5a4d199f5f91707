namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Arrays, lists, dictionaries and queries over them.</summary>
internal static class CollectionCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("array", t => $"new {t.T}[] {{ {t.Value} }}[0]"),
        new(
            "array element",
            t =>
            {
                var name = t.Name("array");
                t.Do($"var {name} = new {t.T}[2];");
                t.Do($"{name}[1] = {t.Value};");
                return $"{name}[^1]";
            }
        ),
        new("list", t => $"new List<{t.T}> {{ {t.Other()}, {t.Value} }}[1]"),
        new(
            "list that is added to",
            t =>
            {
                var name = t.Name("list");
                t.Do($"var {name} = new List<{t.T}>();");
                t.Do($"{name}.Add({t.Value});");
                return $"{name}[0]";
            }
        ),
        new(
            "stack",
            t =>
            {
                var name = t.Name("stack");
                t.Do($"var {name} = new Stack<{t.T}>();");
                t.Do($"{name}.Push({t.Value});");
                return $"{name}.Pop()";
            }
        ),
        new(
            "bag with one value twice",
            t =>
            {
                var (name, value) = (t.Name("s_bag"), t.Local());
                t.Member($"static readonly System.Collections.Concurrent.ConcurrentBag<{t.T}> {name} = new();");
                t.Do($"{name}.Add({value}); {name}.Add({value});");
                return $"{name}.First()";
            }
        ),
        new(
            "list that a method adds to",
            t =>
            {
                var (name, add) = (t.Name("list"), t.Name("Add"));
                t.Member($"static void {add}(List<{t.T}> to, {t.T} value) => to.Insert(0, value);");
                t.Do($"var {name} = new List<{t.T}> {{ {t.Other()} }};");
                t.Do($"{add}({name}, {t.Value});");
                return $"{name}[0]";
            }
        ),
        new(
            "collection expression",
            t =>
            {
                var name = t.Name("list");
                t.Do($"List<{t.T}> {name} = [{t.Value}];");
                return $"{name}[0]";
            }
        ),
        new(
            "spread",
            t =>
            {
                var (name, all) = (t.Name("list"), t.Name("all"));
                t.Do($"{t.T}[] {name} = [{t.Value}];");
                t.Do($"{t.T}[] {all} = [{t.Other()}, .. {name}];");
                return $"{all}[1]";
            }
        ),
        new("dictionary", t => $"new Dictionary<string, {t.T}> {{ [\"a\"] = {t.Other()}, [\"b\"] = {t.Value} }}[\"b\"]"),
        new(
            "dictionary that is looked up",
            t =>
            {
                var (name, found) = (t.Name("map"), t.Name("found"));
                t.Do($"var {name} = new Dictionary<string, {t.T}>();");
                t.Do($"{name}[\"a\"] = {t.Value};");
                t.Do($"{name}.TryGetValue(\"a\", out var {found});");
                return found;
            }
        ),
        new(
            "static dictionary",
            t =>
            {
                var name = t.Name("s_map");
                t.Member($"static readonly Dictionary<string, {t.T}> {name} = new() {{ [\"a\"] = {Values.Simple(t.W, t.T)} }};");
                t.Do($"{name}[\"a\"] = {t.Value};");
                return $"{name}[\"a\"]";
            }
        ),
        new(
            "cache",
            t =>
            {
                var (name, value) = (t.Name("s_cache"), t.Local());
                t.Member($"static readonly System.Collections.Concurrent.ConcurrentDictionary<string, {t.T}> {name} = new();");
                return $"{name}.GetOrAdd(\"a\", _ => {value})";
            }
        ),
        new(
            "queue",
            t =>
            {
                var name = t.Name("queue");
                t.Do($"var {name} = new Queue<{t.T}>();");
                t.Do($"{name}.Enqueue({t.Value});");
                return $"{name}.Dequeue()";
            }
        ),
        new(
            "foreach",
            t =>
            {
                var name = t.OtherLocal();
                t.Do($"foreach (var each in new[] {{ {t.Value} }}) {name} = each;");
                return name;
            }
        ),
        new(
            "foreach over tuples",
            t =>
            {
                var name = t.OtherLocal();
                t.Do($"foreach (var (each, _) in new[] {{ ({t.Value}, 1) }}) {name} = each;");
                return name;
            }
        ),
        new("LINQ", t => $"new[] {{ {t.Other()}, {t.Value} }}.Select(value => value).Last()"),
        new("LINQ with Where", t => $"new[] {{ {t.Value} }}.Where(value => value is not null).FirstOrDefault()"),
        new("LINQ with Aggregate", t => $"new[] {{ {t.Other()}, {t.Value} }}.Aggregate((first, second) => second)"),
        new("query", t => $"(from value in new[] {{ {t.Value} }} let kept = value select kept).Single()"),
        new(
            "query over pairs",
            t => $"(from pair in new[] {{ (Value: {t.Value}, Count: 1) }} where pair.Count == 1 select pair.Value).Single()"
        ),
        new("ToDictionary", t => $"new[] {{ {t.Value} }}.ToDictionary(_ => 1, value => value)[1]"),
        new(
            "pool of tuples",
            t =>
                $"new[] {{ (Name: \"a\", Value: {t.Other()}), (Name: \"b\", Value: {t.Value}) }}"
                + ".ToDictionary(pair => pair.Name, pair => (pair.Value, 1))[\"b\"].Item1"
        ),
        new(
            "frozen pool",
            t =>
            {
                var name = t.Name("s_pool");
                t.Member($"static System.Collections.Frozen.FrozenDictionary<string, {t.T}> {name};");
                var value = t.Local();
                t.Do(
                    $"{name} = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary("
                        + $"new[] {{ (\"a\", {value}) }}, pair => pair.Item1, pair => pair.Item2);"
                );
                return $"{name}[\"a\"]";
            }
        ),
        new(
            "pool of anonymous objects",
            t =>
                $"new[] {{ {t.Value} }}.Select(each => new {{ Name = \"a\", Value = each }})"
                + ".ToDictionary(each => each.Name, each => each.Value)[\"a\"]"
        ),
        new(
            "tuple element by position",
            t =>
            {
                var name = t.Name("pair");
                t.Do($"var {name} = (Value: {t.Other()}, Count: 1);");
                t.Do($"{name}.Item1 = {t.Value};");
                return $"{name}.Value";
            }
        ),
        new("immutable array", t => $"System.Collections.Immutable.ImmutableArray.Create<{t.T}>({t.Value})[0]"),
        new("anonymous type", t => $"new {{ Value = {t.Value} }}.Value"),
        new("array initializer with index", t => $"(({t.T}[])[{t.Other()}, {t.Value}]).ElementAt(1)"),
    ];
}
