using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Sdks.SourceSdkStubs;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>SDKs whose packages cannot be restored here, tested against stubs with the names and signatures of their source.</summary>
public class SourceSdkTests
{
    private static void Expect(StubSdk stub, string parameters, string call, string? expected)
    {
        var source =
            $"#nullable disable\ninternal class C {{ public object Ask({parameters}string text, CancellationToken "
            + $"token) => {call}; }} namespace Microsoft.Extensions.AI {{ class Present; }}";
        var facts = StubSdk
            .Inventory(source, TestReferences.Framework, stub)
            .Select(message => string.Join(' ', message.Split("; ").Skip(1).Take(5)))
            .ToArray();
        Assert.Equal(expected is null ? [] : [expected], facts);
    }

    [Theory]
    [InlineData(
        "c.Models.GenerateContentAsync(model: \"gemini-2.5-pro\", contents: text)",
        "operation=chat model=Constant(gemini-2.5-pro) prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        "c.Models.GenerateContentAsync(text, \"Summarise the news.\", new() { MaxOutputTokens = 9 })",
        "operation=chat model=Configured prompt=Untagged limit=Set(9) cancellation=Impossible"
    )]
    [InlineData(
        """
            c.Models.GenerateContentAsync("m", "Summarise the news.",
                new() { Labels = new() { ["prompt_name"] = "news", ["prompt_version"] = "1" } })
            """,
        "operation=chat model=Constant(m) prompt=Tagged(news@1) limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        """
            c.Models.GenerateContentStreamAsync("m",
                new Google.GenAI.Types.Content { Parts = new() { new() { Text = "Summarise the news." } } }, null, token)
            """,
        "operation=chat model=Constant(m) prompt=Untagged limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "c.Models.GenerateImagesAsync(\"imagen-4.0\", text)",
        "operation=image model=Constant(imagen-4.0) prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        "c.Live.ConnectAsync(\"m\", null).Result.SendClientContentAsync(new(), token)",
        "operation=realtime model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData("c.Models.CountTokensAsync(\"m\", text)", null)]
    public void Google_GenAI(string call, string? expected) => Expect(Google, "Google.GenAI.Client c, ", call, expected);

    [Theory]
    [InlineData(
        "new Mscc.GenerativeAI.GoogleAI(text).GenerativeModel(model: \"m\").GenerateContent(text)",
        "operation=chat model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "c.GenerateContent(\"Summarise the news.\", new() { MaxOutputTokens = 9 }, token)",
        "operation=chat model=AtClient prompt=Untagged limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        """
            c.GenerateContent(new Mscc.GenerativeAI.GenerateContentRequest {
                Model = "n", GenerationConfig = new() { MaxOutputTokens = 9 } })
            """,
        "operation=chat model=Constant(n) prompt=FlowsIn limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "new Mscc.GenerativeAI.GoogleAI(text).GenerativeModel(\"m\").StartChat().SendMessage(text)",
        "operation=chat model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.EmbedContent(text, \"e\")", "operation=embeddings model=Constant(e) prompt=None limit=Unset cancellation=NotPassed")]
    [InlineData("c.CountTokens(text)", null)]
    public void Mscc_GenerativeAI(string call, string? expected) => Expect(Mscc, "Mscc.GenerativeAI.GenerativeModel c, ", call, expected);

    [Theory]
    [InlineData(
        "c.ConverseAsync(new() { ModelId = \"anthropic.claude-haiku-4-5\", InferenceConfig = new() { MaxTokens = 9 } }, token)",
        "operation=chat model=Constant(anthropic.claude-haiku-4-5) prompt=FlowsIn limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        "c.ConverseAsync(new() { ModelId = text, System = new() { new() { Text = \"Summarise the news.\" } } })",
        "operation=chat model=Configured prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        """
            c.ConverseAsync(new() {
                ModelId = text, System = new() { new() { Text = "Summarise the news." } },
                RequestMetadata = new() { ["prompt.name"] = "news", ["prompt.version"] = "2" } })
            """,
        "operation=chat model=Configured prompt=Tagged(news@2) limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient().Converse(new())",
        "operation=chat model=Absent prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData("c.ConverseAsync(new())", "operation=chat model=FlowsIn prompt=FlowsIn limit=Unset cancellation=NotPassed")]
    [InlineData(
        "c.InvokeModelAsync(new() { ModelId = \"m\", Body = new(new byte[9]) })",
        "operation=chat model=Constant(m) prompt=FlowsIn limit=FlowsIn cancellation=NotPassed"
    )]
    [InlineData(
        "new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient().InvokeModelAsync(new() { ModelId = \"m\" })",
        "operation=chat model=Constant(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.StartAsyncInvokeAsync(text)", null)]
    public void Amazon_Bedrock(string call, string? expected) =>
        Expect(Bedrock, "Amazon.BedrockRuntime.IAmazonBedrockRuntime c, ", call, expected);

    [Theory]
    [InlineData(
        """
            c.Completions.GetCompletionAsync(new("mistral-large-2411",
                new() { new(Mistral.SDK.DTOs.ChatMessage.RoleEnum.User, "Summarise the news.") }) { MaxTokens = 9 })
            """,
        "operation=chat model=Constant(mistral-large-2411) prompt=Untagged limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "c.Completions.GetCompletionAsync(new(text, null), token)",
        "operation=chat model=Configured prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "c.Embeddings.GetEmbeddingsAsync(new(\"mistral-embed\", null))",
        "operation=embeddings model=Constant(mistral-embed) prompt=None limit=Unset cancellation=NotPassed"
    )]
    public void Mistral_SDK(string call, string? expected) => Expect(Mistral, "Mistral.SDK.MistralClient c, ", call, expected);

    [Theory]
    [InlineData(
        "c.InferAsync(text, null, token)",
        "operation=text_completion model=AtClient prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "new LLama.StatelessExecutor(null).InferAsync(\"Summarise the news.\", new LLama.Common.InferenceParams { MaxTokens = 9 })",
        "operation=text_completion model=AtClient prompt=Untagged limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "new LLama.ChatSession(c).ChatAsync(new LLama.Common.ChatHistory.Message(1, \"Summarise the news.\"))",
        "operation=chat model=AtClient prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "new LLama.LLamaEmbedder().GetEmbeddings(text)",
        "operation=embeddings model=AtClient prompt=None limit=Unset cancellation=NotPassed"
    )]
    public void LLamaSharp(string call, string? expected) => Expect(Llama, "LLama.Abstractions.ILLamaExecutor c, ", call, expected);

    [Theory]
    [InlineData("c.GenerateAsync(new())", "operation=chat model=AtClient prompt=FlowsIn limit=Unset cancellation=NotPassed")]
    [InlineData("speaker.GenerateSpeechAsync(text)", "operation=speech model=AtClient prompt=None limit=Unset cancellation=NotPassed")]
    public void LangChain_for_NET(string call, string? expected) =>
        Expect(LangChain, "LangChain.Providers.IChatModel c, LangChain.Providers.ITextToSpeechModel speaker, ", call, expected);

    [Theory]
    [InlineData(
        "c.Messages.GetClaudeMessageAsync(new() { Model = Anthropic.SDK.Constants.AnthropicModels.Claude45Haiku, MaxTokens = 9 }, token)",
        "operation=chat model=Constant(claude-haiku-4-5-20251001) prompt=FlowsIn limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        """
            c.Messages.StreamClaudeMessageAsync(new() {
                Model = text, Messages = new() { new(0, text) }, System = new() { new("Summarise the news.") } })
            """,
        "operation=chat model=Configured prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "c.Messages.GetClaudeMessageAsync(new())",
        "operation=chat model=FlowsIn prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.Messages.CountMessageTokensAsync(new() { Model = text })", null)]
    public void Anthropic_SDK(string call, string? expected) => Expect(Community, "Anthropic.SDK.AnthropicClient c, ", call, expected);

    // Both declare an AnthropicClient, in namespaces that begin alike; the community SDK declares a copy of a type of the official one
    // here.
    [Fact]
    public void Two_SDKs_for_one_provider_do_not_hide_each_other()
    {
        var copying = Community with
        {
            Source = Community.Source + "namespace Anthropic.Models.Messages { public class MessageCreateParams { } }",
        };
        var facts = StubSdk.Inventory(
            """
            internal class C
            {
                public object Official(Anthropic.Services.IMessageService c) =>
                    c.Create(new() { Model = "claude-haiku-4-5", MaxTokens = 9, Messages = [] });
                public object Community(Anthropic.SDK.AnthropicClient c) =>
                    c.Messages.GetClaudeMessageAsync(new() { Model = "claude-haiku-4-5" });
            }
            """,
            TestReferences.All,
            copying
        );
        Assert.Equal(
            ["sdk=Anthropic model=Constant(claude-haiku-4-5)", "sdk=Anthropic.SDK model=Constant(claude-haiku-4-5)"],
            facts.Select(fact => string.Join(' ', fact.Split("; ").Where((_, i) => i is 0 or 2))).Order()
        );
    }

    [Fact]
    public void No_table_is_in_two_lists()
    {
        Assert.Empty(SdkTables.FromSource.Intersect(SdkTables.Current));
        Assert.Empty(SdkTables.FromSource.Intersect(SdkTables.Earlier));
    }
}
