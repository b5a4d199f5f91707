namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Makes options: where they are created, what is done to them under which name, and how they reach the call.</summary>
internal static class OptionsPrograms
{
    private const string VersionKey = "prompt_version";

    public static Code Write(ProgramWriter w)
    {
        if (w.OneIn(8))
        {
            w.MayLeaveOut = true;
            return Values.Through(w, Kind.Options, new Code("null", IsStatic: true));
        }

        var made = Values.Through(w, Kind.Options, Create(w));
        var name = Keep(w, made);
        for (var count = w.Below(6) - 2; count > 0; count--)
            Change(w, name, w.Statement);
        if (w.OneIn(6))
        {
            // What is done under the first name after there is a second one.
            var first = name;
            name = w.Part("options: written after they have another name", () => Renamed(w, first), first);
        }

        if (w.OneIn(8))
            Change(w, name, w.AtEnd, "written after the call");
        return Values.Through(w, Kind.Options, new Code(name, IsStatic: false));
    }

    private static string Renamed(ProgramWriter w, string name)
    {
        w.Construct("options: written after they have another name");
        var second = w.Local(Kind.Options, Values.Through(w, Kind.Options, new Code(name, IsStatic: false))).Text;
        for (var count = 1 + w.Below(2); count > 0; count--)
            Change(w, name, w.Statement);
        return w.Of(second, name);
    }

    private static Code Create(ProgramWriter w)
    {
        var parts = new List<string>();
        if (w.Below(2) == 1)
            parts.Add(w.Part("create: model", () => $"ModelId = {Values.Text(w, "model")}", ""));
        if (w.Below(3) == 1)
            parts.Add(w.Part("create: limit", () => $"MaxOutputTokens = {Values.Limit(w)}", ""));
        if (w.OneIn(4))
            parts.Add(w.Part("create: tags ?", () => $"AdditionalProperties = {Tags(w)}", ""));
        if (w.OneIn(4))
            parts.Add("Temperature = 0.5f");
        return new Code($"new ChatOptions {{ {string.Join(", ", parts.Where(static part => part.Length > 0))} }}", IsStatic: false);
    }

    private static string Tags(ProgramWriter w)
    {
        var version = $"\"1.0.{w.Below(9)}\"";
        switch (w.Below(7))
        {
            case 0:
                w.Construct("tags: initializer");
                return $"new() {{ [\"prompt_name\"] = \"summary\", [\"{VersionKey}\"] = {version} }}";
            case 1:
                w.Construct("tags: other keys");
                return "new() { [\"tenant\"] = \"a\" }";
            case 2:
                w.Construct("tags: key that is no constant");
                w.TextStates = SoundFacts.Prompt;
                var key = Values.Through(w, Kind.Text, new Code($"\"{VersionKey}\"", true));
                w.TextStates = SoundFacts.Model;
                return $"new() {{ [{key}] = {version} }}";
            case 3:
                w.Construct("tags: copied dictionary");
                var other = w.Name("tags");
                w.Statement($"var {other} = new AdditionalPropertiesDictionary {{ [\"{VersionKey}\"] = {version} }};");
                return w.Of($"new({other})", other, $"{other}.Clone()");
            case 4:
                w.Construct("tags: dictionary in a local");
                var name = w.Name("tags");
                w.Statement($"var {name} = new AdditionalPropertiesDictionary();");
                w.Statement($"{name}[\"{VersionKey}\"] = {version};");
                return name;
            case 5:
                w.Construct("tags: shared by two options");
                var (shared, second) = (w.Name("tags"), w.Name("second"));
                w.Statement($"var {shared} = new AdditionalPropertiesDictionary {{ [\"tenant\"] = \"a\" }};");
                w.Statement(
                    w.Of(
                        $"var {second} = new ChatOptions {{ AdditionalProperties = {shared} }};",
                        $"var {second} = new ChatOptions(); {second}.AdditionalProperties = {shared};"
                    )
                );
                if (w.OneIn(3))
                    w.Statement($"{shared}[\"{VersionKey}\"] = {version};");
                else if (w.OneIn(4))
                    w.Statement($"{second}.AdditionalProperties = new();");
                w.Statement(
                    w.Of(
                        $"{second}.AdditionalProperties[\"{VersionKey}\"] = {version};",
                        $"{second}.AdditionalProperties.Remove(\"{VersionKey}\");",
                        $"{second}.AdditionalProperties?.TryAdd(\"{VersionKey}\", {version});",
                        $"{second}.AdditionalProperties[\"tenant\"] = \"b\";",
                        $"{{ var same = {second}; (same.AdditionalProperties ??= new())[\"{VersionKey}\"] = {version}; }}",
                        $"GC.KeepAlive({second}.AdditionalProperties);"
                    )
                );
                return shared;
            default:
                w.Construct("tags: initializer of additions");
                return $"new() {{ {{ \"{VersionKey}\", {version} }} }}";
        }
    }

