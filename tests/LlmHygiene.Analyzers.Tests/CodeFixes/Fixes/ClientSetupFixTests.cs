using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH5003 to LLMH5006: fixes of how clients are made and of what is done with their text.</summary>
public sealed class ClientSetupFixTests
{
    private static readonly string[] s_rules = ["LLMH5003", "LLMH5004", "LLMH5005", "LLMH5006"];

    [Theory]
    [InlineData(
        "_ = new {|LLMH5004:OllamaSharp.OllamaApiClient|}(new HttpClient(), \"m\");",
        "_ = new OllamaSharp.OllamaApiClient(new HttpClient { Timeout = TimeSpan.FromMinutes(10) }, \"m\");"
    )]
    [InlineData(
        "var http = new HttpClient { BaseAddress = address }; _ = new {|LLMH5004:OllamaSharp.OllamaApiClient|}(http, \"m\");",
        "var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) }; _ = new "
            + "OllamaSharp.OllamaApiClient(http, \"m\");"
    )]
    [InlineData(
        "var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) }; _ = new "
            + "{|LLMH5004:OllamaSharp.OllamaApiClient|}(http, \"m\");",
        "var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) }; _ = new OllamaSharp.OllamaApiClient(http, \"m\");"
    )]
    [InlineData(
        "_ = new {|LLMH5004:OllamaSharp.OllamaApiClient|}(address, \"m\");",
        "_ = new OllamaSharp.OllamaApiClient(new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) }, \"m\");"
    )]
    [InlineData(
        "_ = new {|LLMH5004:OpenAI.OpenAIClient|}(key, new OpenAI.OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(9) });",
        "_ = new OpenAI.OpenAIClient(key, new OpenAI.OpenAIClientOptions { NetworkTimeout = TimeSpan.FromMinutes(10) });"
    )]
    [InlineData(
        "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().{|LLMH5004:AddOpenAIChatCompletion|}(\"m\", \"k\");",
        "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\", "
            + "httpClient: new HttpClient { Timeout = TimeSpan.FromMinutes(10) });"
    )]
    [InlineData(
        "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().{|LLMH5004:AddOpenAIChatCompletion|}(\"m\", \"k\").Build(); "
            + "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().{|LLMH5004:AddOpenAIChatCompletion|}(\"n\", \"k\").Build();",
        "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\", "
            + "httpClient: new HttpClient { Timeout = TimeSpan.FromMinutes(10) }).Build(); "
            + "_ = Microsoft.SemanticKernel.Kernel.CreateBuilder().AddOpenAIChatCompletion(\"n\", \"k\", "
            + "httpClient: new HttpClient { Timeout = TimeSpan.FromMinutes(10) }).Build();"
    )]
    public Task A_time_out_is_stated(string before, string after) =>
        VerifyAsync<TimeoutCutsCallsFix>("LLMH5004", InMethod(before), InMethod(after));

    [Theory]
    [InlineData("_ = new {|LLMH5004:OllamaSharp.OllamaApiClient|}(\"http://localhost\", \"m\");")]
    [InlineData("_ = new {|LLMH5004:OllamaSharp.OllamaApiClient|}(new HttpClient { Timeout = s_short }, \"m\");")]
    public Task No_time_out_is_stated_where_it_is_not_written_in_place(string statement) =>
        VerifyAsync<TimeoutCutsCallsFix>("LLMH5004", InMethod(statement), InMethod(statement));

    [Theory]
    [InlineData(
        "_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}().Build();",
        "_ = client.AsBuilder().UseFunctionInvocation(configure: client => client.MaximumIterationsPerRequest = 40).Build();"
    )]
    [InlineData(
        "_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(configure: c => { c.IncludeDetailedErrors = true; }).Build();",
        "_ = client.AsBuilder().UseFunctionInvocation(configure: c => { c.IncludeDetailedErrors = true; "
            + "c.MaximumIterationsPerRequest = 40; }).Build();"
    )]
    [InlineData(
        "_ = new {|LLMH5006:FunctionInvokingChatClient|}(client);",
        "_ = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = 40 };"
    )]
    public Task The_limit_of_rounds_is_stated(string before, string after) =>
        VerifyAsync<ToolLoopNotLimitedFix>("LLMH5006", InMethod(before), InMethod(after));

    [Fact]
    public Task A_delegate_without_a_block_is_left_alone() =>
        VerifyAsync<ToolLoopNotLimitedFix>(
            "LLMH5006",
            InMethod(
                "_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(configure: c => c.IncludeDetailedErrors = " + "true).Build();"
            ),
            InMethod(
                "_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(configure: c => c.IncludeDetailedErrors = " + "true).Build();"
            )
        );

    [Theory]
    [InlineData(
        "var r = await client.GetResponseAsync(q); return JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text);",
        "var r = await client.GetResponseAsync<Answer>(q); return r.Result;"
    )]
    [InlineData(
        "return JsonSerializer.{|LLMH5003:Deserialize<Answer>|}((await client.GetResponseAsync(q)).Text);",
        "return (await client.GetResponseAsync<Answer>(q)).Result;"
    )]
    [InlineData(
        "var r = await client.GetResponseAsync(q, null, stop); return JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text);",
        "var r = await client.GetResponseAsync<Answer>(q, options: null, cancellationToken: stop); return r.Result;"
    )]
    public Task Structured_output_is_asked_for(string before, string after) =>
        VerifyAsync<TextParsedAsJsonFix>("LLMH5003", InAsyncMethod(before), InAsyncMethod(after));

    [Theory]
    [InlineData("var r = await client.GetResponseAsync(q); return JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text.Trim());")]
    [InlineData(
        "var r = await client.GetResponseAsync(q); return "
            + "JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text, JsonSerializerOptions.Web);"
    )]
    [InlineData("ChatResponse r = await client.GetResponseAsync(q); return JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text);")]
    [InlineData(
        "var r = await client.GetResponseAsync(q); try { return "
            + "JsonSerializer.{|LLMH5003:Deserialize<Answer>|}(r.Text); } catch (JsonException) { return null; }"
    )]
    public Task No_structured_output_is_asked_for_where_the_behavior_would_change(string statements) =>
        VerifyAsync<TextParsedAsJsonFix>("LLMH5003", InAsyncMethod(statements), InAsyncMethod(statements));

    private static Task VerifyAsync<TFix>(string rule, string before, string after)
        where TFix : LlmCodeFixProvider, new()
    {
        var test = FixTest.Create<TFix>(rule, before, after, analyzers: [new ClientSetupAnalyzer(), new ParsedTextAnalyzer()]);
        test.DisabledDiagnostics.AddRange(s_rules.Where(other => other != rule));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string InMethod(string statements) =>
        $$"""
            using System.Net.Http;
            using Microsoft.SemanticKernel;
            class C
            {
                static readonly TimeSpan s_short = TimeSpan.FromSeconds(5);
                void M(IChatClient client, Uri address, System.ClientModel.ApiKeyCredential key)
                {
                    {{statements}}
                }
            }
            """;

    private static string InAsyncMethod(string statements) =>
        $$"""
            using System.Text.Json;
            record Answer(string Text);
            class C(IChatClient client)
            {
                public async Task<Answer?> AskAsync(string q, CancellationToken stop)
                {
                    {{statements}}
                }
            }
            """;
}
