namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Interfaces, generics, operators, extensions and factories.</summary>
internal static class MemberCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new(
            "interface",
            t => TypeCarriers.Derived(t, "interface BASE { T Get(); } class NAME(T value) : BASE { public T Get() => value; }", ".Get()")
        ),
        new(
            "explicit interface",
            t =>
                TypeCarriers.Derived(
                    t,
                    "interface BASE { T Get(); } class NAME(T value) : BASE { T BASE.Get() => value; public T Get() => default; }",
                    ".Get()"
                )
        ),
        new(
            "interface property",
            t =>
                TypeCarriers.Derived(
                    t,
                    "interface BASE { T Value { get; } } class NAME(T value) : BASE { public T Value => value; }",
                    ".Value"
                )
        ),
        new(
            "explicit interface property",
            t =>
                TypeCarriers.Derived(
                    t,
                    "interface BASE { T Value { get; set; } } class NAME : BASE { T _v; public NAME(T "
                        + "value) => ((BASE)this).Value = value; T BASE.Value { get => _v; set => _v = value; } }",
                    ".Value"
                )
        ),
        new(
            "interface that another type implements",
            t =>
            {
                var other = t.Name("Other");
                return TypeCarriers.Derived(
                    t,
                    $"interface BASE {{ T Get(); }} class {other} : BASE {{ public T Get() => "
                        + $"{Values.Simple(t.W, t.T)}; }} class NAME(T value) : BASE {{ public T Get() => value; }}",
                    ".Get()"
                );
            }
        ),
        new(
            "inherited implementation",
            t =>
            {
                var parent = t.Name("Parent");
                return TypeCarriers.Derived(
                    t,
                    $"interface BASE {{ T Get(); }} class {parent}(T value) {{ public "
                        + $"T Get() => value; }} class NAME(T value) : {parent}(value), BASE;",
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
                    $"interface I{type} {{ {t.T} Same({t.T} value); }} class {parent} {{ public "
                        + $"{t.T} Same({t.T} value) => value; }} class {type} : {parent}, I{type};"
                );
                t.Do($"GC.KeepAlive(new {type}().Same({t.Other()}));");
                return $"((I{type})new {type}()).Same({t.Value})";
            }
        ),
        new(
            "default interface method",
            t =>
                TypeCarriers.Derived(
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
                    $"interface I{type} {{ {t.T} Same({t.T} value); }} class {type} "
                        + $": I{type} {{ public {t.T} Same({t.T} value) => value; }}"
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
        new(
            "generic class",
            t => TypeCarriers.New(t, "class NAME<TValue>(TValue value) { public TValue Value => value; }", ".Value", generic: true)
        ),
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
                TypeCarriers.Derived(
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
                    $"interface I{type} {{ static abstract {t.T} Make({t.T} value); }} class "
                        + $"{type} : I{type} {{ public static {t.T} Make({t.T} value) => value; }}"
                );
                t.Member($"static {t.T} {method}<TSource>({t.T} value) where TSource : I{type} => TSource.Make(value);");
                return $"{method}<{type}>({t.Value})";
            }
        ),
        new(
            "implicit conversion",
            t =>
                TypeCarriers.New(
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
                    $"class {type} {{ public {t.T} Value; public static implicit "
                        + $"operator Tuple<{t.T}>({type} from) => Tuple.Create(from.Value); }}"
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
                    $"static class {type} {{ public static {t.T} Same{type}(this {t.T} value) => value; "
                        + $"public static {t.T} Other{type}(this object self, {t.T} value) => value; }}"
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
                    $"static class {type} {{ extension(P{type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..type.LastIndexOf('_')]} "
                        + $"self) {{ public {t.T} Same{type}({t.T} value) => value; }} }}"
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
                    $"static class {type} {{ static {t.T} s_value; extension(string self) {{ "
                        + $"public {t.T} Kept{type} {{ get => s_value; set => s_value = value; }} }} }}"
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
                TypeCarriers.New(
                    t,
                    "class NAME { readonly T _value; NAME(T value) => _value = value; public "
                        + "static NAME Create(T value) => new(value); public T Build() => _value; }",
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
                    $"class {type} {{ {t.T} _value; public {type} With({t.T} value) {{ "
                        + $"_value = value; return this; }} public {t.T} Build() => _value; }}"
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
}
