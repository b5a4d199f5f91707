using System.Globalization;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>A version as defined by Semantic Versioning 2.0.0, with its order of precedence.</summary>
internal sealed record SemanticVersion(int Major, int Minor, int Patch, string PreRelease, string Build) : IComparable<SemanticVersion>
{
    public bool IsPreRelease => PreRelease.Length > 0;

    public static SemanticVersion? TryParse(string text)
    {
        var (rest, build) = Cut(text, '+');
        var (core, preRelease) = Cut(rest, '-');
        var numbers = core.Split('.');
        if (
            numbers.Length != 3
            || ParseNumber(numbers[0]) is not { } major
            || ParseNumber(numbers[1]) is not { } minor
            || ParseNumber(numbers[2]) is not { } patch
        )
        {
            return null;
        }

        if (
            preRelease is not null
            && !preRelease.Split('.').All(static label => IsLabel(label) && (!IsNumeric(label) || IsCanonical(label)))
        )
            return null;
        if (build is not null && !build.Split('.').All(IsLabel))
            return null;
        return new SemanticVersion(major, minor, patch, preRelease ?? "", build ?? "");
    }

    /// <summary>The version that was probably intended: <c>v1.2</c> is 1.2.0.</summary>
    public static SemanticVersion? Guess(string text)
    {
        var padded = text.TrimStart('v', 'V');
        for (var i = 0; i < 2 && TryParse(padded) is null; i++)
            padded += ".0";
        return TryParse(padded);
    }

    /// <summary>The message for a text that is not a version.</summary>
    public static string WhyNotAVersion(string text)
    {
        var fix = Guess(text) is { } intended ? $"Write '{intended}'." : "Write three numbers, as in '1.0.0' or '1.1.0-beta.1'.";
        return $"The version is not a semantic version. {fix}";
    }

    /// <summary>Compares the precedence: a release comes after its pre-releases, and build metadata does not count.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = Minor.CompareTo(other.Minor);
        if (order == 0)
            order = Patch.CompareTo(other.Patch);
        if (order != 0)
            return order;
        if (IsPreRelease != other.IsPreRelease)
            return IsPreRelease ? -1 : 1;
        return ComparePreReleases(PreRelease.Split('.'), other.PreRelease.Split('.'));
    }

    public override string ToString() =>
        string.Join(".", Number(Major), Number(Minor), Number(Patch))
        + (IsPreRelease ? "-" + PreRelease : "")
        + (Build.Length > 0 ? "+" + Build : "");

    private static int ComparePreReleases(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = (IsNumeric(left[i]), IsNumeric(right[i])) switch
            {
                (true, true) => left[i].Length != right[i].Length
                    ? left[i].Length.CompareTo(right[i].Length)
                    : string.CompareOrdinal(left[i], right[i]),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left[i], right[i]),
            };
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, null) : (text.Substring(0, at), text.Substring(at + 1));
    }

    private static string Number(int part) => part.ToString(CultureInfo.InvariantCulture);

    private static int? ParseNumber(string text) =>
        IsNumeric(text) && IsCanonical(text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool IsNumeric(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');

    private static bool IsCanonical(string text) => text.Length == 1 || text[0] != '0';

    private static bool IsLabel(string text) =>
        text.Length > 0 && text.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-');
}
