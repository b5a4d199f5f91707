namespace LlmHygiene;

/// <summary>What the configuration specifies for all prompts. Immutable.</summary>
internal sealed class RolloutPlan(IReadOnlyDictionary<string, PromptPlan> prompts)
{
    public IReadOnlyDictionary<string, PromptPlan> Prompts { get; } = prompts;

    public PromptPlan? Find(string promptName) => Prompts.TryGetValue(promptName, out var plan) ? plan : null;
}

/// <summary>What the configuration specifies for one prompt.</summary>
/// <param name="path">The path in the configuration.</param>
/// <param name="defaultVersion">The configured default; null for the prompt's own.</param>
/// <param name="versions">The versions with a share or an endpoint.</param>
internal sealed class PromptPlan(string path, string? defaultVersion, IReadOnlyList<VersionPlan> versions)
{
    public string Path { get; } = path;

    public string? DefaultVersion { get; } = defaultVersion;

    public IReadOnlyList<VersionPlan> Versions { get; } = versions;

    /// <summary>
    /// The version for a key. Shares of all endpoints are counted from the start of the range, in ascending order of the
    /// versions, and those of named endpoints from its end; where they meet, the named endpoint decides.
    /// </summary>
    /// <returns>Null for the prompt's own default.</returns>
    public string? Choose(PromptVersionRequest request)
    {
        if (Versions.Count == 0)
            return FindDefault(request);

        var position = RolloutPosition.Of(request.PromptName, request.Key);
        var named = 1.0;
        var start = 0.0;
        string? general = null;
        foreach (var live in request.Versions)
        {
            if (Find(live) is not { } version)
                continue;

            if (version.Endpoints.Count == 0)
            {
                var end = start + version.Share;
                if (position >= start && position < end)
                    general = live.Version;
                start = end;
            }
            else if (version.IsFor(request.Endpoint))
            {
                named -= version.Share;
                if (position >= named)
                    return live.Version;
            }
        }

        return general ?? FindDefault(request);
    }

    /// <summary>Describes each version in the configuration that is not live.</summary>
    /// <param name="live">The live versions of this prompt.</param>
    /// <param name="areAll">False if they are those of one major version; then nothing is known about the others.</param>
    public IEnumerable<string> FindUnknown(IReadOnlyList<PromptInfo> live, bool areAll)
    {
        var majors = new HashSet<string>(live.Select(static info => Major(info.Version)), StringComparer.Ordinal);
        if (DefaultVersion is { } version && IsUnknown(version))
            yield return $"{Path}:{RolloutPlanReader.Default} is '{version}', which is not a live version of '{live[0].Name}'. "
                + $"Live versions: {PromptVersions.List(live)}. The prompt's own default is used.";
        foreach (var plan in Versions)
        {
            if (IsUnknown(plan.Version))
                yield return $"{plan.Path}: '{plan.Version}' is not a live version of '{live[0].Name}'. "
                    + $"Live versions: {PromptVersions.List(live)}. Its share goes to the default.";
        }

        bool IsUnknown(string candidate) => (areAll || majors.Contains(Major(candidate))) && PromptVersions.Find(live, candidate) is null;
    }

    // A version of another major version belongs to another type of the same prompt.
    private string? FindDefault(PromptVersionRequest request) =>
        DefaultVersion is { } version && PromptVersions.Find(request.Versions, version) is { } live ? live.Version : null;

    private VersionPlan? Find(PromptInfo live)
    {
        foreach (var version in Versions)
        {
            if (PromptVersions.AreSame(version.Version, live.Version))
                return version;
        }

        return null;
    }

    private static string Major(string version) => version.Substring(0, version.IndexOf('.'));
}

/// <summary>What the configuration specifies for one version of a prompt.</summary>
/// <param name="path">The path in the configuration.</param>
/// <param name="version">The version as written.</param>
/// <param name="share">The share, in [0, 1].</param>
/// <param name="endpoints">The endpoints; empty for all endpoints.</param>
internal sealed class VersionPlan(string path, string version, double share, IReadOnlyList<string> endpoints)
{
    public string Path { get; } = path;

    public string Version { get; } = version;

    public double Share { get; } = share;

    public IReadOnlyList<string> Endpoints { get; } = endpoints;

    public bool IsFor(string? endpoint)
    {
        if (endpoint is null)
            return false;

        foreach (var pattern in Endpoints)
        {
            if (EndpointPattern.Matches(pattern, endpoint))
                return true;
        }

        return false;
    }
}
