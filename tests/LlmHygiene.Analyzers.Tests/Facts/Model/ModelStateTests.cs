using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>Where the model is stated at the call: its argument, its options, or nowhere.</summary>
public class ModelStateTests
{
    // A client that states no model, so that only the call can.
    private const string NoModelClient =
        "private readonly IChatClient _client = new OpenAI.Responses.ResponsesClient(\"key\").AsIChatClient();\n";

    private static Task<string> ModelAsync(string members) =>
        FactTest.FactAsync("model", "#pragma warning disable OPENAI001\nclass C\n{\n" + NoModelClient + members + "\n}");

    [Theory]
    [InlineData("new ChatOptions { ModelId = \"gpt-5.4\" }", "Constant(gpt-5.4)")]
    [InlineData("new() { ModelId = Model }", "Constant(gpt-4o)")]
    [InlineData("new() { ModelId = Environment.GetEnvironmentVariable(\"MODEL\") }", "Configured")]
    [InlineData("new() { ModelId = Environment.GetEnvironmentVariable(\"MODEL\") ?? Model }", "Configured")]
    [InlineData("new() { ModelId = null }", "Absent")]
    [InlineData("new() { ModelId = \"\" }", "Absent")]
    [InlineData("new() { ModelId = string.Empty }", "Absent")]
    [InlineData("new() { ModelId = DateTime.Now.Hour > 12 ? \"\" : null }", "Absent")]
    [InlineData("new() { ModelId = DateTime.Now.Hour > 12 ? \"\" : Model }", "Configured")]
    [InlineData("new() { Temperature = 0 }", "Absent")]
    [InlineData("null", "Absent")]
    [InlineData("default", "Absent")]
    [InlineData("null, CancellationToken.None", "Absent")]
    [InlineData("new ChatOptions { ModelId = Model }.Clone()", "Constant(gpt-4o)")]
    [InlineData("DateTime.Now.Hour > 12 ? new() { ModelId = \"a\" } : new() { ModelId = \"b\" }", "Configured(a, b)")]
    [InlineData("DateTime.Now.Hour > 12 ? new ChatOptions { ModelId = \"a\" } : null", "Constant(a)")]
    [InlineData("new() { RawRepresentationFactory = _ => new object() }", "FlowsIn")]
    [InlineData("Activator.CreateInstance<ChatOptions>()", "FlowsIn")]
    public async Task Options_written_at_the_call(string options, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                private const string Model = "gpt-4o";
                public Task Ask(string text) => _client.GetResponseAsync(text, {{options}});
                """
            )
        );

    [Fact]
    public async Task No_options_argument_is_the_same_as_null() =>
        Assert.Equal("Absent", await ModelAsync("public Task Ask(string text) => _client.GetResponseAsync(text);"));

    [Fact]
    public async Task Options_in_a_local() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                public Task Ask(string text)
                {
                    var options = new ChatOptions { ModelId = "m" };
                    return _client.GetResponseAsync(text, options);
                }
                """
            )
        );

    [Theory]
    [InlineData("options.ModelId = \"m\";", "Constant(m)")]
    [InlineData("if (text.Length > 10) options.ModelId = \"m\";", "Constant(m)")]
    [InlineData("options.ModelId ??= \"m\";", "Constant(m)")]
    [InlineData("options.ModelId = null;", "Absent")]
    [InlineData("options.Temperature = 0;", "Absent")]
    [InlineData("Console.WriteLine(options.Temperature);", "Absent")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(options);", "FlowsIn")]
    [InlineData("var alias = options; alias.ModelId = \"m\";", "Constant(m)")]
    [InlineData("var list = new List<ChatOptions> { options };", "Absent")]
    [InlineData("List<ChatOptions> list = [options];", "Absent")]
    [InlineData("List<ChatOptions> list = [options]; list.ForEach(one => one.ModelId = \"m\");", "Configured")]
    [InlineData("SetModel(options);", "Constant(helper)")]
    [InlineData("SetTemperature(options);", "Absent")]
    public async Task Options_changed_between_new_and_the_call(string statement, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                public Task Ask(string text)
                {
                    var options = new ChatOptions();
                    {{statement}}
                    return _client.GetResponseAsync(text, options);
                }

                private static void SetModel(ChatOptions target) => target.ModelId = "helper";

                private static void SetTemperature(ChatOptions target) => target.Temperature = 1;
                """
            )
        );

    [Theory]
    [InlineData("private readonly ChatOptions _options = new() { ModelId = \"m\" };", "Constant(m)")]
    [InlineData("private static readonly ChatOptions _options = new();", "Absent")]
    [InlineData("private readonly ChatOptions _options; public C() { _options = new() { ModelId = \"m\" }; }", "Constant(m)")]
    [InlineData("private readonly ChatOptions _options; public C(ChatOptions options) { _options = options; }", "FlowsIn")]
    [InlineData("private ChatOptions _options { get; } = new() { ModelId = \"m\" };", "Constant(m)")]
    [InlineData("private ChatOptions _options => new() { ModelId = \"m\" };", "Constant(m)")]
    [InlineData("public ChatOptions _options { get; set; } = new();", "FlowsIn")]
    [InlineData("private readonly ChatOptions _options = new(); public void Use(string model) => _options.ModelId = model;", "Configured")]
    [InlineData(
        "private readonly Lazy<ChatOptions> _lazy = new(() => new() { ModelId = \"m\" }); private ChatOptions _options => _lazy.Value;",
        "Constant(m)"
    )]
    public async Task Options_in_a_field_or_property(string member, string expected) =>
        Assert.Equal(expected, await ModelAsync(member + "\npublic Task Ask(string text) => _client.GetResponseAsync(text, _options);"));

    [Theory]
    [InlineData("private static ChatOptions Make() => new() { ModelId = \"m\" };", "Make()", "Constant(m)")]
    [InlineData(
        "private static ChatOptions Make() { if (DateTime.Now.Hour > 3) return new() { ModelId = \"m\" }; return new(); }",
        "Make()",
        "Configured"
    )]
    [InlineData("private static ChatOptions Make() => new();", "Make()", "Absent")]
    [InlineData(
        "private static async Task<ChatOptions> Make() { await Task.Yield(); return new() { ModelId = \"m\" }; }",
        "await Make().ConfigureAwait(false)",
        "Constant(m)"
    )]
    [InlineData("private static (ChatOptions, int) Make() => (new() { ModelId = \"m\" }, 1);", "Make().Item1", "Constant(m)")]
    [InlineData("protected virtual ChatOptions Make() => new();", "Make()", "Absent")]
    public async Task Options_from_a_helper(string helper, string call, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(helper + $"\npublic async Task Ask(string text) {{ await _client.GetResponseAsync(text, {call}); }}")
        );

    [Fact]
    public async Task Options_from_a_deconstructed_tuple() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                private static (ChatOptions Options, int Count) Make() => (new() { ModelId = "m" }, 1);
                public Task Ask(string text)
                {
                    var (options, _) = Make();
                    return _client.GetResponseAsync(text, options);
                }
                """
            )
        );

    [Fact]
    public async Task Options_of_a_public_method_are_decided_by_its_callers() =>
        Assert.Equal(
            "FlowsIn",
            await ModelAsync("public Task Ask(string text, ChatOptions options) => _client.GetResponseAsync(text, options);")
        );

    [Fact]
    public async Task Options_of_a_private_method_are_looked_up_at_its_callers() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                public Task Summarize(string text) => Ask(text, new ChatOptions { ModelId = "m" });
                private Task Ask(string text, ChatOptions options) => _client.GetResponseAsync(text, options);
                """
            )
        );

    [Fact]
    public async Task A_private_method_used_as_a_delegate_may_be_called_with_anything() =>
        Assert.Equal(
            "FlowsIn",
            await ModelAsync(
                """
                public Func<string, ChatOptions?, Task> Handler => Ask;
                private Task Ask(string text, ChatOptions? options) => _client.GetResponseAsync(text, options);
                """
            )
        );

    [Fact]
    public async Task Helpers_that_call_each_other_do_not_hang() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                private ChatOptions A(int n) => n == 0 ? new() { ModelId = "m" } : B(n - 1);
                private ChatOptions B(int n) => A(n);
                public Task Ask(string text) => _client.GetResponseAsync(text, A(3));
                """
            )
        );

    [Fact]
    public async Task A_partial_type_is_followed_into_its_other_files() =>
        Assert.Equal(
            "Constant(m)",
            await FactTest.FactAsync(
                "model",
                "partial class C(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text, _options); }",
                "partial class C { private readonly ChatOptions _options = new() { ModelId = \"m\" }; }"
            )
        );

    [Fact]
    public void Top_level_statements_are_followed_too()
    {
        const string Program = """
            IChatClient client = null!;
            var options = new ChatOptions();
            Configure(options);
            await client.GetResponseAsync(args[0], options);
            static void Configure(ChatOptions target) => target.ModelId = "m";
            """;
        var compilation = TestCode.Compile([Program], TestReferences.All, Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);
        Assert.Equal("model=Constant(m)", FactTest.Inventory(compilation).Single().Split("; ")[2]);
    }
}
