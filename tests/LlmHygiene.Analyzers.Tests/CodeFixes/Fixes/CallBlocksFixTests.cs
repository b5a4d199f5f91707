using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH5002: the call is awaited where it can be.</summary>
public sealed class CallBlocksFixTests
{
    [Theory]
    [InlineData("var r = client.{|LLMH5002:GetResponseAsync|}(q).Result;", "var r = await client.GetResponseAsync(q);")]
    [InlineData("var r = client.{|LLMH5002:GetResponseAsync|}(q).Result.Text;", "var r = (await client.GetResponseAsync(q)).Text;")]
    [InlineData("client.{|LLMH5002:GetResponseAsync|}(q).Wait();", "await client.GetResponseAsync(q);")]
    [InlineData(
        "Console.Write(client.{|LLMH5002:GetResponseAsync|}(q).GetAwaiter().GetResult());",
        "Console.Write(await client.GetResponseAsync(q));"
    )]
    [InlineData(
        "var r = client.{|LLMH5002:GetResponseAsync|}(q).ConfigureAwait(false).GetAwaiter().GetResult().Text.Length;",
        "var r = (await client.GetResponseAsync(q).ConfigureAwait(false)).Text.Length;"
    )]
    [InlineData(
        "var r = Task.Run(() => client.{|LLMH5002:GetResponseAsync|}(q)).Result;",
        "var r = await Task.Run(() => client.GetResponseAsync(q));"
    )]
    [InlineData(
        "foreach (var part in client.{|LLMH5002:GetStreamingResponseAsync|}(q).ToBlockingEnumerable()) Console.Write(part);",
        "await foreach (var part in client.GetStreamingResponseAsync(q)) Console.Write(part);"
    )]
    [InlineData(
        "var task = client.{|LLMH5002:GetResponseAsync|}(q); task.Wait(); Console.Write(task.Result);",
        "var task = client.GetResponseAsync(q); await task; Console.Write(task.Result);"
    )]
    public Task The_call_is_awaited(string before, string after) =>
        FixTest.VerifyAsync<CallBlocksFix>("LLMH5002", Frame("async Task", before), Frame("async Task", after));

    [Theory]
    [InlineData("var r = {|LLMH5002:Send|}(client, q).Result;", "var r = await Send(client, q);")]
    [InlineData(
        "var r = Task.Run(() => {|LLMH5002:Send|}(client, q)).GetAwaiter().GetResult();",
        "var r = await Task.Run(() => Send(client, q));"
    )]
    [InlineData("lock (this) {|LLMH5002:Send|}(client, q).Wait();", null)]
    [InlineData("Func<string> ask = () => {|LLMH5002:Send|}(client, q).Result;", null)]
    public Task A_method_that_awaits_a_call_is_awaited(string before, string? after)
    {
        const string Helper =
            "\nclass Other { public static async Task<string> Send(IChatClient client, string q) => "
            + "(await client.GetResponseAsync(q)).Text; }";
        string Whole(string statement) => "using static Other;\n" + Frame("async Task", statement) + Helper;
        return after is null
            ? FixTest.VerifyNoFixAsync<CallBlocksFix>("LLMH5002", Whole(before))
            : FixTest.VerifyAsync<CallBlocksFix>("LLMH5002", Whole(before), Whole(after));
    }

    [Theory]
    [InlineData("void", "client.{|LLMH5002:GetResponseAsync|}(q).Wait();")]
    [InlineData("async Task", "IChatClient? maybe = client; Console.Write(maybe?.{|LLMH5002:GetResponseAsync|}(q).Result);")]
    [InlineData("async Task", "IChatClient? maybe = client; Console.Write(maybe?.{|LLMH5002:GetResponseAsync|}(q).Result.Text);")]
    [InlineData("async Task", "IChatClient[]? all = [client]; Console.Write(all?[0].{|LLMH5002:GetResponseAsync|}(q).Result.Text);")]
    [InlineData("async Task", "IChatClient? maybe = client; maybe?.{|LLMH5002:GetResponseAsync|}(q)?.Wait();")]
    [InlineData("async Task", "lock (this) client.{|LLMH5002:GetResponseAsync|}(q).Wait();")]
    [InlineData("async Task", "client.{|LLMH5002:GetResponseAsync|}(q).Wait(1000);")]
    [InlineData("async Task", "Func<string> ask = () => client.{|LLMH5002:GetResponseAsync|}(q).Result.Text;")]
    [InlineData("async Task", "Task.WaitAll(client.{|LLMH5002:GetResponseAsync|}(q));")]
    public Task There_is_no_fix_where_the_code_cannot_await(string result, string statement) =>
        FixTest.VerifyNoFixAsync<CallBlocksFix>("LLMH5002", Frame(result, statement));

    [Theory]
    [InlineData("var r = http.{|LLMH5002:PostAsync|}(URL, content).Result;", "var r = await http.PostAsync(URL, content);")]
    [InlineData(
        "Console.Write(http.{|LLMH5002:PostAsync|}(URL, content).GetAwaiter().GetResult().StatusCode);",
        "Console.Write((await http.PostAsync(URL, content)).StatusCode);"
    )]
    public Task A_request_is_awaited(string before, string after)
    {
        var test = FixTest.Create<CallBlocksFix>("LLMH5002", Request(before), Request(after), analyzers: new RawHttpAnalyzer());
        test.DisabledDiagnostics.Add("LLMH3001");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Request(string statement) =>
        $$"""
            class Desk(System.Net.Http.HttpClient http)
            {
                public async Task Ask(System.Net.Http.HttpContent content)
                {
                    await Task.Yield();
                    {{statement.Replace("URL", "\"https://api.openai.com/v1/chat/completions\"", StringComparison.Ordinal)}}
                }
            }
            """;

    private static string Frame(string result, string statement) =>
        $$"""
            class Desk(IChatClient client)
            {
                public {{result}} Ask(string q)
                {
                    {{(result == "void" ? "" : "await Task.Yield();")}}
                    {{statement}}
                }
            }
            """;
}
