namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>The names of the generator's steps, by which tests check which steps run again.</summary>
internal static class TrackingNames
{
    public const string Settings = nameof(Settings);
    public const string TargetFacts = nameof(TargetFacts);
    public const string Partials = nameof(Partials);
    public const string Prompt = nameof(Prompt);
    public const string Lock = nameof(Lock);
    public const string LockedPrompt = nameof(LockedPrompt);
    public const string Family = nameof(Family);
    public const string Output = nameof(Output);
}
