using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Google.Cloud.AIPlatform: a request of Protocol Buffers, whose lists and messages are filled in place.</summary>
public class GoogleCloudAIPlatformTests
{
    internal static StubSdk Version(string version) =>
        new(
            "Google.Cloud.AIPlatform." + version,
            """
            namespace Google.Cloud.AIPlatform.VERSION
            {
                public class CallSettings { }
                public class RepeatedField<T> : List<T> { }
                public class MapField<K, V> : Dictionary<K, V> { }
                public class Blob { public string MimeType { get; set; } }
                public class FileData { public string MimeType { get; set; } }
                public class Part
                {
                    public string Text { get; set; }
                    public Blob InlineData { get; set; }
                    public FileData FileData { get; set; }
                }
                public class Tool { }
                public enum ThinkingLevel { Low, High }
                public class ThinkingConfig { public ThinkingLevel ThinkingLevel { get; set; } }
                public class Content { public string Role { get; set; } public RepeatedField<Part> Parts { get; } = new(); }
                public class GenerationConfig
                {
                    public float Temperature { get; set; }
                    public float TopP { get; set; }
                    public float TopK { get; set; }
                    public float PresencePenalty { get; set; }
                    public float FrequencyPenalty { get; set; }
                    public int Seed { get; set; }
                    public RepeatedField<string> StopSequences { get; } = new();
                    public bool ResponseLogprobs { get; set; }
                    public ThinkingConfig ThinkingConfig { get; set; }
                    public int MaxOutputTokens { get; set; }
                }
                public class GenerateContentRequest
                {
                    public string Model { get; set; }
                    public RepeatedField<Content> Contents { get; } = new();
                    public Content SystemInstruction { get; set; }
                    public GenerationConfig GenerationConfig { get; set; }
                    public RepeatedField<Tool> Tools { get; } = new();
                    public MapField<string, string> Labels { get; } = new();
                    public GenerateContentRequest Clone() => null;
                }
                public class EmbedContentRequest { public string Model { get; set; } public Content Content { get; set; } }
                public class PredictRequest { public string Endpoint { get; set; } }
                public class StreamGenerateContentStream : IDisposable { public void Dispose() { } }
                public abstract class PredictionServiceClient
                {
                    public static PredictionServiceClient Create() => null;
                    public static Task<PredictionServiceClient> CreateAsync(CancellationToken cancellationToken = default) => null;
                    public virtual object GenerateContent(GenerateContentRequest request, CallSettings callSettings = null) => null;
                    public virtual Task<object> GenerateContentAsync(GenerateContentRequest request, CallSettings callSettings = null) =>
                        null;
                    public virtual Task<object> GenerateContentAsync(GenerateContentRequest request, CancellationToken cancellationToken) =>
                        null;
                    public virtual object GenerateContent(string model, IEnumerable<Content> contents, CallSettings callSettings = null) =>
                        null;
                    public virtual StreamGenerateContentStream StreamGenerateContent(GenerateContentRequest request,
                        CallSettings callSettings = null) => null;
                    public virtual object EmbedContent(EmbedContentRequest request, CallSettings callSettings = null) => null;
                    public virtual Task<object> EmbedContentAsync(EmbedContentRequest request, CallSettings callSettings = null) => null;
                    public virtual object EmbedContent(string model, Content content, CallSettings callSettings = null) => null;
                    public virtual object Predict(PredictRequest request, CallSettings callSettings = null) => null;
                }
                public class PredictionServiceClientBuilder
                {
                    public string Endpoint { get; set; }
                    public PredictionServiceClient Build() => null;
                    public Task<PredictionServiceClient> BuildAsync(CancellationToken cancellationToken = default) => null;
                }
            }
            """.Replace("VERSION", version, StringComparison.Ordinal)
        );

    private static string[] Facts(string body, string version = "V1") =>
        StubFacts.Of(
            $"#nullable disable\nusing Google.Cloud.AIPlatform.{version};\nclass C(PredictionServiceClient c) {{ "
                + $"async Task<object> Ask(string text) {{ {body} }} }}",
            Version(version)
        );

