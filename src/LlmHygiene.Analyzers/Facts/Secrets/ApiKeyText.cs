using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Tables;

namespace LlmHygiene.Analyzers.Facts.Secrets;

/// <summary>A key in a text.</summary>
/// <param name="Provider">Whose key it is; null where that is not known.</param>
/// <param name="Shown">How many of its characters may be shown.</param>
internal sealed record FoundKey(int Start, int Length, string? Provider, int Shown);

/// <summary>Finds keys by their shape, and tells keys from placeholders. It looks at text alone.</summary>
internal static class ApiKeyText
{
    private const string KeyPart = "Key=";
    private const string EndpointPart = "Endpoint=";
    private const int MinKeyLength = 20;
    private const int MaxKeyLength = 2100;

    // So few characters help nobody, and are enough to find the key.
    private const int ShownOfKey = 4;

    // Of the words that people write in place of a key, those that are long enough to be no accident.
    private static readonly string[] s_placeholders =
    [
        "your",
        "example",
        "placeholder",
        "dummy",
        "fake",
        "test",
        "sample",
        "mock",
        "demo",
        "redact",
        "secret",
        "apikey",
        "api-key",
        "api_key",
        "insert",
        "replace",
        "invalid",
        "xxxx",
        "0000",
        "1234567",
        "abcdef",
        "change",
        "needed",
        "notused",
        "deadbeef",
    ];

    // The possible second characters of a key, by its first character.
    private static readonly string?[] s_second = SecondByFirst();

    private static string?[] SecondByFirst()
    {
        var second = new string?[128];
        foreach (var shape in ApiKeyShapes.All)
            second[shape.Prefix[0]] += shape.Prefix[1];
        return second;
    }

