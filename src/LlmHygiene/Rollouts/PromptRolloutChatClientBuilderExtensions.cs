using LlmHygiene;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

/// <summary>Adds rollouts of prompt versions to the pipeline of a chat client.</summary>
public static class PromptRolloutChatClientBuilderExtensions
{
    /// <summary>
    /// Lets the selector choose which version of a generated prompt is sent, if several versions are live. The position in the
    /// pipeline does not matter.
    /// </summary>
    /// <param name="builder">The builder of the pipeline.</param>
    /// <param name="selector">
    /// The selector, for example a <see cref="PromptRollout"/>; by default the one in the services that the pipeline is built
    /// with.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static ChatClientBuilder UsePromptRollout(this ChatClientBuilder builder, IPromptVersionSelector? selector = null) =>
        Guard
            .NotNull(builder, nameof(builder))
            .Use(
                (inner, services) =>
                {
                    var chosen =
                        selector
                        ?? services.GetService<IPromptVersionSelector>()
                        ?? throw new InvalidOperationException(
                            "UsePromptRollout() found no IPromptVersionSelector. Pass one, or call "
                                + "services.AddPromptRollout(configuration) and build the client with those services."
                        );
                    return new PromptRolloutChatClient(
                        inner,
                        services.GetService<ILogger<PromptRollout>>() is { } logger ? new LoggedSelector(chosen, logger) : chosen
                    );
                }
            );
}
