using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>A call of a method that carries <c>[Prompt]</c> sends that prompt.</summary>
public class PromptMethodCallTests
{
    private const string Methods = """
        public static partial class Prompts
        {
            [Prompt("classify", "2.0.0", Model = "gpt-5.4-mini-2026-03-17", MaxOutputTokens = 5, User = "{{x}}")]
            public static partial Task<string> ClassifyAsync(IChatClient client, string x, CancellationToken cancellationToken = default);
            [LlmHygiene.PromptAttribute("open", "1.0.0", User = "{{x}}")]
            public static partial Task<string> OpenAsync(IChatClient client, string x);
            [Prompt("texts", "1.1.0", User = "{{x}}")]
            public static partial IReadOnlyList<ChatMessage> Texts(string x);
        }
        """;

    /// <summary>A short form of what the generator emits.</summary>
    private const string Bodies = """
        public static partial class Prompts
        {
            public static partial Task<string> ClassifyAsync(IChatClient client, string x, CancellationToken cancellationToken) =>
                Task.FromResult(x);
            public static partial Task<string> OpenAsync(IChatClient client, string x) => Task.FromResult(x);
            public static partial IReadOnlyList<ChatMessage> Texts(string x) => [];
        }
        """;

    private static async Task<string> EntriesAsync(string call) =>
        string.Join(
            " | ",
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        "using LlmHygiene;\n"
                            + Methods
                            + "class Desk(IChatClient injected) { public object A(string ticket, CancellationToken token) => "
                            + call
                            + "; }",
                        Bodies,
                    ],
                    inventory: true
                )
            ).Select(diagnostic => diagnostic.Id == "LLMH0001" ? diagnostic.GetMessage(null) : diagnostic.Id)
        );

    [Theory]
    [InlineData(
        "Prompts.ClassifyAsync(injected, ticket)",
        "sdk=LlmHygiene; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); prompt=Tagged(classify@2.0.0); "
            + "limit=Set(5); cancellation=NotPassed; via=Sdk"
    )]
    [InlineData(
        "Prompts.ClassifyAsync(injected, ticket, token)",
        "sdk=LlmHygiene; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); prompt=Tagged(classify@2.0.0); "
            + "limit=Set(5); cancellation=Passed; via=Sdk"
    )]
    [InlineData(
        "Prompts.OpenAsync(injected, ticket)",
        "sdk=LlmHygiene; operation=chat; model=FlowsIn; prompt=Tagged(open@1.0.0); limit=Unset; cancellation=Impossible; via=Sdk | LLMH1002"
    )]
    [InlineData("Prompts.Texts(ticket)", "")]
    [InlineData(
        "injected.GetResponseAsync(Prompts.Texts(ticket), new ChatOptions { ModelId = \"gpt-5.4-mini-2026-03-17\" }, token)",
        "sdk=Microsoft.Extensions.AI; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); prompt=Tagged(texts@1.1.0); "
            + "limit=Unset; cancellation=Passed; via=Sdk"
    )]
    public async Task The_call_carries_what_the_attribute_states(string call, string entries) =>
        Assert.Equal(entries, await EntriesAsync(call));
}
