using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH5001: an available token is passed, or the method gets a parameter.</summary>
public sealed class CallNotCancellableFixTests
{
    private const string Frame = """
        #pragma warning disable OPENAI001
        using OpenAI.Chat;
        using OpenAI.Responses;
        class Desk(IChatClient chat, ChatClient openAI, ResponsesClient responses,
            Anthropic.Services.IMessageService messages, Microsoft.SemanticKernel.Kernel kernel)
        {
            public async Task AskAsync(string text, SystemChatMessage system, UserChatMessage user, CancellationToken stop)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData("await chat.{|LLMH5001:GetResponseAsync|}(text);", "await chat.GetResponseAsync(text, cancellationToken: stop);")]
    [InlineData(
        "await chat.{|LLMH5001:GetResponseAsync|}(text, new ChatOptions());",
        "await chat.GetResponseAsync(text, new ChatOptions(), stop);"
    )]
    [InlineData("await chat?.{|LLMH5001:GetResponseAsync|}(text)!;", "await chat?.GetResponseAsync(text, cancellationToken: stop)!;")]
    [InlineData("await openAI.{|LLMH5001:CompleteChatAsync|}(text);", "await openAI.CompleteChatAsync([text], cancellationToken: stop);")]
    [InlineData(
        "await openAI.{|LLMH5001:CompleteChatAsync|}(system, user);",
        "await openAI.CompleteChatAsync([system, user], cancellationToken: stop);"
    )]
    [InlineData(
        "await openAI.{|LLMH5001:CompleteChatAsync|}([system, user], new ChatCompletionOptions());",
        "await openAI.CompleteChatAsync([system, user], new ChatCompletionOptions(), stop);"
    )]
    [InlineData(
        "await responses.{|LLMH5001:CreateResponseAsync|}(\"gpt-6-luna\", text);",
        "await responses.CreateResponseAsync(\"gpt-6-luna\", text, cancellationToken: stop);"
    )]
    [InlineData(
        "await foreach (var part in chat.{|LLMH5001:GetStreamingResponseAsync|}(text)) Console.Write(part);",
        "await foreach (var part in chat.GetStreamingResponseAsync(text, cancellationToken: stop)) Console.Write(part);"
    )]
    [InlineData(
        "await Microsoft.SemanticKernel.KernelExtensions.{|LLMH5001:InvokePromptAsync|}(kernel, text);",
        "await Microsoft.SemanticKernel.KernelExtensions.InvokePromptAsync(kernel, text, cancellationToken: stop);"
    )]
    [InlineData(
        "await chat.{|LLMH5001:GetResponseAsync|}((await chat.{|LLMH5001:GetResponseAsync|}(text)).Text);",
        "await chat.GetResponseAsync((await chat.GetResponseAsync(text, cancellationToken: stop)).Text, cancellationToken: stop);"
    )]
    [InlineData(
        "await Task.WhenAll(new[] { text }.Select(async one => await openAI.{|LLMH5001:CompleteChatAsync|}((await "
            + "openAI.{|LLMH5001:CompleteChatAsync|}(one)).Value.Content[0].Text)));",
        "await Task.WhenAll(new[] { text }.Select(async one => await openAI.CompleteChatAsync([(await "
            + "openAI.CompleteChatAsync([one], cancellationToken: stop)).Value.Content[0].Text], cancellationToken: stop)));"
    )]
    public Task The_token_is_passed(string before, string after) =>
        VerifyAsync(Frame.Replace("BODY", before, StringComparison.Ordinal), Frame.Replace("BODY", after, StringComparison.Ordinal));

    [Fact]
    public Task A_source_that_may_be_null_gives_its_token_if_there_is_one() =>
        VerifyAsync(
            """
            #nullable enable
            class Desk(IChatClient chat)
            {
                private CancellationTokenSource? _stop;
                public Task TitleAsync() => chat.{|LLMH5001:GetResponseAsync|}("Hello");
            }
            """,
            """
            #nullable enable
            class Desk(IChatClient chat)
            {
                private CancellationTokenSource? _stop;
                public Task TitleAsync() => chat.GetResponseAsync("Hello", cancellationToken: _stop?.Token ?? default);
            }
            """
        );

    [Fact]
    public Task The_parameters_of_an_SDK_may_be_the_request_alone() =>
        VerifyAsync(
            Frame.Replace("BODY", "await messages.{|LLMH5001:Create|}(null!);", StringComparison.Ordinal),
            Frame.Replace("BODY", "await messages.Create(null!, stop);", StringComparison.Ordinal)
        );

    [Fact]
    public Task A_method_without_a_token_gets_a_parameter() =>
        VerifyAsync(
            """
            class Desk(IChatClient chat)
            {
                public async Task AskAsync(string text)
                {
                    await chat.{|LLMH5001:GetResponseAsync|}(text);
                    await chat.{|LLMH5001:GetResponseAsync|}(text + text);
                }

