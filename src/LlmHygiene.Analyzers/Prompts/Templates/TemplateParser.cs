using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>Turns the text of one message into nodes. Reports every mistake and goes on behind it.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 16;
    private const string Else = "else";

    private static readonly string[] s_blocks = ["if", "unless", "each"];

    private readonly TemplateScope _scope;
    private readonly TemplateProblems _problems;
    private readonly Stack<Block> _open = new();

    private TemplateParser(TemplateScope scope, TemplateProblems problems)
    {
        _scope = scope;
        _problems = problems;
        _open.Push(new Block("", default, null));
    }

    public static EquatableArray<TemplateNode> Parse(string template, TemplateScope scope, TemplateProblems problems) =>
        new TemplateParser(scope, problems).Parse(TemplateScanner.Scan(template, problems));

    private EquatableArray<TemplateNode> Parse(List<TemplatePiece> pieces)
    {
        StandaloneTags.Remove(pieces);
        _scope.Reset();
        foreach (var piece in pieces)
        {
            if (piece.Tag is not null) ReadTag(piece.Tag, piece);
            else if (piece.Text.Length > 0) _open.Peek().Add(new TextNode(piece.Text));
        }

        while (_open.Count > 1)
        {
            var block = _open.Peek();
            if (s_blocks.Contains(block.Kind)) Report(block.Tag, $"{{{{#{block.Kind}}}}} is never closed. Close it with {{{{/{block.Kind}}}}}.");
            CloseBlock();
        }

        return _open.Peek().Nodes();
    }

    private void ReadTag(string tag, TemplatePiece piece)
    {
        if (tag.Length == 0) Report(piece, "There is no name between the braces. Write the name of an input, or '\\{{' for two braces in the text.");
        else if (tag[0] == '#') OpenBlock(tag, piece);
        else if (tag[0] == '/') ReadClose(tag, piece);
        else if (tag == Else) ReadElse(piece);
        else if (WhyNotAName(tag) is { } reason) Report(piece, reason);
        else if (_scope.Resolve(tag, piece.TagStart, _problems) is { } value) AddValue(value, tag, piece);
    }

    private void AddValue(TemplateValue value, string name, TemplatePiece piece)
    {
        if (value.Type.IsList) Report(piece, $"'{name}' is a list. Write {{{{#each {name}}}}}{{{{this}}}}{{{{/each}}}}.");
        else _open.Peek().Add(new ValueNode(value));
    }

    private void OpenBlock(string tag, TemplatePiece piece)
    {
        var rest = tag.Substring(1).TrimStart();
        var kind = Word(rest, 0);
        var argument = rest.Substring(kind.Length).TrimStart();
        var argumentStart = piece.TagStart + tag.Length - argument.Length;
        TemplateValue? value = null;

        if (kind.Length == 0)
        {
            Report(piece, "There is no word behind '#'. Use #if, #unless or #each.");
            return;
        }

        if (!s_blocks.Contains(kind))
            Report(piece, $"'#{kind}' is not known. Use #if, #unless or #each.{Suggestions.DidYouMean(kind, s_blocks)}");
        else if (_open.Count > MaxDepth)
            Report(piece, "Blocks are nested too deeply here. Remove levels.");
        else if (argument.Length == 0)
            Report(piece, $"#{kind} needs a name: {{{{#{kind} name}}}}.");
        else if (WhyNotAName(argument) is { } reason)
            Report(piece, reason);
        else
            value = CheckArgument(kind, _scope.Resolve(argument, argumentStart, _problems), argument, piece);

        _open.Push(new Block(kind, piece, value));
        if (kind == "each") _scope.Enter(value?.Type.Item);
    }

    private TemplateValue? CheckArgument(string kind, TemplateValue? value, string name, TemplatePiece piece)
    {
        if (value is null) return null;
        if (kind == "each")
        {
            if (value.Type.IsList) return value;
            Report(piece, $"#each needs a list, and '{name}' is none. Declare it as {{ list: string }}, or use #if.");
            return null;
        }

        if (value.IsOptional || value.Type.IsList || value.Type.Kind is InputKind.Bool or InputKind.String) return value;
        Report(piece, $"'{name}' always has a value, so #{kind} decides nothing. Use a bool, a string, a list or an optional input.");
        return null;
    }

    private void ReadElse(TemplatePiece piece)
    {
        var block = _open.Peek();
        if (block.Kind is not ("if" or "unless")) Report(piece, "{{else}} belongs between {{#if}} and {{/if}}. Remove it or open an #if.");
        else if (!block.StartElse()) Report(piece, "This block has an {{else}} already. Remove one of them.");
    }

    private void ReadClose(string tag, TemplatePiece piece)
    {
        var kind = tag.Substring(1).Trim();
        var block = _open.Peek();
        if (_open.Count == 1)
        {
            Report(piece, $"{{{{/{kind}}}}} closes nothing. Remove it, or open {{{{#{kind} name}}}} before it.");
            return;
        }

        if (kind != block.Kind)
        {
            Report(piece, $"{{{{/{kind}}}}} cannot close {{{{#{block.Kind}}}}}. Write {{{{/{block.Kind}}}}}.");
            if (kind.Length == 0 || _open.All(open => open.Kind != kind)) return;

            // The inner block was forgotten: close it with the outer one, so that what follows is read as meant.
            while (_open.Peek().Kind != kind) CloseBlock();
        }

        CloseBlock();
    }

    private void CloseBlock()
    {
        var block = _open.Pop();
        if (block.Kind == "each") _scope.Leave();
        if (block.ToNode() is { } node) _open.Peek().Add(node);
    }

    private static string? WhyNotAName(string text)
    {
        var first = text[0];
        if (first == '{') return "Three braces are not needed: nothing is HTML-escaped. Write {{name}}.";
        if (first is '!') return "Comments are not part of templates. Use a YAML comment outside the text.";
        if (first is '>') return "Partials are not supported. Write the text here.";
        if (first is '~' || text[text.Length - 1] == '~') return "Whitespace control ('~') is not supported: a line with nothing but a block tag leaves no line behind anyway. Remove the '~'.";
        if (first is '&' or '^' or '*') return $"'{first}' is not supported. Write {{{{name}}}}, #if, #unless or #each.";
        if (text.StartsWith("else ", StringComparison.Ordinal)) return "'else' takes no condition. Put an #if behind {{else}}.";
        if (text.StartsWith("../", StringComparison.Ordinal)) return "'../' is not needed: inputs are known inside #each by their names.";
        if (Word(text, 0) is var word && word.Length < text.Length && IsName(word)) return $"Helpers are not supported, and a name has no spaces. Write one name, as in {{{{{word}}}}}.";
        if (IsName(text[0] == '@' ? text.Substring(1) : text)) return null;
        if (text.IndexOf('.') > 0 && text.Split('.').All(IsName)) return $"Members ('{text}') are not supported yet. Give the value an input of its own.";
        return $"'{text}' is not a name. Write the name of an input, or '\\{{{{' for two braces in the text.";
    }

    /// <summary>A letter or underscore, then letters, digits, underscores and hyphens.</summary>
    public static bool IsName(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-');

    private static string Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return text.Substring(start, end - start);
    }

    private void Report(TemplatePiece piece, string message) =>
        _problems.Add(RuleIds.PromptTemplateSyntax, piece.Start, piece.End, message);

    private sealed class Block(string kind, TemplatePiece tag, TemplateValue? value)
    {
        private readonly List<TemplateNode> _then = [];
        private List<TemplateNode>? _else;

        public string Kind { get; } = kind;

        public TemplatePiece Tag { get; } = tag;

        public bool StartElse()
        {
            if (_else is not null) return false;
            _else = [];
            return true;
        }

        public void Add(TemplateNode node)
        {
            var nodes = _else ?? _then;
            if (node is TextNode next && nodes.Count > 0 && nodes[nodes.Count - 1] is TextNode last) nodes[nodes.Count - 1] = new TextNode(last.Text + next.Text);
            else nodes.Add(node);
        }

        public EquatableArray<TemplateNode> Nodes() => _then.ToEquatableArray();

        public TemplateNode? ToNode() => value is null
            ? null
            : Kind == "each"
                ? new EachNode(value, _then.ToEquatableArray())
                : new IfNode(value, Kind == "unless", _then.ToEquatableArray(), (_else ?? []).ToEquatableArray());
    }
}
