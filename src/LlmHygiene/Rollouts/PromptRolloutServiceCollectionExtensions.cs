using LlmHygiene;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rollouts of prompt versions.</summary>
public static class PromptRolloutServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="PromptRollout"/> with the section <see cref="PromptRollout.SectionName"/>, for chat clients
    /// whose pipeline has <c>UsePromptRollout()</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The application's configuration.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="PromptRolloutException">The configuration is invalid.</exception>
    public static IServiceCollection AddPromptRollout(this IServiceCollection services, IConfiguration configuration)
    {
        Guard.NotNull(services, nameof(services));
        var section = Guard.NotNull(configuration, nameof(configuration)).GetSection(PromptRollout.SectionName);

        // Now, and not at the first call.
        RolloutPlanReader.Read(section);
        services.TryAddSingleton(provider => new PromptRollout(section, provider.GetService<ILogger<PromptRollout>>()));
        services.TryAddSingleton<IPromptVersionSelector>(provider => provider.GetRequiredService<PromptRollout>());
        return services;
    }
}
