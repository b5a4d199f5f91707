using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class CallBlocksRuleTests
{
    private const string Id = "LLMH5002";

    [Theory]
    [InlineData("_ = client.{|LLMH5002:GetResponseAsync|}(q).Result;")]
    [InlineData("_ = client.{|LLMH5002:GetResponseAsync|}(q).Result.Text;")]
    [InlineData("client.{|LLMH5002:GetResponseAsync|}(q).Wait();")]
    [InlineData("client.{|LLMH5002:GetResponseAsync|}(q).Wait(1000);")]
    [InlineData("_ = client.{|LLMH5002:GetResponseAsync|}(q).GetAwaiter().GetResult();")]
    [InlineData("_ = client.{|LLMH5002:GetResponseAsync|}(q).ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("_ = client.{|LLMH5002:GetResponseAsync|}(q).WaitAsync(TimeSpan.FromSeconds(1)).Result;")]
    [InlineData("_ = (client.{|LLMH5002:GetResponseAsync|}(q))!.Result;")]
    [InlineData("_ = maybe?.{|LLMH5002:GetResponseAsync|}(q).Result;")]
    [InlineData("maybe?.{|LLMH5002:GetResponseAsync|}(q)?.Wait();")]
    [InlineData("_ = maybe?.{|LLMH5002:GetResponseAsync|}(q)?.Result?.Text;")]
    [InlineData("var task = maybe?.{|LLMH5002:GetResponseAsync|}(q); task?.Wait();")]
    [InlineData("Task.WaitAll(client.{|LLMH5002:GetResponseAsync|}(q), other);")]
    [InlineData("Task.WaitAny(new Task[] { client.{|LLMH5002:GetResponseAsync|}(q), other });")]
    [InlineData("_ = Task.Run(() => client.{|LLMH5002:GetResponseAsync|}(q)).Result;")]
    [InlineData("Task.Run(async () => { var r = await client.{|LLMH5002:GetResponseAsync|}(q); Console.Write(r); }).Wait();")]
    [InlineData("_ = Task.Run(async () => (await client.{|LLMH5002:GetResponseAsync|}(q)).Text).GetAwaiter().GetResult();")]
    [InlineData("var task = client.{|LLMH5002:GetResponseAsync|}(q); Console.Write(1); _ = task.Result;")]
    [InlineData("var task = client.{|LLMH5002:GetResponseAsync|}(q); task.Wait(); _ = task.Result;")]
    [InlineData("foreach (var part in client.{|LLMH5002:GetStreamingResponseAsync|}(q).ToBlockingEnumerable()) Console.Write(part);")]
    [InlineData("_ = openAI.{|LLMH5002:CompleteChatAsync|}(q).Result.Value;")]
    public Task Fires_where_the_thread_waits(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("await client.GetResponseAsync(q);")]
    [InlineData("await client.GetResponseAsync(q).ConfigureAwait(false);")]
    [InlineData("var task = client.GetResponseAsync(q); await task; _ = task.Result;")]
    [InlineData("var task = client.GetResponseAsync(q); await Task.WhenAll(task, other); _ = task.Result;")]
    [InlineData("var task = client.GetResponseAsync(q); Keep(task); _ = task.Result;")]
    [InlineData("_ = maybe?.GetResponseAsync(q)?.IsCompleted;")]
    [InlineData("var task = maybe?.GetResponseAsync(q); Console.Write(task?.Status);")]
    [InlineData("await Task.Run(() => client.GetResponseAsync(q));")]
    [InlineData("Keep(client.GetResponseAsync(q));")]
    [InlineData("_ = (await Own.AskAsync(client, q)).Result;")]
    [InlineData("_ = Own.Of(client.GetResponseAsync(q)).Result;")]
    [InlineData("_ = client.GetResponseAsync(q).ContinueWith(done => done.Result);")]
    [InlineData("Func<Task<ChatResponse>> ask = () => client.GetResponseAsync(q); _ = await ask();")]
    [InlineData("await foreach (var part in client.GetStreamingResponseAsync(q)) Console.Write(part);")]
    [InlineData("_ = openAI.CompleteChat(q);")]
    [InlineData("_ = Task.WhenAll(client.GetResponseAsync(q), other);")]
    [InlineData("_ = Task.Run<object>(() => client.GetResponseAsync(q)).Result;")]
    [InlineData("_ = Task.Factory.StartNew(() => client.GetResponseAsync(q)).Result;")]
    [InlineData("_ = new { Task = client.GetResponseAsync(q) }.Task.Result;")]
    public Task Stays_silent_where_nothing_is_proven_to_wait(string statements) => VerifyAsync(statements);

    [Fact]
    public async Task The_message_says_what_blocks() =>
        Assert.Equal(
            "'.GetAwaiter().GetResult()' blocks a thread until 'GetResponseAsync' has ended, which takes seconds: await it",
            await RuleTest.MessageAsync(
                Id,
                "class C(IChatClient client) { public string Ask(string q) => client.GetResponseAsync(q).GetAwaiter().GetResult().Text; }"
            )
        );

    [Fact]
    public async Task The_message_says_that_another_task_may_end_the_wait() =>
        Assert.Equal(
            "'Task.WaitAny' blocks a thread until 'GetResponseAsync' or another task has ended, which takes seconds: await it",
            await RuleTest.MessageAsync(
                Id,
                "class C { void M(IChatClient client, Task other) => Task.WaitAny(client.GetResponseAsync(\"q\"), other); }"
            )
        );

    [Theory]
    [InlineData("_ = {|LLMH5002:Ask|}(q).Result;")]
    [InlineData("{|LLMH5002:Ask|}(q).Wait();")]
    [InlineData("_ = Task.Run(() => {|LLMH5002:Ask|}(q)).GetAwaiter().GetResult();")]
    [InlineData("_ = Task.Run(async () => await {|LLMH5002:Ask|}(q)).GetAwaiter().GetResult();")]
    [InlineData("_ = this.{|LLMH5002:Returned|}(q).Result;")]
    [InlineData("_ = {|LLMH5002:Configured|}(q).Result;")]
    [InlineData("_ = {|LLMH5002:Streamed|}(q).Result;")]
    [InlineData("_ = {|LLMH5002:Sometimes|}(q).Result;")]
    [InlineData("_ = {|LLMH5002:Generic<int>|}(q).AsTask().Result;")]
    [InlineData("_ = one.{|LLMH5002:AskOne|}(q).Result;")]
    [InlineData("var task = {|LLMH5002:Ask|}(q); task.Wait();")]
    [InlineData("_ = {|LLMH5002:Local|}().Result; async Task<string> Local() => (await client.GetResponseAsync(q)).Text;")]
    public Task Fires_where_a_method_that_awaits_a_call_is_waited_for(string statements) => VerifyHelpersAsync(statements);

    [Theory]
    [InlineData("_ = await Ask(q);")]
    [InlineData("await Task.WhenAll(Ask(q));")]
    [InlineData("Keep(Ask(q));")]
    [InlineData("_ = Kept(q).Result;")]
    [InlineData("_ = InLambda(q).Result;")]
    [InlineData("_ = NotAwaited(q).Result;")]
    [InlineData("_ = Wrapped(q).Result;")]
    [InlineData("_ = TwoLevels(q).Result;")]
    [InlineData("_ = several.AskSeveral(q).Result;")]
    [InlineData("_ = derived.AskBase(q).Result;")]
    [InlineData("var task = Ask(q); await task; _ = task.Result;")]
    public Task Stays_silent_where_a_method_is_not_proven_to_await_a_call(string statements) => VerifyHelpersAsync(statements);

    [Fact]
    public async Task The_message_names_the_method_that_is_waited_for()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync([
                """
                class C(IChatClient client)
                {
                    async Task<string> Ask(string q) => (await client.GetResponseAsync(q)).Text;

                    public string Run() => Ask("x").Result;
                }
                """,
            ]),
            one => one.Id == Id
        );
        Assert.Equal("'.Result' blocks a thread until 'Ask' has ended, which takes seconds: await it", found.GetMessage(null));
        Assert.Equal([4, 2], found.AdditionalLocations.Select(place => place.GetLineSpan().StartLinePosition.Line));
    }

    private static Task VerifyHelpersAsync(string statements) =>
        RuleTest.VerifyAsync(
            $$"""
            interface IOne { Task<string> AskOne(string q); }
            class One(IChatClient client) : IOne
            {
                public async Task<string> AskOne(string q) => (await client.GetResponseAsync(q)).Text;
            }

            interface ISeveral { Task<string> AskSeveral(string q); }
            class Real(IChatClient client) : ISeveral
            {
                public async Task<string> AskSeveral(string q) => (await client.GetResponseAsync(q)).Text;
            }
            class Cached : ISeveral
            {
                public Task<string> AskSeveral(string q) => Task.FromResult(q);
            }

            class Base(IChatClient client)
            {
                public virtual async Task<string> AskBase(string q) => (await client.GetResponseAsync(q)).Text;
            }
            class Derived(IChatClient client) : Base(client)
            {
                public override Task<string> AskBase(string q) => Task.FromResult(q);
            }

            class Desk(IChatClient client, IOne one, ISeveral several, Base derived)
            {
                static void Keep(Task task) => GC.KeepAlive(task);

                async Task<string> Ask(string q) => (await client.GetResponseAsync(q)).Text;

                Task<ChatResponse> Returned(string q) { return client.GetResponseAsync(q); }

                async Task<string> Configured(string q) => (await client.GetResponseAsync(q).ConfigureAwait(false)).Text;

                async Task<string> Streamed(string q)
                {
                    var text = "";
                    await foreach (var part in client.GetStreamingResponseAsync(q).ConfigureAwait(false))
                        text += part;
                    return text;
                }

                async Task<string> Sometimes(string q)
                {
                    if (q.Length > 3)
                        return (await client.GetResponseAsync(q)).Text;
                    return "";
                }

                async ValueTask<T?> Generic<T>(string q)
                {
                    await client.GetResponseAsync(q);
                    return default;
                }

                async Task<string> Kept(string q)
                {
                    var task = client.GetResponseAsync(q);
                    Keep(task);
                    await Task.Yield();
                    return "";
                }

                async Task<Func<Task>> InLambda(string q)
                {
                    await Task.Yield();
                    return async () => await client.GetResponseAsync(q);
                }

                Task<string> NotAwaited(string q)
                {
                    _ = client.GetResponseAsync(q);
                    return Task.FromResult("");
                }

                async Task<Task<ChatResponse>> Wrapped(string q)
                {
                    await Task.Yield();
                    return client.GetResponseAsync(q);
                }

                async Task<string> TwoLevels(string q) => await Ask(q);

                public async Task RunAsync(string q)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """,
            only: Id
        );

    private static Task VerifyAsync(string statements) =>
        RuleTest.VerifyAsync(
            $$"""
            class Own
            {
                public string Result => "";
                public static Task<Own> AskAsync(IChatClient client, string q) => Task.FromResult(new Own());
                public static Own Of(Task task) => new();
            }

            class Desk(IChatClient client, IChatClient? maybe, OpenAI.Chat.ChatClient openAI)
            {
                static void Keep(Task task) => GC.KeepAlive(task);

                public async Task AskAsync(string q, Task other)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """,
            only: Id
        );
}
