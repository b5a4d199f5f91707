using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>What a model accepts, LLMH1007, LLMH4005 and LLMH4006, with one call of each SDK.</summary>
public class RulesBySdkTests
{
    private const string Model =
        "lab|own-7b|pinned|active|reasoning=always|efforts=low,high|refuses=temperature|tools=no|input=text|limit=max_tokens";

    private static readonly string[] s_rules = ["LLMH1007", "LLMH4005", "LLMH4006"];

    private static readonly StubSdk[] s_stubs =
    [
        SourceSdkStubs.Google,
        SourceSdkStubs.Mscc,
        SourceSdkStubs.Bedrock,
        SourceSdkStubs.Mistral,
        SourceSdkStubs.Community,
        GoogleCloudAIPlatformTests.Version("V1"),
    ];

    // T is what the model refuses, L the limit that is too low, PROMPT the prompt.
    private static readonly (string Sdk, string Call)[] s_calls =
    [
        (
            "Microsoft.Extensions.AI",
            "chat.GetResponseAsync(PROMPT, new ChatOptions { ModelId = \"own-7b\", T<Temperature = 0.2f>, MaxOutputTokens = L<300> })"
        ),
        (
            "OpenAI",
            "new OpenAI.Chat.ChatClient(\"own-7b\", \"k\").CompleteChatAsync([OpenAI.Chat.ChatMessage.CreateSystemMessage(PROMPT)], "
                + "new() { T<Temperature = 0.2f>, MaxOutputTokenCount = L<300> })"
        ),
        (
            "OpenAI",
            "new OpenAI.Responses.ResponsesClient(\"k\").CreateResponseAsync(new OpenAI.Responses.CreateResponseOptions(\"own-7b\", []) "
                + "{ Instructions = PROMPT, T<Temperature = 0.2f>, MaxOutputTokenCount = L<300> })"
        ),
        (
            "Anthropic",
            "anthropic.Create(new() { Model = \"own-7b\", MaxTokens = L<300>, System = PROMPT, Messages = [], "
                + "OutputConfig = new() { T<Effort = Anthropic.Models.Messages.Effort.Xhigh> } })"
        ),
        (
            "Azure.AI.Inference",
            "inference.CompleteAsync(new() { Model = \"own-7b\", Messages = { new Azure.AI.Inference.ChatRequestSystemMessage(PROMPT) }, "
                + "T<Temperature = 0.2f>, MaxTokens = L<300> })"
        ),
        (
            "OllamaSharp",
            "ollama.ChatAsync(new() { Model = \"own-7b\", Messages = [new(OllamaSharp.Models.Chat.ChatRole.System, PROMPT)], "
                + "Options = new() { T<Temperature = 0.2f>, NumPredict = L<300> } })"
        ),
        (
            "Betalgo.Ranul.OpenAI",
            "betalgo.CreateCompletion(new() { Model = \"own-7b\", T<Temperature = 0.2f>, MaxCompletionTokens = L<300>, "
                + "Messages = [Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage.FromSystem(PROMPT)] })"
        ),
        (
            "Microsoft.SemanticKernel",
            "new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService(\"own-7b\", \"k\").GetChatMessageContentsAsync("
                + "new Microsoft.SemanticKernel.ChatCompletion.ChatHistory(PROMPT), "
                + "new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { "
                + "T<Temperature = 0.2>, MaxTokens = L<300> })"
        ),
        (
            "Google.GenAI",
            "google.Models.GenerateContentAsync(\"own-7b\", PROMPT, new() { T<Temperature = 0.2>, MaxOutputTokens = L<300> })"
        ),
        (
            "Mscc.GenerativeAI",
            "new Mscc.GenerativeAI.GoogleAI(\"k\").GenerativeModel(\"own-7b\").GenerateContent(PROMPT, "
                + "new() { T<Temperature = 0.2>, MaxOutputTokens = L<300> })"
        ),
        (
            "Google.Cloud.AIPlatform",
            "vertex.GenerateContentAsync(new Google.Cloud.AIPlatform.V1.GenerateContentRequest { Model = \"own-7b\", "
                + "Contents = { new Google.Cloud.AIPlatform.V1.Content { Parts = { "
                + "new Google.Cloud.AIPlatform.V1.Part { Text = PROMPT } } } }, "
                + "GenerationConfig = new() { T<Temperature = 0.2f>, MaxOutputTokens = L<300> } })"
        ),
        (
            "AWSSDK.BedrockRuntime",
            "bedrock.ConverseAsync(new() { ModelId = \"own-7b\", System = [new() { Text = PROMPT }], "
                + "InferenceConfig = new() { T<Temperature = 0.2f>, MaxTokens = L<300> } })"
        ),
        (
            "Mistral.SDK",
            "mistral.GetCompletionAsync(new(\"own-7b\", [new(Mistral.SDK.DTOs.ChatMessage.RoleEnum.User, PROMPT)]) "
                + "{ T<Temperature = 0.2m>, MaxTokens = L<300> })"
        ),
        (
            "Anthropic.SDK",
            "community.GetClaudeMessageAsync(new() { Model = \"own-7b\", System = [new(PROMPT)], "
                + "T<Temperature = 0.2m>, MaxTokens = L<300> })"
        ),
    ];

    public static TheoryData<string, string> Calls() => new(s_calls);

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Each_rule_is_shown_with_a_call_of_each_SDK(string sdk, string call)
    {
        Assert.Contains(SdkTables.All, table => table.Name == sdk);
        var rules = string.Concat(Enumerable.Repeat("rule ", 600));
        return VerifyAsync(
            call.Replace("T<", "{|LLMH1007:", StringComparison.Ordinal)
                .Replace("L<", "{|LLMH4005:", StringComparison.Ordinal)
                .Replace(">", "|}", StringComparison.Ordinal)
                .Replace("PROMPT", "$\"{{|LLMH4006:text|}} " + rules + "\"", StringComparison.Ordinal)
        );
    }

