using Microsoft.Extensions.AI;

namespace LegacyAssistant.Knowledge;

/// <summary>Embeds tickets with whatever model the provider's generator uses: vectors of two models cannot be compared.</summary>
internal sealed class TicketIndex(IEmbeddingGenerator<string, Embedding<float>> embeddings)
{
    private readonly List<float> _numbers = [];

    public async Task<int> AddAsync(Ticket ticket)
    {
        var vectors = await embeddings.GenerateAsync([ticket.Subject, ticket.Body]);
        foreach (var vector in vectors)
            _numbers.AddRange(vector.Vector.Span);
        return _numbers.Count;
    }
}
