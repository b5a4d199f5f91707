using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace SupportDesk;

/// <summary>Finds the solved ticket that is closest in meaning, using embeddings.</summary>
internal sealed class SimilarTickets(IEmbeddingGenerator<string, Embedding<float>> embeddings, string model)
{
    // Vectors of different models cannot be compared, so every call specifies the model.
    private readonly EmbeddingGenerationOptions _options = new() { ModelId = model };

    public async Task<SolvedTicket> FindAsync(string problem, CancellationToken cancellationToken)
    {
        var texts = Ticket.Solved.Select(solved => solved.Problem).Prepend(problem);
        var vectors = await embeddings.GenerateAsync(texts, _options, cancellationToken);

        return Ticket.Solved
            .Zip(vectors.Skip(1), (solved, vector) =>
                (solved, Likeness: TensorPrimitives.CosineSimilarity(vector.Vector.Span, vectors[0].Vector.Span)))
            .MaxBy(candidate => candidate.Likeness)
            .solved;
    }
}
