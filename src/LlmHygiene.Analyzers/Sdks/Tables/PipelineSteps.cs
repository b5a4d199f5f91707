using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Names that steps of pipelines have in common.</summary>
internal static class PipelineSteps
{
    /// <summary>The steps, by name, whose delegates receive the options of each call.</summary>
    public static readonly ImmutableArray<string> ThatSeeOptions = ImmutableArray.Create("ConfigureOptions", "Use");

    /// <summary>What the names of all types of options contain.</summary>
    public const string Options = "Options";

    /// <summary>The parameter with the delegate that configures the client of a telemetry step.</summary>
    public const string Configure = "configure";
}
