using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LlmHygiene;

/// <summary>
/// Builds the text of a message as the model reads it: numbers in the invariant culture, dates as <c>yyyy-MM-dd</c>, and
/// nothing for <see langword="null"/>. Generated code uses it; it allocates nothing but the text itself.
/// </summary>
/// <remarks>
/// Do not copy it. A builder that is abandoned before <see cref="ToStringAndClear"/>, for example because of an exception, does
/// no harm.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PromptTextBuilder
{
    private const int MinCapacity = 256;

    private char[] _rented;
    private Span<char> _buffer;
    private int _length;

    /// <summary>Starts a text.</summary>
    /// <param name="capacity">The expected length of the text.</param>
    public PromptTextBuilder(int capacity)
    {
        _rented = ArrayPool<char>.Shared.Rent(Math.Max(capacity, MinCapacity));
        _buffer = _rented;
        _length = 0;
    }

    /// <summary>Appends a text.</summary>
    /// <param name="value">The text; <see langword="null"/> appends nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(string? value)
    {
        var text = value.AsSpan();
        if (text.TryCopyTo(_buffer.Slice(_length)))
            _length += text.Length;
        else
            GrowAndAppend(text);
    }

    /// <summary>Appends a character.</summary>
    /// <param name="value">The character.</param>
    public void Append(char value) => Append(value.ToString());

    /// <summary>Appends a character.</summary>
    /// <param name="value">The character; <see langword="null"/> appends nothing.</param>
    public void Append(char? value) => Append(value?.ToString());

    /// <summary>Appends <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void Append(bool value) => Append(value ? "true" : "false");

    /// <summary>Appends <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value; <see langword="null"/> appends nothing.</param>
    public void Append(bool? value)
    {
        if (value is { } known)
            Append(known);
    }

    /// <summary>Appends a number, as short as it can be without losing precision, or a date as <c>yyyy-MM-dd</c>.</summary>
    /// <typeparam name="T">The type of the number or date.</typeparam>
    /// <param name="value">The value; <see langword="null"/> appends nothing.</param>
    public void Append<T>(T? value)
        where T : struct, IFormattable
    {
        if (value is { } known)
            Append(known);
    }

    /// <summary>Appends a number, as short as it can be without losing precision, or a date as <c>yyyy-MM-dd</c>.</summary>
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

    /// <summary>Gets the text. The builder must not be used afterwards.</summary>
    /// <returns>Everything that was appended.</returns>
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
