namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Classes, records, structs and inheritance.</summary>
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
                    "partial class NAME(T value) { public T Get() => value; } partial "
                        + "class NAME { public T Set(T other) { value = other; return Get(); } }",
                    $".Set({t.Value})",
                    t.Other()
                )
        ),
        new(
            "constructor that calls another",
            t =>
                New(
                    t,
                    "class NAME { readonly T _value; public NAME(T value) : this(value, 1) "
                        + "{ } NAME(T value, int n) => _value = value; public T Get() => _value; }",
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
                    "class BASE(T value) { public virtual T Get() => value; } class NAME(T "
                        + "value, T other) : BASE(other) { public override T Get() => value; }",
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
                    "class BASE(T value) { public virtual T Get() => value; } class NAME(T "
                        + "value) : BASE(value) { public override T Get() => base.Get(); }",
                    ".Get()"
                )
        ),
        new(
            "base constructor",
            t =>
                Derived(
                    t,
                    "class BASE { protected T Value; protected BASE(T value) => Value = value; public "
                        + "T Get() => Value; } class NAME : BASE { public NAME(T value) : base(value) { } }",
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
                    $"class BASE {{ public T Get() => {Values.Simple(t.W, t.T)}; }} "
                        + $"class NAME(T value) : BASE {{ public new T Get() => value; }}",
                    ".Get()",
                    cast: t.W.Of(true, false)
                )
        ),
        new(
            "virtual property",
            t =>
                Derived(
                    t,
                    $"class BASE {{ public virtual T Value => {Values.Simple(t.W, t.T)}; "
                        + $"}} class NAME(T value) : BASE {{ public override T Value => value; }}",
                    ".Value"
                )
        ),
        new(
            "abstract property",
            t =>
                Derived(
                    t,
                    "abstract class BASE { public abstract T Value { get; } } class "
                        + "NAME(T value) : BASE { public override T Value { get; } = value; }",
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
    ];

    public static string New(
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

    public static string Derived(Travel t, string declaration, string read, Code? more = null, bool cast = true, bool generic = false)
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
