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
