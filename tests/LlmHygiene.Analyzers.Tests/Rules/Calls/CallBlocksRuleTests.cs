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
