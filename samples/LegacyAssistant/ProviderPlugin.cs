using System.Reflection;
using Microsoft.Extensions.AI;

namespace LegacyAssistant;

/// <summary>Loads clients from an assembly that is not part of this program.</summary>
internal static class ProviderPlugin
{
    public static IChatClient LoadChatClient(string assembly) => Create<IChatClient>(assembly);

    public static IEmbeddingGenerator<string, Embedding<float>> LoadEmbeddingGenerator(string assembly) =>
        Create<IEmbeddingGenerator<string, Embedding<float>>>(assembly);

    private static T Create<T>(string assembly) where T : class =>
        Assembly.LoadFrom(assembly).GetExportedTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => (T?)Activator.CreateInstance(type)).FirstOrDefault()
        ?? throw new InvalidOperationException($"{assembly} has no {typeof(T).Name}.");
}