    /// <summary>The keys in a text, in the order of their places.</summary>
    public static IEnumerable<FoundKey> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!MayBegin(text, at) || (at > 0 && IsPartOfWord(text[at - 1])))
                continue;
            if (At(text, at) is not { } key)
                continue;
            yield return key;
            at += key.Length - 1;
        }
    }

    /// <summary>True for a text that only a machine writes: what is passed as a key and looks so is one.</summary>
    public static bool LooksRandom(string text)
    {
        if (text.Length is < MinKeyLength or > MaxKeyLength)
            return false;
        foreach (var character in text)
            if (!(IsAlphanumeric(character) || character is '-' or '_' or '.' or '+' or '/' or '=' or '~'))
                return false;
        return !IsPlaceholder(text) && !IsOfCapitalizedWords(text);
    }

    /// <summary>The key in a text such as <c>Endpoint=https://x.openai.azure.com;Key=…</c>; null where there is none.</summary>
    public static FoundKey? InConnection(string text)
    {
        var at = text.Length < MinKeyLength ? -1 : text.IndexOf(KeyPart, StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || (text[at - 1] != ';' && !text.Substring(0, at).EndsWith("Api", StringComparison.OrdinalIgnoreCase)))
            return null;
        var endpoint = text.Split(';').FirstOrDefault(static part => part.StartsWith(EndpointPart, StringComparison.OrdinalIgnoreCase));
        if (endpoint is null || ProviderHosts.Of(endpoint.Substring(EndpointPart.Length)) is not { Provider: var provider })
            return null;
        var start = at + KeyPart.Length;
        var end = text.IndexOf(';', start) is >= 0 and var next ? next : text.Length;
        return LooksRandom(text.Substring(start, end - start)) ? new FoundKey(start, end - start, provider, ShownOfKey) : null;
    }

    /// <summary>The provider that a name has in it; null where it has none.</summary>
    public static string? ProviderIn(string name)
    {
        foreach (var (word, provider) in ApiKeyShapes.Words)
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return provider;
        return null;
    }

    /// <summary>The first characters of a key, by which it can be found and not used.</summary>
    public static string Masked(string key, int shown = ShownOfKey) => key.Substring(0, Math.Min(shown, key.Length / 3)) + "…";

    private static FoundKey? At(string text, int start)
    {
        foreach (var shape in ApiKeyShapes.All)
        {
            if (string.CompareOrdinal(text, start, shape.Prefix, 0, shape.Prefix.Length) != 0)
                continue;
            var end = start + shape.Prefix.Length;
            while (end < text.Length && IsIn(shape.Alphabet, text[end]) && end - start - shape.Prefix.Length <= shape.Max)
                end++;
            var length = end - start - shape.Prefix.Length;
            if (length < shape.Min || length > shape.Max || (end < text.Length && IsPartOfWord(text[end])))
                continue;
            if (IsPartOfPath(text, start, end))
                return null;
            var body = text.Substring(start + shape.Prefix.Length, length);
            if ((shape.Contains is { } part && body.IndexOf(part, StringComparison.Ordinal) < 0) || IsPlaceholder(body))
                continue;
            if (HasAny(text, shape.OtherWords) && !HasAny(text, shape.OwnWords))
                continue;
            return new FoundKey(start, end - start, shape.Provider, shape.Prefix.Length + ShownOfKey);
        }

        return null;
    }

    // `https://host/sk-….png`, `images/sk-…/1`: a name of a file or an object. The value of a query, a user and a comment are none.
    private static bool IsPartOfPath(string text, int start, int end)
    {
        var before = start == 0 ? ' ' : text[start - 1];
        var beforeThat = start < 2 ? ' ' : text[start - 2];
        var after = end < text.Length ? text[end] : ' ';
        var afterThat = end + 1 < text.Length ? text[end + 1] : ' ';
        if (before == '/')
            return beforeThat != '/' || (start > 2 && text[start - 3] == ':' && after is not ('@' or ':'));
        return before == '\\'
            || (before == '.' && IsAlphanumeric(beforeThat))
            || (after == '.' && IsAlphanumeric(afterThat))
            || (after == '/' && before is not ('=' or ':') && IsAlphanumeric(afterThat));
    }

    private static bool HasAny(string text, ImmutableArray<string> words)
    {
        foreach (var word in words)
            if (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }

    // Every file is searched, so this check has to be cheap: the first two characters rule out almost all words.
    private static bool MayBegin(string text, int at) =>
        text[at] < s_second.Length && s_second[text[at]] is { } second && at + 1 < text.Length && second.IndexOf(text[at + 1]) >= 0;

    private static bool IsPlaceholder(string body)
    {
        foreach (var word in s_placeholders)
            if (body.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return !HasDisorder(body);
    }

    // A key is random: it has digits, many different characters, no long runs of one of them, and no alphabet in order.
    private static bool HasDisorder(string body)
    {
        var counts = new Dictionary<char, int>();
        int digits = 0,
            ordered = 0,
            run = 1,
            last = 0;
        for (var i = 0; i < body.Length; i++)
        {
            counts[body[i]] = counts.TryGetValue(body[i], out var count) ? count + 1 : 1;
            if (body[i] is >= '0' and <= '9')
                digits++;
            if (i == 0)
                continue;
            var step = body[i] - body[i - 1];
            ordered += step is 1 or -1 && step == last ? 1 : 0;
            last = step;
            run = step == 0 ? run + 1 : 1;
            if (run > 4)
                return false;
        }

        var isHexadecimal = counts.Keys.All(static one => IsIn(KeyAlphabet.Hexadecimal, one));
        // Some keys consist of capitals, and Hugging Face has had keys of letters alone. Words have small letters alone.
        var hasCapitals = body.Any(char.IsUpper);
        var hasMixedCase = hasCapitals && body.Any(char.IsLower);
        var isMixed = digits >= 2 || (hasCapitals && digits >= 1) || (hasMixedCase && body.Length > 30 && body.All(char.IsLetter));
        var least =
            isHexadecimal ? 2.8
            : body.Length < 24 ? 3.0
            : 3.3;
        return isMixed && ordered * 4 < body.Length && Entropy(counts, body.Length) >= least && !IsOfWords(body);
    }

    private static double Entropy(Dictionary<char, int> counts, int length)
    {
        var entropy = 0.0;
        foreach (var count in counts.Values)
        {
            var share = (double)count / length;
            entropy -= share * Math.Log(share, 2);
        }

        return entropy;
    }

    // `my-openai-key-for-region-2`: names consist of words between separators, keys do not.
    private static bool IsOfWords(string body)
    {
        var parts = body.Split('-', '_', '.', '/', '+');
        var inWords = 0;
        foreach (var part in parts)
            if (part.Skip(1).All(static one => one is >= 'a' and <= 'z') && part.Length > 0 && char.IsLetter(part[0]))
                inWords += part.Length + 1;
        return parts.Length > 2 && inWords * 2 > body.Length;
    }

    // `MyOpenAiKeyForTheRegion2`
    private static bool IsOfCapitalizedWords(string text)
    {
        int inWords = 0,
            word = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (word == 0 ? char.IsUpper(text[i]) : text[i] is >= 'a' and <= 'z'))
            {
                word++;
                continue;
            }

            if (word >= 4)
                inWords += word;
            word = i < text.Length && char.IsUpper(text[i]) ? 1 : 0;
        }

        return inWords * 2 > text.Length;
    }

    private static bool IsPartOfWord(char character) => IsAlphanumeric(character) || character is '_' or '-';

    private static bool IsAlphanumeric(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static bool IsIn(KeyAlphabet alphabet, char character) =>
        alphabet switch
        {
            KeyAlphabet.Alphanumeric => IsAlphanumeric(character),
            KeyAlphabet.UrlSafe => IsAlphanumeric(character) || character is '-' or '_',
            KeyAlphabet.Hexadecimal => character is (>= 'a' and <= 'f') or (>= '0' and <= '9'),
            KeyAlphabet.Capitals => character is (>= 'A' and <= 'Z') or (>= '0' and <= '9'),
            KeyAlphabet.Base64 => IsAlphanumeric(character) || character is '+' or '/' or '=',
            _ => false,
        };
}
