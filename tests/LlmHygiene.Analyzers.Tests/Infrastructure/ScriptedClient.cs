namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// The source of a chat client with the responses that a test specifies, for projects that <see cref="PromptProject"/> runs.
/// </summary>
internal static class ScriptedClient
{
    public const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        using Shop.Prompts;

        internal sealed class Client : IChatClient
        {
            private readonly string _answer;

            public Client(string answer) => _answer = answer;

            public ChatOptions? Seen { get; private set; }

            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                CancellationToken cancellationToken = default)
            {
                Seen = options;
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, _answer)));
            }

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }

        """;
}
