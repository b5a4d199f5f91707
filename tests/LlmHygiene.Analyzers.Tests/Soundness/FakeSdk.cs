using System.Reflection;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>
/// Stands in for the OpenAI packages when a program runs: it was compiled with the real ones, and every client records what it is sent.
/// </summary>
internal sealed class FakeSdk : AssemblyLoadContext
{
    private const string OpenAI = """
        namespace OpenAI.Chat
        {
            public class ChatClient(string model, string key) { public string Model => model; public string Key => key; }
        }
        namespace OpenAI.Responses
        {
            public class ResponsesClient(string key) { public string Key => key; }
        }
        namespace OpenAI
        {
            public class OpenAIClient(string key)
            {
                public Chat.ChatClient GetChatClient(string model) => new(model, key);
                public Responses.ResponsesClient GetResponsesClient() => new(key);
            }
            public static class Recorder { public static readonly System.Collections.Generic.List<string?[]> Sent = []; }
        }
        """;

    private const string Adapters = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        namespace Microsoft.Extensions.AI;
        public static class OpenAIClientExtensions
        {
            public static IChatClient AsIChatClient(this OpenAI.Chat.ChatClient chatClient) => new Recording(chatClient.Model);
            public static IChatClient AsIChatClient(this OpenAI.Responses.ResponsesClient responseClient, string? defaultModelId = null) =>
                new Recording(defaultModelId);

            sealed class Recording(string? model) : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                {
                    Record(options, cancellationToken);
                    return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "fine")));
                }
                public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                    ChatOptions? options = null,
                    [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
                {
                    Record(options, cancellationToken);
                    await Task.Yield();
                    yield return new ChatResponseUpdate(ChatRole.Assistant, "fine");
                }
                public object? GetService(Type serviceType, object? serviceKey = null) => null;
                public void Dispose() { }

                void Record(ChatOptions? options, CancellationToken token)
                {
                    string?[] versions =
                    [
                        LlmHygiene.PromptScope.Current?.Version, Tag(options, "prompt_version"), OfActivity("prompt.version"),
                    ];
                    OpenAI.Recorder.Sent.Add(
                    [
                        options?.ModelId ?? model,
                        options?.ModelId,
                        options?.MaxOutputTokens?.ToString(),
                        string.Join("|", versions.Where(version => version != null)),
                        token.CanBeCanceled.ToString(),
                    ]);
                }

                static string? Tag(ChatOptions? options, string key) =>
                    options?.AdditionalProperties?.TryGetValue(key, out var value) == true ? value?.ToString() : null;

                static string? OfActivity(string key) => Activity.Current?.GetTagItem(key)?.ToString();
            }
        }
        """;

    private readonly Dictionary<string, Assembly> _assemblies = new(StringComparer.Ordinal);

    private FakeSdk()
        : base("FakeSdk")
    {
        var sdk = Add("OpenAI", OpenAI);
        Add("Microsoft.Extensions.AI.OpenAI", Adapters, sdk);
        Sent =
            (List<string?[]>)_assemblies["OpenAI"].GetType("OpenAI.Recorder", throwOnError: true)!.GetField(nameof(Sent))!.GetValue(null)!;
    }

    public static FakeSdk Instance { get; } = new();

    /// <summary>What the clients were sent; whoever reads it clears it.</summary>
    public List<string?[]> Sent { get; }

    /// <summary>A context for the assembly of programs, which can be collected.</summary>
    public AssemblyLoadContext ForPrograms() => new Programs(this);

    protected override Assembly? Load(AssemblyName assemblyName) => _assemblies.GetValueOrDefault(assemblyName.Name!);

    private PortableExecutableReference Add(string name, string source, params IEnumerable<MetadataReference> others)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [
                .. TestReferences.Framework,
                TestReferences.FromOutput("Microsoft.Extensions.AI.Abstractions"),
                TestReferences.Runtime,
                .. others,
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        _assemblies.Add(name, LoadFromStream(image));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    private sealed class Programs(FakeSdk sdk) : AssemblyLoadContext("Programs", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => sdk.Load(assemblyName);
    }
}
