using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Yaml;

/// <summary>A piece of a YAML file with its span.</summary>
internal abstract class YamlNode(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

internal sealed class YamlScalar(TextSpan span, string value, ScalarStyle style) : YamlNode(span)
{
    public string Value { get; } = value;

    public ScalarStyle Style { get; } = style;

    public bool IsPlain => Style == ScalarStyle.Plain;

    /// <summary>A block after <c>|</c>, of which each line is one line of the file.</summary>
    public bool IsLiteralBlock => Style == ScalarStyle.Literal;

    /// <summary>A key without a value, or an explicit null.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null" or "Null" or "NULL");
}

internal sealed class YamlSequence(TextSpan span, IReadOnlyList<YamlNode> items) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

internal sealed class YamlMapping(TextSpan span, IReadOnlyList<YamlEntry> entries) : YamlNode(span)
{
    /// <summary>A list, so that <c>foreach</c> allocates nothing.</summary>
    public List<YamlEntry> Entries { get; } = entries as List<YamlEntry> ?? [.. entries];

    /// <summary>The location to report something that is missing in the mapping.</summary>
    public TextSpan FirstKeySpan => Entries.Count > 0 ? Entries[0].Key.Span : Span;

    /// <summary>True for an unquoted template, which YAML reads as a mapping; it has already been reported.</summary>
    public bool IsTemplate { get; init; }

    public YamlEntry? Find(string key)
    {
        // Called for every key that a file may have, so it does not use an enumerator.
        for (var i = 0; i < Entries.Count; i++)
            if (Entries[i].Name == key)
                return Entries[i];
        return null;
    }
}

internal sealed class YamlEntry(YamlScalar key, YamlNode value)
{
    public string Name => Key.Value;

    public YamlScalar Key { get; } = key;

    public YamlNode Value { get; } = value;

    /// <summary>The value's span; the key's when there is no value.</summary>
    public TextSpan ValueSpan => Value.Span.IsEmpty ? Key.Span : Value.Span;
}
