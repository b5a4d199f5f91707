using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>The calls of every SDK other than the chat clients of Microsoft.Extensions.AI and OpenAI, and code without calls.</summary>
public class SdkRecognitionTests
{
    private const string Usings = """
        #pragma warning disable OPENAI001, OPENAI002, MEAI001, MCP9005, SKEXP0001, SKEXP0010, CS0618, CS0612
        using Anthropic.Services;
        using OllamaSharp;
        using Betalgo.Ranul.OpenAI.Interfaces;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.AudioToText;
        using Microsoft.SemanticKernel.ChatCompletion;
        using Microsoft.SemanticKernel.Embeddings;
        using Microsoft.SemanticKernel.TextGeneration;
        using Microsoft.SemanticKernel.TextToAudio;
        using Microsoft.SemanticKernel.TextToImage;

        """;

    private static async Task<string[]> SdksAndOperationsAsync(string parameter, string expression) =>
        [
            .. (
                await RuleTest.DiagnosticsAsync(
                    [Usings + $"class C {{ public object Ask({parameter}, string t) => {expression}; }}"],
                    inventory: true,
                    references: [.. TestReferences.All, TestReferences.Agents]
                )
            )
                .Where(diagnostic => diagnostic.Id == "LLMH0001")
                .Select(diagnostic => string.Join(' ', diagnostic.GetMessage(null).Split("; ").Take(2))),
        ];

    private static async Task ExpectAsync(string parameter, string expression, string sdk, string operation) =>
        Assert.Equal([$"sdk={sdk} operation={operation}"], await SdksAndOperationsAsync(parameter, expression));

