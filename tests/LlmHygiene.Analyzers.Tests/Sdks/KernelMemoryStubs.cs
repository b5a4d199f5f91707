using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Kernel Memory: its core, and one package for each provider, which extend the same class of the builder.</summary>
internal static class KernelMemoryStubs
{
    private static readonly StubSdk s_abstractions = new(
        "Microsoft.KernelMemory.Abstractions",
        """
        using Microsoft.KernelMemory.AI; using Microsoft.KernelMemory.Context; using Microsoft.Extensions.DependencyInjection;
        namespace Microsoft.KernelMemory
        {
            public class MemoryAnswer { }
            public class SearchOptions { }
            public class KernelMemoryBuilderBuildOptions { }
            public interface IKernelMemory
            {
                Task<string> ImportTextAsync(string text, string documentId = null, CancellationToken cancellationToken = default);
                Task<object> SearchAsync(string query, string index = null, IContext context = null,
                    CancellationToken cancellationToken = default);
                IAsyncEnumerable<MemoryAnswer> AskStreamingAsync(string question, string index = null, SearchOptions options = null,
                    IContext context = null, CancellationToken cancellationToken = default);
            }
            public static class KernelMemoryExtensions
            {
                public static Task<MemoryAnswer> AskAsync(this IKernelMemory memory, string question, string index = null,
                    SearchOptions options = null, IContext context = null, CancellationToken cancellationToken = default) => null;
            }
            public interface IKernelMemoryBuilder
            {
                IServiceCollection Services { get; }
                IKernelMemory Build(KernelMemoryBuilderBuildOptions options = null);
                T Build<T>(KernelMemoryBuilderBuildOptions options = null) where T : class, IKernelMemory;
                IKernelMemoryBuilder AddSingleton<TService>(TService implementationInstance) where TService : class;
                IKernelMemoryBuilder AddSingleton<TService, TImplementation>() where TService : class
                    where TImplementation : class, TService;
            }
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder Configure(this IKernelMemoryBuilder builder, bool condition,
                    Action<IKernelMemoryBuilder> actionIfTrue, Action<IKernelMemoryBuilder> actionIfFalse = null) => builder;
                public static IKernelMemoryBuilder Configure(this IKernelMemoryBuilder builder, Action<IKernelMemoryBuilder> action) =>
                    builder;
                public static IKernelMemoryBuilder WithCustomTextGenerator(this IKernelMemoryBuilder builder, ITextGenerator service) =>
                    builder;
                public static IKernelMemoryBuilder WithCustomTextGenerator<T>(this IKernelMemoryBuilder builder)
                    where T : class, ITextGenerator => builder;
                public static IKernelMemoryBuilder WithCustomEmbeddingGenerator(this IKernelMemoryBuilder builder,
                    ITextEmbeddingGenerator service, bool useForIngestion = true) => builder;
            }
        }
        namespace Microsoft.KernelMemory.Context
        {
            public interface IContext { IDictionary<string, object> Arguments { get; set; } }
            public sealed class RequestContext : IContext
            {
                public RequestContext() { }
                public RequestContext(IDictionary<string, object> args) { }
                public IDictionary<string, object> Arguments { get; set; }
            }
            public static class ContextExtensions
            {
                public static IContext SetArg(this IContext context, string key, object value) => context;
            }
        }
        namespace Microsoft.KernelMemory.Search
        {
            public interface ISearchClient
            {
                Task<MemoryAnswer> AskAsync(string index, string question, IContext context = null,
                    CancellationToken cancellationToken = default);
                IAsyncEnumerable<MemoryAnswer> AskStreamingAsync(string index, string question, IContext context = null,
                    CancellationToken cancellationToken = default);
            }
        }
        namespace Microsoft.KernelMemory.AI
        {
            public class TextGenerationOptions { public double Temperature { get; set; } public int? MaxTokens { get; set; } }
            public interface ITextTokenizer { }
            public interface ITextGenerator : ITextTokenizer
            {
                IAsyncEnumerable<string> GenerateTextAsync(string prompt, TextGenerationOptions options,
                    CancellationToken cancellationToken = default);
            }
            public interface ITextEmbeddingGenerator : ITextTokenizer
            {
                Task<object> GenerateEmbeddingAsync(string text, CancellationToken cancellationToken = default);
            }
            public interface ITextEmbeddingBatchGenerator
            {
                Task<object[]> GenerateEmbeddingBatchAsync(IEnumerable<string> textList, CancellationToken cancellationToken = default);
            }
        }
        """
    );

