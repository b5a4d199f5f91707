using System.Globalization;

namespace LlmHygiene.Tests;

public sealed class PromptTextBuilderTests
{
    [Fact]
    public void Values_are_written_as_the_model_reads_them_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "minus" } };
        try
        {
            var text = new PromptTextBuilder(0);
            text.Append("a");
            text.Append(-1234567);
            text.Append("|");
            text.Append(0.1 + 0.2);
            text.Append("|");
            text.Append(new DateTime(987, 6, 5));
            text.Append("|");
            text.Append(true);
            text.Append((bool?)false);
            text.Append((int?)7);
            text.Append((double?)-1e300);
            text.Append((DateTime?)new DateTime(2026, 1, 2));
            text.Append(0.1f);
            text.Append('x');
            text.Append((char?)'y');
            text.Append(-12.50m);
            text.Append(ulong.MaxValue);
            text.Append(new DateTimeOffset(2026, 1, 3, 23, 0, 0, TimeSpan.FromHours(-5)));
            text.Append(new DateOnly(2026, 1, 4));
            Assert.Equal(
                "a-1234567|0.30000000000000004|0987-06-05|truefalse7-1E+3002026-01-020.1xy-12.50184467440737095516152026-01-032026-01-04",
                text.ToStringAndClear()
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Null_adds_nothing()
    {
        var text = new PromptTextBuilder(10);
        text.Append((string?)null);
        text.Append((int?)null);
        text.Append((double?)null);
        text.Append((bool?)null);
        text.Append((char?)null);
        text.Append((DateTime?)null);
        Assert.Equal("", text.ToStringAndClear());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void A_text_of_any_length_is_complete(int length)
    {
        var parts = Enumerable.Range(0, length).Select(i => ((char)('a' + (i % 26))).ToString()).ToArray();
        var text = new PromptTextBuilder(16);
        foreach (var part in parts)
            text.Append(part);
        text.Append(string.Concat(parts));
        text.Append(length);
        Assert.Equal(string.Concat(parts) + string.Concat(parts) + length.ToString(CultureInfo.InvariantCulture), text.ToStringAndClear());
    }

    [Fact]
    public void Numbers_and_dates_grow_a_full_buffer()
    {
        foreach (var used in Enumerable.Range(230, 40))
        {
            var number = new PromptTextBuilder(0);
            number.Append(new string('x', used));
            number.Append(int.MinValue);
            Assert.Equal(new string('x', used) + "-2147483648", number.ToStringAndClear());

            var date = new PromptTextBuilder(0);
            date.Append(new string('x', used));
            date.Append(new DateTime(2026, 11, 23));
            Assert.Equal(new string('x', used) + "2026-11-23", date.ToStringAndClear());

            var real = new PromptTextBuilder(0);
            real.Append(new string('x', used));
            real.Append(double.MinValue);
            Assert.Equal(new string('x', used) + "-1.7976931348623157E+308", real.ToStringAndClear());
        }
    }

    [Fact]
    public void Nothing_is_allocated_except_the_text()
    {
        Render();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = Render();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, text.Length * 2, (text.Length * 2) + 32);

        // Numbers are boxed in a build without optimization, so only the benchmarks can detect boxing.
        static string Render()
        {
            var text = new PromptTextBuilder(64);
            for (var i = 0; i < 100; i++)
                text.Append("some more text");
            return text.ToStringAndClear();
        }
    }
}
