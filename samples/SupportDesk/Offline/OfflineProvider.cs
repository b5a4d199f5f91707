using Microsoft.Extensions.AI;
using OpenAI;

namespace SupportDesk.Offline;

/// <summary>A provider for LegacyAssistant, which loads it from this assembly by ASSISTANT_PROVIDER.</summary>
public sealed class OfflineChat()
    : DelegatingChatClient(new OpenAIClient("unused").GetChatClient("gpt-5.4-mini-2026-03-17").AsIChatClient());

/// <summary>The embeddings of the same provider.</summary>
public sealed class OfflineEmbeddings()
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(
        new OpenAIClient("unused").GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator());
