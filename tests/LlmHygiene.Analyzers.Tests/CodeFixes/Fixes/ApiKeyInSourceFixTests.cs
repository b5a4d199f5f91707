using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH6001: the key is read from the environment.</summary>
public sealed class ApiKeyInSourceFixTests
{
    private const string Read =
        "Environment.GetEnvironmentVariable(\"OPENAI_API_KEY\") ?? "
        + "throw new InvalidOperationException(\"The environment variable OPENAI_API_KEY is not set.\")";

    [Theory]
    [InlineData("object A() => new OpenAI.Chat.ChatClient(\"m\", KEY);", "object A() => new OpenAI.Chat.ChatClient(\"m\", READ);")]
    [InlineData("string _key = KEY;", "string _key = READ;")]
    [InlineData("private const string Key = KEY;", "private static readonly string Key = READ;")]
    [InlineData("void A() { const string Key = KEY; Console.Write(Key); }", "void A() { string Key = READ; Console.Write(Key); }")]
    [InlineData("string A() => KEY.Trim();", "string A() => (READ).Trim();")]
    public Task The_key_is_read_from_the_variable_of_its_provider(string before, string after) =>
        Test(Frame(before, marked: true), Frame(after)).RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("void A(string key = KEY) { }")]
    [InlineData("public const string Key = KEY;")]
    [InlineData("const string Key = KEY; [Obsolete(Key)] void A() { }")]
    [InlineData("[Obsolete(KEY)] void A() { }")]
    [InlineData("bool A(string text) => text is KEY;")]
    public Task There_is_no_fix_where_a_constant_is_needed(string member) =>
        Test(Frame(member, marked: true), Frame(member, marked: true)).RunAsync(TestContext.Current.CancellationToken);

    private const string Settings = "appsettings.json";

    private const string Program = "class C(IChatClient client) { public object Ask() => client.GetResponseAsync(\"Hi\"); }";

    [Fact]
    public async Task The_key_in_a_settings_file_becomes_an_empty_text()
    {
        static string Json(string own, string azure, string part) =>
            $$"""
                {
                  // Set them with user secrets.
                  "OpenAI": { "ApiKey": "{{own}}", "Model": "gpt-5" },
                  "AzureOpenAI": { "ApiKey": "{{azure}}" },
                  "Gateway": { "Header": "Bearer {{part}}" }
                }
                """;
        var project = LiveProject.Open(("C.cs", Program), (Settings, Json(TestKeys.OpenAI, TestKeys.Azure, TestKeys.Groq)));
        Assert.Equal(
            ["Remove the key of 'OpenAI:ApiKey' from the file"],
            (await project.FixesAsync<ApiKeyInSourceFix>("LLMH6001")).Select(fix => fix.Title)
        );
        Assert.Equal(
            Json("", TestKeys.Azure, TestKeys.Groq),
            await (await project.FixAsync<ApiKeyInSourceFix>("LLMH6001")).TextAsync(Settings)
        );
        var all = await project.FixAllAsync<ApiKeyInSourceFix>("LLMH6001");
        Assert.Equal(Json("", "", TestKeys.Groq), await all.TextAsync(Settings));
    }

    [Theory]
    [InlineData("{ \"Chat\": \"Endpoint=https://x.openai.azure.com/;Key=KEY\" }")]
    [InlineData("{ \"Chat\": \"x\" } // SHAPE")]
    public async Task There_is_no_fix_for_a_part_of_a_value_or_a_comment(string json)
    {
        var text = json.Replace("KEY", TestKeys.Azure, StringComparison.Ordinal).Replace("SHAPE", TestKeys.Groq, StringComparison.Ordinal);
        Assert.Empty(await LiveProject.Open(("C.cs", Program), (Settings, text)).FixesAsync<ApiKeyInSourceFix>("LLMH6001"));
    }

    [Fact]
    public async Task There_is_no_fix_in_a_prompt_file() =>
        Assert.Empty(
            await LiveProject
                .Open(
                    (
                        "Prompts/a.prompt.yml",
                        $"name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Use the key {TestKeys.OpenAI}.\n"
                    )
                )
                .FixesAsync<ApiKeyInSourceFix>("LLMH6001")
        );

    [Theory]
    [InlineData("string _key = KEY;", "string _key = READ;")]
    [InlineData("private const string Key = KEY;", "private static readonly string Key = READ;")]
    [InlineData("void A() { const string Key = KEY; Console.Write(Key); }", "void A() { string Key = READ; Console.Write(Key); }")]
    [InlineData("[Obsolete(KEY)] void A() { }", null)]
    [InlineData("// KEY", null)]
    public async Task The_key_in_the_code_of_a_component_is_read_from_the_environment(string before, string? after)
    {
        var project = Component(before.Replace("KEY", $"\"{TestKeys.OpenAI}\"", StringComparison.Ordinal));
        if (after is null)
        {
            Assert.Empty(await project.FixesAsync<ApiKeyInSourceFix>("LLMH6001"));
            return;
        }

        var expected = await Component(after.Replace("READ", Read, StringComparison.Ordinal)).TextAsync(Razor);
        Assert.Equal(expected, await (await project.FixAsync<ApiKeyInSourceFix>("LLMH6001")).TextAsync(Razor));
        Assert.Equal(expected, await (await project.FixAllAsync<ApiKeyInSourceFix>("LLMH6001")).TextAsync(Razor));
    }

    [Fact]
    public async Task There_is_no_fix_where_the_generated_code_is_of_an_older_text() =>
        Assert.Empty(
            await Component($"string _key = \"{TestKeys.OpenAI}\";")
                .With(Razor, $"<p>New</p>\n<p>More</p>\n@code {{ string _key = \"{TestKeys.OpenAI}\"; }}\n")
                .FixesAsync<ApiKeyInSourceFix>("LLMH6001")
        );

    private const string Razor = "Chat.razor";

    // A component, and the code that the Razor compiler emits for it.
    private static LiveProject Component(string member) =>
        LiveProject.Open(
            ("C.cs", Program),
            (Razor, $"<p>Hi</p>\n@code {{\n    {member}\n}}\n"),
            (
                "obj/Chat_razor.g.cs",
                $$"""
                // <auto-generated/>
                #pragma warning disable 1591
                partial class Chat
                {
                #nullable restore
                #line (2,8)-(4,1) "{{LiveProject.Folder}}Chat.razor"

                    {{member}}

                #line default
                #line hidden
                #nullable disable
                }
                """
            )
        );

    private static FixTest<ApiKeyInSourceFix> Test(string before, string after)
    {
        var test = FixTest.Create<ApiKeyInSourceFix>("LLMH6001", before, after, analyzers: new SourceTextAnalyzer());
        test.DisabledDiagnostics.Add("LLMH6004");
        return test;
    }

    private static string Frame(string member, bool marked = false) =>
        "class C\n{\n    "
        + (
            marked
                ? member.Replace("KEY", $"\"{{|LLMH6001:{TestKeys.OpenAI}|}}\"", StringComparison.Ordinal)
                : member.Replace("READ", Read, StringComparison.Ordinal)
        )
        + "\n}\n";
}
