namespace LlmHygiene;

/// <summary>
/// Text of which somebody has decided that a model may take it as an instruction: text of the application, or text that it has checked. An
/// input of a prompt that says <c>trusted: true</c> has this type.
/// </summary>
/// <remarks>
/// There is no conversion from <see cref="string"/> on purpose: text that a user, a document or a model has written must not become part of
/// a system message by accident. Call <see cref="From"/> where the text is decided, not where it arrives.
/// </remarks>
public sealed class TrustedText : IEquatable<TrustedText>
{
    private TrustedText(string value) => Value = value;

    /// <summary>Gets the text.</summary>
    public string Value { get; }

    /// <summary>States that a text can be trusted.</summary>
    /// <param name="text">Text that the application has written or checked.</param>
    /// <returns>The same text, as trusted text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public static TrustedText From(string text) => new(Guard.NotNull(text, nameof(text)));

    /// <summary>Returns the text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public bool Equals(TrustedText? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrustedText);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);
}
