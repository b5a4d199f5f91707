namespace LlmHygiene.Analyzers.Common;

/// <summary>
/// The versions of LlmHygiene that report something new. A project that stays at an older level gets no finding of a later one, so
/// that an update breaks no build.
/// </summary>
internal enum HygieneLevel
{
    V0_1,
    V0_2,

    /// <summary>Every finding; the default.</summary>
    Latest = int.MaxValue,
}

internal static class HygieneLevels
{
    /// <summary>The values of <c>LlmHygieneLevel</c>, in ascending order. The build rejects any other.</summary>
    public static IReadOnlyDictionary<string, HygieneLevel> All { get; } =
        new Dictionary<string, HygieneLevel>(StringComparer.OrdinalIgnoreCase)
        {
            ["0.1"] = HygieneLevel.V0_1,
            ["0.2"] = HygieneLevel.V0_2,
            ["latest"] = HygieneLevel.Latest,
        };

    public static HygieneLevel Parse(string? text) =>
        text is not null && All.TryGetValue(text.Trim(), out var level) ? level : HygieneLevel.Latest;
}
