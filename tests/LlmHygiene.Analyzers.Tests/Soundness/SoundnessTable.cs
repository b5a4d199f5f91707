using System.Globalization;
using System.Numerics;
using System.Text;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>How often what travels through a construct is proven, and how often it is not though the code shows it.</summary>
internal sealed class SoundnessTable
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private Row _all;

    public int Proven => _all.Proven;

    public int Unknown => _all.Unknown;

    public void Add(SoundProgram program, Verdict verdict)
    {
        var missing = Count(verdict.UnknownFacts & ~program.AtRunTime);
        var shown = Count((verdict.ProvenFacts | verdict.UnknownFacts) & ~program.AtRunTime);
        _all = _all.With(verdict, shown, missing);
        foreach (var construct in program.Constructs)
            _rows[construct] = _rows.GetValueOrDefault(construct).With(verdict, shown, missing);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{_all.Programs} programs: {Proven} facts proven right, {Unknown} unknown ({_all.Share:0.0} %)"
        );
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"of what the code shows: {_all.Shown - _all.Missing} proven right, {_all.Missing} unknown ({_all.ShownShare:0.0} %)"
        );
        text.AppendLine("| construct | programs | proven right | unknown | unknown, % | of what the code shows, % |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (var (construct, row) in _rows.OrderByDescending(static each => each.Value.Share))
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {construct} | {row.Programs} | {row.Proven} | {row.Unknown} | {row.Share:0} | {row.ShownShare:0} |"
            );
        return text.ToString();
    }

    private static int Count(SoundFacts facts) => BitOperations.PopCount((uint)facts);

    /// <param name="Shown">The facts that the code decides, and not a run.</param>
    /// <param name="Missing">Those of them that are unknown.</param>
    private readonly record struct Row(int Programs, int Proven, int Unknown, int Shown, int Missing)
    {
        public double Share => 100.0 * Unknown / Math.Max(1, Proven + Unknown);

        public double ShownShare => 100.0 * Missing / Math.Max(1, Shown);

        public Row With(Verdict verdict, int shown, int missing) =>
            new(Programs + 1, Proven + Count(verdict.ProvenFacts), Unknown + Count(verdict.UnknownFacts), Shown + shown, Missing + missing);
    }
}
