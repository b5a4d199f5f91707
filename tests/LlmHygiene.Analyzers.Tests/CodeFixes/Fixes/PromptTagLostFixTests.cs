using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PromptTagLostFixTests
{
    [Theory]
    [InlineData(
        "_openAI.GetChatClient(\"m\").AsIChatClient()",
        "_openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()"
    )]
    [InlineData(
        "_openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().Build()",
        "_openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()"
    )]
    [InlineData(
        "new ChatClientBuilder(_openAI.GetChatClient(\"m\").AsIChatClient()).Build()",
        "new ChatClientBuilder(_openAI.GetChatClient(\"m\").AsIChatClient()).UsePromptTelemetry().Build()"
    )]
    [InlineData(
        "_openAI.GetChatClient(\"m\").AsIChatClient()\n        .AsBuilder()\n        .UseOpenTelemetry()\n        .Build()",
        "_openAI.GetChatClient(\"m\").AsIChatClient()\n        .AsBuilder()\n        .UseOpenTelemetry()\n "
            + "       .UsePromptTelemetry()\n        .Build()"
    )]
    [InlineData(
        "_openAI.GetChatClient(\"m\")\n        .AsIChatClient()",
        "_openAI.GetChatClient(\"m\")\n        .AsIChatClient()\n        .AsBuilder()\n        .UseOpenTelemetry()\n "
            + "       .UsePromptTelemetry()\n        .Build()"
    )]
    public Task The_client_gets_the_step_where_it_is_created(string client, string result) =>
        VerifyAsync(Field(client, lost: true), Field(result, lost: false));

    [Fact]
    public Task Calls_of_one_client_need_one_step()
    {
        const string Calls = """

            static class Clients
            {
                private static readonly OpenAI.OpenAIClient s_openAI = new("key");
                public static IChatClient Make() => s_openAI.GetChatClient("m").AsIChatClient()/*steps*/;
            }

            class First
            {
                private readonly IChatClient _chat = Clients.Make();
                public Task One(string text) =>
                    _chat.GetResponseAsync($"Summarise: {text}",
                        new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = {|LLMH3003:"1"|} } });
                public Task Two(string text) =>
                    _chat.GetResponseAsync($"Translate: {text}",
                        new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = {|LLMH3003:"1"|} } });
            }
            """;
        return VerifyAsync(
            Calls.Replace("/*steps*/", "", StringComparison.Ordinal),
            PromptMarkup
                .Read(Calls.Replace("/*steps*/", ".AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()", StringComparison.Ordinal))
                .Text
        );
    }

    [Fact]
    public Task A_client_of_several_origins_gets_the_step_at_each() =>
        VerifyAsync(
            Choice(
                "openAI.GetChatClient(\"a\").AsIChatClient()",
                "openAI.GetChatClient(\"b\").AsIChatClient().AsBuilder().Build()",
                "{|LLMH3003:\"1\"|}"
            ),
            Choice(
                "openAI.GetChatClient(\"a\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()",
                "openAI.GetChatClient(\"b\").AsIChatClient().AsBuilder().UsePromptTelemetry().Build()",
                "\"1\""
            )
        );

    [Fact]
    public Task A_client_that_another_pipeline_reports_gets_the_one_step()
    {
        const string Calls = """
            class Desk(OpenAI.OpenAIClient openAI)
            {
                public async Task One(string text)
                {
                    var inner = openAI.GetChatClient("m").AsIChatClient()/*steps*/;
                    var outer = inner.AsBuilder().UseOpenTelemetry().Build();
                    await outer.GetResponseAsync(text);
                    await inner.GetResponseAsync($"Summarise: {text}",
                        new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = {|LLMH3003:"1"|} } });
                }
            }
            """;
        return VerifyAsync(
            Calls.Replace("/*steps*/", "", StringComparison.Ordinal),
            PromptMarkup.Read(Calls.Replace("/*steps*/", ".AsBuilder().UsePromptTelemetry().Build()", StringComparison.Ordinal)).Text
        );
    }

    [Fact]
    public Task A_key_of_the_project_is_named()
    {
        const string Key = "[*.cs]\nllmhygiene.prompt_tag_keys = my-version, other\n";
        return FixTest.VerifyAsync<PromptTagLostFix>(
            "LLMH3003",
            Field("_openAI.GetChatClient(\"m\").AsIChatClient()", lost: true, key: "my-version"),
            Field(
                "_openAI.GetChatClient(\"m\").AsIChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry(\"my-version\").Build()",
                lost: false,
                key: "my-version"
            ),
            Key
        );
    }

    [Fact]
    public Task A_client_that_is_kept_as_its_own_type_is_left_alone() =>
        FixTest.VerifyNoFixAsync<PromptTagLostFix>(
            "LLMH3003",
            """
            class Desk
            {
                private readonly FunctionInvokingChatClient _chat = new FunctionInvokingChatClient(
                    new OpenAI.OpenAIClient("key").GetChatClient("m").AsIChatClient());
                public Task One(string text) =>
                    _chat.GetResponseAsync($"Summarise: {text}",
                        new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = {|LLMH3003:"1"|} } });
            }
            """
        );

    [Fact]
    public Task Without_the_runtime_there_is_no_such_step()
    {
        var source = Field("_openAI.GetChatClient(\"m\").AsIChatClient()", lost: true);
        return FixTest
            .Create<PromptTagLostFix>("LLMH3003", source, source)
            .WithoutRuntime()
            .RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest.VerifyAsync<PromptTagLostFix>("LLMH3003", source, fixedSource);

    private static string Choice(string first, string second, string version) =>
        $$"""
            class Desk(OpenAI.OpenAIClient openAI, bool flag)
            {
                public Task One(string text)
                {
                    var chat = flag ? {{first}} : {{second}};
                    return chat.GetResponseAsync($"Summarise: {text}",
                        new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = {{version}} } });
                }
            }
            """;

    private static string Field(string client, bool lost, string key = "gen_ai.prompt.version") =>
        $$"""
            class Desk
            {
                private static readonly OpenAI.OpenAIClient _openAI = new("key");
                private readonly IChatClient _chat = {{client}};

                public Task Ask(string text) => _chat.GetResponseAsync($"Summarise: {text}", new ChatOptions
                {
                    AdditionalProperties = new() { ["gen_ai.prompt.name"] = "summary", ["{{key}}"] = {{(
                lost ? "{|LLMH3003:\"1.0.0\"|}" : "\"1.0.0\""
            )}} },
                });
            }
            """;
}
