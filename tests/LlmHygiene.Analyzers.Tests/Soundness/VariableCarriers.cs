namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Locals, fields, properties, parameters and references to them.</summary>
internal static class VariableCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("local", t => t.Local()),
        new(
            "local assigned later",
            t =>
            {
                var name = t.Name("late");
                t.Do($"{t.T} {name};");
                t.Do($"{name} = {t.Value};");
                return name;
            }
        ),
        new(
            "local assigned twice",
            t =>
            {
                var name = t.OtherLocal();
                t.Do($"{name} = {t.Value};");
                return name;
            }
        ),
        new(
            "local assigned to another",
            t =>
            {
                var name = t.Name("first");
                t.Do($"{t.T} {name};");
                var second = t.Name("second");
                t.Do($"{t.T} {second} = {name} = {t.Value};");
                return t.W.Of(second, name);
            }
        ),
        new("static field", t => Field(t, "static ")),
        new("instance field", t => Field(t, "")),
        new(
            "readonly static field",
            t =>
            {
                if (!t.Value.IsStatic)
                    return t.Local();
                var name = t.Name("s_field");
                t.Member($"static readonly {t.T} {name} = {t.Value};");
                return name;
            }
        ),
        new(
            "field of another object",
            t =>
            {
                var holder = t.Name("holder");
                var type = t.Holder();
                t.Do($"var {holder} = new {type}();");
                t.Do($"{holder}.Value = {t.Value};");
                return $"{holder}.Value";
            }
        ),
        new(
            "object initializer",
            t =>
            {
                var holder = t.Name("holder");
                t.Do($"var {holder} = new {t.Holder()} {{ Value = {t.Value} }};");
                return $"{holder}.Value";
            }
        ),
        new("property", t => Property(t, "{ get; set; }")),
        new("property with private setter", t => Property(t, "{ get; private set; }")),
        new(
            "property with own accessors",
            t =>
            {
                var field = t.Name("_backing");
                t.Member($"{t.T} {field};");
                return Property(t, $"{{ get => {field}; set => {field} = value; }}");
            }
        ),
        new(
            "property with a setter that changes the value",
            t =>
            {
                var field = t.Name("_backing");
                t.Member($"{t.T} {field};");
                var set =
                    t.T == Kind.Text ? $"{field} = value + \"-set\";"
                    : t.T == Kind.Options
                        ? $"{{ if (value != null) {{ value.ModelId = \"set\"; value.MaxOutputTokens = 77; }} {field} = value; }}"
                    : t.T == Kind.Limit ? $"{field} = value + 1;"
                    : $"{field} = new OpenAI.Chat.ChatClient(\"set\", \"k\").AsIChatClient();";
                return Property(t, $"{{ get => {field}; set {{ {set} }} }}");
            }
        ),
        new("property with the field keyword", t => Property(t, "{ get; set => field = value; }")) { NeedsNewestCompiler = true },
        new(
            "computed property",
            t =>
            {
                var field = Field(t, "");
                var name = t.Name("Computed");
                t.Member($"{t.T} {name} => {field};");
                return name;
            }
        ),
        new(
            "init property",
            t =>
            {
                var type = t.Name("Init");
                t.Type($"class {type} {{ public {t.T} Value {{ get; init; }} }}");
                var name = t.Name("init");
                t.Do($"var {name} = new {type} {{ Value = {t.Value} }};");
                return $"{name}.Value";
            }
        ),
        new(
            "required property",
            t =>
            {
                var type = t.Name("Required");
                t.Type($"class {type} {{ public required {t.T} Value {{ get; set; }} }}");
                return $"new {type} {{ Value = {t.Value} }}.Value";
            }
        ),
        new(
            "property set in the constructor",
            t =>
            {
                var type = t.Name("Made");
                t.Type($"class {type} {{ public {type}({t.T} value) {{ Value = value; }} public {t.T} Value {{ get; }} }}");
                return $"new {type}({t.Value}).Value";
            }
        ),
        new(
            "indexer",
            t =>
            {
                var type = t.Holder($"public {t.T} this[int i] {{ get => Value; set => Value = value; }}");
                var name = t.Name("indexed");
                t.Do($"var {name} = new {type}();");
                t.Do($"{name}[1] = {t.Value};");
                return $"{name}[2]";
            }
        ),
        new(
            "ref local",
            t =>
            {
                var name = t.OtherLocal();
                var value = t.Local();
                var alias = t.Name("alias");
                t.Do($"ref var {alias} = ref {name};");
                t.Do($"{alias} = {value};");
                return Copy(t, t.W.Of(name, alias));
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "ref readonly local",
            t =>
            {
                var name = t.Local();
                var value = t.W.Local(t.T, new Code(name, IsStatic: false));
                var alias = t.Name("alias");
                t.Do($"ref readonly var {alias} = ref {name};");
                t.Do($"GC.KeepAlive({value});");
                return Copy(t, alias);
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "ref local of a field",
            t =>
            {
                var field = t.Name("s_field");
                t.Member(t.W.Below(2) == 0 ? $"static {t.T} {field};" : $"static {t.T} {field} = null;");
                var value = t.Local();
                var alias = t.Name("alias");
                t.Do($"ref {t.T} {alias} = ref {field};");
                t.Do($"{alias} = {value};");
                return field;
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "ref reassigned",
            t =>
            {
                var first = t.OtherLocal();
                var second = t.OtherLocal();
                var value = t.Local();
                var alias = t.Name("alias");
                t.Do($"ref var {alias} = ref {first};");
                t.Do($"{alias} = ref {second};");
                t.Do($"{alias} = {value};");
                return second;
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "ref conditional",
            t =>
            {
                var first = t.OtherLocal();
                var second = t.OtherLocal();
                t.Do($"({t.W.Condition(true)} ? ref {first} : ref {second}) = {t.Local()};");
                return t.W.Of(first, second);
            }
        ),
        new(
            "ref return",
            t =>
            {
                var field = t.Name("s_field");
                t.Member($"static {t.T} {field};");
                var method = t.Name("Ref");
                t.Member($"static ref {t.T} {method}() => ref {field};");
                t.Do($"{method}() = {t.Local()};");
                return t.W.Of(field, method + "()");
            }
        ),
        new("ref parameter", t => Method(t, name => $"static void {name}(ref {t.T} to, {t.T} from) => to = from;", "ref ")),
        new("out parameter", t => Method(t, name => $"static void {name}(out {t.T} to, {t.T} from) => to = from;", "out ")),
        new(
            "out variable",
            t =>
            {
                var method = t.Name("Out");
                t.Member($"static bool {method}({t.T} from, out {t.T} to) {{ to = from; return true; }}");
                var name = t.Name("made");
                t.Do($"{method}({t.Value}, out var {name});");
                return name;
            }
        ),
        new(
            "in parameter",
            t =>
            {
                var method = t.Name("In");
                t.Member($"static {t.T} {method}(in {t.T} from) => from;");
                return $"{method}({t.Value})";
            }
        ),
        new(
            "exchange of a field",
            t =>
            {
                var field = t.Name("s_field");
                t.Member($"static {t.T} {field};");
                t.Do($"Interlocked.Exchange(ref {field}, {t.Value});");
                return field;
            }
        )
        {
            IsForReferences = true,
        },
        new(
            "value of an assignment",
            t =>
            {
                var name = t.Name("assigned");
                t.Do($"{t.T} {name};");
                return $"({name} = {t.Value})";
            }
        ),
        new(
            "swap",
            t =>
            {
                var first = t.Local();
                var second = t.OtherLocal();
                t.Do($"({first}, {second}) = ({second}, {first});");
                return second;
            }
        ),
        new(
            "struct field",
            t =>
            {
                var type = t.Name("Pod");
                t.Type($"struct {type} {{ public {t.T} Value; }}");
                var name = t.Name("pod");
                t.Do($"{type} {name} = default;");
                t.Do($"{name}.Value = {t.Value};");
                var copy = t.Name("copy");
                t.Do($"var {copy} = {name};");
                return $"{copy}.Value";
            }
        ),
    ];

    private static string Field(Travel t, string modifier)
    {
        var name = t.Name("_field");
        t.Member($"{modifier}{t.T} {name};");
        t.Do($"{name} = {t.Value};");
        return name;
    }

    private static string Property(Travel t, string accessors)
    {
        var name = t.Name("Property");
        // One with a backing field of the object cannot be static.
        var isStatic = !accessors.Contains('=', StringComparison.Ordinal) && t.W.Below(2) == 1;
        t.Member($"{t.W.Of("internal", "public")} {(isStatic ? "static " : "")}{t.T} {name} {accessors}");
        t.Do($"{name} = {t.Value};");
        return name;
    }

    // A reference cannot be used after an await.
    private static string Copy(Travel t, string alias)
    {
        var name = t.Name("copy");
        t.Do($"var {name} = {alias};");
        return name;
    }

    private static string Method(Travel t, Func<string, string> declare, string passing)
    {
        var method = t.Name("Set");
        t.Member(declare(method));
        var name = t.OtherLocal();
        t.Do($"{method}({passing}{name}, {t.Value});");
        return name;
    }
}
