using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LlmHygiene;

/// <summary>
/// Puts the text of a message together, as the model reads it: numbers invariant, dates as <c>yyyy-MM-dd</c>, and
/// nothing for <see langword="null"/>. Generated code uses it; nothing is allocated but the text itself.
/// </summary>
/// <remarks>Not to be copied. One that is dropped before <see cref="ToStringAndClear"/>, as when an exception passes, does no harm.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PromptTextBuilder
{
    private const int MinCapacity = 256;

    private char[] _rented;
    private Span<char> _buffer;
    private int _length;

    /// <summary>Begins a text.</summary>
    /// <param name="capacity">How long it is likely to become.</param>
    public PromptTextBuilder(int capacity)
    {
        _rented = ArrayPool<char>.Shared.Rent(Math.Max(capacity, MinCapacity));
        _buffer = _rented;
        _length = 0;
    }

    /// <summary>Adds a text.</summary>
    /// <param name="value">The text; <see langword="null"/> adds nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(string? value)
    {
        var text = value.AsSpan();
        if (text.TryCopyTo(_buffer.Slice(_length)))
            _length += text.Length;
        else
            GrowAndAppend(text);
    }

    /// <summary>Adds a character.</summary>
    /// <param name="value">The character.</param>
    public void Append(char value) => Append(value.ToString());

    /// <summary>Adds a character.</summary>
    /// <param name="value">The character; <see langword="null"/> adds nothing.</param>
    public void Append(char? value) => Append(value?.ToString());

    /// <summary>Adds <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void Append(bool value) => Append(value ? "true" : "false");

    /// <summary>Adds <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value; <see langword="null"/> adds nothing.</param>
    public void Append(bool? value)
    {
        if (value is { } known)
            Append(known);
    }

    /// <summary>Adds a number, as short as it can be without losing precision, or a date as <c>yyyy-MM-dd</c>.</summary>
    /// <typeparam name="T">The type of the number or date.</typeparam>
    /// <param name="value">The value; <see langword="null"/> adds nothing.</param>
    public void Append<T>(T? value)
        where T : struct, IFormattable
    {
        if (value is { } known)
            Append(known);
    }

    /// <summary>Adds a number, as short as it can be without losing precision, or a date as <c>yyyy-MM-dd</c>.</summary>
    /// <typeparam name="T">The type of the number or date.</typeparam>
    /// <param name="value">The value.</param>
    public void Append<T>(T value)
        where T : struct, IFormattable
    {
#if NET
        // For each type the runtime compiles one branch of this, in which nothing is boxed.
        if (value is ISpanFormattable)
        {
            int written;
            while (!((ISpanFormattable)value).TryFormat(_buffer.Slice(_length), out written, Format<T>(), CultureInfo.InvariantCulture))
                Grow(_buffer.Length - _length + 1);
            _length += written;
            return;
        }
#endif
        Append(value.ToString(Format<T>(), CultureInfo.InvariantCulture));
    }

    /// <summary>The text. The builder is of no use afterwards.</summary>
    /// <returns>All that was added.</returns>
    public string ToStringAndClear()
    {
        var text = _buffer.Slice(0, _length).ToString();
        ArrayPool<char>.Shared.Return(_rented);
        this = default;
        return text;
    }

    private static string? Format<T>()
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
            return "R";
#if NET
        if (typeof(T) == typeof(DateOnly))
            return "yyyy-MM-dd";
#endif
        return typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTimeOffset) ? "yyyy-MM-dd" : null;
    }

    private void GrowAndAppend(ReadOnlySpan<char> text)
    {
        Grow(text.Length);
        text.CopyTo(_buffer.Slice(_length));
        _length += text.Length;
    }

    private void Grow(int missing)
    {
        var larger = ArrayPool<char>.Shared.Rent(
            Math.Max(checked(_length + missing), (int)Math.Min(_rented.Length * 2L, int.MaxValue / 2))
        );
        _buffer.Slice(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_rented);
        _rented = larger;
        _buffer = larger;
    }
}
