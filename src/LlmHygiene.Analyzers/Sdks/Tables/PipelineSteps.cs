using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Names that steps of pipelines have in common.</summary>
internal static class PipelineSteps
{
    /// <summary>The steps, as syntax names them, whose delegates are given the options of each call.</summary>
    public static readonly ImmutableArray<string> ThatSeeOptions = ImmutableArray.Create("ConfigureOptions", "Use");

    /// <summary>The parameter with the delegate that sets up what a telemetry step adds.</summary>
    public const string Configure = "configure";
}
