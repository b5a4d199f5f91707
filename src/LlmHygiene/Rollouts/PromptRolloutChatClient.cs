using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Passes every call on unchanged; prompts find the selector through the client that they are sent with.</summary>
internal sealed class PromptRolloutChatClient(IChatClient inner, IPromptVersionSelector selector) : DelegatingChatClient(inner)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && Guard.NotNull(serviceType, nameof(serviceType)) == typeof(IPromptVersionSelector)
            ? selector
            : base.GetService(serviceType, serviceKey);
}
