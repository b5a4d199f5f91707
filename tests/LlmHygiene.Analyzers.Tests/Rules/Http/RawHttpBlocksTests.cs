using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>LLMH5002 at requests to LLM endpoints.</summary>
public class RawHttpBlocksTests
{
    private const string Id = "LLMH5002";

    [Theory]
    [InlineData("_ = http.{|LLMH5002:PostAsync|}(Chat, content).Result;")]
    [InlineData("_ = http.{|LLMH5002:PostAsync|}(Chat, content).GetAwaiter().GetResult();")]
    [InlineData("http.{|LLMH5002:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, Chat)).Wait();")]
    [InlineData("_ = Task.Run(() => http.{|LLMH5002:PostAsync|}(Chat, content)).Result;")]
    [InlineData("var sent = http.{|LLMH5002:PostAsync|}(Chat, content); _ = sent.Result;")]
    [InlineData("_ = {|LLMH5002:AskAsync|}(Chat, content).Result;")]
    [InlineData("_ = {|LLMH5002:Ask|}(Chat, content);")]
    public Task Fires_where_the_thread_waits(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("_ = await http.PostAsync(Chat, content);")]
    [InlineData("var sent = await http.PostAsync(Chat, content); _ = sent.Content.ReadAsStringAsync().Result;")]
    [InlineData("var sent = http.PostAsync(Chat, content); Keep(sent); _ = sent.Result;")]
    [InlineData("_ = http.Send(new HttpRequestMessage(HttpMethod.Post, Chat));")]
    [InlineData("_ = http.PostAsync(\"https://example.com/orders\", content).Result;")]
    [InlineData("_ = http.GetAsync(Chat).Result;")]
    [InlineData("_ = await AskAsync(Chat, content);")]
    [InlineData("_ = Ask(\"https://example.com/orders\", content);")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public async Task The_message_names_the_send_of_a_helper()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([Frame("_ = Ask(Chat, content);")]),
            one => one.Id == Id
        );
        Assert.Equal("'.Result' blocks a thread until 'PostAsync' has ended, which takes seconds: await it", found.GetMessage(null));
        Assert.Single(found.AdditionalLocations);
    }

    private static Task VerifyAsync(string statements) => RuleTest.VerifyAsync<RawHttpAnalyzer>([Frame(statements)], only: Id);

    private static string Frame(string statements) =>
        $$"""
            public class Desk(HttpClient http)
            {
                private const string Chat = "https://api.openai.com/v1/chat/completions";

                static void Keep(Task task) => GC.KeepAlive(task);

                public async Task<HttpResponseMessage> AskAsync(string url, HttpContent content) => await http.PostAsync(url, content);

                public HttpResponseMessage Ask(string url, HttpContent content) => http.PostAsync(url, content).Result;

                public object OrderAsync(HttpContent content) => AskAsync("https://example.com/orders", content);

                public object Order(HttpContent content) => Ask("https://example.com/orders", content);

                public async Task RunAsync(HttpContent content)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """;
}