    // A table is shown, or calls no provider itself, or has no options of its own.
    [Fact]
    public void Every_SDK_that_states_parameters_is_shown() =>
        Assert.Empty(
            SdkTables
                .Current.Concat(SdkTables.FromSource)
                .Where(table => table.Options.Any(row => !row.Parameters.IsEmpty))
                .Select(table => table.Name)
                .Except(s_calls.Select(call => call.Sdk))
        );

    [Theory]
    [InlineData("chat.GetResponseAsync(new ChatMessage(ChatRole.User, [{|LLMH1007:new DataContent(new byte[1], \"image/png\")|}]), own)")]
    [InlineData(
        "new OpenAI.Chat.ChatClient(\"own-7b\", \"k\").CompleteChatAsync(new OpenAI.Chat.UserChatMessage("
            + "{|LLMH1007:OpenAI.Chat.ChatMessageContentPart.CreateImagePart(new Uri(text))|}))"
    )]
    [InlineData(
        "anthropic.Create(new() { Model = \"own-7b\", MaxTokens = 9000, Messages = [new Anthropic.Models.Messages.UserMessageParam("
            + "new List<Anthropic.Models.Messages.ContentBlockParam> { "
            + "new Anthropic.Models.Messages.DocumentBlockParam({|LLMH1007:new Anthropic.Models.Messages.UrlPdfSource(text)|}) })] })"
    )]
    [InlineData(
        "inference.CompleteAsync(new() { Model = \"own-7b\", Messages = { new Azure.AI.Inference.ChatRequestUserMessage("
            + "{|LLMH1007:new Azure.AI.Inference.ChatMessageImageContentItem(new Uri(text))|}) } })"
    )]
    [InlineData(
        "ollama.ChatAsync(new() { Model = \"own-7b\", Messages = [{|LLMH1007:new OllamaSharp.Models.Chat.Message "
            + "{ Role = OllamaSharp.Models.Chat.ChatRole.User, Content = text, Images = [text] }|}] })"
    )]
    [InlineData("ollama.ChatAsync(new() { Model = \"own-7b\", Messages = [new(OllamaSharp.Models.Chat.ChatRole.User, text)] })")]
    [InlineData(
        "betalgo.CreateCompletion(new() { Model = \"own-7b\", Messages = ["
            + "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage.FromUser(["
            + "{|LLMH1007:Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.MessageContent.ImageUrlContent(text)|}])] })"
    )]
    [InlineData(
        "google.Models.GenerateContentStreamAsync(\"own-7b\", new Google.GenAI.Types.Content { Parts = [new() { InlineData = "
            + "{|LLMH1007:new() { MimeType = \"image/png\" }|} }] })"
    )]
    [InlineData(
        "google.Models.GenerateContentStreamAsync(\"own-7b\", new Google.GenAI.Types.Content { Parts = [new() { FileData = "
            + "new() { MimeType = text } }] })"
    )]
    [InlineData(
        "vertex.GenerateContentAsync(new Google.Cloud.AIPlatform.V1.GenerateContentRequest { Model = \"own-7b\", Contents = { "
            + "new Google.Cloud.AIPlatform.V1.Content { Parts = { new Google.Cloud.AIPlatform.V1.Part { FileData = "
            + "{|LLMH1007:new() { MimeType = \"audio/wav\" }|} } } } } })"
    )]
    [InlineData(
        "bedrock.ConverseAsync(new() { ModelId = \"own-7b\", Messages = [new() { Content = [new() { Image = {|LLMH1007:new()|} }] }] })"
    )]
    [InlineData("bedrock.ConverseAsync(new() { ModelId = \"own-7b\", ToolConfig = new() { {|LLMH1007:Tools = [new()]|} } })")]
    public Task Images_audio_and_files_are_seen_in_each_SDK(string call) => VerifyAsync(call);

    private static Task VerifyAsync(string call)
    {
        var test = RuleTest.Create<LlmCallAnalyzer>(references: StubSdk.Build(TestReferences.All.Append(TestReferences.Agents), s_stubs));
        test.DisabledDiagnostics.AddRange(LlmCallAnalyzer.CallDescriptors.Select(rule => rule.Id).Except(s_rules));
        test.TestState.AdditionalFiles.Add(("/llm-models.txt", Model));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nllmhygiene.cache_minimum_tokens = 0\n"));
        test.TestState.Sources.Add(
            $$"""
            #pragma warning disable OPENAI001, CS0618, SKEXP0001, SKEXP0010
            #nullable disable
            class Desk(
                IChatClient chat,
                Anthropic.Services.IMessageService anthropic,
                Azure.AI.Inference.ChatCompletionsClient inference,
                OllamaSharp.IOllamaApiClient ollama,
                Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService betalgo,
                Google.GenAI.Client google,
                Google.Cloud.AIPlatform.V1.PredictionServiceClient vertex,
                Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrock,
                Mistral.SDK.Completions.CompletionsEndpoint mistral,
                Anthropic.SDK.Messaging.MessagesEndpoint community)
            {
                private readonly ChatOptions own = new() { ModelId = "own-7b", MaxOutputTokens = 9000 };
                public object Ask(string text) => {{call}};
            }
            """
        );
        test.TestState.Sources.Add(TestCode.UsingsFor<LlmCallAnalyzer>());
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
