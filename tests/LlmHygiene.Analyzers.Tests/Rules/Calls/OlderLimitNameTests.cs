using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>LLMH1007 and LLMH4001's fix, where the client of Azure.AI.OpenAI sends the output limit as <c>max_tokens</c>.</summary>
public sealed class OlderLimitNameTests
{
    private const string Rule = "LLMH1007";

    // What the project states about its deployments.
    private const string Models = """
        azure|support|pinned|active|reasoning=always|efforts=low,medium,high|refuses=temperature|limit=max_completion_tokens
        azure|older|pinned|active|reasoning=none|limit=max_completion_tokens,max_tokens
        azure|silent|pinned|active
        """;

    private const string Frame = """
        #pragma warning disable OPENAI001, AOAI001
        using Azure.AI.OpenAI;
        using Azure.AI.OpenAI.Chat;
        using OpenAI.Chat;
        using System.ClientModel;
        class Desk(int limit, bool isLong, ChatClient given)
        {
            private static readonly AzureOpenAIClient azure = new(new Uri("https://e.openai.azure.com"), new ApiKeyCredential("k"));
            private readonly ChatClient support = azure.GetChatClient("support");
            private readonly ChatClient older = azure.GetChatClient("older");
            private readonly ChatClient silent = azure.GetChatClient("silent");
            private readonly ChatClient unstated = azure.GetChatClient("gpt-5-mini");
            private readonly ChatClient openAI = new("o3", "k");
            public async Task Ask(string text, CancellationToken stop)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData("await support.CompleteChatAsync([text], new() { {|#0:MaxOutputTokenCount = 9000|} }, stop);")]
    [InlineData("support.CompleteChat([text], new() { {|#0:MaxOutputTokenCount = 9000|} }, stop);")]
    [InlineData("var o = new ChatCompletionOptions { {|#0:MaxOutputTokenCount = 9000|} }; await support.CompleteChatAsync([text], o);")]
    [InlineData("var o = new ChatCompletionOptions(); {|#0:o.MaxOutputTokenCount = 9000|}; await support.CompleteChatAsync([text], o);")]
    [InlineData(
        "OpenAI.OpenAIClient c = azure; "
            + "await c.GetChatClient(\"support\").CompleteChatAsync([text], new() { {|#0:MaxOutputTokenCount = 9000|} });"
    )]
    // A deployment that the project states is judged by everything that it states.
    [InlineData("await support.CompleteChatAsync([text], new() { {|#0:Temperature = 0.2f|} });")]
    [InlineData("await support.AsIChatClient().GetResponseAsync(text, new() { {|#0:Temperature = 0.2f|} });")]
    public Task A_limit_that_is_sent_as_max_tokens_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("await older.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    [InlineData("await silent.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    // The name of a deployment says nothing about its model.
    [InlineData("await unstated.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000, Temperature = 0 });")]
    // Clients of OpenAI, the adapter and clients from elsewhere do not send max_tokens, or it is not known.
    [InlineData("await openAI.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    [InlineData("await given.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    [InlineData("await (isLong ? support : given).CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    [InlineData("await (isLong ? support : older).CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });")]
    [InlineData("await support.AsIChatClient().GetResponseAsync(text, new() { MaxOutputTokens = 9000 });")]
    // Nothing is sent, or that is not certain.
    [InlineData("await support.CompleteChatAsync([text], new() { MaxOutputTokenCount = null });")]
    [InlineData("await support.CompleteChatAsync([text], new() { MaxOutputTokenCount = limit });")]
    [InlineData("var o = new ChatCompletionOptions(); if (isLong) o.MaxOutputTokenCount = 9; await support.CompleteChatAsync([text], o);")]
    // The method changes the name.
    [InlineData(
        "var o = new ChatCompletionOptions { MaxOutputTokenCount = 9 }; o.SetNewMaxCompletionTokensPropertyEnabled(); "
            + "await support.CompleteChatAsync([text], o);"
    )]
    [InlineData(
        "var o = new ChatCompletionOptions(); o.MaxOutputTokenCount = 9; "
            + "AzureChatExtensions.SetNewMaxCompletionTokensPropertyEnabled(o, true); await support.CompleteChatAsync([text], o);"
    )]
    [InlineData(
        "var o = Make(); await support.CompleteChatAsync([text], o); "
            + "static ChatCompletionOptions Make() { var o = new ChatCompletionOptions { MaxOutputTokenCount = 9 }; "
            + "o.SetNewMaxCompletionTokensPropertyEnabled(); return o; }"
    )]
    public Task What_is_accepted_or_not_known_is_silent(string body) => VerifyAsync(body);

    [Fact]
    public async Task Options_beside_the_call_are_reported_where_they_are_written()
    {
        var field = Frame.Replace(
            "BODY",
            "await support.CompleteChatAsync([text], s_options); } "
                + "private static readonly ChatCompletionOptions s_options = new() { {|LLMH1007:MaxOutputTokenCount = 9|} }; void M() {",
            StringComparison.Ordinal
        );
        await RuleTest.VerifyAsync(field, models: Models, only: Rule);
    }

    [Theory]
    [InlineData("services.AddSingleton(Azure().GetChatClient(\"support\"));", 1)]
    [InlineData("services.AddSingleton(_ => Azure().GetChatClient(\"support\"));", 1)]
    [InlineData("services.AddSingleton(new ChatClient(\"support\", \"k\"));", 0)]
    public async Task A_registered_client_is_followed(string registration, int count)
    {
        var found = await RuleTest.DiagnosticsAsync(
            [
                $$"""
                using Azure.AI.OpenAI;
                using Microsoft.Extensions.DependencyInjection;
                using OpenAI.Chat;
                internal sealed class Desk(ChatClient chat)
                {
                    public object Ask(string text) => chat.CompleteChatAsync([text], new ChatCompletionOptions { MaxOutputTokenCount = 9 });
                }
                internal static class Setup
                {
                    private static AzureOpenAIClient Azure() => new(new Uri("https://e"), new System.ClientModel.ApiKeyCredential("k"));
                    public static void Add(IServiceCollection services) { {{registration}} services.AddSingleton<Desk>(); }
                }
                """,
            ],
            models: Models,
            only: Rule
        );
        Assert.Equal(count, found.Length);
    }

    [Theory]
    [InlineData("support", "max_tokens = 300", "max_tokens: use max_completion_tokens")]
    [InlineData("support", "temperature = 0.2", "temperature: remove it")]
    [InlineData("support", "max_completion_tokens = 3000", null)]
    [InlineData("gpt-5-mini", "max_tokens = 300, temperature = 0.2", null)]
    public async Task A_raw_request_to_a_stated_deployment_is_judged(string deployment, string member, string? refused)
    {
        var found = await RuleTest.DiagnosticsAsync<LlmHygiene.Analyzers.Rules.Http.RawHttpAnalyzer>(
            [
                $$"""
                using System.Net.Http.Json;
                class Desk(HttpClient http)
                {
                    public Task Ask(object[] messages, CancellationToken token) => http.PostAsJsonAsync(
                        "https://e.openai.azure.com/openai/deployments/{{deployment}}/chat/completions?api-version=2024-10-21",
                        new { {{member}}, messages }, token);
                }
                """,
            ],
            models: Models,
            only: Rule
        );
        Assert.Equal(refused is null ? [] : [$"'support' does not accept {refused}"], found.Select(one => one.GetMessage(null)));
    }

    [Theory]
    [InlineData(
        "2.1.0.0",
        "'support' does not accept max_tokens, under which Azure.AI.OpenAI 2.1 sends the limit: update Azure.AI.OpenAI to 2.2.0-beta.2 or "
            + "later, and call SetNewMaxCompletionTokensPropertyEnabled on the options after setting the limit"
    )]
    [InlineData(
        "2.9.0.0",
        "'support' does not accept max_tokens, under which Azure.AI.OpenAI 2.9 sends the limit: "
            + "call SetNewMaxCompletionTokensPropertyEnabled on the options after setting the limit"
    )]
    // Later versions are not known.
    [InlineData("2.10.0.0", null)]
    [InlineData("3.0.0.0", null)]
    public async Task The_version_of_the_package_decides(string version, string? message)
    {
        var sdk = new StubSdk(
            "Azure.AI.OpenAI",
            $$"""
            [assembly: System.Reflection.AssemblyVersion("{{version}}")]
            namespace Azure.AI.OpenAI
            {
                public class AzureOpenAIClient : global::OpenAI.OpenAIClient
                {
                    public override global::OpenAI.Chat.ChatClient GetChatClient(string deploymentName) => null;
                }
            }
            """
        );
        var found = await RuleTest.DiagnosticsAsync(
            [
                """
                class Desk
                {
                    public object Ask(string text) => new Azure.AI.OpenAI.AzureOpenAIClient().GetChatClient("support")
                        .CompleteChatAsync([text], new OpenAI.Chat.ChatCompletionOptions { MaxOutputTokenCount = 9000 });
                }
                """,
            ],
            references: StubSdk.Build(
                TestReferences.All.Where(reference => Path.GetFileName(reference.Display) != "Azure.AI.OpenAI.dll"),
                sdk
            ),
            models: Models,
            only: Rule
        );
        Assert.Equal(message is null ? [] : [message], found.Select(one => one.GetMessage(null)));
    }

    [Fact]
    public async Task The_message_of_the_real_package_says_what_to_do()
    {
        var found = await RuleTest.DiagnosticsAsync(
            [
                Frame.Replace(
                    "BODY",
                    "await support.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9 });",
                    StringComparison.Ordinal
                ),
            ],
            models: Models,
            only: Rule
        );
        Assert.StartsWith(
            "'support' does not accept max_tokens, under which Azure.AI.OpenAI 2.1 sends the limit: update",
            Assert.Single(found).GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("support.CompleteChatAsync([text], new() { MaxOutputTokenCount = {|LLMH4005:400|} })")]
    [InlineData("support.AsIChatClient().GetResponseAsync(text, new() { MaxOutputTokens = {|LLMH4005:400|} })")]
    [InlineData("older.CompleteChatAsync([text], new() { MaxOutputTokenCount = 400 })")]
    [InlineData("unstated.CompleteChatAsync([text], new() { MaxOutputTokenCount = 400 })")]
    public Task A_limit_of_a_stated_deployment_leaves_room_for_its_reasoning(string call) =>
        RuleTest.VerifyAsync(Frame.Replace("BODY", $"await {call};", StringComparison.Ordinal), models: Models, only: "LLMH4005");

    [Fact]
    public async Task There_is_no_fix_for_the_name_of_the_limit()
    {
        var source = Frame.Replace(
            "BODY",
            "await support.CompleteChatAsync([text], new() { MaxOutputTokenCount = 9000 });",
            StringComparison.Ordinal
        );
        Assert.Empty(await LiveProject.Open(("Desk.cs", source), ("llm-models.txt", Models)).FixesAsync<ModelRefusesFix>(Rule));
    }

    [Theory]
    // The model refuses the name under which the limit would be sent.
    [InlineData("support.CompleteChatAsync([text])", null)]
    // It takes that name, and does not reason.
    [InlineData("older.CompleteChatAsync([text])", "Limit the output to 1000 tokens")]
    [InlineData("unstated.CompleteChatAsync([text])", "Limit the output to 1000 tokens, if the model does not reason")]
    [InlineData("support.AsIChatClient().GetResponseAsync(text)", "Limit the output to 2500 tokens")]
    public async Task The_fix_of_LLMH4001_writes_no_limit_that_is_refused(string call, string? title)
    {
        var actions = await ActionsAsync(Frame.Replace("BODY", $"await {call};", StringComparison.Ordinal), Models);
        Assert.Equal(title is null ? [] : [title], actions);
    }

    [Theory]
    [InlineData("gpt-4o", "Limit the output to 1000 tokens")]
    [InlineData("openai/gpt-5-mini", null)]
    public async Task The_fix_of_LLMH4001_writes_no_older_limit_that_is_refused(string model, string? title)
    {
        var actions = await ActionsAsync(
            $$"""
            using Azure.AI.Inference;
            class Desk(ChatCompletionsClient inference)
            {
                public Task Ask(string text) => inference.CompleteAsync(
                    new ChatCompletionsOptions { Model = "{{model}}", Messages = { new ChatRequestUserMessage(text) } });
            }
            """,
            Models
        );
        Assert.Equal(title is null ? [] : [title], actions);
    }

    private static async Task<string[]> ActionsAsync(string source, string models)
    {
        var project = LiveProject.Open(("Desk.cs", source), ("llm-models.txt", models)).Reporting("LLMH4001");
        return [.. (await project.FixesAsync<OutputNotLimitedFix>("LLMH4001")).Select(fix => fix.Title)];
    }

    private static Task VerifyAsync(string body) =>
        RuleTest.VerifyAsync(
            Frame.Replace("BODY", body, StringComparison.Ordinal).Replace("{|#0:", $"{{|{Rule}:", StringComparison.Ordinal),
            models: Models,
            only: Rule
        );
}
