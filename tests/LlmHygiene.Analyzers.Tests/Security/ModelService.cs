using System.Net;
using System.Text.Json;

namespace LlmHygiene.Analyzers.Tests.Security;

/// <summary>Answers every request with what an attacker made a model write, in the format of each provider.</summary>
internal sealed class ModelService : DelegatingHandler
{
    private static readonly string s_text = JsonSerializer.Serialize(FlowStubs.Attack);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var isStream = asked.Contains("\"stream\":true", StringComparison.Ordinal);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content =
                request.Method == HttpMethod.Get || !IsModel(request) ? new StringContent("{}")
                : isStream ? new StringContent("event: message\ndata: " + Chunk + "\n\ndata: [DONE]\n\n")
                : new StringContent(Whole, System.Text.Encoding.UTF8, "application/json"),
        };
    }

    private static bool IsModel(HttpRequestMessage request) =>
        request.RequestUri is { Host: not "time.example.com" } address
        && !address.AbsolutePath.EndsWith("embeddings", StringComparison.Ordinal);

    private static string Chunk => With("""{"id":"1","choices":[{"delta":{"content":TEXT}}]}""");

    private static string Whole =>
        With(
            """
            {"id":"1","model":"m","usage":{"total_tokens":3},"response":TEXT,
            "choices":[{"message":{"role":"assistant","content":TEXT}}],
            "candidates":[{"content":{"parts":[{"text":TEXT}]}}]}
            """
        );

    private static string With(string response) => response.Replace("TEXT", s_text, StringComparison.Ordinal);
}
