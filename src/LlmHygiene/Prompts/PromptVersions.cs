namespace LlmHygiene;

/// <summary>Finds a version among the live ones of a prompt. Generated code uses it.</summary>
public static class PromptVersions
{
    /// <summary>Gets the live version with a version number.</summary>
    /// <param name="versions">The live versions.</param>
    /// <param name="version">For example <c>1.2.0</c>. Build metadata is ignored.</param>
    /// <returns>The information on the version.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No such version is live; the message lists those that are.</exception>
    public static PromptInfo Get(IReadOnlyList<PromptInfo> versions, string version) =>
        Find(Guard.NotNull(versions, nameof(versions)), Guard.NotNull(version, nameof(version)))
        ?? throw new ArgumentException(
            $"Version '{version}' of this prompt is not live. Live versions: {List(versions)}.",
            nameof(version)
        );

    internal static PromptInfo? Find(IReadOnlyList<PromptInfo> versions, string version)
    {
        for (var i = 0; i < versions.Count; i++)
        {
            if (AreSame(versions[i].Version, version))
                return versions[i];
        }

        return null;
    }

    internal static bool AreSame(string left, string right) => WithoutBuild(left).SequenceEqual(WithoutBuild(right));

    internal static string List(IEnumerable<PromptInfo> versions) => string.Join(", ", versions.Select(static info => info.Version));

    // Two versions that differ in build metadata only are the same version.
    private static ReadOnlySpan<char> WithoutBuild(string version)
    {
        var plus = version.IndexOf('+');
        return plus < 0 ? version.AsSpan() : version.AsSpan(0, plus);
    }
}
