using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace LlmHygiene.FeatureManagement;

/// <summary>
/// Chooses the version of a prompt by a variant feature flag. The version is the variant's configuration value, or its name
/// if it has none: a flag <c>prompt.summarize-ticket</c> with the variants <c>1.2.0</c> and <c>1.3.0</c>.
/// </summary>
/// <remarks>
/// The flag is allocated with the rollout's key as the user and its endpoint as the group. If the flag does not exist or
/// allocates no variant, the prompt's default version is sent.
/// </remarks>
public sealed class FeatureManagementVersionSelector : IPromptVersionSelector
{
    private readonly IVariantFeatureManager _features;
    private readonly Func<string, string> _featureName;

    /// <summary>Creates a selector.</summary>
    /// <param name="features">The feature manager with the flags.</param>
    /// <param name="featureName">Gets the name of the flag from the name of a prompt; by default <c>prompt.</c> and the name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is <see langword="null"/>.</exception>
    public FeatureManagementVersionSelector(IVariantFeatureManager features, Func<string, string>? featureName = null)
    {
        _features = features ?? throw new ArgumentNullException(nameof(features));
        _featureName = featureName ?? (static name => "prompt." + name);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));

        var target = new TargetingContext { UserId = request.Key, Groups = request.Endpoint is { } endpoint ? [endpoint] : [] };
        var variant = await _features.GetVariantAsync(_featureName(request.PromptName), target, cancellationToken).ConfigureAwait(false);
        return variant?.Configuration?.Value is { Length: > 0 } version ? version : variant?.Name;
    }
}
