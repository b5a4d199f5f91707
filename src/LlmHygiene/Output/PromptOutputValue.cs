using System.Globalization;
using System.Text.Json;

namespace LlmHygiene;

/// <summary>
/// One value of a response, read as the prompt requested it. The code generated for a prompt with an <c>output:</c> uses
/// it; there is no reason to use it by hand.
/// </summary>
/// <remarks>
/// It is as lenient as Microsoft.Extensions.AI: unknown properties are ignored, names are matched case-insensitively if
/// there is no exact match, and a number may be written as text. Exceptions name the prompt and the path, and never quote
/// the response.
/// </remarks>
public readonly struct PromptOutputValue
{
    private const string DateFormat = "yyyy-MM-dd";

    private readonly PromptInfo _prompt;
    private readonly string _path;
    private readonly JsonElement _json;

    internal PromptOutputValue(PromptInfo prompt, string path, JsonElement json)
    {
        _prompt = prompt;
        _path = path;
        _json = json;
    }

    /// <summary>Gets a required property.</summary>
    /// <param name="name">The property's name in the JSON.</param>
    /// <returns>The value of the property.</returns>
    /// <exception cref="JsonException">The value is not an object or has no such property.</exception>
    public PromptOutputValue Get(string name) =>
        Property(name) is { } json ? new PromptOutputValue(_prompt, PathOf(name), json) : throw Wrong(PathOf(name), "is missing");

    /// <summary>Gets an optional property.</summary>
    /// <param name="name">The property's name in the JSON.</param>
    /// <returns>The value of the property; <see langword="null"/> if it is missing or null.</returns>
    /// <exception cref="JsonException">The value is not an object.</exception>
    public PromptOutputValue? Find(string name) =>
        Property(name) is { ValueKind: not JsonValueKind.Null } json ? new PromptOutputValue(_prompt, PathOf(name), json) : null;

    /// <summary>Reads the value with a function.</summary>
    /// <typeparam name="T">The type that the value is read as.</typeparam>
    /// <param name="read">Reads the value.</param>
    /// <returns>What <paramref name="read"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is <see langword="null"/>.</exception>
    public T Read<T>(Func<PromptOutputValue, T> read) => Guard.NotNull(read, nameof(read))(this);

    /// <summary>Gets the value as text.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="JsonException">The value is not text.</exception>
    public string GetString() => _json.ValueKind == JsonValueKind.String ? _json.GetString()! : throw Wrong("a text");

    /// <summary>Gets the value as a whole number.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not a whole number, or does not fit an <see cref="int"/>.</exception>
    public int GetInt32() =>
        Number() is { } number && number is >= int.MinValue and <= int.MaxValue && Math.Floor(number) == number
            ? (int)number
            : throw Wrong("a whole number");

    /// <summary>Gets the value as a number.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not a number.</exception>
    public double GetDouble() => Number() ?? throw Wrong("a number");

    /// <summary>Gets the value as true or false.</summary>
    /// <returns>The Boolean value.</returns>
    /// <exception cref="JsonException">The value is neither true nor false.</exception>
    public bool GetBoolean() =>
        _json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong("true or false"),
        };

    /// <summary>Gets the value as a date; a time after it is ignored.</summary>
    /// <returns>The date.</returns>
    /// <exception cref="JsonException">The value is not a date in the form 2026-01-31.</exception>
    public DateTime GetDate()
    {
        var text = _json.ValueKind == JsonValueKind.String ? _json.GetString()! : "";
        if (text.Length > DateFormat.Length && text[DateFormat.Length] is 'T' or ' ')
            text = text.Substring(0, DateFormat.Length);
        return DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong("a date in the form 2026-01-31");
    }

    /// <summary>Gets the value as one of several options, by its text.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The text and the value of each option.</param>
    /// <returns>The value of the option.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="JsonException">The value is not one of the options.</exception>
    public T GetOption<T>(params (string Text, T Value)[] options)
        where T : struct
    {
        var text = Guard.NotNull(options, nameof(options)).Length > 0 && _json.ValueKind == JsonValueKind.String ? _json.GetString() : null;
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            foreach (var option in options)
            {
                if (string.Equals(option.Text, text, comparison))
                    return option.Value;
            }
        }

        throw Wrong("one of: " + string.Join(", ", options.Select(static option => option.Text)));
    }

    /// <summary>Gets the value as a list.</summary>
    /// <typeparam name="T">The type that each item is read as.</typeparam>
    /// <param name="read">Reads one item.</param>
    /// <returns>The items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is <see langword="null"/>.</exception>
    /// <exception cref="JsonException">The value is not a list.</exception>
    public IReadOnlyList<T> GetList<T>(Func<PromptOutputValue, T> read)
    {
        Guard.NotNull(read, nameof(read));
        if (_json.ValueKind != JsonValueKind.Array)
            throw Wrong("a list");

        var items = new T[_json.GetArrayLength()];
        var i = 0;
        foreach (var item in _json.EnumerateArray())
        {
            items[i] = read(new PromptOutputValue(_prompt, _path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]", item));
            i++;
        }

        return items;
    }

    private JsonElement? Property(string name)
    {
        Guard.NotNull(name, nameof(name));
        if (_json.ValueKind != JsonValueKind.Object)
            throw Wrong("an object");
        if (_json.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in _json.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    // A large number may not fit a double on every runtime.
    private double? Number()
    {
        double number;
        var isNumber = _json.ValueKind switch
        {
            JsonValueKind.Number => _json.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(_json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => (number = 0) != 0,
        };
        return isNumber && !double.IsNaN(number) && !double.IsInfinity(number) ? number : null;
    }

    private string PathOf(string name) => _path + "." + name;

    private JsonException Wrong(string expected) => Wrong(_path, "should be " + expected);

    private JsonException Wrong(string path, string what) =>
        new(
            $"The response to the prompt '{_prompt.Name}' {_prompt.Version} does not match its output: '{path}' {what}.",
            path,
            lineNumber: null,
            bytePositionInLine: null
        );
}