                internal Task ShortAsync() =>
                    chat.{|LLMH5001:GetResponseAsync|}("Hello");

                private async IAsyncEnumerable<string> StreamAsync(
                    string text,
                    int times) // how often
                {
                    await foreach (var part in chat.{|LLMH5001:GetStreamingResponseAsync|}(text))
                        yield return part.Text;
                }

                public Task AllAsync(CancellationToken stop) => Task.WhenAll(AskAsync("x"), ShortAsync(),
                    StreamAsync("x", times: 1).GetAsyncEnumerator().DisposeAsync().AsTask());
            }
            """,
            """
            using System.Runtime.CompilerServices;

            class Desk(IChatClient chat)
            {
                public async Task AskAsync(string text, CancellationToken cancellationToken = default)
                {
                    await chat.GetResponseAsync(text, cancellationToken: cancellationToken);
                    await chat.GetResponseAsync(text + text, cancellationToken: cancellationToken);
                }

                internal Task ShortAsync(CancellationToken cancellationToken = default) =>
                    chat.GetResponseAsync("Hello", cancellationToken: cancellationToken);

                private async IAsyncEnumerable<string> StreamAsync(
                    string text,
                    int times,
                    [EnumeratorCancellation] CancellationToken cancellationToken = default) // how often
                {
                    await foreach (var part in chat.GetStreamingResponseAsync(text, cancellationToken: cancellationToken))
                        yield return part.Text;
                }