    private static readonly StubSdk s_core = new(
        "Microsoft.KernelMemory.Core",
        """
        using Microsoft.KernelMemory.AI; using Microsoft.KernelMemory.Context; using Microsoft.Extensions.DependencyInjection;
        namespace Microsoft.KernelMemory
        {
            public class KernelMemoryBuilder : IKernelMemoryBuilder
            {
                public KernelMemoryBuilder(IServiceCollection hostServiceCollection = null) { }
                public IServiceCollection Services => null;
                public IKernelMemory Build(KernelMemoryBuilderBuildOptions options = null) => null;
                public T Build<T>(KernelMemoryBuilderBuildOptions options = null) where T : class, IKernelMemory => null;
                public IKernelMemoryBuilder AddSingleton<TService>(TService implementationInstance) where TService : class => this;
                public IKernelMemoryBuilder AddSingleton<TService, TImplementation>() where TService : class
                    where TImplementation : class, TService => this;
            }
            public class Memory : IKernelMemory
            {
                public Task<string> ImportTextAsync(string text, string documentId = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<object> SearchAsync(string query, string index = null, IContext context = null,
                    CancellationToken cancellationToken = default) => null;
                public IAsyncEnumerable<MemoryAnswer> AskStreamingAsync(string question, string index = null,
                    SearchOptions options = null, IContext context = null, CancellationToken cancellationToken = default) => null;
            }
            public class MemoryServerless : Memory { }
            public class MemoryService : Memory { }
            public static partial class ServiceCollectionExtensions
            {
                public static IServiceCollection AddKernelMemory(this IServiceCollection services,
                    Action<IKernelMemoryBuilder> setupAction = null) => services;
            }
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithSimpleVectorDb(this IKernelMemoryBuilder builder) => builder;
                public static IKernelMemoryBuilder WithSemanticKernelTextGenerationService(this IKernelMemoryBuilder builder,
                    Microsoft.SemanticKernel.TextGeneration.ITextGenerationService service, object config) => builder;
                public static IKernelMemoryBuilder WithSemanticKernelTextEmbeddingGenerationService(this IKernelMemoryBuilder builder,
                    object service, object config) => builder;
            }
        }
        namespace Microsoft.KernelMemory.SemanticKernel
        {
            public class SemanticKernelTextGenerator : Generator
            {
                public SemanticKernelTextGenerator(Microsoft.SemanticKernel.TextGeneration.ITextGenerationService textGenerationService,
                    object config) { }
            }
            public class SemanticKernelTextEmbeddingGenerator : Embedder
            {
                public SemanticKernelTextEmbeddingGenerator(object textEmbeddingGenerationService, object config) { }
            }
            public abstract class Generator : ITextGenerator
            {
                public IAsyncEnumerable<string> GenerateTextAsync(string prompt, TextGenerationOptions options,
                    CancellationToken cancellationToken = default) => null;
            }
            public abstract class Embedder : ITextEmbeddingGenerator, ITextEmbeddingBatchGenerator
            {
                public Task<object> GenerateEmbeddingAsync(string text, CancellationToken cancellationToken = default) => null;
                public Task<object[]> GenerateEmbeddingBatchAsync(IEnumerable<string> textList,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        """
    );