    private static string Keep(ProgramWriter w, Code made)
    {
        var name = w.Name("options");
        var simple = w.Name("options");
        if (w.Part("keep: ?", () => Kept(w, name, made), "").Length > 0)
            return name;
        w.Statement($"var {simple} = {made};");
        return simple;
    }

    private static string Kept(ProgramWriter w, string name, Code made)
    {
        var kind = w.Below(4);
        w.NamePart("keep: ?", "keep: " + kind);
        switch (kind)
        {
            case 0:
                w.Statement($"var {name} = {made};");
                break;
            case 1:
                w.Member($"private ChatOptions {name};");
                w.Statement($"{name} = {made};");
                break;
            case 2:
                w.Member($"internal static ChatOptions {name} {{ get; private set; }}");
                w.Statement($"{name} = {made};");
                break;
            default:
                w.Statement($"ChatOptions {name};");
                w.Statement($"{name} = {made};");
                break;
        }

        return name;
    }

    // Writes through the name itself, or through another one.
    private static void Change(ProgramWriter w, string name, Action<string> write, string? construct = null) =>
        w.Part("change: ?", () => Changed(w, name, write, construct), false);

    private static bool Changed(ProgramWriter w, string name, Action<string> write, string? construct)
    {
        var isLate = construct is not null;
        var path = isLate ? new Code(name, false) : Values.Through(w, Kind.Options, new Code(name, false));
        var condition = "";
        if (!isLate && w.OneIn(5))
        {
            condition = w.Part(
                "written in a branch",
                () =>
                {
                    w.MayLeaveOut = true;
                    return $"if ({w.Condition(w.Below(2) == 0)}) ";
                },
                ""
            );
            construct = "written in a branch";
        }

        if (construct is not null)
            w.Construct(construct);
        var (what, statement) = Statement(w, $"({path})", isLate);
        w.Construct("options: " + what);
        w.NamePart("change: ?", (isLate ? "late " : "") + "change: " + what);
        write(condition + statement);
        return true;
    }

