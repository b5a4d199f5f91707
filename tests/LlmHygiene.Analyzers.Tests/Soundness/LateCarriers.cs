namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>What is bound or made at run time: dynamic, reflection, lazy values and things that only keep a value for a while.</summary>
internal static class LateCarriers
{
    public static IReadOnlyList<Carrier> All { get; } =
    [
        new("dynamic", t => $"(({t.T})(dynamic)({t.Value}))"),
        new(
            "dynamic local",
            t =>
            {
                var name = t.Name("late");
                t.Do($"dynamic {name} = {t.Value};");
                return $"(({t.T}){name})";
            }
        ),
        new(
            "dynamic member set",
            t =>
            {
                var (type, name) = (t.Name("Late"), t.Name("late"));
                t.Type($"public class {type} {{ public {t.T} Kept{type} {{ get; private set; }} public {t.T} Open{type}; }}");
                t.Do($"var {name} = new {type}();");
                t.Do($"((dynamic){name}).Open{type} = {t.Value};");
                return $"{name}.Open{type}";
            }
        ),
        new(
            "dynamic call",
            t =>
            {
                var type = t.Name("Late");
                t.Type($"public class {type} {{ public {t.T} Same{type}({t.T} value) => value; }}");
                if (t.W.Below(2) == 0)
                    t.Do($"GC.KeepAlive(new {type}().Same{type}({t.Other()}));");
                return $"(({t.T})((dynamic)new {type}()).Same{type}({t.Value}))";
            }
        ),
        new(
            "dynamic call that keeps",
            t =>
            {
                var (type, name) = (t.Name("Late"), t.Name("late"));
                t.Type(
                    $"public class {type} {{ {t.T} _kept; public void Keep{type}({t.T} "
                        + $"value) => _kept = value; public {t.T} Get() => _kept; }}"
                );
                t.Do($"var {name} = new {type}();");
                t.Do($"{name}.Keep{type}({t.Other()});");
                t.Do($"((dynamic){name}).Keep{type}({t.Value});");
                return $"{name}.Get()";
            }
        ),
        new(
            "expando",
            t =>
            {
                var name = t.Name("bag");
                t.Do($"dynamic {name} = new System.Dynamic.ExpandoObject();");
                t.Do($"{name}.Value = {t.Value};");
                return $"(({t.T}){name}.Value)";
            }
        ),
        new(
            "reflection on a field",
            t =>
            {
                var (type, name) = (t.Name("Reflected"), t.Name("target"));
                t.Type($"class {type} {{ public {t.T} Value{type} = {Values.Simple(t.W, t.T)}; }}");
                t.Do($"var {name} = new {type}();");
                t.Do($"typeof({type}).GetField(\"Value{type}\").SetValue({name}, {t.Value});");
                return $"{name}.Value{type}";
            }
        ),
        new(
            "reflection with nameof",
            t =>
            {
                var (type, name) = (t.Name("Reflected"), t.Name("target"));
                t.Type($"class {type} {{ public {t.T} Value{type} {{ get; private set; }} = {Values.Simple(t.W, t.T)}; }}");
                t.Do($"var {name} = new {type}();");
                t.Do($"typeof({type}).GetProperty(nameof({type}.Value{type})).SetValue({name}, {t.Value});");
                return $"{name}.Value{type}";
            }
        ),
        new(
            "reflection on every field",
            t =>
            {
                var (type, name) = (t.Name("Reflected"), t.Name("target"));
                t.Type($"class {type} {{ public {t.T} Value = default; }}");
                t.Do($"var {name} = new {type}();");
                t.Do($"typeof({type}).GetFields()[0].SetValue({name}, {t.Value});");
                return $"{name}.Value";
            }
        ),
        new(
            "reflection reads",
            t =>
            {
                var type = t.Holder();
                return $"(({t.T})typeof({type}).GetField(\"Value\").GetValue(new {type} {{ Value = {t.Value} }}))";
            }
        ),
        new(
            "invoked by reflection",
            t =>
            {
                var type = t.Name("Reflected");
                t.Type($"public class {type} {{ public static {t.T} Same{type}({t.T} value) => value; }}");
                if (t.W.Below(2) == 0)
                    t.Do($"GC.KeepAlive({type}.Same{type}({t.Other()}));");
                return $"(({t.T})typeof({type}).GetMethod(\"Same{type}\").Invoke(null, new object[] {{ {t.Value} }}))";
            }
        ),
        new(
            "made by reflection",
            t =>
            {
                var type = t.Name("Made");
                t.Type(
                    $"public class {type} {{ readonly {t.T} _value; public {type}({t.T} "
                        + $"value) => _value = value; public {t.T} Get() => _value; }}"
                );
                if (t.W.Below(2) == 0)
                    t.Do($"GC.KeepAlive(new {type}({t.Other()}));");
                return $"(({type})Activator.CreateInstance(typeof({type}), new object[] {{ {t.Value} }})).Get()";
            }
        ),
        new(
            "lazy",
            t =>
            {
                var (name, value) = (t.Name("lazy"), t.Local());
                t.Do($"var {name} = new Lazy<{t.T}>(() => {value});");
                return $"{name}.Value";
            }
        ),
        new("lazy of a value", t => $"new Lazy<{t.T}>({t.Value}).Value") { IsForReferences = true },
        new(
            "lazy of a value in a local",
            t =>
            {
                var name = t.Name("lazy");
                t.Do($"var {name} = new Lazy<{t.T}>({t.Value});");
                return $"{name}.Value";
            }
        )
        {
            IsForReferences = true,
        },
        new(
            "lazy field",
            t =>
            {
                var (name, field) = (t.Name("_lazy"), t.Name("_field"));
                t.Member($"static {t.T} {field};");
                t.Member($"readonly Lazy<{t.T}> {name} = new(() => {field});");
                t.Do($"{field} = {t.Value};");
                return $"{name}.Value";
            }
        ),
        new(
            "lazy of a method",
            t =>
            {
                var (name, method, field) = (t.Name("lazy"), t.Name("Make"), t.Name("_field"));
                t.Member($"{t.T} {field};");
                t.Member($"{t.T} {method}() => {field};");
                t.Do($"{field} = {t.Value};");
                t.Do($"var {name} = new Lazy<{t.T}>({method});");
                return $"{name}.Value";
            }
        ),
        new(
            "lazy initializer",
            t =>
            {
                var (field, value) = (t.Name("_field"), t.Local());
                t.Member($"{t.T} {field};");
                return $"LazyInitializer.EnsureInitialized(ref {field}, () => {value} ?? {Values.Simple(t.W, t.T)})";
            }
        )
        {
            IsForReferences = true,
        },
        new(
            "weak reference",
            t =>
            {
                var (value, name) = (t.Local(), t.Name("target"));
                t.Do($"new WeakReference<{t.T}>({value} ?? {Values.Simple(t.W, t.T)}).TryGetTarget(out var {name});");
                return $"({value} is null ? null : {name})";
            }
        )
        {
            IsForReferences = true,
        },
        new(
            "asynchronous local",
            t =>
            {
                var name = t.Name("s_local");
                t.Member($"static readonly AsyncLocal<{t.T}> {name} = new();");
                t.Do($"{name}.Value = {t.Value};");
                return $"{name}.Value";
            }
        ),
        new(
            "object in between",
            t =>
            {
                var name = t.Name("boxed");
                t.Do($"object {name} = {t.Value};");
                return $"(({t.T}){name})";
            }
        ),
        new(
            "boxed and unboxed",
            t =>
            {
                var name = t.Name("boxed");
                t.Do($"object[] {name} = [{t.Value}];");
                return $"(({t.T}){name}[0])";
            }
        ),
    ];
}
