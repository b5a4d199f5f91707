namespace LlmHygiene;

/// <summary>What a configuration says about all prompts; never changed once it is read.</summary>
internal sealed class RolloutPlan(IReadOnlyDictionary<string, PromptPlan> prompts)
{
    public IReadOnlyDictionary<string, PromptPlan> Prompts { get; } = prompts;

    public PromptPlan? Find(string promptName) => Prompts.TryGetValue(promptName, out var plan) ? plan : null;
}

/// <summary>What a configuration says about one prompt.</summary>
/// <param name="path">Where it is written.</param>
/// <param name="defaultVersion">Null for the prompt's own.</param>
/// <param name="versions">Those that get a share or an endpoint.</param>
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

    /// <summary>What the configuration says of versions that are not live.</summary>
    /// <param name="live">Live versions of this prompt.</param>
    /// <param name="areAll">False for those of one major; then nothing is known of the others.</param>
    public IEnumerable<string> FindUnknown(IReadOnlyList<PromptInfo> live, bool areAll)
    {
        var majors = new HashSet<string>(live.Select(static info => Major(info.Version)), StringComparer.Ordinal);
        if (DefaultVersion is { } version && IsUnknown(version))
            yield return $"{Path}:{RolloutPlanReader.Default} is '{version}', which is not a live version of '{live[0].Name}'. "
                + $"Live are: {PromptVersions.List(live)}. The prompt's own default is used.";
        foreach (var plan in Versions)
        {
            if (IsUnknown(plan.Version))
                yield return $"{plan.Path}: '{plan.Version}' is not a live version of '{live[0].Name}'. "
                    + $"Live are: {PromptVersions.List(live)}. Its share goes to the default.";
        }

        bool IsUnknown(string candidate) => (areAll || majors.Contains(Major(candidate))) && PromptVersions.Find(live, candidate) is null;
    }

    // A version of another major is for another type of the same name.
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

/// <summary>What a configuration says about one version of a prompt.</summary>
/// <param name="path">Where it is written.</param>
/// <param name="version">As it is written.</param>
/// <param name="share">In [0, 1].</param>
/// <param name="endpoints">None for all endpoints.</param>
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
