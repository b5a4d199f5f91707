using LlmHygiene;
using LlmHygiene.FeatureManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.FeatureManagement;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rollouts of prompt versions by feature flags.</summary>
public static class FeatureManagementPromptRolloutServiceCollectionExtensions
{
    /// <summary>
    /// Lets the flags of <c>services.AddFeatureManagement()</c> choose the versions of prompts, for chat clients whose
    /// pipeline has <c>UsePromptRollout()</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="featureName">Gets the name of the flag from the name of a prompt; by default <c>prompt.</c> and the name.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddFeatureManagementPromptRollout(
        this IServiceCollection services,
        Func<string, string>? featureName = null
    )
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        services.TryAddSingleton<IPromptVersionSelector>(provider => new FeatureManagementVersionSelector(
            provider.GetRequiredService<IVariantFeatureManager>(),
            featureName
        ));
        return services;
    }
}
