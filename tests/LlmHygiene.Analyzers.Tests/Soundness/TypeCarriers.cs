namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Classes, records, structs, interfaces, generics, operators and extensions.</summary>
internal static class TypeCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("primary constructor", t => New(t, "class NAME(T value) { public T Get() => value; }", ".Get()")),
        new("primary constructor into a property", t => New(t, "class NAME(T value) { public T Value { get; } = value; }", ".Value")),
        new(
            "primary constructor into a field",
            t => New(t, "class NAME(T value) { private readonly T _value = value; public T Get() => _value; }", ".Get()")
        ),
        new("partial class", t => New(t, "partial class NAME(T value) { } partial class NAME { public T Get() => value; }", ".Get()")),
        new(
            "assigned parameter of a primary constructor",
            t =>
                New(
                    t,
                    "partial class NAME(T value) { public T Get() => value; } partial class NAME { public T Set(T other) { value = other; return Get(); } }",
                    $".Set({t.Value})",
                    t.Other()
                )
        ),
        new(
            "constructor that calls another",
            t =>
                New(
                    t,
                    "class NAME { readonly T _value; public NAME(T value) : this(value, 1) { } NAME(T value, int n) => _value = value; public T Get() => _value; }",
                    ".Get()"
                )
        ),
        new(
            "target-typed new",
            t =>
            {
                var (type, name) = (t.Name("Box"), t.Name("box"));
                t.Type($"class {type}({t.T} value) {{ public {t.T} Get() => value; }}");
                if (t.W.Below(2) == 0)
                    t.Do($"GC.KeepAlive(new {type}({t.Other()}));");
                t.Do($"{type} {name} = new({t.Value});");
                return $"{name}.Get()";
            }
        ),
        new("record", t => New(t, "record NAME(T Value);", ".Value")),
        new("record struct", t => New(t, "readonly record struct NAME(T Value, int Count = 1);", ".Value")),
        new("record class with a body", t => New(t, "record NAME(T Value) { public T Kept { get; } = Value; }", ".Kept")),
        new(
            "with",
            t =>
            {
                var type = t.Name("Row");
                t.Type($"record {type}({t.T} Value, int Count);");
                return $"(new {type}({t.Other()}, 1) with {{ Value = {t.Value} }}).Value";
            }
        ),
        new(
            "with that keeps",
            t =>
            {
                var type = t.Name("Row");
                t.Type($"record {type} {{ public {t.T} Value {{ get; init; }} public int Count {{ get; init; }} }}");
                return $"(new {type} {{ Value = {t.Value} }} with {{ Count = 1 }}).Value";
            }
        ),
        new(
            "deconstructed record",
            t =>
            {
                var (type, name) = (t.Name("Row"), t.Name("part"));
                t.Type($"record {type}({t.T} Value, int Count);");
                t.Do($"var ({name}, _) = new {type}({t.Value}, 1);");
                return name;
            }
        ),
        new(
            "positional pattern",
            t =>
            {
                var (type, name) = (t.Name("Row"), t.Name("part"));
                t.Type($"record {type}({t.T} Value, int Count);");
                return $"(new {type}({t.Value}, 1) is (var {name}, _) ? {name} : {t.Other()})";
            }
        ),
        new("struct", t => New(t, "struct NAME { public T Value; public NAME(T value) { Value = value; } }", ".Value")),
        new(
            "abstract method",
            t =>
                Derived(
                    t,
                    "abstract class BASE { public abstract T Get(); } class NAME(T value) : BASE { public override T Get() => value; }",
                    ".Get()"
                )
        ),
        new(
            "virtual method",
            t =>
                Derived(
                    t,
                    "class BASE(T value) { public virtual T Get() => value; } class NAME(T value, T other) : BASE(other) { public override T Get() => value; }",
                    ".Get()",
                    t.Other()
                )
        ),
        new(
            "virtual method that is not overridden",
            t => Derived(t, "class BASE(T value) { public virtual T Get() => value; } class NAME(T value) : BASE(value);", ".Get()")
        ),
        new(
            "base call",
            t =>
                Derived(
                    t,
                    "class BASE(T value) { public virtual T Get() => value; } class NAME(T value) : BASE(value) { public override T Get() => base.Get(); }",
                    ".Get()"
                )
        ),
        new(
            "base constructor",
            t =>
                Derived(
                    t,
                    "class BASE { protected T Value; protected BASE(T value) => Value = value; public T Get() => Value; } class NAME : BASE { public NAME(T value) : base(value) { } }",
                    ".Get()"
                )
        ),
        new(
            "base constructor with a constant",
            t =>
                Derived(
                    t,
                    $"class BASE(T value) {{ public T Get() => value; }} class NAME(T unused) : BASE({Values.Simple(t.W, t.T)});",
                    ".Get()"
                )
        ),
        new(
            "hidden member",
            t =>
                Derived(
                    t,
                    $"class BASE {{ public T Get() => {Values.Simple(t.W, t.T)}; }} class NAME(T value) : BASE {{ public new T Get() => value; }}",
                    ".Get()",
                    cast: t.W.Of(true, false)
                )
        ),
        new(
            "virtual property",
            t =>
                Derived(
                    t,
                    $"class BASE {{ public virtual T Value => {Values.Simple(t.W, t.T)}; }} class NAME(T value) : BASE {{ public override T Value => value; }}",
                    ".Value"
                )
        ),
        new(
            "abstract property",
            t =>
                Derived(
                    t,
                    "abstract class BASE { public abstract T Value { get; } } class NAME(T value) : BASE { public override T Value { get; } = value; }",
                    ".Value"
                )
        ),
        new(
            "protected field",
            t =>
                Derived(
                    t,
                    "class BASE { protected T Kept; public T Get() => Kept; } class NAME : BASE { public NAME(T value) => Kept = value; }",
                    ".Get()"
                )
        ),
        new("interface", t => Derived(t, "interface BASE { T Get(); } class NAME(T value) : BASE { public T Get() => value; }", ".Get()")),
        new(
            "explicit interface",
            t =>
                Derived(
                    t,
                    "interface BASE { T Get(); } class NAME(T value) : BASE { T BASE.Get() => value; public T Get() => default; }",
                    ".Get()"
                )
        ),
        new(
            "interface property",
            t => Derived(t, "interface BASE { T Value { get; } } class NAME(T value) : BASE { public T Value => value; }", ".Value")
        ),
        new(
            "explicit interface property",
            t =>
                Derived(
                    t,
                    "interface BASE { T Value { get; set; } } class NAME : BASE { T _v; public NAME(T value) => ((BASE)this).Value = value; T BASE.Value { get => _v; set => _v = value; } }",
                    ".Value"
                )
        ),
        new(
            "interface that another type implements",
            t =>
            {
                var other = t.Name("Other");
                return Derived(
                    t,
                    $"interface BASE {{ T Get(); }} class {other} : BASE {{ public T Get() => {Values.Simple(t.W, t.T)}; }} class NAME(T value) : BASE {{ public T Get() => value; }}",
                    ".Get()"
                );
            }
        ),
        new(
            "inherited implementation",
            t =>
            {
                var parent = t.Name("Parent");
                return Derived(
                    t,
                    $"interface BASE {{ T Get(); }} class {parent}(T value) {{ public T Get() => value; }} class NAME(T value) : {parent}(value), BASE;",
                    ".Get()"
                );
            }
        ),
        new(
            "parameter of an inherited implementation",
            t =>
            {
                var parent = t.Name("Parent");
                var type = t.Name("Passing");
                t.Type(
                    $"interface I{type} {{ {t.T} Same({t.T} value); }} class {parent} {{ public {t.T} Same({t.T} value) => value; }} class {type} : {parent}, I{type};"
                );
                t.Do($"GC.KeepAlive(new {type}().Same({t.Other()}));");
                return $"((I{type})new {type}()).Same({t.Value})";
            }
        ),
        new(
            "default interface method",
            t =>
                Derived(
                    t,
                    "interface BASE { T Value { get; } T Get() => Value; } class NAME(T value) : BASE { public T Value => value; }",
                    ".Get()"
                )
        ),
        new(
            "parameter of an interface method",
            t =>
            {
                var type = t.Name("Passing");
                t.Type(
                    $"interface I{type} {{ {t.T} Same({t.T} value); }} class {type} : I{type} {{ public {t.T} Same({t.T} value) => value; }}"
                );
                return $"((I{type})new {type}()).Same({t.Value})";
            }
        ),
        new(
            "generic method",
            t =>
            {
                var method = t.Name("Same");
                t.Member($"static TValue {method}<TValue>(TValue value) => value;");
                return $"{method}<{t.T}>({t.Value})";
            }
        ),
        new("generic class", t => New(t, "class NAME<TValue>(TValue value) { public TValue Value => value; }", ".Value", generic: true)),
        new(
            "generic static field",
            t =>
            {
                var type = t.Name("Kept");
                t.Type($"static class {type}<TValue> {{ public static TValue Value; }}");
                t.Do($"{type}<{t.T}>.Value = {t.Value};");
                return $"{type}<{t.T}>.Value";
            }
        ),
        new(
            "generic interface",
            t =>
                Derived(
                    t,
                    "interface BASE<TValue> { TValue Get(); } class NAME(T value) : BASE<T> { public T Get() => value; }",
                    ".Get()",
                    generic: true
                )
        ),
        new(
            "static abstract",
            t =>
            {
                var (type, method) = (t.Name("Source"), t.Name("From"));
                t.Type(
                    $"interface I{type} {{ static abstract {t.T} Make({t.T} value); }} class {type} : I{type} {{ public static {t.T} Make({t.T} value) => value; }}"
                );
                t.Member($"static {t.T} {method}<TSource>({t.T} value) where TSource : I{type} => TSource.Make(value);");
                return $"{method}<{type}>({t.Value})";
            }
        ),
        new(
            "implicit conversion",
            t =>
                New(
                    t,
                    "class NAME(T value) { public T Value => value; public static explicit operator List<T>(NAME from) => [from.Value]; }",
                    "",
                    cast: "(List<T>)",
                    after: "[0]"
                )
        ),
        new(
            "own conversion operator",
            t =>
            {
                var type = t.Name("Wrapped");
                t.Type(
                    $"class {type} {{ public {t.T} Value; public static implicit operator Tuple<{t.T}>({type} from) => Tuple.Create(from.Value); }}"
                );
                var name = t.Name("converted");
                t.Do($"Tuple<{t.T}> {name} = new {type} {{ Value = {t.Value} }};");
                return $"{name}.Item1";
            }
        ),
        new(
            "own operator",
            t =>
            {
                var type = t.Name("Sum");
                t.Type($"class {type}({t.T} value) {{ public static {t.T} operator +({type} left, {t.T} right) => right; }}");
                return $"(new {type}({t.Other()}) + {t.Value})";
            }
        ),
        new(
            "extension method",
            t =>
            {
                var type = t.Name("Extensions");
                t.Type(
                    $"static class {type} {{ public static {t.T} Same{type}(this {t.T} value) => value; public static {t.T} Other{type}(this object self, {t.T} value) => value; }}"
                );
                return t.W.Of($"({t.Value}).Same{type}()", $"this.Other{type}({t.Value})", $"{type}.Same{type}({t.Value})");
            }
        ),
        new(
            "extension member",
            t =>
            {
                var type = t.Name("Members");
                t.Type(
                    $"static class {type} {{ extension(P{type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..type.LastIndexOf('_')]} self) {{ public {t.T} Same{type}({t.T} value) => value; }} }}"
                );
                return $"this.Same{type}({t.Value})";
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "extension property",
            t =>
            {
                var type = t.Name("Members");
                t.Type(
                    $"static class {type} {{ static {t.T} s_value; extension(string self) {{ public {t.T} Kept{type} {{ get => s_value; set => s_value = value; }} }} }}"
                );
                t.Do($"\"\".Kept{type} = {t.Value};");
                return $"\"\".Kept{type}";
            }
        )
        {
            NeedsNewestCompiler = true,
        },
        new(
            "nested type",
            t =>
            {
                var type = t.Name("Nested");
                t.Member($"sealed class {type} {{ public {t.T} Value; public static readonly {type} Shared = new(); }}");
                t.Do($"{type}.Shared.Value = {t.Value};");
                return $"{type}.Shared.Value";
            }
        ),
        new(
            "factory",
            t =>
                New(
                    t,
                    "class NAME { readonly T _value; NAME(T value) => _value = value; public static NAME Create(T value) => new(value); public T Build() => _value; }",
                    ".Build()",
                    create: ".Create"
                )
        ),
        new(
            "builder",
            t =>
            {
                var type = t.Name("Builder");
                t.Type(
                    $"class {type} {{ {t.T} _value; public {type} With({t.T} value) {{ _value = value; return this; }} public {t.T} Build() => _value; }}"
                );
                return $"new {type}().With({t.Value}).Build()";
            }
        ),
        new(
            "static constructor",
            t =>
            {
                var type = t.Name("Static");
                t.Type($"static class {type} {{ public static {t.T} Value; static {type}() {{ Value = {Values.Simple(t.W, t.T)}; }} }}");
                t.Do($"{type}.Value = {t.Value};");
                return $"{type}.Value";
            }
        ),
    ];

    private static string New(
        Travel t,
        string declaration,
        string read,
        Code? first = null,
        bool generic = false,
        string cast = "",
        string after = "",
        string create = null!
    )
    {
        var type = t.Name("Type");
        t.Type(Named(declaration, type, "", t));
        var argument = $"({first ?? t.Value})";
        var made = create is null ? $"new {type}{(generic ? $"<{t.T}>" : "")}{argument}" : $"{type}{create}{argument}";
        return cast.Length == 0 ? made + read : $"({Named(cast, type, "", t)}{made}){after}";
    }

    private static string Derived(Travel t, string declaration, string read, Code? more = null, bool cast = true, bool generic = false)
    {
        var (parent, type, name) = (t.Name("Base"), t.Name("Type"), t.Name("made"));
        t.Type(Named(declaration, type, parent, t));
        var declared = cast ? parent + (generic ? $"<{t.T}>" : "") : type;
        t.Do($"{declared} {name} = new {type}({t.Value}{(more is { } other ? ", " + other : "")});");
        return name + read;
    }

    private static string Named(string declaration, string type, string parent, Travel t) =>
        System.Text.RegularExpressions.Regex.Replace(
            declaration,
            @"\b(T|NAME|BASE)\b",
            match =>
                match.Value switch
                {
                    "T" => t.T.Name,
                    "NAME" => type,
                    _ => parent,
                }
        );
}
