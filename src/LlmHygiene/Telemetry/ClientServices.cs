using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>What a client reports about itself.</summary>
internal static class ClientServices
{
    /// <summary>Null if the client does not report it.</summary>
    public static ChatClientMetadata? Metadata(IChatClient client) => Find<ChatClientMetadata>(client);

    /// <summary>A part of the client or of its pipeline; null if there is none.</summary>
    public static TService? Find<TService>(IChatClient client)
        where TService : class
    {
        try
        {
            return client.GetService<TService>();
        }
        catch (Exception error) when (error is NotImplementedException or NotSupportedException)
        {
            // The implementation that an IDE generates throws this; fakes in tests often keep it.
            return null;
        }
    }

    /// <summary>
    /// True for a client that sends the additional properties of options to the provider, which may refuse a request for
    /// a field that it does not know. Most clients keep them, those of OpenAI and Anthropic among them.
    /// </summary>
    public static bool SendsProperties(IChatClient client) =>
        Metadata(client)?.ProviderName is "aws.bedrock" or "azure.ai.inference" or "az.ai.inference";
}
