using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Sdks;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>The body of a response of Amazon Bedrock is JSON, of which a model writes only a part.</summary>
public class BedrockResponseTests
{
    private const string Invoke = "var posted = await client.InvokeModelAsync(new() { ModelId = \"m\" }); ";

    private const string Parse = Invoke + "var node = await JsonNode.ParseAsync(posted.Body); ";

    [Theory]
    [InlineData(Parse, "node![\"content\"]![0]![\"text\"]!.ToString()")]
    [InlineData(Parse, "node?[\"results\"]?[0]?[\"outputText\"]?.GetValue<string>() ?? \"\"")]
    [InlineData(Invoke, "JsonNode.Parse(posted.Body)![\"generation\"]!.ToString()")]
    [InlineData(Invoke, "await new StreamReader(posted.Body).ReadToEndAsync()")]
    [InlineData(Invoke, "Encoding.UTF8.GetString(posted.Body.ToArray())")]
    [InlineData(Invoke, "JsonSerializer.Deserialize<Answer>(posted.Body)!.Completion")]
    [InlineData(Invoke, "JsonDocument.Parse(posted.Body).RootElement.GetProperty(\"completion\").GetString()!")]
    [InlineData(
        "var stream = await client.InvokeModelWithResponseStreamAsync(new() { ModelId = \"m\" }); var text = \"\"; "
            + "foreach (var item in stream.Body) if (item is PayloadPart part) text += "
            + "JsonSerializer.Deserialize<JsonObject>(part.Bytes)![\"generations\"]![0]![\"text\"]!.ToString();",
        "text"
    )]
    [InlineData("var answer = await client.ConverseAsync(new() { ModelId = \"m\" });", "answer.Output.Message.Content[0].Text")]
    public Task What_the_model_writes_is_followed(string before, string read) => VerifyAsync(before, read, "{|LLMH6003:given|}");

    [Theory]
    [InlineData(Parse, "node![\"id\"]!.ToString()")]
    [InlineData(Parse, "node![\"stop_reason\"]!.ToString()")]
    [InlineData(Parse, "node![\"results\"]![0]![\"completionReason\"]!.ToString()")]
    [InlineData(Parse, "node![\"usage\"]![\"input_tokens\"]!.ToString()")]
    [InlineData(Parse, "node![\"amazon-bedrock-invocationMetrics\"]![\"inputTokenCount\"]!.ToString()")]
    [InlineData(Invoke, "JsonSerializer.Deserialize<Answer>(posted.Body)!.StopReason")]
    [InlineData(Invoke, "JsonDocument.Parse(posted.Body).RootElement.GetProperty(\"model\").GetString()!")]
    [InlineData(Invoke, "posted.ContentType")]
    [InlineData(Invoke, "posted.ResponseMetadata.RequestId")]
    [InlineData(Invoke, "posted.HttpStatusCode == System.Net.HttpStatusCode.OK ? \"\" : new StreamReader(posted.Body).ReadToEnd()")]
    [InlineData(Parse, "s_known.Contains(node![\"completion\"]!.ToString()) ? node![\"completion\"]!.ToString() : \"\"")]
    [InlineData("var answer = await client.ConverseAsync(new() { ModelId = \"m\" });", "answer.StopReason")]
    [InlineData("var answer = await client.ConverseAsync(new() { ModelId = \"m\" });", "answer.ResponseMetadata.RequestId")]
    [InlineData(
        "var answer = await client.ConverseAsync(new() { ModelId = \"m\" });",
        "answer.Output.Message.Content[0].ToolUse.ToolUseId"
    )]
    public Task What_the_service_writes_is_not(string before, string read) => VerifyAsync(before, read, "given");

    private static async Task VerifyAsync(string before, string read, string given)
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(
            only: "LLMH6003",
            references: StubSdk.Build(TestReferences.Framework, SourceSdkStubs.Bedrock)
        );
        test.TestState.Sources.Add(
            $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Text;
            using System.Text.Json;
            using System.Text.Json.Nodes;
            using System.Text.Json.Serialization;
            using System.Threading.Tasks;
            using Amazon.BedrockRuntime;
            using Amazon.BedrockRuntime.Model;

            class Answer
            {
                public string Completion { get; set; } = "";
                [JsonPropertyName("stop_reason")] public string StopReason { get; set; } = "";
            }

            class Runner(IAmazonBedrockRuntime client)
            {
                static readonly HashSet<string> s_known = ["ls", "pwd"];

                public async Task RunAsync()
                {
                    {{before}}
                    var given = {{read}};
                    System.Diagnostics.Process.Start("sh", {{given}});
                }
            }
            """
        );
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
