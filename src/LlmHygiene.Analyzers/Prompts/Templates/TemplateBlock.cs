using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>A block that is open while a template is parsed, or the template itself.</summary>
/// <param name="kind">The word after <c>#</c>; empty for the template itself.</param>
/// <param name="value">What the block depends on; null where that is not known.</param>
internal sealed class TemplateBlock(string kind, TemplatePiece tag, TemplateValue? value)
{
    private readonly List<TemplateNode> _then = [];
    private List<TemplateNode>? _else;

    public string Kind { get; } = kind;

    public TemplatePiece Tag { get; } = tag;

    public bool StartElse()
    {
        if (_else is not null)
            return false;
        _else = [];
        return true;
    }

    public void Add(TemplateNode node)
    {
        var nodes = _else ?? _then;
        if (node is TextNode next && nodes.Count > 0 && nodes[nodes.Count - 1] is TextNode last)
            nodes[nodes.Count - 1] = new TextNode(last.Text + next.Text);
        else
            nodes.Add(node);
    }

    /// <summary>Removes the last characters from the text that was added last.</summary>
    public void TrimEnd(int length)
    {
        var nodes = _else ?? _then;
        if (length == 0 || nodes.Count == 0 || nodes[nodes.Count - 1] is not TextNode last)
            return;
        var rest = last.Text.Substring(0, Math.Max(last.Text.Length - length, 0));
        if (rest.Length == 0)
            nodes.RemoveAt(nodes.Count - 1);
        else
            nodes[nodes.Count - 1] = new TextNode(rest);
    }

    public EquatableArray<TemplateNode> Nodes() => _then.ToEquatableArray();

    public TemplateNode? ToNode() =>
        value is null ? null
        : Kind == "each" ? new EachNode(value, _then.ToEquatableArray())
        : new IfNode(value, Kind == "unless", _then.ToEquatableArray(), (_else ?? []).ToEquatableArray());
}
