using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Resilience;

public class ToolLoopNotLimitedRuleTests
{
    private const string Id = "LLMH5006";

    [Theory]
    [InlineData("_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}().Build();")]
    [InlineData("_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(configure: null).Build();")]
    [InlineData("_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(configure: c => c.IncludeDetailedErrors = true).Build();")]
    [InlineData(
        "_ = client.AsBuilder().{|LLMH5006:UseFunctionInvocation|}(null, c => { c.AllowConcurrentInvocation =" + " true; }).Build();"
    )]
    [InlineData("services.AddChatClient(client).{|LLMH5006:UseFunctionInvocation|}();")]
    [InlineData("_ = new {|LLMH5006:FunctionInvokingChatClient|}(client);")]
    [InlineData("FunctionInvokingChatClient loop = {|LLMH5006:new|}(client) { IncludeDetailedErrors = true };")]
    [InlineData("var loop = new {|LLMH5006:FunctionInvokingChatClient|}(client); loop.IncludeDetailedErrors = true;")]
    public Task Fires_where_no_limit_is_stated(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("_ = client.AsBuilder().UseFunctionInvocation(configure: c => c.MaximumIterationsPerRequest = 5).Build();")]
    [InlineData("_ = client.AsBuilder().UseFunctionInvocation(null, c => { if (flag) c.MaximumIterationsPerRequest = 5; }).Build();")]
    [InlineData("_ = client.AsBuilder().UseFunctionInvocation(configure: Configure).Build();")]
    [InlineData("_ = client.AsBuilder().UseFunctionInvocation(configure: c => Configure(c)).Build();")]
    [InlineData("_ = client.AsBuilder().UseFunctionInvocation(configure: given).Build();")]
    [InlineData("_ = new FunctionInvokingChatClient(client) { MaximumIterationsPerRequest = 3 };")]
    [InlineData("var loop = new FunctionInvokingChatClient(client); loop.MaximumIterationsPerRequest = 3;")]
    [InlineData("_ = client.AsBuilder().UseLogging().Build();")]
    [InlineData("client.UseFunctionInvocation();")]
    public Task Stays_silent_where_a_limit_is_stated_or_may_be(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("Built(sdk).GetService<FunctionInvokingChatClient>()!.MaximumIterationsPerRequest = 5;")]
    [InlineData(
        "var built = Built(sdk); var loop = built.GetService<FunctionInvokingChatClient>(); loop!.MaximumIterationsPerRequest = 5;"
    )]
    [InlineData(
        "var built = Built(sdk); if (built.GetService<FunctionInvokingChatClient>() is { } loop) loop.MaximumIterationsPerRequest = 5;"
    )]
    [InlineData(
        "((FunctionInvokingChatClient)Built(sdk).GetService(typeof(FunctionInvokingChatClient))!).MaximumIterationsPerRequest = 5;"
    )]
    [InlineData("Built(sdk).GetRequiredService<FunctionInvokingChatClient>().MaximumIterationsPerRequest = 5;")]
    [InlineData(
        "if (Built(sdk).GetService(typeof(FunctionInvokingChatClient)) is "
            + "FunctionInvokingChatClient loop) loop.MaximumIterationsPerRequest = 5;"
    )]
    [InlineData(
        "var loop = Built(sdk)?.GetService<FunctionInvokingChatClient>(); if (loop is not null) loop.MaximumIterationsPerRequest = 5;"
    )]
    [InlineData("given.GetService<FunctionInvokingChatClient>()!.MaximumIterationsPerRequest = 5;")]
    public Task Stays_silent_where_the_loop_of_a_pipeline_gets_its_limit(string statement) =>
        VerifyBuiltAsync("UseFunctionInvocation", statement);

    [Theory]
    [InlineData("var max = Built(sdk).GetService<FunctionInvokingChatClient>()!.MaximumIterationsPerRequest;")]
    [InlineData("Built(sdk).GetService<FunctionInvokingChatClient>()!.IncludeDetailedErrors = true;")]
    [InlineData("Other(sdk).GetService<FunctionInvokingChatClient>()!.MaximumIterationsPerRequest = 5;")]
    public Task Fires_where_another_loop_gets_a_limit(string statement) =>
        VerifyBuiltAsync("{|LLMH5006:UseFunctionInvocation|}", statement);

    private static Task VerifyBuiltAsync(string use, string statement) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            class C
            {
                static IChatClient Built(OpenAI.Chat.ChatClient sdk) => sdk.AsIChatClient().AsBuilder().{{use}}().Build();

                static IChatClient Other(OpenAI.Chat.ChatClient sdk) =>
                    sdk.AsIChatClient().AsBuilder().UseFunctionInvocation(configure: c => c.MaximumIterationsPerRequest = 3).Build();

                void M(OpenAI.Chat.ChatClient sdk, IChatClient given) { {{statement}} }
            }
            """
        );

    [Theory]
    [InlineData("_ = sdk.AsIChatClient().{|LLMH5006:AsAIAgent|}(\"Help.\", tools: tools);")]
    [InlineData("_ = new {|LLMH5006:ChatClientAgent|}(sdk.AsIChatClient(), \"Help.\", tools: tools);")]
    [InlineData("_ = sdk.AsIChatClient().AsAIAgent(\"Help.\");")]
    [InlineData("_ = sdk.AsIChatClient().AsAIAgent(\"Help.\", tools: null);")]
    [InlineData("_ = client.AsAIAgent(\"Help.\", tools: tools);")]
    [InlineData(
        "_ = sdk.AsIChatClient().AsBuilder().UseFunctionInvocation(configure: c => "
            + "c.MaximumIterationsPerRequest = 5).Build().AsAIAgent(\"Help.\", tools: tools);"
    )]
    public Task An_agent_with_tools_makes_a_loop_where_its_client_has_none(string statement) =>
        RuleTest.VerifyAsync<Analyzers.Rules.Resilience.ClientSetupAnalyzer>(
            [
                $$"""
                using Microsoft.Agents.AI;
                class C
                {
                    void M(IChatClient client, OpenAI.Chat.ChatClient sdk, IList<AITool> tools) { {{statement}} }
                }
                """,
            ],
            only: Id,
            references: [.. TestReferences.All, TestReferences.Agents]
        );

    [Fact]
    public async Task The_message_says_the_default() =>
        Assert.Equal(
            "'UseFunctionInvocation' lets a model call tools in up to 40 rounds, its default: state MaximumIterationsPerRequest",
            await ResilienceTest.MessageAsync(
                Id,
                "class C { object M(IChatClient client) => client.AsBuilder().UseFunctionInvocation().Build(); }"
            )
        );

    private static Task VerifyAsync(string statement) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            static class Own
            {
                public static void UseFunctionInvocation(this IChatClient client) { }
            }

            class C
            {
                static void Configure(FunctionInvokingChatClient client) => GC.KeepAlive(client);

                void M(IChatClient client, IServiceCollection services, Action<FunctionInvokingChatClient> given, bool flag)
                {
                    {{statement}}
                }
            }
            """
        );
}
