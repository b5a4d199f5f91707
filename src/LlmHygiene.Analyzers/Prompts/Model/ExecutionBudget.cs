using System.Globalization;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// What one execution may use, in all model calls of its tool loop; null for no limit. It never reaches the model, so it is not part of the
/// content hash.
/// </summary>
internal sealed record ExecutionBudget(decimal? Usd, int? Calls)
{
    /// <summary>An amount without zeros at its end, so that the emitted code does not depend on how the file writes it.</summary>
    public static string Invariant(decimal usd) => usd.ToString("0.############################", CultureInfo.InvariantCulture);
}
