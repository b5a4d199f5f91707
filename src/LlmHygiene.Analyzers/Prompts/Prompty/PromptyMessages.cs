using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>Builds the messages of a body piece by piece, for any template language.</summary>
internal sealed class PromptyMessages
{
    private const int MaxDepth = 16;
    private const string NotInBlock = "A block of the template contains text, not messages or images";

    private readonly TemplateProblems _problems;
    private readonly List<PromptMessage> _messages = [];
    private readonly List<MessagePart> _parts = [];
    private readonly Stack<PromptyBlock> _open = new();
    private PromptyRole? _role;
    private int _cached;
    private bool _isLineStart = true;
    private bool _isBodyStart = true;
    private bool _hasTags;
    private PromptyPiece? _roleValue;
    private PromptyImage? _image;

    public PromptyMessages(TemplateProblems problems)
    {
        _problems = problems;
        _open.Push(Root());
    }

    public PromptyBlock Innermost => _open.Peek();

    /// <summary>True when further blocks are reported and their content is not read.</summary>
    public bool IsTooDeep => _open.Count > MaxDepth;

    public bool IsAtTop => _open.Count == 1;

    public IEnumerable<PromptyBlock> Open => _open;

    /// <summary>Records that the message has a tag, even if the tag cannot be used.</summary>
    public void NoteTag() => _hasTags = true;

    /// <param name="isLast">True when nothing follows in the body.</param>
    public void AddText(PromptyPiece piece, bool isLast)
    {
        ReportRoleValue(piece);
        var text = piece.Text;
        var from = 0;
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at);
            var isWhole = _isLineStart && (end >= 0 || isLast);
            var next = end < 0 ? text.Length : end + 1;
            var line = text.Substring(at, (end < 0 ? text.Length : end) - at);
            if (isWhole && PromptyRole.Read(line, piece.TextStart + at, _isBodyStart) is { } role && BeginMessage(role))
            {
                AddPlain(text.Substring(from, at - from), piece.TextStart + from);
                EndMessage();
                _role = role;
                from = next;
            }
            else if (isWhole && line.TrimStart().StartsWith("![thread]", StringComparison.Ordinal))
            {
                NotMapped(
                    piece.TextStart + at,
                    piece.TextStart + at + line.TrimEnd().Length,
                    "A prompt contains no thread. Remove this line, and put the earlier turns between the messages of ToMessages() in code."
                );
            }