    [Fact]
    public void The_table_names_what_exists() =>
        Assert.Equal([], StubFacts.Missing(GoogleCloudAIPlatformSdk.Table, Version("V1"), Version("V1Beta1")));

    [Theory]
    [InlineData(
        """
            return c.GenerateContent(new GenerateContentRequest
            {
                Model = "projects/p/locations/l/publishers/google/models/gemini-2.5-pro",
                Contents = { new Content { Role = "USER", Parts = { new Part { Text = "Summarise the news." } } } },
                GenerationConfig = new GenerationConfig { MaxOutputTokens = 9 },
            });
            """,
        "chat Constant(projects/p/locations/l/publishers/google/models/gemini-2.5-pro) Untagged Set(9)"
    )]
    [InlineData(
        """
            var request = new GenerateContentRequest { Model = $"projects/{text}/models/m", GenerationConfig = new() };
            request.Contents.Add(new Content { Parts = { new Part { Text = text } } });
            using var response = c.StreamGenerateContent(request);
            return response;
            """,
        "chat Configured FlowsIn Unset"
    )]
    [InlineData(
        """
            var content = new Content { Role = "USER" };
            content.Parts.Add(new Part { Text = "Summarise the news." });
            var request = new GenerateContentRequest { Model = "m" };
            request.Contents.Add(content);
            return await c.GenerateContentAsync(request);
            """,
        "chat Constant(m) Untagged Unset"
    )]
    [InlineData(
        """
            return await c.GenerateContentAsync(new GenerateContentRequest
            {
                Model = "m", SystemInstruction = new() { Parts = { new Part { Text = "You are terse." } } },
                Labels = { ["prompt_name"] = "terse", ["prompt_version"] = "2" },
            }, CancellationToken.None);
            """,
        "chat Constant(m) Tagged(terse@2) Unset"
    )]
    [InlineData(
        """
            var request = new GenerateContentRequest { Model = text, GenerationConfig = new() };
            request.GenerationConfig.MaxOutputTokens = 9;
            request.Contents.AddRange(new[] { new Content { Parts = { new Part { Text = "Summarise the news." } } } });
            request.Labels.Add("prompt_version", "2");
            return c.GenerateContent(request);
            """,
        "chat Configured Tagged(*@2) Set(9)"
    )]
    [InlineData(
        "return c.GenerateContent(\"m\", [new Content { Parts = { new Part { Text = text } } }]);",
        "chat Constant(m) FlowsIn Unset"
    )]
    [InlineData("return c.GenerateContent(new GenerateContentRequest());", "chat FlowsIn FlowsIn Unset")]
    [InlineData("return PredictionServiceClient.Create().GenerateContent(new GenerateContentRequest());", "chat Absent FlowsIn Unset")]
    [InlineData(
        "return (await new PredictionServiceClientBuilder { Endpoint = text }.BuildAsync()).GenerateContent(new() { Model = \"\" });",
        "chat Absent FlowsIn Unset"
    )]
    [InlineData(
        "var made = await PredictionServiceClient.CreateAsync(); return made.GenerateContent(new() { Model = text });",
        "chat Configured FlowsIn Unset"
    )]
    [InlineData("return c.EmbedContent(new EmbedContentRequest { Model = \"e\" });", "embeddings Constant(e) None Unset")]
    [InlineData("return c.EmbedContent(\"e\", new Content());", "embeddings Constant(e) None Unset")]
    public void A_call(string body, string expected) => Assert.Equal([expected], Facts(body));

    [Fact]
    public void The_beta_version() =>
        Assert.Equal(["chat Constant(m) FlowsIn Unset"], Facts("return c.GenerateContent(new() { Model = \"m\" });", "V1Beta1"));

    // It runs models of any kind.
    [Fact]
    public void Predict_is_no_call() => Assert.Empty(Facts("return c.Predict(new PredictRequest { Endpoint = text });"));
}
