using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>The properties of a JSON body, at any depth, and what is written to them.</summary>
internal sealed class HttpBody
{
    private readonly Dictionary<string, List<FramedOperation>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>JSON that is written as text.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>The parameters of the project's own methods that are the body, or one of the bodies that it can be.</summary>
    public HashSet<IParameterSymbol> Carriers { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>True when a part of the body is not visible, so that no property is proven to be absent.</summary>
    public bool IsOpen { get; set; }

    public bool IsEmpty => _values.Count == 0 && Texts.Count == 0;

    public void Add(string name, FramedOperation? value = null)
    {
        if (!_values.TryGetValue(Key(name), out var values))
            _values.Add(Key(name), values = []);
        if (value is { } place)
            values.Add(place);
    }

    public bool Has(string name) =>
        _values.ContainsKey(Key(name)) || Texts.Any(text => text.IndexOf("\"" + name + "\"", StringComparison.OrdinalIgnoreCase) >= 0);

    public IReadOnlyList<FramedOperation> ValuesOf(string name) => _values.TryGetValue(Key(name), out var values) ? values : [];

    /// <summary>True for a chat request by its shape alone: a model, and messages with roles and content.</summary>
    public bool IsChat => Has("model") && Has("messages") && Has("role") && Has("content");

    // A serializer may rename members: MaxTokens and max_tokens are the same.
    private static string Key(string name) => name.IndexOf('_') < 0 ? name : name.Replace("_", "");
}