            _isBodyStart &= line.Trim().Length == 0;
            _isLineStart = end >= 0;
            at = next;
        }

        AddPlain(text.Substring(from), piece.TextStart + from);
    }

    /// <param name="name">The value as written.</param>
    public void AddValue(TemplateValue value, string name, PromptyPiece piece)
    {
        _roleValue = _isLineStart && (name == "role" || name.EndsWith(".role", StringComparison.Ordinal)) ? piece : null;
        _isLineStart = _isBodyStart = false;
        if (_image is not null && value is { Type.IsList: false, Type.Record: null })
        {
            AddNode(new ValueNode(value));
        }
        else if (value.Type.Kind == InputKind.Image && IsAtTop)
        {
            EndText();
            _parts.Add(new ImageInputPart(value));
        }
        else if (value.Type.Kind == InputKind.Image)
        {
            _problems.Add(RuleIds.PromptImage, piece.Start, piece.End, $"'{name}' is an image, not text. Write it outside of all blocks.");
        }
        else if (value.Type.IsList)
        {
            Wrong(piece, $"'{name}' is a list. Print its items in a loop.");
        }
        else if (value.Type.Record is { } record)
        {
            var fields = record.Fields.Select(static field => field.Name).ToArray();
            Wrong(piece, $"'{name}' is a record. Write one of its fields{(fields.Length == 0 ? "" : $", as in {name}.{fields[0]}")}.");
        }
        else
        {
            AddNode(new ValueNode(value));
        }
    }

    public void AddLiteral(string text)
    {
        _isLineStart = _isBodyStart = false;
        AddNode(new TextNode(text));
    }

    /// <returns>The value, if it can be used as a condition.</returns>
    public TemplateValue? CheckCondition(TemplateValue? value, string name, PromptyPiece piece)
    {
        if (value is null || value.MayBeMissing || value.Type.IsList || value.Type.Kind is InputKind.Bool or InputKind.String)
            return value;
        Wrong(piece, $"'{name}' always has a value, so this decides nothing. Use a bool, a string, a list or an optional input.");
        return null;
    }

    public void OpenBlock(PromptyBlock block)
    {
        EndImage();
        if (IsTooDeep)
        {
            Wrong(block.Tag, "Blocks are nested too deeply here; each 'elif' is a level. Remove levels.");
            block = new PromptyBlock(block.Kind, block.Word, block.Tag, null, negated: false) { IsChained = block.IsChained };
        }

        _open.Push(block);
    }

    public void StartElse()
    {
        EndImage();
        Innermost.StartElse();
    }

    /// <summary>Closes the innermost block, and the block that it continues.</summary>
    /// <param name="closed">Called for every block that ends.</param>
    public void Close(Action<PromptyBlock> closed)
    {
        EndImage();
        while (_open.Count > 1)
        {
            var block = _open.Pop();
            closed(block);
            foreach (var node in block.ToNodes())
                Innermost.Add(node);
            if (!block.IsChained)
                return;
        }
    }

    public EquatableArray<PromptMessage> Finish()
    {
        EndMessage();
        return _messages.ToEquatableArray();
    }

    public void Wrong(PromptyPiece piece, string message) => _problems.Add(RuleIds.PromptTemplateSyntax, piece.Start, piece.End, message);

    public void NotMapped(PromptyPiece piece, string message) => NotMapped(piece.Start, piece.End, message);

    private void NotMapped(int start, int end, string message) => _problems.Add(RuleIds.PromptNotMapped, start, end, message);

    private bool BeginMessage(PromptyRole role)
    {
        if (!IsAtTop)
        {
            NotMapped(role.Start, role.End, $"{NotInBlock}. Write '{Innermost.Word}' above this line, and open the block again below it.");
            return false;
        }

        if (role.Problem is { } problem)
            NotMapped(role.Start, role.End, problem);
        return true;
    }

    private void AddPlain(string text, int start)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (_image is not null)
            {
                at += _image.Take(text, at);
                if (_image.IsClosed)
                    _image.End = start + at;
                if (_image.IsClosed || at < text.Length)
                    EndImage();
                if (at >= text.Length)
                    return;
            }

            var (open, inner) = PromptyImage.Find(text, at);
            if (open < 0)
                break;
            if (!IsAtTop)
            {
                NotMapped(
                    start + open,
                    start + inner,
                    $"{NotInBlock}. Write the image outside of all blocks, with an optional input of the type image."
                );
                break;
            }

            if (open > at)
                AddNode(new TextNode(text.Substring(at, open - at)));
            _image = new PromptyImage(text.Substring(open, inner - open), start + open);
            at = inner;
        }

        if (at < text.Length)
            AddNode(new TextNode(text.Substring(at)));
    }

    private void AddNode(TemplateNode node)
    {
        if (_image is not null && !_image.TryAdd(node))
            EndImage();
        else if (_image is not null)
            return;
        Innermost.Add(node);
    }

    // A closed image becomes its own part; an unclosed one is text.
    private void EndImage()
    {
        if (_image is not { } image)
            return;
        _image = null;
        if (!image.IsClosed)
        {
            foreach (var node in image.AsText())
                Innermost.Add(node);
            return;
        }

        EndText();
        _hasTags = true;
        if (image.ToPart(_problems) is { } part)
            _parts.Add(part);
    }

    private void EndText()
    {
        while (_open.Count > 1)
            _open.Pop();
        var nodes = Innermost.Nodes;
        if (nodes.Count > 0)
            _parts.Add(new TextPart(nodes.ToEquatableArray()));
        _open.Pop();
        _open.Push(Root());
    }

    private void EndMessage()
    {
        EndImage();
        EndText();
        var hasImages = _parts.Exists(static part => part is not TextPart);
        var parts = _parts
            .Select(part => part is TextPart text ? Trim(text, hasImages) : part)
            .Where(static part => part is not TextPart { Text.Count: 0 })
            .ToEquatableArray();
        _parts.Clear();

        var isEmpty = parts.All(static part =>
            part is TextPart { Text: var nodes } && nodes.Count == 1 && nodes[0] is TextNode only && only.Text.Trim().Length == 0
        );
        if (!isEmpty)
            AddMessage(parts);
        else if (!_hasTags && _role is { Problem: null } role)
            _problems.Add(
                RuleIds.PromptBadValue,
                role.Start,
                role.End,
                "This message has no content. Write its text, or remove the message."
            );
        _hasTags = false;
    }

    private void AddMessage(EquatableArray<MessagePart> parts)
    {
        var isCached = _role is { IsCached: true };
        if (isCached && ++_cached > PromptMessage.MaxCached)
            _problems.Add(
                RuleIds.PromptBadValue,
                _role!.Start,
                _role.End,
                $"At most {PromptMessage.MaxCached} messages can have " + "'cache=true', because providers accept no more. Remove this one."
            );
        _messages.Add(new PromptMessage(_role?.Role ?? PromptRole.System, parts) { IsCached = isCached });
    }

    // Empty lines around a message are not part of it, and neither is white space around an image.
    private static TextPart Trim(TextPart part, bool isNextToImage)
    {
        var nodes = part.Text.ToList();
        if (nodes[0] is TextNode first)
            nodes[0] = new TextNode(isNextToImage ? first.Text.TrimStart() : first.Text.TrimStart('\n'));
        if (nodes[nodes.Count - 1] is TextNode last)
            nodes[nodes.Count - 1] = new TextNode(isNextToImage ? last.Text.TrimEnd() : last.Text.TrimEnd('\n'));
        nodes.RemoveAll(static node => node is TextNode { Text.Length: 0 });
        return new TextPart(nodes.ToEquatableArray());
    }

    // {{ turn.role }}, on its own line
    private void ReportRoleValue(PromptyPiece next)
    {
        if (
            _roleValue is { } value
            && next.Text.TrimStart(' ', '\t') is [':', .. var rest]
            && (rest.TrimStart(' ', '\t') is "" or ['\n', ..])
        )
            NotMapped(
                value,
                "A role is written out, as in 'user:'. Remove the loop over the conversation, and put its turns between the "
                    + "messages of ToMessages() in code."
            );
        _roleValue = null;
    }

    private static PromptyBlock Root() => new(PromptyBlockKind.Root, "", default, null, negated: false);
}
