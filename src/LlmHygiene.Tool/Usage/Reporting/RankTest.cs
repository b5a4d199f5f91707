namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// The Mann-Whitney rank test with correction for ties: in how many of all pairs of a left and a right value the left one is
/// higher. Values are added in ascending order with their counts on each side, so memory does not depend on their number.
/// </summary>
internal sealed class RankTest
{
    private double _left;
    private double _right;
    private double _higher;
    private double _ties;

    public void Add(long left, long right)
    {
        _higher += left * (_right + (right / 2.0));
        _left += left;
        _right += right;
        var tied = (double)left + right;
        _ties += (tied * tied * tied) - tied;
    }

    public long Left => (long)_left;

    public long Right => (long)_right;

    /// <summary>The share of pairs in which the left value is higher; ties count half.</summary>
    public double Probability => _higher / (_left * _right);

    /// <summary>The two-sided p-value, by the normal approximation.</summary>
    public double PValue
    {
        get
        {
            var all = _left + _right;
            var variance = _left * _right / 12 * (all + 1 - (_ties / (all * (all - 1))));
            if (variance <= 0)
                return 1;
            var distance = Math.Max(0, Math.Abs(_higher - (_left * _right / 2)) - 0.5);
            return Normal.TwoSided(distance / Math.Sqrt(variance));
        }
    }

    /// <summary>The 95 % interval of <see cref="Probability"/>, by Hanley and McNeil.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            var p = Probability;
            var one = p / (2 - p);
            var two = 2 * p * p / (1 + p);
            var variance = ((p * (1 - p)) + ((_left - 1) * (one - (p * p))) + ((_right - 1) * (two - (p * p)))) / (_left * _right);
            var margin = 1.959964 * Math.Sqrt(Math.Max(0, variance));
            return (Math.Max(0, p - margin), Math.Min(1, p + margin));
        }
    }
}

internal static class Normal
{
    /// <summary>The probability of a value at least this far from the mean: Abramowitz and Stegun 7.1.26, accurate to 1.5e-7.</summary>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var polynomial = ((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t;
        return Math.Clamp(polynomial * Math.Exp(-x * x), 0, 1);
    }
}
