using Microsoft.Extensions.AI;
using OpenAI;

namespace LegacyAssistant.Knowledge;

/// <summary>Looks a problem up in the release notes. Every call here specifies its model.</summary>
internal sealed class ReleaseNotes
{
    private static readonly string[] s_notes = ["May: an invoice could be charged twice.", "June: faster search."];

    private readonly IEmbeddingGenerator<string, Embedding<float>> _embeddings;
    private readonly IChatClient _chat;

    public ReleaseNotes(AssistantSettings settings)
    {
        var client = new OpenAIClient(settings.ApiKey);
        _embeddings = client.GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator();
        _chat = client.GetResponsesClient().AsIChatClient()
            .AsBuilder()
            .ConfigureOptions(options => options.ModelId ??= "gpt-5.4-mini")
            .Build();
    }

    public async Task<string> FindAsync(Ticket ticket)
    {
        var problem = await _embeddings.GenerateVectorAsync(ticket.Body);
        var best = s_notes[0];
        var bestScore = float.MinValue;
        foreach (var (note, embedding) in await _embeddings.GenerateAndZipAsync(s_notes))
        {
            var score = Likeness(problem.Span, embedding.Vector.Span);
            if (score > bestScore)
                (best, bestScore) = (note, score);
        }

        var response = await _chat.GetResponseAsync($"Does this note explain the problem? {best} Problem: {ticket.Body}", new ChatOptions
        {
            AdditionalProperties = new() { ["gen_ai.prompt.name"] = "explain-note", ["gen_ai.prompt.version"] = "1.3.0" },
        });
        return response.Text;
    }

    private static float Likeness(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0f;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
