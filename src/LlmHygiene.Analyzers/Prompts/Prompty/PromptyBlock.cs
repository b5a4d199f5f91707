using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

internal enum PromptyBlockKind
{
    /// <summary>The text of a message itself.</summary>
    Root,
    If,
    Each,

    /// <summary>A section of a record that always exists: it only changes the meaning of names in it.</summary>
    Context,
}

/// <summary>An open block of a template, and its content so far.</summary>
/// <param name="word">The word that the closing tag must have.</param>
/// <param name="value">Null for a value that cannot be used, which has been reported.</param>
/// <param name="negated">True for an <see cref="PromptyBlockKind.If"/> that holds when the value does not.</param>
internal sealed class PromptyBlock(PromptyBlockKind kind, string word, PromptyPiece tag, TemplateValue? value, bool negated)
{
    private readonly List<TemplateNode> _then = [];
    private List<TemplateNode>? _else;

    public PromptyBlockKind Kind { get; } = kind;

    public string Word { get; } = word;

    public PromptyPiece Tag { get; } = tag;

    /// <summary>True when the block was opened by an <c>elif</c>, and is closed with the <c>if</c> that it belongs to.</summary>
    public bool IsChained { get; init; }

    public bool HasElse => _else is not null;

    public void StartElse() => _else = [];

    public void Add(TemplateNode node)
    {
        var nodes = _else ?? _then;
        if (node is TextNode next && nodes.Count > 0 && nodes[nodes.Count - 1] is TextNode last)
            nodes[nodes.Count - 1] = new TextNode(last.Text + next.Text);
        else
            nodes.Add(node);
    }

    public List<TemplateNode> Nodes => _then;

    public IEnumerable<TemplateNode> ToNodes()
    {
        if (value is null)
            return [];
        var otherwise = (_else ?? []).ToEquatableArray();
        switch (Kind)
        {
            case PromptyBlockKind.Context:
                return _then;
            case PromptyBlockKind.If:
                return [new IfNode(value, negated, _then.ToEquatableArray(), otherwise)];
            default:
                var each = new EachNode(value, _then.ToEquatableArray());
                return otherwise.Count == 0
                    ? [each]
                    : [new IfNode(value, Negated: false, new TemplateNode[] { each }.ToEquatableArray(), otherwise)];
        }
    }
}
