using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class CallNotCancellableRuleTests
{
    private const string Id = "LLMH5001";

    private static Task VerifyAsync(string source, OutputKind? kind = null) => RuleTest.VerifyAsync(source, only: Id, kind: kind);

    private static Task<string> MessageAsync(string source) => RuleTest.MessageAsync(Id, source);

    private static string Pass(string token) => $"'GetResponseAsync' cannot be cancelled: pass '{token}'";

    [Fact]
    public Task Fires_where_the_method_or_an_overload_takes_a_token() =>
        VerifyAsync(
            """
            class Assistant(IChatClient client, OpenAI.Chat.ChatClient openAI)
            {
                public Task Ask(string prompt) => client.{|LLMH5001:GetResponseAsync|}(prompt);
                public Task AskOpenAI(string prompt) => openAI.{|LLMH5001:CompleteChatAsync|}(prompt);
                public async Task Stream(string prompt)
                {
                    await foreach (var update in client.{|LLMH5001:GetStreamingResponseAsync|}(prompt)) Console.Write(update);
                }
            }
            """
        );

    [Fact]
    public Task Stays_silent_where_a_token_is_passed_or_deliberately_omitted() =>
        VerifyAsync(
            """
            class Assistant(IChatClient client, OpenAI.Chat.ChatClient openAI)
            {
                public Task Ask(string prompt, CancellationToken token) => client.GetResponseAsync(prompt, null, token);
                public Task AskAlways(string prompt) => client.GetResponseAsync(prompt, null, CancellationToken.None);
                public Task AskByDefault(string prompt) => client.GetResponseAsync(prompt, cancellationToken: default);
                public Task AskRaw(System.ClientModel.BinaryContent content, System.ClientModel.Primitives.RequestOptions options) =>
                    openAI.CompleteChatAsync(content, options);
                public async Task Stream(string prompt, CancellationToken token)
                {
                    await foreach (var update in client.GetStreamingResponseAsync(prompt).WithCancellation(token)) Console.Write(update);
                }
            }
            """
        );

    [Fact]
    public async Task Without_a_token_the_message_states_where_to_get_one() =>
        Assert.Equal(
            "'GetResponseAsync' cannot be cancelled: take a CancellationToken from the caller and pass it on",
            await MessageAsync("class C(IChatClient client) { public Task Ask(string prompt) => client.GetResponseAsync(prompt); }")
        );

    [Theory]
    [InlineData("public Task Ask(string prompt, CancellationToken stop) => client.GetResponseAsync(prompt);", "stop")]
    [InlineData(
        """
            public Task Ask(CancellationToken outer) { return Run(inner => client.GetResponseAsync("x")); }
            Task Run(Func<CancellationToken, Task> run) => run(default);
            """,
        "inner"
    )]
    [InlineData("public Task Ask(CancellationToken outer) { var linked = outer; return client.GetResponseAsync(\"x\"); }", "linked")]
    [InlineData(
        "public Task Ask() { using var timeout = new CancellationTokenSource(100); return client.GetResponseAsync(\"x\"); }",
        "timeout.Token"
    )]
    [InlineData(
        "public Task Ask() { using (var timeout = new CancellationTokenSource(100)) return client.GetResponseAsync(\"x\"); }",
        "timeout.Token"
    )]
    [InlineData("public Task Ask() { return Inner(default); Task Inner(CancellationToken own) => client.GetResponseAsync(\"x\"); }", "own")]
    [InlineData("readonly CancellationToken _stop; public Task Ask() => client.GetResponseAsync(\"x\");", "_stop")]
    [InlineData("readonly CancellationTokenSource _stop = new(); public Task Ask() => client.GetResponseAsync(\"x\");", "_stop.Token")]
    [InlineData(
        """
            public class Context { public CancellationToken RequestAborted => default; }
            public Task Ask(Context context) => client.GetResponseAsync("x");
            """,
        "context.RequestAborted"
    )]
    [InlineData(
        """
            class Request { public CancellationToken RequestAborted => default; }
            Request HttpContext => new();
            public Task Ask() => client.GetResponseAsync("x");
            """,
        "HttpContext.RequestAborted"
    )]
    [InlineData(
        """
            CancellationToken _later;
            public class Context { public CancellationToken Token => default; }
            public Task Ask(Context context) => client.GetResponseAsync("x");
            """,
        "context.Token"
    )]
    // A source that may be null would throw; one that has just been made does not.
    [InlineData("CancellationTokenSource? _stop; public Task Ask() => client.GetResponseAsync(\"x\");", "_stop?.Token ?? default")]
    [InlineData(
        "CancellationTokenSource? _stop; public Task Ask() { _stop = new(); return client.GetResponseAsync(\"x\"); }",
        "_stop.Token"
    )]
    [InlineData("public Task Ask(CancellationTokenSource? stop) => client.GetResponseAsync(\"x\");", "stop?.Token ?? default")]
    [InlineData(
        "public Task Ask(CancellationTokenSource? stop) => stop is null ? Task.CompletedTask : client.GetResponseAsync(\"x\");",
        "stop.Token"
    )]
    public async Task The_message_names_the_nearest_token(string member, string token) =>
        Assert.Equal(Pass(token), await MessageAsync("class C(IChatClient client) { " + member + " }"));

    [Theory]
    [InlineData("public static Task Ask(IChatClient client) => client.GetResponseAsync(\"x\"); CancellationToken _instance;")]
    [InlineData(
        """
            public Task Ask(IChatClient client)
            {
                var answer = client.GetResponseAsync("x");
                CancellationToken later = default;
                return Task.Delay(1, later);
            }
            """
    )]
    [InlineData(
        """
            public Task Ask(CancellationToken outer)
            {
                _ = outer;
                return Inner(null!);
                static Task Inner(IChatClient client) => client.GetResponseAsync("x");
            }
            """
    )]
    [InlineData(
        "public Task Ask(IChatClient client, out CancellationToken stop) { stop = default; return client.GetResponseAsync(\"x\"); }"
    )]
    public async Task A_token_that_cannot_be_named_there_is_not(string member) =>
        Assert.EndsWith(
            "take a CancellationToken from the caller and pass it on",
            await MessageAsync("class C { " + member + " }"),
            StringComparison.Ordinal
        );

    [Fact]
    public Task A_token_of_a_primary_constructor_is_in_scope_except_in_static_members() =>
        VerifyAsync(
            """
            class C(IChatClient client, CancellationToken stop)
            {
                public Task Ask() => Task.WhenAll(client.{|LLMH5001:GetResponseAsync|}("x"), Task.Delay(1, stop));
                public static Task Ask(IChatClient other) => other.{|LLMH5001:GetResponseAsync|}("x");
            }
            """
        );

    [Fact]
    public Task Stays_silent_in_a_program_with_no_token() =>
        VerifyAsync(
            """
            IChatClient client = null!;
            await client.GetResponseAsync("x");
            await AskAsync();
            async Task AskAsync() => await client.GetResponseAsync("y");
            """,
            OutputKind.ConsoleApplication
        );

    [Fact]
    public Task Fires_in_a_program_with_a_token() =>
        VerifyAsync(
            """
            IChatClient client = null!;
            using var stop = new CancellationTokenSource();
            await client.{|LLMH5001:GetResponseAsync|}("x");
            """,
            OutputKind.ConsoleApplication
        );

    [Fact]
    public Task Stays_silent_in_Main() =>
        VerifyAsync(
            """
            static class Program
            {
                static async Task Main(string[] args)
                {
                    IChatClient client = null!;
                    await client.GetResponseAsync(args[0]);
                }
            }
            """,
            OutputKind.ConsoleApplication
        );

    [Fact]
    public Task Stays_silent_where_the_signature_is_fixed() =>
        VerifyAsync(
            """
            abstract class Page { protected abstract Task OnLoadAsync(); }
            class Chat(IChatClient client) : Page, IAsyncDisposable
            {
                protected override async Task OnLoadAsync() => await client.GetResponseAsync("x");
                public async ValueTask DisposeAsync() => await client.GetResponseAsync("x");
                async void OnClick(object sender, EventArgs e) => await client.GetResponseAsync("x");
                Task OnTap(object sender, EventArgs e) => client.GetResponseAsync("x");
            }
            """
        );

    [Fact]
    public Task The_calls_of_a_prompt_get_a_token_too() =>
        VerifyAsync(
            """
            using LlmHygiene;

            [GeneratedPrompt("greet", "1.0.0")]
            sealed class V1 : IPrompt
            {
                public PromptInfo Info { get; } = new("greet", "1.0.0", "sha256:0");
                public IReadOnlyList<ChatMessage> ToMessages() => [];
                public ChatOptions ToOptions() => new();
            }
            class C(IChatClient client) { public Task Ask() => new V1().{|LLMH5001:GetResponseAsync|}(client); }
            """
        );

    [Fact]
    public Task Stays_silent_where_no_overload_takes_a_token() =>
        VerifyAsync(
            """
            interface IAssistant { [LlmHygiene.LlmCall] Task<string> AskAsync(string prompt); }
            class C(IAssistant assistant) { public Task Ask(CancellationToken stop) => assistant.AskAsync("Hello"); }
            """
        );
}