    private static readonly StubSdk s_openAI = new(
        "Microsoft.KernelMemory.AI.OpenAI",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection;
        namespace Microsoft.KernelMemory
        {
            public class OpenAIConfig
            {
                public string APIKey { get; set; } = "";
                public string Endpoint { get; set; } = "https://api.openai.com/v1";
                public string TextModel { get; set; } = "";
                public string EmbeddingModel { get; set; } = "";
            }
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithOpenAIDefaults(this IKernelMemoryBuilder builder, string apiKey,
                    string organization = null) => builder;
                public static IKernelMemoryBuilder WithOpenAI(this IKernelMemoryBuilder builder, OpenAIConfig config,
                    bool onlyForRetrieval = false) => builder;
                public static IKernelMemoryBuilder WithOpenAITextGeneration(this IKernelMemoryBuilder builder, OpenAIConfig config) =>
                    builder;
                public static IKernelMemoryBuilder WithOpenAITextEmbeddingGeneration(this IKernelMemoryBuilder builder,
                    OpenAIConfig config) => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddOpenAITextGeneration(this IServiceCollection services, OpenAIConfig config) =>
                    services;
                public static IServiceCollection AddOpenAITextEmbeddingGeneration(this IServiceCollection services,
                    OpenAIConfig config) => services;
            }
        }
        namespace Microsoft.KernelMemory.AI.OpenAI
        {
            public sealed class OpenAITextGenerator : Generator { public OpenAITextGenerator(OpenAIConfig config) { } }
            public sealed class OpenAITextEmbeddingGenerator : Embedder { public OpenAITextEmbeddingGenerator(OpenAIConfig config) { } }
        }
        """
    );

    private static readonly StubSdk s_azureOpenAI = new(
        "Microsoft.KernelMemory.AI.AzureOpenAI",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection;
        namespace Microsoft.KernelMemory
        {
            public class AzureOpenAIConfig { public string Deployment { get; set; } = ""; }
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithAzureOpenAITextGeneration(this IKernelMemoryBuilder builder,
                    AzureOpenAIConfig config = null) => builder;
                public static IKernelMemoryBuilder WithAzureOpenAITextEmbeddingGeneration(this IKernelMemoryBuilder builder,
                    AzureOpenAIConfig config = null) => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddAzureOpenAITextGeneration(this IServiceCollection services,
                    AzureOpenAIConfig config = null) => services;
                public static IServiceCollection AddAzureOpenAIEmbeddingGeneration(this IServiceCollection services,
                    AzureOpenAIConfig config = null) => services;
            }
        }
        namespace Microsoft.KernelMemory.AI.AzureOpenAI
        {
            public sealed class AzureOpenAITextGenerator : Generator { public AzureOpenAITextGenerator(AzureOpenAIConfig config) { } }
            public sealed class AzureOpenAITextEmbeddingGenerator : Embedder
            {
                public AzureOpenAITextEmbeddingGenerator(AzureOpenAIConfig config) { }
            }
        }
        """
    );

    private static readonly StubSdk s_ollama = new(
        "Microsoft.KernelMemory.AI.Ollama",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection; using Microsoft.KernelMemory.AI.Ollama;
        namespace Microsoft.KernelMemory
        {
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithOllamaTextGeneration(this IKernelMemoryBuilder builder, OllamaConfig config) =>
                    builder;
                public static IKernelMemoryBuilder WithOllamaTextGeneration(this IKernelMemoryBuilder builder, string modelName,
                    string endpoint = "http://localhost:11434") => builder;
                public static IKernelMemoryBuilder WithOllamaTextEmbeddingGeneration(this IKernelMemoryBuilder builder,
                    OllamaConfig config) => builder;
                public static IKernelMemoryBuilder WithOllamaTextEmbeddingGeneration(this IKernelMemoryBuilder builder,
                    string modelName, string endpoint = "http://localhost:11434") => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddOllamaTextGeneration(this IServiceCollection services, string modelName,
                    string endpoint = "http://localhost:11434") => services;
                public static IServiceCollection AddOllamaTextGeneration(this IServiceCollection services, OllamaConfig config) => services;
                public static IServiceCollection AddOllamaTextEmbeddingGeneration(this IServiceCollection services,
                    OllamaConfig config) => services;
                public static IServiceCollection AddOllamaTextEmbeddingGeneration(this IServiceCollection services, string modelName,
                    string endpoint = "http://localhost:11434") => services;
            }
        }
        namespace Microsoft.KernelMemory.AI.Ollama
        {
            public class OllamaModelConfig
            {
                public OllamaModelConfig() { }
                public OllamaModelConfig(string modelName) { }
                public string ModelName { get; set; } = "";
                public int? MaxTokenTotal { get; set; }
            }
            public class OllamaConfig
            {
                public string Endpoint { get; set; }
                public OllamaModelConfig TextModel { get; set; } = new();
                public OllamaModelConfig EmbeddingModel { get; set; } = new();
            }
            public class OllamaTextGenerator : Generator
            {
                public OllamaTextGenerator(OllamaSharp.IOllamaApiClient ollamaClient, OllamaModelConfig modelConfig) { }
                public OllamaTextGenerator(OllamaConfig config) { }
            }
            public class OllamaTextEmbeddingGenerator : Embedder
            {
                public OllamaTextEmbeddingGenerator(OllamaSharp.IOllamaApiClient ollamaClient, OllamaModelConfig modelConfig) { }
                public OllamaTextEmbeddingGenerator(OllamaConfig config) { }
            }
        }
        """
    );

    private static readonly StubSdk s_anthropic = new(
        "Microsoft.KernelMemory.AI.Anthropic",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection;
        using Microsoft.KernelMemory.AI.Anthropic;
        namespace Microsoft.KernelMemory
        {
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithAnthropicTextGeneration(this IKernelMemoryBuilder builder,
                    AnthropicConfig config) => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddAnthropicTextGeneration(this IServiceCollection services, AnthropicConfig config) =>
                    services;
            }
        }
        namespace Microsoft.KernelMemory.AI.Anthropic
        {
            public class AnthropicConfig
            {
                public string TextModelName { get; set; } = "claude-3-sonnet-20240229";
                public string Endpoint { get; set; } = "https://api.anthropic.com";
            }
            public sealed class AnthropicTextGeneration : Generator { public AnthropicTextGeneration(AnthropicConfig config) { } }
        }
        """
    );

    private static readonly StubSdk s_llama = new(
        "Microsoft.KernelMemory.AI.LlamaSharp",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection;
        using Microsoft.KernelMemory.AI.LlamaSharp;
        namespace Microsoft.KernelMemory
        {
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithLlamaTextGeneration(this IKernelMemoryBuilder builder, string modelPath,
                    uint maxTokenTotal) => builder;
                public static IKernelMemoryBuilder WithLlamaTextEmbeddingGeneration(this IKernelMemoryBuilder builder,
                    LlamaSharpModelConfig config) => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddLlamaSharpTextGeneration(this IServiceCollection services,
                    LlamaSharpModelConfig config) => services;
                public static IServiceCollection AddLlamaSharpTextEmbeddingGeneration(this IServiceCollection services,
                    LlamaSharpModelConfig config) => services;
            }
        }
        namespace Microsoft.KernelMemory.AI.LlamaSharp
        {
            public class LlamaSharpModelConfig { public string ModelPath { get; set; } }
            public sealed class LlamaSharpTextGenerator : Generator { public LlamaSharpTextGenerator(LlamaSharpModelConfig config) { } }
            public sealed class LlamaSharpTextEmbeddingGenerator : Embedder
            {
                public LlamaSharpTextEmbeddingGenerator(LlamaSharpModelConfig config) { }
            }
        }
        """
    );

    private static readonly StubSdk s_onnx = new(
        "Microsoft.KernelMemory.AI.Onnx",
        """
        using Microsoft.KernelMemory.SemanticKernel; using Microsoft.Extensions.DependencyInjection; using Microsoft.KernelMemory.AI.Onnx;
        namespace Microsoft.KernelMemory
        {
            public static partial class KernelMemoryBuilderExtensions
            {
                public static IKernelMemoryBuilder WithOnnxTextGeneration(this IKernelMemoryBuilder builder, OnnxConfig config) => builder;
            }
            public static partial class DependencyInjection
            {
                public static IServiceCollection AddOnnxTextGeneration(this IServiceCollection services, OnnxConfig config) => services;
            }
        }
        namespace Microsoft.KernelMemory.AI.Onnx
        {
            public class OnnxConfig { public string TextModelDir { get; set; } }
            public sealed class OnnxTextGenerator : Generator { public OnnxTextGenerator(OnnxConfig config) { } }
        }
        """
    );

    public static readonly StubSdk[] All = [s_abstractions, s_core, s_openAI, s_azureOpenAI, s_ollama, s_anthropic, s_llama, s_onnx];
}
