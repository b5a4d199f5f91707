namespace LlmHygiene.Tool.Projects;

/// <summary>What a user chooses of a build: <c>--framework</c> and <c>-p:</c>.</summary>
/// <param name="Framework">The target framework to read of projects that have several; null for all.</param>
/// <param name="Properties">Properties for MSBuild, each as <c>Name=Value</c>.</param>
internal sealed record BuildChoice(string? Framework, IReadOnlyList<string> Properties)
{
    public static BuildChoice Default { get; } = new(null, []);

    public bool IsDefault => Framework is null && Properties.Count == 0;

    /// <summary>The properties as arguments of MSBuild.</summary>
    public IEnumerable<string> Arguments => Properties.Select(static property => "-p:" + property);

    /// <summary>The target frameworks to read; all where a project does not have the chosen one.</summary>
    public IReadOnlyList<string?> Choose(IReadOnlyList<string?> frameworks) =>
        frameworks.FirstOrDefault(one => one is not null && Is(one)) is { } chosen ? [chosen] : frameworks;

    public bool Is(string framework) => string.Equals(framework, Framework, StringComparison.OrdinalIgnoreCase);
}
