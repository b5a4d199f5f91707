using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Yaml;

/// <summary>A piece of a YAML file with its place in it.</summary>
internal abstract class YamlNode(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

internal sealed class YamlScalar(TextSpan span, string value, ScalarStyle style) : YamlNode(span)
{
    public string Value { get; } = value;

    public ScalarStyle Style { get; } = style;

    public bool IsPlain => Style == ScalarStyle.Plain;

    /// <summary>A key with nothing behind it, or an explicit null.</summary>
    public bool IsNull => IsPlain && Value is ("" or "~" or "null");
}

internal sealed class YamlSequence(TextSpan span, IReadOnlyList<YamlNode> items) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

internal sealed class YamlMapping(TextSpan span, IReadOnlyList<YamlEntry> entries) : YamlNode(span)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    /// <summary>Where to report what the mapping as a whole lacks.</summary>
    public TextSpan FirstKeySpan => Entries.Count > 0 ? Entries[0].Key.Span : Span;

    /// <summary>A template that was not quoted, which YAML takes for a mapping; already reported.</summary>
    public bool IsTemplate { get; init; }

    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Name == key)
                return entry;
        return null;
    }
}

internal sealed class YamlEntry(YamlScalar key, YamlNode value)
{
    public string Name => Key.Value;

    public YamlScalar Key { get; } = key;

    public YamlNode Value { get; } = value;

    /// <summary>The value's place; the key's when nothing is written there.</summary>
    public TextSpan ValueSpan => Value.Span.IsEmpty ? Key.Span : Value.Span;
}
