using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>C# 14: the receiver of an extension block is followed to the callers of its members, and so is <c>field</c>.</summary>
public class ExtensionBlockTests
{
    private const string Go = "public Task Go(string q) => client.GetResponseAsync(q);";

    private static string Fact(string fact, string members, string body, OutputKind kind = OutputKind.ConsoleApplication)
    {
        Assert.SkipUnless(Enum.IsDefined(typeof(LanguageVersion), 1400), "This compiler has no extension blocks.");
        var compilation = TestCode.Compile(
            [
                $$"""
                #pragma warning disable OPENAI001
                public static class E { {{members}} }
                public class C
                {
                    public static readonly IChatClient Made = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
                    public static readonly IChatClient None = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
                    {{body}}
                    static void Main() { }
                }
                """,
            ],
            TestReferences.All,
            kind
        );
        TestCode.MustCompile(compilation);
        var entry = Assert.Single(FactTest.Inventory(compilation));
        return entry.Split("; ").Single(part => part.StartsWith(fact + "=", StringComparison.Ordinal))[(fact.Length + 1)..];
    }

    [Theory]
    [InlineData("extension(IChatClient client) { " + Go + " }", "Made.Go(q)", "AtClient(m)")]
    [InlineData("extension(IChatClient client) { " + Go + " }", "Made?.Go(q)!", "AtClient(m)")]
    [InlineData("extension(IChatClient client) { " + Go + " }", "E.Go(Made, q)", "AtClient(m)")]
    [InlineData("extension<T>(T client) where T : IChatClient { " + Go + " }", "Made.Go(q)", "AtClient(m)")]
    [InlineData("extension(IChatClient client) { " + Go + " public Task Up(string q) => client.Go(q); }", "Made.Up(q)", "AtClient(m)")]
    [InlineData(
        "extension(IChatClient client) { Task Go => client.GetResponseAsync(\"x\"); public Task Up(string q) => client.Go; }",
        "Made.Up(q)",
        "AtClient(m)"
    )]
    [InlineData("extension(IChatClient client) { " + Go + " }", "None.Go(q)", "Absent")]
    // One of several clients, a delegate, and no caller.
    [InlineData("extension(IChatClient client) { " + Go + " }", "Made.Go(q).Wait(1) ? None.Go(q) : E.Go(Made, q)", "FlowsIn")]
    [InlineData("extension(IChatClient client) { " + Go + " }", "((Func<string, Task>)Made.Go)(q)", "FlowsIn")]
    [InlineData("extension(IChatClient client) { " + Go + " }", "Task.CompletedTask", "FlowsIn")]
    // A block with a member that looks the same.
    [InlineData(
        "extension(IChatClient client) { " + Go + " } extension(string s) { public Task Go(string q) => null!; }",
        "Made.Go(q)",
        "FlowsIn"
    )]
    public void The_client(string members, string call, string expected) =>
        Assert.Equal(expected, Fact("model", members, $"public Task Ask(string q) => {call};"));

    [Fact]
    public void Other_projects_may_call_a_public_member_of_a_library() =>
        Assert.Equal(
            "FlowsIn",
            Fact(
                "model",
                "extension(IChatClient client) { " + Go + " }",
                "public Task Ask(string q) => Made.Go(q);",
                OutputKind.DynamicallyLinkedLibrary
            )
        );

    [Theory]
    [InlineData("extension(string text) { public ChatMessage AsUser() => new(ChatRole.User, text); }", "\"Say hello to me.\"", "Untagged")]
    [InlineData("extension(string text) { public ChatMessage AsUser() => new(ChatRole.User, text); }", "q", "FlowsIn")]
    [InlineData("public static ChatMessage AsUser(this string text) => new(ChatRole.User, text);", "\"Say hello to me.\"", "Untagged")]
    public void The_text_of_a_message(string members, string text, string expected) =>
        Assert.Equal(expected, Fact("prompt", members, $"public Task Ask(string q) => Made.GetResponseAsync([{text}.AsUser()]);"));

    [Theory]
    [InlineData("ChatOptions Defaults => field ??= new() { ModelId = \"n\" };", "Constant(n)")]
    [InlineData("public ChatOptions Defaults { get => field ??= new() { ModelId = \"n\" }; }", "Constant(n)")]
    [InlineData("public ChatOptions Defaults { get => field ??= new() { ModelId = \"n\" }; private set; }", "Constant(n)")]
    [InlineData("public ChatOptions Defaults { get => field ??= new() { ModelId = \"n\" }; set; }", "Configured")]
    [InlineData(
        "ChatOptions Defaults { get => field ??= new() { ModelId = \"n\" }; set; } void Change(ChatOptions other) => Defaults = other;",
        "Configured"
    )]
    [InlineData(
        "public ChatOptions Defaults { get => field ??= new() { ModelId = \"n\" }; private set => field = value; } "
            + "void Change(ChatOptions other) => Defaults = other;",
        "Configured"
    )]
    public void Options_in_field(string property, string expected) =>
        Assert.Equal(expected, Fact("model", "", property + " public Task Ask(string q) => Made.GetResponseAsync(q, Defaults);"));

    [Theory]
    [InlineData("IChatClient Client => field ??= Made;", "AtClient(m)")]
    [InlineData("public IChatClient Client { get => field ??= Made; }", "AtClient(m)")]
    [InlineData("public IChatClient Client { get => field; } = Made;", "AtClient(m)")]
    [InlineData("public IChatClient Client { get => field; private set; } = Made; void Change() => Client = None;", "FlowsIn")]
    [InlineData(
        "public IChatClient Client { get { Change(ref field); return field; } } = Made; static void Change(ref IChatClient c) => c = None;",
        "FlowsIn"
    )]
    [InlineData("public IChatClient Client { get => field ??= Made; set; }", "FlowsIn")]
    public void A_client_in_field(string property, string expected) =>
        Assert.Equal(expected, Fact("model", "", property + " public Task Ask(string q) => Client.GetResponseAsync(q);"));
}