    [Theory]
    [InlineData("OpenAI.Images.ImageClient c", "c.GenerateImage(t)", "image")]
    [InlineData("OpenAI.Images.ImageClient c", "c.GenerateImagesAsync(t, 2)", "image")]
    [InlineData("OpenAI.Images.ImageClient c", "c.GenerateImageEditAsync(t, t)", "image")]
    [InlineData("OpenAI.Images.ImageClient c", "c.GenerateImageVariations(t, 3)", "image")]
    [InlineData("OpenAI.Audio.AudioClient c", "c.GenerateSpeechAsync(t, OpenAI.Audio.GeneratedSpeechVoice.Alloy)", "speech")]
    [InlineData("OpenAI.Audio.AudioClient c", "c.TranscribeAudio(t)", "transcription")]
    [InlineData("OpenAI.Audio.AudioClient c", "c.TranscribeAudioStreamingAsync(t)", "transcription")]
    [InlineData("OpenAI.Audio.AudioClient c", "c.TranslateAudioAsync(t)", "transcription")]
    [InlineData("OpenAI.Moderations.ModerationClient c", "c.ClassifyTextAsync(t)", "moderation")]
    [InlineData("OpenAI.Moderations.ModerationClient c", "c.ClassifyInputs([])", "moderation")]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.CreateRunAsync(t, t)", "invoke_agent")]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.CreateThreadAndRunStreamingAsync(t)", "invoke_agent")]
    [InlineData("OpenAI.Realtime.RealtimeSessionClient c", "c.StartResponseAsync()", "realtime")]
    [InlineData("OpenAI.Videos.VideoClient c", "c.CreateVideoAsync(null, t)", "video")]
    [InlineData("OpenAI.Decisions.DecisionsClient c", "c.CreateDecision(new OpenAI.Decisions.DecisionCreationOptions())", "decision")]
    [InlineData("OpenAI.Responses.ResponsesClient c", "c.CompactResponseAsync(null, t)", "response")]
    public Task OpenAI_besides_chat(string parameter, string call, string operation) => ExpectAsync(parameter, call, "OpenAI", operation);

    [Theory]
    [InlineData("IImageGenerator c", "c.GenerateAsync(new ImageGenerationRequest(t))", "image")]
    [InlineData("IImageGenerator c", "c.GenerateImagesAsync(t)", "image")]
    [InlineData("IImageGenerator c", "c.EditImageAsync(new DataContent(t), t)", "image")]
    [InlineData("ISpeechToTextClient c", "c.GetTextAsync(Stream.Null)", "transcription")]
    [InlineData("ISpeechToTextClient c", "c.GetStreamingTextAsync(new DataContent(t))", "transcription")]
    [InlineData("ITextToSpeechClient c", "c.GetAudioAsync(t)", "speech")]
    [InlineData("ITextToSpeechClient c", "c.GetStreamingAudioAsync(t)", "speech")]
    public Task Media_of_Microsoft_Extensions_AI(string parameter, string call, string operation) =>
        ExpectAsync(parameter, call, "Microsoft.Extensions.AI", operation);

    [Theory]
    [InlineData("Anthropic.IAnthropicClient c, Anthropic.Models.Messages.MessageCreateParams p", "c.Messages.Create(p)", "chat")]
    [InlineData("Anthropic.AnthropicClient c, Anthropic.Models.Messages.MessageCreateParams p", "c.Messages.CreateStreaming(p)", "chat")]
    [InlineData("MessageService c, Anthropic.Models.Messages.MessageCreateParams p", "c.Create(p)", "chat")]
    [InlineData(
        "Anthropic.IAnthropicClient c, Anthropic.Models.Messages.MessageCreateParams p",
        "c.Messages.WithRawResponse.Create(p)",
        "chat"
    )]
    [InlineData("Anthropic.IAnthropicClient c, Anthropic.Models.Messages.MessageCreateParams p", "c.Messages.Create<C>(p)", "chat")]
    [InlineData("Anthropic.IAnthropicClient c, Anthropic.Models.Beta.Messages.MessageCreateParams p", "c.Beta.Messages.Create(p)", "chat")]
    [InlineData("Anthropic.Helpers.Beta.BetaMessageThread c", "c.Send()", "chat")]
    [InlineData("Anthropic.Helpers.Beta.BetaToolRunner c", "c.RunUntilDoneAsync()", "invoke_agent")]
    public Task Anthropic(string parameter, string call, string operation) => ExpectAsync(parameter, call, "Anthropic", operation);

    [Theory]
    [InlineData("Azure.AI.Inference.ChatCompletionsClient c", "c.Complete(new Azure.AI.Inference.ChatCompletionsOptions())", "chat")]
    [InlineData(
        "Azure.AI.Inference.ChatCompletionsClient c",
        "c.CompleteStreamingAsync(new Azure.AI.Inference.ChatCompletionsOptions())",
        "chat"
    )]
    [InlineData("Azure.AI.Inference.EmbeddingsClient c", "c.EmbedAsync(new Azure.AI.Inference.EmbeddingsOptions([t]))", "embeddings")]
    [InlineData("Azure.AI.Inference.ImageEmbeddingsClient c", "c.Embed(new Azure.AI.Inference.ImageEmbeddingsOptions([]))", "embeddings")]
    public Task Azure_inference(string parameter, string call, string operation) =>
        ExpectAsync(parameter, call, "Azure.AI.Inference", operation);

    [Theory]
    [InlineData("IOllamaApiClient c", "c.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest())", "chat")]
    [InlineData("OllamaApiClient c", "c.GenerateAsync(new OllamaSharp.Models.GenerateRequest())", "text_completion")]
    [InlineData("IOllamaApiClient c", "c.GenerateAsync(t)", "text_completion")]
    [InlineData("IOllamaApiClient c", "c.EmbedAsync(t)", "embeddings")]
    [InlineData("IOllamaApiClient c", "c.EmbedAsync(new OllamaSharp.Models.EmbedRequest())", "embeddings")]
    [InlineData("IOllamaApiClient c", "c.SystemOneAsync(new OllamaSharp.Models.SystemOneRequest())", "decision")]
    [InlineData("Chat c", "c.SendAsync(t)", "chat")]
    [InlineData("Chat c", "c.SendAsAsync(OllamaSharp.Models.Chat.ChatRole.User, t)", "chat")]
    public Task Ollama(string parameter, string call, string operation) => ExpectAsync(parameter, call, "OllamaSharp", operation);

    [Theory]
    [InlineData("IChatCompletionService c", "c.CreateCompletion(new())", "chat", "Betalgo")]
    [InlineData("IOpenAIService c", "c.ChatCompletion.CreateCompletionAsStream(new())", "chat", null)]
    [InlineData("IOpenAIService c", "c.Completions.CreateCompletion(new())", "text_completion", null)]
    [InlineData(
        "Betalgo.Ranul.OpenAI.Managers.OpenAIService c",
        "c.CreateCompletion(new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest())",
        "text_completion",
        null
    )]
    [InlineData(
        "Betalgo.Ranul.OpenAI.Managers.OpenAIService c",
        "c.CreateCompletion(new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest())",
        "chat",
        null
    )]
    [InlineData("IOpenAIService c", "c.ChatCompletion.Create(new(), Betalgo.Ranul.OpenAI.ObjectModels.Models.Model.Gpt_4)", "chat", null)]
    [InlineData("IOpenAIService c", "c.Edit.CreateEdit(new())", "text_completion", null)]
    [InlineData("IOpenAIService c", "c.Embeddings.CreateEmbedding(new())", "embeddings", null)]
    [InlineData("IOpenAIService c", "c.Image.CreateImage(new(t))", "image", null)]
    [InlineData("IOpenAIService c", "c.Audio.CreateTranscription(new())", "transcription", null)]
    [InlineData("IOpenAIService c", "c.Audio.CreateSpeech<byte[]>(new())", "speech", null)]
    [InlineData("IOpenAIService c", "c.Moderation.CreateModeration(new())", "moderation", null)]
    [InlineData("IOpenAIService c", "c.Moderation.CreateModeration(t)", "moderation", null)]
    [InlineData("IOpenAIService c", "c.Beta.Runs.RunCreate(t, new())", "invoke_agent", null)]
    [InlineData("IOpenAIService c", "c.Beta.Runs.CreateThreadAndRun(new())", "invoke_agent", null)]
    public Task Betalgo(string parameter, string call, string operation, string? prefix) =>
        ExpectAsync(prefix is null ? parameter : "Betalgo.Ranul.OpenAI.Interfaces." + parameter, call, "Betalgo.Ranul.OpenAI", operation);

    [Theory]
    [InlineData("c.SampleAsync(new ModelContextProtocol.Protocol.CreateMessageRequestParams { MaxTokens = 9, Messages = [] })")]
    [InlineData("c.SampleAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, t)])")]
    public Task Sampling(string call) => ExpectAsync("ModelContextProtocol.Server.McpServer c", call, "ModelContextProtocol", "chat");

    [Theory]
    [InlineData("Microsoft.Agents.AI.AIAgent c", "c.RunAsync(t)")]
    [InlineData("Microsoft.Agents.AI.AIAgent c", "c.RunAsync<int>(t)")]
    [InlineData("Microsoft.Agents.AI.AIAgent c", "c.RunStreamingAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, t)])")]
    [InlineData("Microsoft.Agents.AI.ChatClientAgent c", "c.RunAsync(t, null, new Microsoft.Agents.AI.ChatClientAgentRunOptions())")]
    public Task Agents(string parameter, string call) => ExpectAsync(parameter, call, "Microsoft.Agents.AI", "invoke_agent");

    [Theory]
    [InlineData(
        "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService c",
        "c.GetChatMessageContentsAsync(new ChatHistory(t))",
        "chat"
    )]
    [InlineData("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService c", "c.GetChatMessageContentAsync(t)", "chat")]
    [InlineData("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService c", "c.GetStreamingChatMessageContentsAsync(t)", "chat")]
    [InlineData(
        "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService c",
        "c.GetChatMessageContentsAsync(new ChatHistory(t))",
        "chat"
    )]
    [InlineData("ITextGenerationService c", "c.GetTextContentsAsync(t)", "text_completion")]
    [InlineData("ITextGenerationService c", "c.GetTextContentAsync(t)", "text_completion")]
    [InlineData("ITextToImageService c", "c.GetImageContentsAsync(t)", "image")]
    [InlineData("ITextToImageService c", "c.GenerateImageAsync(t, 1, 1)", "image")]
    [InlineData("ITextToAudioService c", "c.GetAudioContentAsync(t)", "speech")]
    [InlineData("IAudioToTextService c", "c.GetTextContentAsync(new Microsoft.SemanticKernel.AudioContent())", "transcription")]
    [InlineData("ITextEmbeddingGenerationService c", "c.GenerateEmbeddingsAsync([t])", "embeddings")]
    [InlineData("ITextEmbeddingGenerationService c", "c.GenerateEmbeddingAsync(t)", "embeddings")]
    [InlineData("Kernel c", "c.InvokePromptAsync(t)", "chat")]
    [InlineData("Kernel c", "c.InvokePromptStreamingAsync<string>(t)", "chat")]
    public Task Semantic_Kernel(string parameter, string call, string operation) =>
        ExpectAsync(parameter, call, "Microsoft.SemanticKernel", operation);

    [Theory]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.GetRun(t, t)")]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.CreateAssistant(t)")]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.CreateThread()")]
    [InlineData("OpenAI.Assistants.AssistantClient c", "c.SubmitToolOutputsToRun(t, t, [])")]
    [InlineData("OpenAI.OpenAIClient c", "c.GetOpenAIModelClient().GetModels()")]
    [InlineData("OpenAI.Files.OpenAIFileClient c", "c.UploadFile(t, OpenAI.Files.FileUploadPurpose.Batch)")]
    [InlineData("OpenAI.Realtime.RealtimeClient c", "c.StartConversationSessionAsync(t)")]
    [InlineData("Anthropic.IAnthropicClient c, Anthropic.Models.Messages.MessageCountTokensParams p", "c.Messages.CountTokens(p)")]
    [InlineData("Anthropic.IAnthropicClient c", "c.Models.List()")]
    [InlineData("Anthropic.IAnthropicClient c", "c.Messages.Batches.Retrieve(t)")]
    [InlineData("Azure.AI.Inference.ChatCompletionsClient c", "c.GetModelInfo()")]
    [InlineData("IOllamaApiClient c", "c.ListLocalModelsAsync()")]
    [InlineData("IOllamaApiClient c", "c.PullModelAsync(t)")]
    [InlineData("IOllamaApiClient c", "c.GetVersionAsync()")]
    [InlineData("IOpenAIService c", "c.Models.ListModel()")]
    [InlineData("IOpenAIService c", "c.Files.ListFile()")]
    [InlineData("IOpenAIService c", "c.Beta.Runs.RunRetrieve(t, t)")]
    [InlineData("ModelContextProtocol.Server.McpServer c", "c.RunAsync()")]
    [InlineData("ModelContextProtocol.Server.McpServer c", "c.AsSamplingChatClient()")]
    [InlineData("Microsoft.Agents.AI.AIAgent c", "c.CreateSessionAsync()")]
    [InlineData("Kernel c", "c.InvokeAsync(t, t)")]
    [InlineData("Kernel c, KernelFunction f", "f.InvokeAsync(c)")]
    public async Task Look_alikes(string parameter, string expression) => Assert.Empty(await SdksAndOperationsAsync(parameter, expression));
}