                public Task AllAsync(CancellationToken stop) => Task.WhenAll(AskAsync("x", stop), ShortAsync(stop),
                    StreamAsync("x", times: 1, cancellationToken: stop).GetAsyncEnumerator().DisposeAsync().AsTask());
            }
            """,
            iterations: 4
        );

    [Theory]
    [InlineData(
        "public Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text); public Func<string, Task> Handler => AskAsync;"
    )]
    [InlineData(
        "public Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text); "
            + "public System.Linq.Expressions.Expression<Func<string, Task>> Handler => text => AskAsync(text);"
    )]
    [InlineData("public virtual Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text);")]
    [InlineData("public Task AskAsync(params string[] texts) => chat.{|LLMH5001:GetResponseAsync|}(texts[0]);")]
    [InlineData("public string Ask(string text) => chat.{|LLMH5001:GetResponseAsync|}(text).Result.Text;")]
    [InlineData(
        "public Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text); public Task AskAsync(string "
            + "text, CancellationToken stop) => Task.Delay(1, stop);"
    )]
    [InlineData(
        "public Task AskAsync(string text) { var cancellationToken = 1; return chat.{|LLMH5001:GetResponseAsync|}(text "
            + "+ cancellationToken); }"
    )]
    [InlineData(
        "public async Task AskAsync(string text) { "
            + "Func<string, Task> ask = static one => ((IChatClient)null!).{|LLMH5001:GetResponseAsync|}(one); "
            + "await ask(text); }"
    )]
    public Task No_parameter_is_added_where_the_signature_is_not_free(string member) =>
        FixTest.VerifyNoFixAsync<CallNotCancellableFix>(
            "LLMH5001",
            $$"""
            class Desk(IChatClient chat)
            {
                {{member}}
            }
            """
        );

    [Fact]
    public Task The_token_goes_through_all_methods_to_the_call() =>
        VerifyAsync(
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) =>
                    chat.{|LLMH5001:GetResponseAsync|}(text);
                public Task MiddleAsync(int times) =>
                    AskAsync(times.ToString());
            }
            class Other(Desk desk)
            {
                public Task FromMiddleAsync() => desk.MiddleAsync(3);
                public Task WithoutAsync() => desk.AskAsync("x");
            }
            class Worker(Other other, Desk desk, CancellationTokenSource stopping)
            {
                public Task RunAsync() =>
                    Task.WhenAll(other.FromMiddleAsync(), desk.MiddleAsync(times: 2));
            }
            """,
            """
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text, CancellationToken cancellationToken = default) =>
                    chat.GetResponseAsync(text, cancellationToken: cancellationToken);
                public Task MiddleAsync(int times, CancellationToken cancellationToken = default) =>
                    AskAsync(times.ToString(), cancellationToken);
            }
            class Other(Desk desk)
            {
                public Task FromMiddleAsync(CancellationToken cancellationToken = default) => desk.MiddleAsync(3, cancellationToken);
                public Task WithoutAsync() => desk.AskAsync("x");
            }
            class Worker(Other other, Desk desk, CancellationTokenSource stopping)
            {
                public Task RunAsync() =>
                    Task.WhenAll(other.FromMiddleAsync(stopping.Token), desk.MiddleAsync(times: 2, cancellationToken: stopping.Token));
            }
            """
        );

    [Fact]
    public Task An_endpoint_supplies_the_token_of_the_methods_that_it_calls() =>
        VerifyAsync(
            """
            public class Desk(IChatClient chat)
            {
                internal Task AskAsync(string text) =>
                    chat.{|LLMH5001:GetResponseAsync|}(text);
                internal Task AgainAsync(string text) => AskAsync(text);
            }
            class Api
            {
                static void Map(Routes routes) => routes.MapPost("/ask",
                    (Desk desk, string text) => desk.AgainAsync(text));
            }
            interface IEndpointRouteBuilder { }
            class Routes : IEndpointRouteBuilder { public void MapPost(string path, Delegate handler) { } }
            """,
            """
            public class Desk(IChatClient chat)
            {
                internal Task AskAsync(string text, CancellationToken cancellationToken = default) =>
                    chat.GetResponseAsync(text, cancellationToken: cancellationToken);
                internal Task AgainAsync(string text, CancellationToken cancellationToken = default) => AskAsync(text, cancellationToken);
            }
            class Api
            {
                static void Map(Routes routes) => routes.MapPost("/ask",
                    (Desk desk, string text, CancellationToken cancellationToken) => desk.AgainAsync(text, cancellationToken));
            }
            interface IEndpointRouteBuilder { }
            class Routes : IEndpointRouteBuilder { public void MapPost(string path, Delegate handler) { } }
            """
        );

    [Theory]
    [InlineData("public Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text);")]
    [InlineData("Task AskAsync(string text) => chat.{|LLMH5001:GetResponseAsync|}(text); public Task All() => AskAsync(\"x\");")]
    [InlineData("public Task AskAsync(int n) => n < 0 ? AskAsync(1 - n) : chat.{|LLMH5001:GetResponseAsync|}(\"x\");")]
    public Task No_parameter_is_added_that_nobody_would_pass(string member) =>
        FixTest.VerifyNoFixAsync<CallNotCancellableFix>("LLMH5001", $$"""class Desk(IChatClient chat) { {{member}} }""");

    [Fact]
    public Task A_public_method_of_a_library_can_be_given_a_token_by_others() =>
        VerifyAsync(
            """
            public class Desk(IChatClient chat)
            {
                public Task AskAsync(string text) =>
                    chat.{|LLMH5001:GetResponseAsync|}(text);
            }
            """,
            """
            public class Desk(IChatClient chat)
            {
                public Task AskAsync(string text, CancellationToken cancellationToken = default) =>
                    chat.GetResponseAsync(text, cancellationToken: cancellationToken);
            }
            """
        );

    [Fact]
    public Task No_parameter_is_added_to_a_member_of_an_interface() =>
        FixTest.VerifyNoFixAsync<CallNotCancellableFix>(
            "LLMH5001",
            """
            interface IDesk { Task AskAsync(string text); }
            class Desk(IChatClient chat) : IDesk
            {
                public Task AskAsync(string text) =>
                    chat.{|LLMH5001:GetResponseAsync|}(text);
            }
            """
        );

    private static Task VerifyAsync(string source, string fixedSource, int? iterations = null) =>
        FixTest.VerifyAsync<CallNotCancellableFix>("LLMH5001", source, fixedSource, iterations: iterations);
}
