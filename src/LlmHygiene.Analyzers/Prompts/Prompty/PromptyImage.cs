using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary><c>![alternative text](uri)</c>, while it is being read.</summary>
/// <param name="opening">The text up to the parenthesis.</param>
/// <param name="start">Its start in the body.</param>
internal sealed class PromptyImage(string opening, int start)
{
    private readonly PromptyBlock _uri = new(PromptyBlockKind.Root, "", default, null, negated: false);
    private string _rest = "";

    public bool IsClosed { get; private set; }

    /// <summary>Its end in the body.</summary>
    public int End { get; set; }

    /// <returns>The start of the next image, and the start of its URI; negative when there is none.</returns>
    public static (int Start, int Inner) Find(string text, int from)
    {
        for (var at = from; (at = text.IndexOf("![", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            var close = text.IndexOfAny([']', '\n'], at + 2);
            if (close < 0)
                return (-1, -1);
            if (text[close] == ']' && close + 1 < text.Length && text[close + 1] == '(')
                return (at, close + 2);
        }

        return (-1, -1);
    }

    /// <summary>Takes the characters of the URI and, after a space, its title.</summary>
    /// <returns>The number of characters taken; if it is not closed and smaller than the length, this is not an image.</returns>
    public int Take(string text, int from)
    {
        var end = text.IndexOfAny([')', '\n'], from);
        var taken = (end < 0 ? text.Length : end) - from;
        var part = text.Substring(from, taken);
        if (end >= 0 && text[end] == '\n')
            return 0;

        var space = _rest.Length > 0 ? 0 : part.IndexOf(' ');
        _rest += space < 0 ? "" : part.Substring(space);
        if (space != 0 && part.Length > 0)
            _uri.Add(new TextNode(space < 0 ? part : part.Substring(0, space)));
        if (end < 0)
            return taken;

        IsClosed = true;
        return taken + 1;
    }

    public bool TryAdd(TemplateNode node)
    {
        if (IsClosed || _rest.Length > 0)
            return false;
        _uri.Add(node);
        return true;
    }

    public IEnumerable<TemplateNode> AsText() =>
        new TemplateNode[] { new TextNode(opening) }
            .Concat(_uri.Nodes)
            .Concat(_rest.Length > 0 ? [new TextNode(_rest)] : []);

    /// <returns>Null when the image cannot be sent, which has then been reported.</returns>
    public MessagePart? ToPart(TemplateProblems problems)
    {
        var nodes = _uri.Nodes;
        if (nodes is [ValueNode { Value: { Type.Kind: InputKind.Image } image }])
            return new ImageInputPart(image);
        if (nodes.Exists(static node => node is ValueNode { Value.Type.Kind: InputKind.Image }))
        {
            problems.Add(RuleIds.PromptImage, start, End, "An image cannot be part of a URI. Write only its name in the parentheses.");
            return null;
        }

        var uri = nodes.ToEquatableArray();
        var (type, problem) = ImageUris.Check(uri, stated: null);
        if (problem is null)
            return new ImageUriPart(uri, type);

        const string Local =
            "An image is an absolute URI that ends like an image file, as in https://example.com/logo.png, or an input of the "
            + "type image, written by its name.";
        problems.Add(
            RuleIds.PromptImage,
            start,
            End,
            uri.Count == 1 && uri[0] is TextNode { Text: var text } && text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                ? problem.Message
                : Local
        );
        return null;
    }
}