    private static (string Construct, string Statement) Statement(ProgramWriter w, string o, bool isLate)
    {
        string Model() => isLate ? "\"late\"" : Values.Text(w, "set").Text;
        string Limit() => isLate ? "3" : Values.Limit(w).Text;
        var version = $"\"2.0.{w.Below(9)}\"";
        switch (w.Below(43))
        {
            case 0:
                return ("model assigned", $"{o}.ModelId = {Model()};");
            case 1:
                return ("model filled in", $"{o}.ModelId ??= {Model()};");
            case 2:
                return ("model appended", $"{o}.ModelId += \"-more\";");
            case 3:
                return ("model taken away", $"{o}.ModelId = null;");
            case 4:
                return ("limit assigned", $"{o}.MaxOutputTokens = {Limit()};");
            case 5:
                return ("limit counted up", $"{o}.MaxOutputTokens++;");
            case 6:
                return ("limit changed", $"{o}.MaxOutputTokens += {Limit()};");
            case 7:
                return ("limit taken away", $"{o}.MaxOutputTokens = null;");
            case 8:
                var twice = w.Name("twice");
                return (
                    "deconstruction into members",
                    $"{{ var {twice} = {o}; ({twice}.ModelId, {twice}.MaxOutputTokens) = ({Model()}, {Limit()}); }}"
                );
            case 9:
                return ("tag by indexer", $"({o}.AdditionalProperties ??= [])[\"{VersionKey}\"] = {version};");
            case 10:
                return ("tag by TryAdd", $"({o}.AdditionalProperties ??= new()).TryAdd(\"{VersionKey}\", {version});");
            case 11:
                var tags = w.Name("tags");
                return (
                    "tag by another name",
                    $"{{ var {tags} = {o}.AdditionalProperties ??= new(); {tags}[\"{VersionKey}\"] = {version}; }}"
                );
            case 12:
                var matched = w.Name("tags");
                return (
                    "tag in a pattern",
                    $"{{ if (({o}.AdditionalProperties ??= new()) is {{ }} {matched}) {matched}[\"{VersionKey}\"] = {version}; }}"
                );
            case 13:
                return ("tags removed", $"{o}.AdditionalProperties?.Remove(\"{VersionKey}\");");
            case 14:
                return ("tags cleared", $"{o}.AdditionalProperties?.Clear();");
            case 15:
                var read = w.Name("value");
                return (
                    "tags read",
                    $"{{ if ({o}.AdditionalProperties?.TryGetValue(\"{VersionKey}\", out var {read}) == true) GC.KeepAlive({read}); }}"
                );
            case 16:
                return ("tags replaced", $"{o}.AdditionalProperties = new();");
            case 17:
                var helper = w.Name("Fill");
                w.Member($"static void {helper}(ChatOptions target) {{ target.ModelId = \"helper\"; target.MaxOutputTokens = 8; }}");
                return ("helper", $"{helper}({o});");
            case 18:
                var generic = w.Name("Fill");
                w.Member($"static void {generic}<TOptions>(TOptions target) where TOptions : ChatOptions => target.ModelId = \"generic\";");
                return ("generic helper", $"{generic}({o});");
            case 19:
                var act = w.Name("act");
                var model = w.Name("model");
                return (
                    "lambda",
                    $"{{ var {model} = {Model()}; Action<ChatOptions> {act} = target => target.ModelId = {model}; {act}({o}); }}"
                );
            case 20:
                w.DecideAtRunTime(Kind.Options);
                return ("reflection", $"typeof(ChatOptions).GetProperty(\"ModelId\").SetValue({o}, {Model()});");
            case 21:
                w.DecideAtRunTime(Kind.Options);
                return ("dynamic", $"((dynamic){o}).ModelId = {Model()};");
            case 22:
                var type = w.Name("Nest");
                w.Type(
                    $"class {type}(ChatOptions options) {{ public ChatOptions Options {{ get; }} = options; public int N {{ get; set; }} }}"
                );
                return ("nested initializer", $"GC.KeepAlive(new {type}({o}) {{ Options = {{ ModelId = {Model()} }} }});");
            case 23:
                var extensions = w.Name("Ext");
                w.Type(
                    $"static class {extensions} {{ public static ChatOptions Named{extensions}(this "
                        + $"ChatOptions target, string model) {{ target.ModelId = model; return target; }} }}"
                );
                return ("extension method", $"{o}.Named{extensions}({Model()});");
            case 24:
                return ("read", $"GC.KeepAlive({o}.ModelId ?? \"none\");");
            case 25:
                return ("temperature", $"{o}.Temperature = 0.3f;");
            case 26:
                var tagger = w.Name("Tag");
                w.Member($"static void {tagger}(IDictionary<string, object> target) => target[\"{VersionKey}\"] = {version};");
                return ("tag by a helper", $"{tagger}({o}.AdditionalProperties ??= new());");
            case 27:
                return ("tag with another key", $"({o}.AdditionalProperties ??= [])[\"tenant\"] = \"b\";");
            case 28:
                return ("clone changed", $"{o}.Clone().ModelId = \"clone\";");
            case 30:
                var reset = w.Name("Reset");
                w.Member($"static void {reset}(ChatOptions target) => target.AdditionalProperties = new();");
                return ("tags replaced by a helper", $"{reset}({o});");
            case 31:
                return ("tags replaced where missing", $"{o}.AdditionalProperties ??= new() {{ [\"{VersionKey}\"] = {version} }};");
            case 32:
                return ("tags replaced by others", $"{o}.AdditionalProperties = new() {{ [\"{VersionKey}\"] = {version} }};");
            case 33:
                var tagsOf = w.Name("TagsOf");
                w.Member($"static AdditionalPropertiesDictionary {tagsOf}(ChatOptions target) => target.AdditionalProperties ??= new();");
                return ("tags returned by a helper", $"{tagsOf}({o})[\"{VersionKey}\"] = {version};");
            case 34:
                var holder = w.Name("TagsOf");
                w.Type(
                    $"class {holder}(ChatOptions options) "
                        + $"{{ public IDictionary<string, object> All{holder} => options.AdditionalProperties ??= new(); }}"
                );
                return ("tags returned by a property", $"new {holder}({o}).All{holder}[\"{VersionKey}\"] = {version};");
            case 35:
                w.MayLeaveOut = true;
                return ("tag by conditional access", $"{o}?.AdditionalProperties?.TryAdd(\"{VersionKey}\", {version});");
            case 36:
                var kept = w.Name("kept");
                return (
                    "tags in a lazy value",
                    $"{{ var {kept} = new Lazy<AdditionalPropertiesDictionary>({o}.AdditionalProperties ??= new()); "
                        + $"{kept}.Value[\"{VersionKey}\"] = {version}; }}"
                );
            case 37:
                var pool = w.Name("pool");
                return (
                    "through an item of an array",
                    $"{{ var {pool} = new ChatOptions[1]; {pool}[0] = {o}; {pool}[^1].ModelId = {Model()}; }}"
                );
            case 38:
                var (all, each) = (w.Name("all"), w.Name("each"));
                return (
                    "through the items of a list",
                    $"{{ List<ChatOptions> {all} = [{o}]; foreach (var {each} in {all}) {each}.MaxOutputTokens = {Limit()}; }}"
                );
            case 39:
                var (setter, given) = (w.Name("Set"), w.Name("given"));
                w.Member($"static void {setter}(ref ChatOptions target, string model) => target.ModelId = model;");
                return ("through a reference", $"{{ var {given} = {o}; {setter}(ref {given}, {Model()}); }}");
            case 40:
                var (record, row) = (w.Name("Row"), w.Name("row"));
                w.Type($"record {record} {{ public ChatOptions Options{record} {{ get; init; }} }}");
                return (
                    "through a record",
                    $"{{ var {row} = new {record} {{ Options{record} = {o} }}; "
                        + $"({row} with {{ }}).Options{record}.AdditionalProperties = new() {{ [\"{VersionKey}\"] = {version} }}; }}"
                );
            case 41:
                // What is taken from a queue or a stack cannot be taken twice.
                var (target, more, round) = (w.Name("target"), w.Name("more"), w.Name("i"));
                return (
                    "limit changed in a loop",
                    $"{{ ChatOptions {target} = {o}; int? {more} = {Limit()}; "
                        + $"for (var {round} = 0; {round} < 2; {round}++) {target}.MaxOutputTokens += {more}; }}"
                );
            case 42:
                var raise = w.Name("Raise");
                w.Member($"static void {raise}(ChatOptions target) => target.MaxOutputTokens += 5;");
                return ("limit changed by a helper", $"{raise}({o});");
            default:
                return ("raw options", $"{o}.RawRepresentationFactory = _ => null;");
        }
    }
}
