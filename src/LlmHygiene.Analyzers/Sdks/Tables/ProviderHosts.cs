using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The provider that answers at a host.</summary>
/// <param name="Host">The name of the host; with a dot in front, the end of it. With a port where only that identifies it.</param>
/// <param name="Provider">As the list of models names it, or another name for one that it does not list.</param>
internal sealed record ProviderHost(string Host, string Provider)
{
    /// <summary>True where requests name deployments, which may run any model.</summary>
    public bool NamesDeployments { get; init; }
}

/// <summary>The hosts of providers, routers and local servers. Data only.</summary>
internal static class ProviderHosts
{
    public static readonly ImmutableArray<ProviderHost> All = ImmutableArray.Create(
        new ProviderHost("api.openai.com", "openai"),
        new ProviderHost(".api.openai.com", "openai"),
        new ProviderHost(".openai.azure.com", "azure") { NamesDeployments = true },
        new ProviderHost(".cognitiveservices.azure.com", "azure") { NamesDeployments = true },
        new ProviderHost(".services.ai.azure.com", "azure") { NamesDeployments = true },
        new ProviderHost(".models.ai.azure.com", "azure") { NamesDeployments = true },
        new ProviderHost("models.inference.ai.azure.com", "github"),
        new ProviderHost("models.github.ai", "github"),
        new ProviderHost("api.anthropic.com", "anthropic"),
        new ProviderHost("api.deepseek.com", "deepseek"),
        new ProviderHost("api.x.ai", "xai"),
        new ProviderHost("api.mistral.ai", "mistral"),
        new ProviderHost("api.cohere.com", "cohere"),
        new ProviderHost("api.cohere.ai", "cohere"),
        new ProviderHost("generativelanguage.googleapis.com", "google"),
        new ProviderHost("aiplatform.googleapis.com", "google-vertex"),
        new ProviderHost("-aiplatform.googleapis.com", "google-vertex"),
        new ProviderHost("api.groq.com", "groq"),
        new ProviderHost("openrouter.ai", "openrouter"),
        new ProviderHost("api.together.xyz", "together"),
        new ProviderHost("api.fireworks.ai", "fireworks"),
        new ProviderHost("api.cerebras.ai", "cerebras"),
        new ProviderHost("api.perplexity.ai", "perplexity"),
        new ProviderHost("api.moonshot.ai", "moonshot"),
        new ProviderHost("integrate.api.nvidia.com", "nvidia"),
        new ProviderHost("router.huggingface.co", "huggingface"),
        new ProviderHost(".aliyuncs.com", "alibaba"),
        new ProviderHost("ollama.com", "ollama"),
        new ProviderHost("localhost:11434", "ollama"),
        new ProviderHost("127.0.0.1:11434", "ollama"),
        new ProviderHost("localhost:1234", "lmstudio"),
        new ProviderHost("127.0.0.1:1234", "lmstudio")
    );

    /// <summary>Null for an address of no known provider, such as a gateway of one's own.</summary>
    public static ProviderHost? Of(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return null;
        var (host, withPort) = (uri.Host, uri.Host + ":" + uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var row in All)
            if (
                row.Host[0] is '.' or '-'
                    ? host.EndsWith(row.Host, StringComparison.OrdinalIgnoreCase)
                    : string.Equals(row.Host, row.Host.IndexOf(':') < 0 ? host : withPort, StringComparison.OrdinalIgnoreCase)
            )
                return row;
        return null;
    }
}
