using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH4001: the limit is set in the options of each SDK, or in new ones.</summary>
public sealed class OutputNotLimitedFixTests
{
    private const string Frame = """
        #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010
        using Azure.AI.Inference;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using Microsoft.SemanticKernel.Connectors.OpenAI;
        using OllamaSharp;
        using OllamaSharp.Models;
        using OllamaSharp.Models.Chat;
        using OpenAI.Chat;
        using OpenAI.Responses;
        class Desk(ChatClient openAI, ResponsesClient responses, ChatCompletionsClient inference, OllamaApiClient ollama)
        {
            private readonly Kernel kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k").Build();
            private readonly IChatClient chat = new ChatClient("m", "k").AsIChatClient();
            private readonly IChatCompletionService service = new OpenAIChatCompletionService("m", "k");
            public object Ask(string text, SystemChatMessage system, UserChatMessage user, CancellationToken stop) => CALL;
        }
        """;

    [Theory]
    [InlineData("chat.{|LLMH4001:GetResponseAsync|}(text)", "chat.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 1000 })")]
    [InlineData(
        "chat.{|LLMH4001:GetStreamingResponseAsync|}(text, new ChatOptions { ModelId = \"gpt-6-luna\" }, stop)",
        "chat.GetStreamingResponseAsync(text, new ChatOptions { ModelId = \"gpt-6-luna\", MaxOutputTokens = 2500 }, stop)"
    )]
    [InlineData(
        "openAI.{|LLMH4001:CompleteChatAsync|}(text)",
        "openAI.CompleteChatAsync([text], new ChatCompletionOptions { MaxOutputTokenCount = 1000 })"
    )]
    [InlineData(
        "openAI.{|LLMH4001:CompleteChatAsync|}(system, user)",
        "openAI.CompleteChatAsync([system, user], new ChatCompletionOptions { MaxOutputTokenCount = 1000 })"
    )]
    [InlineData(
        "openAI.{|LLMH4001:CompleteChat|}([system, user], cancellationToken: stop)",
        "openAI.CompleteChat([system, user], new ChatCompletionOptions { MaxOutputTokenCount = 1000 }, cancellationToken: stop)"
    )]
    [InlineData(
        "openAI.{|LLMH4001:CompleteChatStreamingAsync|}(new OpenAI.Chat.ChatMessage[] { user })",
        "openAI.CompleteChatStreamingAsync(new OpenAI.Chat.ChatMessage[] { user }, new ChatCompletionOptions "
            + "{ MaxOutputTokenCount = 1000 })"
    )]
    [InlineData(
        "responses.{|LLMH4001:CreateResponseAsync|}(new CreateResponseOptions(\"gpt-6-luna\", []))",
        "responses.CreateResponseAsync(new CreateResponseOptions(\"gpt-6-luna\", []) { MaxOutputTokenCount = 2500 })"
    )]
    [InlineData(
        "inference.{|LLMH4001:CompleteAsync|}(new ChatCompletionsOptions { Model = \"gpt-4o\" })",
        "inference.CompleteAsync(new ChatCompletionsOptions { Model = \"gpt-4o\", MaxTokens = 1000 })"
    )]
    [InlineData(
        "ollama.{|LLMH4001:ChatAsync|}(new ChatRequest { Model = \"llama3.2\" })",
        "ollama.ChatAsync(new ChatRequest { Model = \"llama3.2\", Options = new RequestOptions { NumPredict = 1000 } })"
    )]
    [InlineData(
        "ollama.{|LLMH4001:ChatAsync|}(new ChatRequest { Model = \"llama3.2\", Options = new() { Seed = 1 } })",
        "ollama.ChatAsync(new ChatRequest { Model = \"llama3.2\", Options = new() { Seed = 1, NumPredict = 1000 } })"
    )]
    [InlineData(
        "kernel.{|LLMH4001:InvokePromptAsync|}(text)",
        "kernel.InvokePromptAsync(text, new KernelArguments(new OpenAIPromptExecutionSettings { MaxTokens = 1000 }))"
    )]
    [InlineData(
        "kernel.{|LLMH4001:InvokePromptAsync|}(text, new KernelArguments { [\"tone\"] = \"kind\" })",
        "kernel.InvokePromptAsync(text, new KernelArguments(new OpenAIPromptExecutionSettings { MaxTokens "
            + "= 1000 }) { [\"tone\"] = \"kind\" })"
    )]
    [InlineData(
        "kernel.{|LLMH4001:InvokePromptAsync|}(text, new(new OpenAIPromptExecutionSettings { Temperature = 0 }))",
        "kernel.InvokePromptAsync(text, new(new OpenAIPromptExecutionSettings { Temperature = 0, MaxTokens = 1000 }))"
    )]
    [InlineData(
        "service.{|LLMH4001:GetChatMessageContentAsync|}(text)",
        "service.GetChatMessageContentAsync(text, new OpenAIPromptExecutionSettings { MaxTokens = 1000 })"
    )]
    [InlineData(
        "service.{|LLMH4001:GetChatMessageContentAsync|}(text, kernel: kernel)",
        "service.GetChatMessageContentAsync(text, new OpenAIPromptExecutionSettings { MaxTokens = 1000 }, kernel: kernel)"
    )]
    public Task The_limit_is_set_at_the_call(string before, string after) =>
        FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            Frame.Replace("CALL", before, StringComparison.Ordinal),
            Frame.Replace("CALL", after, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("600", 600)]
    [InlineData("0", 1000)]
    [InlineData("many", 1000)]
    public Task The_project_can_set_the_limit(string setting, int expected) =>
        FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            Frame.Replace("CALL", "chat.{|LLMH4001:GetResponseAsync|}(text)", StringComparison.Ordinal),
            Frame.Replace(
                "CALL",
                $"chat.GetResponseAsync(text, new ChatOptions {{ MaxOutputTokens = {expected} }})",
                StringComparison.Ordinal
            ),
            $"root = true\n[*.cs]\nllmhygiene.default_max_output_tokens = {setting}\n"
        );

    [Theory]
    [InlineData("int? maxTokens = null", "new ChatOptions()", "new ChatOptions { MaxOutputTokens = maxTokens }")]
    [InlineData(
        "int maxOutputTokens",
        "new ChatOptions { Temperature = 0 }",
        "new ChatOptions { Temperature = 0, MaxOutputTokens = maxOutputTokens }"
    )]
    [InlineData("long maxTokens", "new ChatOptions { Temperature = 0 }", "new ChatOptions { Temperature = 0, MaxOutputTokens = 1000 }")]
    [InlineData("string maxTokens", "new ChatOptions { Temperature = 0 }", "new ChatOptions { Temperature = 0, MaxOutputTokens = 1000 }")]
    [InlineData(
        "int maxTokens",
        "new ChatOptions { Temperature = maxTokens }",
        "new ChatOptions { Temperature = maxTokens, MaxOutputTokens = 1000 }"
    )]
    [InlineData(
        "int maxTokens, int? maxOutputTokens",
        "new ChatOptions { Temperature = 0 }",
        "new ChatOptions { Temperature = 0, MaxOutputTokens = 1000 }"
    )]
    public Task The_unused_parameter_of_the_method_becomes_the_limit(string parameters, string before, string after)
    {
        const string Code =
            "class Desk { private readonly IChatClient chat = new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient(); "
            + "public Task<ChatResponse> AskAsync(string text, PARAMETERS) => chat.CALL(text, OPTIONS); }";
        var code = Code.Replace("PARAMETERS", parameters, StringComparison.Ordinal);
        return FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            code.Replace("CALL", "{|LLMH4001:GetResponseAsync|}", StringComparison.Ordinal)
                .Replace("OPTIONS", before, StringComparison.Ordinal),
            code.Replace("CALL", "GetResponseAsync", StringComparison.Ordinal).Replace("OPTIONS", after, StringComparison.Ordinal)
        );
    }

    [Fact]
    public Task The_parameter_of_the_method_is_not_in_scope_where_shared_options_are_created()
    {
        const string Code =
            "class Desk { private readonly IChatClient chat = new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient(); "
            + "private readonly ChatOptions _options = OPTIONS; public Task<ChatResponse> "
            + "AskAsync(string text, int maxTokens) => chat.CALL(text, _options); }";
        return FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            Code.Replace("CALL", "{|LLMH4001:GetResponseAsync|}", StringComparison.Ordinal)
                .Replace("OPTIONS", "new() { Temperature = 0 }", StringComparison.Ordinal),
            Code.Replace("CALL", "GetResponseAsync", StringComparison.Ordinal)
                .Replace("OPTIONS", "new() { Temperature = 0, MaxOutputTokens = 1000 }", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("gpt-5-mini", 2500)]
    [InlineData("gpt-5-pro", 3500)]
    [InlineData("gpt-5.4-mini", 1000)]
    [InlineData("gpt-4o", 1000)]
    public Task The_limit_has_room_for_the_reasoning_of_the_model(string model, int limit)
    {
        const string Code = """
            class Desk
            {
                private readonly IChatClient _chat = new OpenAI.Chat.ChatClient("MODEL", "k").AsIChatClient();
                public Task Ask(string text, CancellationToken stop) => _chat.CALL;
            }
            """;
        var code = Code.Replace("MODEL", model, StringComparison.Ordinal);
        return FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            code.Replace("CALL", "{|LLMH4001:GetResponseAsync|}(text, cancellationToken: stop)", StringComparison.Ordinal),
            code.Replace(
                "CALL",
                $"GetResponseAsync(text, new ChatOptions {{ MaxOutputTokens = {limit} }}, cancellationToken: stop)",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task The_title_states_the_limit()
    {
        var test = FixTest.Create<OutputNotLimitedFix>(
            "LLMH4001",
            Frame.Replace("CALL", "chat.{|LLMH4001:GetResponseAsync|}(text)", StringComparison.Ordinal),
            Frame.Replace("CALL", "chat.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 1000 })", StringComparison.Ordinal)
        );
        test.CodeActionVerifier = (action, _) =>
            Assert.Equal("Limit the output to 1000 tokens, if the model does not reason", action.Title);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    // The effort is stated, or not stated for sure.
    [InlineData("gpt-5-mini", "Reasoning = new() { Effort = ReasoningEffort.High }", "3500 tokens")]
    [InlineData("gpt-5-mini", "Temperature = 1", "2500 tokens")]
    // It may be another one than the default.
    [InlineData("gpt-5-mini", "Reasoning = new() { Effort = effort }", "2500 tokens, with the default effort")]
    [InlineData(
        "gpt-5-mini",
        "Reasoning = isLong ? new() { Effort = ReasoningEffort.High } : null",
        "2500 tokens, with the default effort"
    )]
    [InlineData("gpt-5-mini", "Reasoning = reasoning", "2500 tokens, with the default effort")]
    [InlineData("gpt-5.4-mini", "Reasoning = new() { Effort = effort }", "1000 tokens, with the default effort")]
    // It changes nothing.
    [InlineData("gpt-4o", "Reasoning = new() { Effort = effort }", "1000 tokens")]
    [InlineData("gpt-5-pro", "Reasoning = new() { Effort = effort }", "3500 tokens")]
    [InlineData("m", "Reasoning = new() { Effort = effort }", "1000 tokens, if the model does not reason")]
    public async Task The_title_says_what_effort_the_limit_assumes(string model, string member, string limit)
    {
        var project = LiveProject
            .Open(
                (
                    "Desk.cs",
                    $$"""
                    class Desk(ReasoningEffort effort, ReasoningOptions reasoning, bool isLong)
                    {
                        private readonly IChatClient _chat = new OpenAI.Chat.ChatClient("{{model}}", "k").AsIChatClient();
                        public Task Ask(string text) => _chat.GetResponseAsync(text, new ChatOptions { {{member}} });
                    }
                    """
                )
            )
            .Reporting("LLMH4001");
        var fix = Assert.Single(await project.FixesAsync<OutputNotLimitedFix>("LLMH4001"));
        Assert.Equal("Limit the output to " + limit, fix.Title);
    }

    [Fact]
    public Task Before_collection_expressions_an_array_is_created()
    {
        var test = FixTest.Create<OutputNotLimitedFix>(
            "LLMH4001",
            """
            namespace Shop;
            class Desk { public object Ask(OpenAI.Chat.ChatClient chat, string text) =>
            chat.{|LLMH4001:CompleteChatAsync|}(text, text);
            }
            """,
            """
            using OpenAI.Chat;

            namespace Shop;
            class Desk { public object Ask(OpenAI.Chat.ChatClient chat, string text) =>
            chat.CompleteChatAsync(new OpenAI.Chat.ChatMessage[] { text, text }, new ChatCompletionOptions { MaxOutputTokenCount = 1000 });
            }
            """
        );
        test.SolutionTransforms.Add(
            (solution, id) =>
                solution.WithProjectParseOptions(
                    id,
                    ((Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)solution.GetProject(id)!.ParseOptions!).WithLanguageVersion(
                        Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11
                    )
                )
        );
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Shared_options_get_one_limit() =>
        FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            """
            class Desk
            {
                private readonly IChatClient chat = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
                public async Task AskAsync(string text)
                {
                    var options = new ChatOptions
                    {
                        // As exact as it can be.
                        Temperature = 0
                    };
                    await chat.{|LLMH4001:GetResponseAsync|}(text, options);
                }
            }
            """,
            """
            class Desk
            {
                private readonly IChatClient chat = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
                public async Task AskAsync(string text)
                {
                    var options = new ChatOptions
                    {
                        // As exact as it can be.
                        Temperature = 0,
                        MaxOutputTokens = 1000
                    };
                    await chat.GetResponseAsync(text, options);
                }
            }
            """
        );

    [Theory]
    [InlineData("responses.{|LLMH4001:CreateResponseAsync|}(\"gpt-6-luna\", text)")]
    [InlineData("service.{|LLMH4001:GetChatMessageContentAsync|}(text, new PromptExecutionSettings())")]
    // The SDK sends `max_tokens`, which the model refuses.
    [InlineData("inference.{|LLMH4001:CompleteAsync|}(new ChatCompletionsOptions { Model = \"gpt-6-luna\" })")]
    [InlineData("chat.{|LLMH4001:GetResponseAsync|}(text, text.Length > 9 ? new ChatOptions() : null)")]
    public Task Nothing_is_offered_where_its_position_is_uncertain(string call) =>
        FixTest.VerifyNoFixAsync<OutputNotLimitedFix>("LLMH4001", Frame.Replace("CALL", call, StringComparison.Ordinal));

    [Theory]
    [InlineData("class Desk(IChatClient chat) { public Task Ask(string text) => chat.GetResponseAsync(text); }")]
    [InlineData("class Desk { public IChatClient? Chat { get; set; } public Task Ask(string text) => Chat!.GetResponseAsync(text); }")]
    public Task Nothing_is_offered_where_the_client_comes_from_outside(string source) =>
        FixTest.VerifyNoFixAsync<OutputNotLimitedFix>("LLMH4001", source);

    [Theory]
    [InlineData("AddAzureAIInferenceChatCompletion", "AzureAIInferencePromptExecutionSettings { MaxTokens = 1000 }")]
    [InlineData("AddOllamaChatCompletion", "OllamaPromptExecutionSettings { NumPredict = 1000 }")]
    public Task Of_several_connectors_the_first_fix_is_for_the_one_that_the_file_uses(string registration, string settings)
    {
        var source = $$"""
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.Connectors.AzureAIInference;
            using Microsoft.SemanticKernel.Connectors.Ollama;
            class Desk
            {
                private readonly Kernel kernel = Kernel.CreateBuilder().{{registration}}("m").Build();
                public object Ask(string text) => CALL;
            }
            """;
        var test = FixTest.Create<OutputNotLimitedFix>(
            "LLMH4001",
            source.Replace("CALL", "kernel.{|LLMH4001:InvokePromptAsync|}(text)", StringComparison.Ordinal),
            source.Replace("CALL", $"kernel.InvokePromptAsync(text, new KernelArguments(new {settings}))", StringComparison.Ordinal)
        );
        var references = TestReferences.All.Where(static one => one.Display?.Contains("Connectors.OpenAI") is not true).ToList();
        test.TestState.AdditionalReferences.Clear();
        test.TestState.AdditionalReferences.AddRange(
            StubSdk.Build(references, Connector("AzureAIInference", "MaxTokens"), Connector("Ollama", "NumPredict"))
        );
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static StubSdk Connector(string name, string limit) =>
        new(
            $"Microsoft.SemanticKernel.Connectors.{name}",
            $$"""
            using Microsoft.SemanticKernel;
            namespace Microsoft.SemanticKernel
            {
                public static class {{name}}KernelBuilderExtensions
                {
                    public static IKernelBuilder Add{{name}}ChatCompletion(this IKernelBuilder builder, string modelId) => builder;
                }
            }
            namespace Microsoft.SemanticKernel.Connectors.{{name}}
            {
                public sealed class {{name}}PromptExecutionSettings : PromptExecutionSettings
                {
                    public int? {{limit}} { get; set; }
                }
            }
            """
        );
}
