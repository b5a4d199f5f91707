using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>A tag counts however it is written, and what may write one that is not seen makes it unknown.</summary>
public class PromptTagFactTests
{
    private static Task<string> PromptAsync(string members) =>
        FactTest.FactAsync(
            "prompt",
            $$"""
            #pragma warning disable OPENAI001
            using System.Diagnostics;
            using LlmHygiene;
            class C(IChatClient client)
            {
                private const string VersionKey = "prompt_version";
                private static readonly ActivitySource Source = new("app");
                private static readonly Dictionary<string, string> FromConfiguration = new();
                private static readonly Action<AdditionalPropertiesDictionary> Filler = _ => { };
                private static Func<Task> Kept = () => Task.CompletedTask;
                {{members}}
            }
            """
        );

    [Theory]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); tags[\"prompt_version\"] = \"2\"; options.AdditionalProperties = tags;")]
    [InlineData("AdditionalPropertiesDictionary tags = []; options.AdditionalProperties = tags; tags.Add(VersionKey, \"2\");")]
    [InlineData("options.AdditionalProperties = []; var tags = options.AdditionalProperties; tags[VersionKey] = \"2\";")]
    [InlineData("options.AdditionalProperties = []; if (options.AdditionalProperties is { } tags) tags[VersionKey] = \"2\";")]
    [InlineData("options.AdditionalProperties = []; if (options is { AdditionalProperties: { } tags }) tags[VersionKey] = \"2\";")]
    [InlineData("var tags = options.AdditionalProperties ??= []; tags[\"prompt_version\"] = \"2\";")]
    [InlineData("var key = \"prompt_version\"; options.AdditionalProperties = new() { [key] = \"2\" };")]
    [InlineData("options.AdditionalProperties = Tags(); static AdditionalPropertiesDictionary Tags() => new() { [VersionKey] = \"2\" };")]
    [InlineData(
        """
            options.AdditionalProperties = Tags();
            static AdditionalPropertiesDictionary Tags() { AdditionalPropertiesDictionary made = []; made[VersionKey] = "2"; return made; }
            """
    )]
    [InlineData("options.AdditionalProperties = []; Tag(options.AdditionalProperties);")]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); options.AdditionalProperties = tags; Put(tags, VersionKey, \"2\");")]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); options.AdditionalProperties = tags; tags.TryAdd(VersionKey, \"2\");")]
    [InlineData("var source = new Dictionary<string, object?> { [VersionKey] = \"2\" }; options.AdditionalProperties = new(source);")]
    public async Task A_dictionary_that_is_filled_through_a_variable_or_a_helper(string statements) =>
        Assert.Equal("Tagged(*@2)", await PromptAsync(WithOptions(statements)));

    [Theory]
    [InlineData(
        "options.AdditionalProperties = []; foreach (var (key, value) in FromConfiguration) options.AdditionalProperties[key] = value;"
    )]
    [InlineData(
        "options.AdditionalProperties = []; foreach (var pair in FromConfiguration) options.AdditionalProperties.Add(pair.Key, pair.Value);"
    )]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); tags[Console.ReadLine()!] = \"2\"; options.AdditionalProperties = tags;")]
    [InlineData("options.AdditionalProperties = new() { [Console.ReadLine()!] = \"2\" };")]
    [InlineData("options.AdditionalProperties = new() { [(string)typeof(C).GetMethod(\"Key\")!.Invoke(null, null)!] = \"2\" };")]
    [InlineData("options.AdditionalProperties = new() { [(string)(object)Console.ReadLine()!] = \"2\" };")]
    [InlineData("object key = Console.ReadLine()!; options.AdditionalProperties = new() { { (string)key, \"2\" } };")]
    [InlineData("dynamic key = Console.ReadLine()!; options.AdditionalProperties = []; options.AdditionalProperties[(string)key] = \"2\";")]
    [InlineData("options.AdditionalProperties = []; options.AdditionalProperties.TryAdd((string)Activator.CreateInstance(typeof(C))!, 2);")]
    [InlineData("options.AdditionalProperties = []; Put(options.AdditionalProperties, Console.ReadLine()!, \"2\");")]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); options.AdditionalProperties = tags; Filler(tags);")]
    [InlineData("options.AdditionalProperties = new(FromConfiguration.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));")]
    [InlineData("options.AdditionalProperties = Environment.ProcessId > 1 ? Shared : null;")]
    [InlineData("options.AdditionalProperties = []; var tags = options.AdditionalProperties; Shared = tags; Filler(Shared!);")]
    public async Task A_key_or_a_dictionary_that_is_not_known_may_be_the_tag(string statements) =>
        Assert.Equal("FlowsIn", await PromptAsync(WithOptions(statements)));

    [Theory]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); tags[\"seed\"] = 3; options.AdditionalProperties = tags;")]
    [InlineData("options.AdditionalProperties = []; if (options.AdditionalProperties is { Count: 0 } tags) tags[\"user\"] = \"x\";")]
    [InlineData("options.AdditionalProperties = []; Put(options.AdditionalProperties, \"tenant\", \"2\");")]
    [InlineData("var tags = new AdditionalPropertiesDictionary(); Console.WriteLine(tags.Count); options.AdditionalProperties = tags;")]
    [InlineData("options.AdditionalProperties = new() { [nameof(options)] = 1 }; foreach (var tag in options.AdditionalProperties) { }")]
    public async Task A_dictionary_with_other_keys(string statements) =>
        Assert.Equal("Untagged", await PromptAsync(WithOptions(statements)));

    private static string WithOptions(string statements) =>
        $$"""
            public static AdditionalPropertiesDictionary? Shared { get; set; }
            private static void Tag(AdditionalPropertiesDictionary tags) => tags["prompt_version"] = "2";
            private static void Put(AdditionalPropertiesDictionary tags, string key, string value) => tags[key] = value;
            public Task Ask()
            {
                var options = new ChatOptions();
                {{statements}}
                return client.GetResponseAsync("Summarise the news.", options);
            }
            """;

    [Theory]
    [InlineData("using var a = Source.StartActivity(ActivityKind.Internal, tags: [new(\"gen_ai.prompt.version\", \"2\")]);")]
    [InlineData(
        "using var a = Source.CreateActivity(\"ask\", ActivityKind.Client, default(ActivityContext), [new(\"prompt.version\", \"2\")]);"
    )]
    [InlineData(
        """
            var tags = new ActivityTagsCollection { ["prompt.version"] = "2" };
            using var a = Source.StartActivity("ask", ActivityKind.Client, default(ActivityContext), tags);
            """
    )]
    [InlineData(
        """
            var tags = new ActivityTagsCollection(); tags.Add("prompt.version", "2");
            using var a = Source.StartActivity("ask", ActivityKind.Client, default(ActivityContext), tags);
            """
    )]
    [InlineData(
        """
            var tags = new List<KeyValuePair<string, object?>>(); tags.Add(new("prompt.version", "2"));
            using var a = Source.StartActivity(ActivityKind.Client, tags: tags);
            """
    )]
    [InlineData("Activity.Current?.SetTag(VersionKey, \"2\");")]
    [InlineData("var key = VersionKey; Activity.Current?.AddTag(key, \"2\");")]
    [InlineData("Name(Activity.Current, \"2\"); static void Name(Activity? a, string version) => a?.SetTag(\"prompt.version\", version);")]
    [InlineData("using var a = Started(); static Activity? Started() => Source.StartActivity(\"ask\")?.SetTag(\"prompt.version\", \"2\");")]
    [InlineData("Put(Activity.Current, \"prompt.version\", \"2\"); static void Put(Activity? a, string k, object? v) => a?.SetTag(k, v);")]
    public async Task Tags_of_an_activity(string statements) => Assert.Equal("Tagged(*@2)", await PromptAsync(InMethod(statements)));

    [Theory]
    [InlineData("foreach (var (key, value) in FromConfiguration) Activity.Current?.SetTag(key, value);")]
    [InlineData("using var a = Source.StartActivity(ActivityKind.Internal, tags: Elsewhere);")]
    [InlineData("Activity.Current?.SetBaggage(\"prompt.version\", \"2\");")]
    public async Task Tags_of_an_activity_that_are_not_known(string statements) =>
        Assert.Equal("FlowsIn", await PromptAsync(InMethod(statements)));

    [Theory]
    [InlineData("using var a = Source.StartActivity(ActivityKind.Internal, tags: [new(\"tenant\", \"2\")]);")]
    [InlineData("using var a = Source.StartActivity(\"prompt.version\"); a?.SetTag(\"tenant\", \"x\");")]
    [InlineData("Activity.Current?.SetBaggage(\"tenant\", \"2\");")]
    public async Task Other_tags_of_an_activity(string statements) => Assert.Equal("Untagged", await PromptAsync(InMethod(statements)));

    [Theory]
    [InlineData("using var a = Source.StartActivity(\"x\"); a?.SetTag(\"prompt.version\", \"2\");", "Untagged")]
    [InlineData("using (var a = Source.StartActivity(\"x\")) a!.SetTag(\"tenant\", \"x\").SetTag(VersionKey, \"2\");", "Untagged")]
    [InlineData("using var a = Source.StartActivity(\"x\"); a?.SetTag(Console.ReadLine()!, \"2\");", "Untagged")]
    [InlineData("_ = new ChatOptions { AdditionalProperties = new() { [\"prompt_version\"] = \"2\" } };", "Untagged")]
    [InlineData("var o = new ChatOptions(); o.AdditionalProperties = new(); o.AdditionalProperties[VersionKey] = \"2\";", "Untagged")]
    [InlineData("var a = Source.StartActivity(\"x\"); a?.SetTag(\"prompt.version\", \"2\");", "FlowsIn")]
    [InlineData("var a = Source.StartActivity(\"x\"); a?.SetTag(Console.ReadLine()!, \"2\");", "FlowsIn")]
    [InlineData("Activity.Current?.SetTag(VersionKey, \"2\");", "FlowsIn")]
    [InlineData("Write(\"prompt.version\");", "FlowsIn")]
    public async Task A_method_that_ran_before_leaves_a_tag_only_where_its_activity_is_open(string statements, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(
                $$"""
                public async Task Run() { Before(); await Ask(); }
                private Task Ask() => client.GetResponseAsync("Summarise the news.");
                private void Before() { {{statements}} }
                private static void Write(string key) => Activity.Current?.SetTag(key, "2");
                """
            )
        );

    private static string InMethod(string statements) =>
        $$"""
            public IEnumerable<KeyValuePair<string, object?>>? Elsewhere { get; set; }
            public async Task Ask()
            {
                {{statements}}
                await client.GetResponseAsync("Summarise the news.");
            }
            """;

    [Theory]
    // Every caller of a method that nobody else can call.
    [InlineData("public Task A() { using (PromptScope.Begin(\"news\", \"1\")) return Inner(); } Task Inner() => CALL;", "Tagged(news@1)")]
    [InlineData(
        """
            public async Task A() { using var s = PromptScope.Begin("news", "1"); await Inner(); }
            public async Task B() { using var s = PromptScope.Begin("news", "1"); await Inner(); }
            private Task Inner() => CALL;
            """,
        "Tagged(news@1)"
    )]
    [InlineData(
        """
            public async Task A() { using var s = PromptScope.Begin("news", "1"); await Inner(); }
            public async Task B() { using var s = PromptScope.Begin("news", "2"); await Inner(); }
            private Task Inner() => CALL;
            """,
        "Tagged(news@*)"
    )]
    [InlineData(
        """
            public async Task A() { using var s = PromptScope.Begin("news", "1"); await Middle(); }
            private Task Middle() => Inner();
            private Task Inner() => CALL;
            """,
        "Tagged(news@1)"
    )]
    [InlineData(
        "public async Task A() { using (PromptScope.Begin(\"news\", \"1\")) await Inner(); Task Inner() => CALL; }",
        "Tagged(news@1)"
    )]
    [InlineData(
        "public async Task A() { using var a = Source.StartActivity(); a?.SetTag(VersionKey, \"1\"); await In(); } Task In() => CALL;",
        "Tagged(*@1)"
    )]
    // One of two callers begins none.
    [InlineData(
        """
            public async Task A() { using var s = PromptScope.Begin("news", "1"); await Inner(); }
            public Task B() => Inner();
            private Task Inner() => CALL;
            """,
        "Untagged"
    )]
    [InlineData(
        "public Task A() => Inner(); public Task B() { using var s = PromptScope.Begin(\"a\", \"1\"); return A(); } Task Inner() => CALL;",
        "Tagged(a@1)"
    )]
    public async Task A_scope_that_callers_begin(string members, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(members.Replace("CALL", "client.GetResponseAsync(\"Summarise the news.\")", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("using var s = Begin(); static IDisposable Begin() => PromptScope.Begin(\"news\", \"1\"); await CALL;", "Tagged(news@1)")]
    [InlineData(
        "using var s = Begin(\"1\"); static IDisposable Begin(string v) => PromptScope.Begin(\"news\", v); await CALL;",
        "Tagged(news@1)"
    )]
    [InlineData(
        "await In(() => CALL); static async Task In(Func<Task> run) { using var s = PromptScope.Begin(\"news\", \"1\"); await run(); }",
        "Tagged(news@1)"
    )]
    [InlineData(
        "await In(\"1\", () => CALL); async Task In(string v, Func<Task> f) { using var s = PromptScope.Begin(\"news\", v); await f(); }",
        "Tagged(news@1)"
    )]
    [InlineData(
        "await In(Run); Task Run() => CALL; async Task In(Func<Task> f) { using var s = PromptScope.Begin(\"news\", \"1\"); await f(); }",
        "Tagged(news@1)"
    )]
    [InlineData(
        "await In(() => CALL); static async Task In(Func<Task> run) { await run(); using var s = PromptScope.Begin(\"news\", \"1\"); }",
        "Untagged"
    )]
    [InlineData("Func<Task> ask = () => CALL; using var s = PromptScope.Begin(\"news\", \"1\"); await ask();", "Tagged(news@1)")]
    [InlineData(
        "Func<Task> ask = async () => { await CALL; }; using (PromptScope.Begin(\"news\", \"1\")) await ask.Invoke();",
        "Tagged(news@1)"
    )]
    [InlineData(
        "Func<Task> ask = () => CALL; await In(ask); "
            + "static async Task In(Func<Task> run) { using var s = PromptScope.Begin(\"news\", \"1\"); await run(); }",
        "Tagged(news@1)"
    )]
    [InlineData("Func<Task> ask = () => CALL; await ask(); using (PromptScope.Begin(\"news\", \"1\")) await ask();", "Untagged")]
    [InlineData("Func<Task> ask = () => CALL; await Task.Run(ask); using var s = PromptScope.Begin(\"news\", \"1\");", "Untagged")]
    [InlineData("Func<Task> ask = () => CALL; using (PromptScope.Begin(\"news\", \"1\")) await Task.Run(ask);", "FlowsIn")]
    [InlineData(
        "Func<Task> ask = () => CALL; var again = ask; using (PromptScope.Begin(\"news\", \"1\")) await again();",
        "Tagged(news@1)"
    )]
    [InlineData("Kept = () => CALL; using (PromptScope.Begin(\"news\", \"1\")) await Kept();", "FlowsIn")]
    [InlineData("using (PromptScope.Begin(\"news\", \"1\")) await Make()(); Func<Task> Make() { return () => CALL; }", "FlowsIn")]
    [InlineData("Action begin = () => PromptScope.Begin(\"news\", \"1\"); await CALL;", "Untagged")]
    [InlineData("var s = PromptScope.Begin(\"news\", \"1\"); s.Dispose(); await CALL;", "Untagged")]
    public async Task A_scope_that_a_helper_begins(string statements, string expected) =>
        Assert.Equal(
            expected,
            await PromptAsync(
                "public async Task Ask() { "
                    + statements.Replace("CALL", "client.GetResponseAsync(\"Summarise the news.\")", StringComparison.Ordinal)
                    + " }"
            )
        );
}
