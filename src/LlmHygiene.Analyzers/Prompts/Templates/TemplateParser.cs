using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>Parses the text of one message into nodes. Reports every mistake and continues after it.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 16;
    private const string Else = "else";

    private static readonly string[] s_blocks = ["if", "unless", "each"];

    private readonly TemplateScope _scope;
    private readonly PartialInclusion _partials;
    private readonly TemplateProblems _problems;
    private readonly Stack<TemplateBlock> _open = new();
    private readonly int _depth;

    // The partial that is being checked: the partials that it includes are checked in their own files.
    private PromptPartial? _checked;

    // True where the template may consist of one image, whose tag is then not text.
    private bool _mayBeImage;
    private TemplateValue? _image;

    private TemplateParser(TemplateScope scope, PartialInclusion partials, TemplateProblems problems, int depth)
    {
        _scope = scope;
        _partials = partials;
        _problems = problems;
        _depth = depth;
        _open.Push(new TemplateBlock("", default, null));
    }

    public static EquatableArray<TemplateNode> Parse(
        string template,
        TemplateScope scope,
        PartialInclusion partials,
        TemplateProblems problems
    )
    {
        scope.Reset();
        return new TemplateParser(scope, partials, problems, depth: 0).Parse(TemplateScanner.Scan(template, problems));
    }

    /// <summary>The text of an image's URI, or the image that a caller passes instead.</summary>
    public static (EquatableArray<TemplateNode> Uri, TemplateValue? Image) ParseImage(
        string template,
        TemplateScope scope,
        PartialInclusion partials,
        TemplateProblems problems
    )
    {
        scope.Reset();
        var pieces = TemplateScanner.Scan(template, problems);
        var parser = new TemplateParser(scope, partials, problems, depth: 0)
        {
            _mayBeImage = pieces.Count(static piece => piece.Tag is not null || piece.Text.Trim().Length > 0) == 1,
        };
        var nodes = parser.Parse(pieces);
        return (nodes, parser._image);
    }

    /// <summary>Reports the mistakes of a partial, whichever prompts include it.</summary>
    public static void Check(PromptPartial partial, PartialInclusion partials, TemplateProblems problems) =>
        new TemplateParser(TemplateScope.OfUnknownPrompt(), partials, problems, depth: 0) { _checked = partial }.Parse(
            partial.Scan(problems)
        );

    /// <summary>The names of the partials that a partial includes.</summary>
    public static EquatableArray<string> PartialsIn(PromptPartial partial) =>
        partial
            .Scan(new TemplateProblems(static (_, _, _, _) => { }))
            .Where(static piece => piece.Tag is { Length: > 1 } tag && tag[0] == '>')
            .Select(static piece => piece.Tag!.Substring(1).Trim())
            .Distinct()
            .ToEquatableArray();

    private EquatableArray<TemplateNode> Parse(List<TemplatePiece> pieces)
    {
        // Both are determined from the text as written.
        var wholeLines = StandaloneTags.WholeLines(pieces, IsInclusion);
        StandaloneTags.Remove(pieces);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (IsInclusion(pieces[i].Tag))
                Include(pieces[i].Tag!, pieces[i], pieces, i, wholeLines?[i] == true);
            else if (pieces[i].Tag is not null)
                ReadTag(pieces[i].Tag!, pieces[i]);
            else if (pieces[i].Text.Length > 0)
                _open.Peek().Add(new TextNode(pieces[i].Text));
        }

        while (_open.Count > 1)
        {
            var block = _open.Peek();
            if (s_blocks.Contains(block.Kind))
                Report(block.Tag, $"{{{{#{block.Kind}}}}} is never closed. Close it with {{{{/{block.Kind}}}}}.");
            CloseBlock();
        }

        return _open.Peek().Nodes();
    }

    private static bool IsInclusion(string? tag) => tag is { Length: > 0 } && tag[0] == '>';

    private void ReadTag(string tag, TemplatePiece piece)
    {
        if (tag.Length == 0)
            Report(piece, "There is no name between the braces. Write the name of an input, or '\\{{' for two braces in the text.");
        else if (tag[0] == '#')
            OpenBlock(tag, piece);
        else if (tag[0] == '/')
            ReadClose(tag, piece);
        else if (tag == Else)
            ReadElse(piece);
        else if (WhyNotAName(tag) is { } reason)
            Report(piece, reason);
        else if (_scope.Resolve(tag, piece.TagStart, _problems) is { } value)
            AddValue(value, tag, piece);
    }

    private void AddValue(TemplateValue value, string name, TemplatePiece piece)
    {
        if (value.Type.Kind == InputKind.Image && _mayBeImage)
            _image = value;
        else if (value.Type.Kind == InputKind.Image)
            ReportImage(name, piece);
        else if (value.Type.Record is { IsValue: true } type)
            _problems.Add(RuleIds.PromptMethodSignature, piece.Start, piece.End, type.WhyNoText(name));
        else if (value.Type.IsList)
            Report(
                piece,
                $"'{name}' is a list. Write {{{{#each "
                    + $"{name}}}}}{(value.Type.Record is { } item ? Field("this", item) : "{{this}}")}{{{{/each}}}}."
            );
        else if (value.Type.Record is { } record)
            Report(piece, $"'{name}' is a record. Write one of its fields, as in {Field(name, record)}.{Fields(record)}");
        else
            _open.Peek().Add(new ValueNode(value));
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
            Report(piece, "There is no word after '#'. Use #if, #unless or #each.");
            return;
        }

        if (!s_blocks.Contains(kind))
            Report(piece, $"'#{kind}' is not known. Use #if, #unless or #each.{Suggestions.DidYouMean(kind, s_blocks)}");
        else if (_depth + _open.Count > MaxDepth)
            Report(piece, "Blocks are nested too deeply here. Remove levels.");
        else if (argument.Length == 0)
            Report(piece, $"#{kind} needs a name: {{{{#{kind} name}}}}.");
        else if (WhyNotAName(argument) is { } reason)
            Report(piece, reason);
        else
            value = CheckArgument(kind, _scope.Resolve(argument, argumentStart, _problems), argument, piece);

        _open.Push(new TemplateBlock(kind, piece, value));
        if (kind == "each")
            _scope.Enter(value?.Type.Item);
    }

    private TemplateValue? CheckArgument(string kind, TemplateValue? value, string name, TemplatePiece piece)
    {
        if (value is null)
            return null;
        if (kind == "each")
        {
            if (value.Type.IsList)
                return value;
            if (value.Type.Record is { } record && record.Fields.FirstOrDefault(static field => field.Type.IsList) is { } list)
            {
                Report(piece, $"#each needs a list, and '{name}' is a record. Write {{{{#each {name}.{list.Name}}}}}.");
                return null;
            }

            Report(piece, $"#each needs a list, and '{name}' is not one. Declare it as {{ list: string }}, or use #if.");
            return null;
        }

        if (value.MayBeMissing || value.Type.IsList || value.Type.Kind is InputKind.Bool or InputKind.String)
            return value;
        Report(piece, $"'{name}' always has a value, so #{kind} decides nothing. Use a bool, a string, a list or an optional input.");
        return null;
    }

    private void ReadElse(TemplatePiece piece)
    {
        var block = _open.Peek();
        if (block.Kind is not ("if" or "unless"))
            Report(piece, "{{else}} belongs between {{#if}} and {{/if}}. Remove it or open an #if.");
        else if (!block.StartElse())
            Report(piece, "This block already has an {{else}}. Remove one of them.");
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

        // A block of a misspelled kind is reported where it opens; it ends where the correct one would.
        if (
            kind != block.Kind
            && (s_blocks.Contains(block.Kind) || !s_blocks.Contains(kind) || _open.Skip(1).Any(open => open.Kind == kind))
        )
        {
            Report(piece, $"{{{{/{kind}}}}} cannot close {{{{#{block.Kind}}}}}. Write {{{{/{block.Kind}}}}}.");
            if (kind.Length == 0 || _open.All(open => open.Kind != kind))
                return;

            // The inner block was not closed: it is closed with the outer one, so that the rest is read as intended.
            while (_open.Peek().Kind != kind)
                CloseBlock();
        }

        CloseBlock();
    }

    private void CloseBlock()
    {
        var block = _open.Pop();
        if (block.Kind == "each")
            _scope.Leave();
        if (block.ToNode() is { } node)
            _open.Peek().Add(node);
    }

    private static string? WhyNotAName(string text)
    {
        var first = text[0];
        if (first == '{')
            return "Three braces are not needed: nothing is HTML-escaped. Write {{name}}.";
        if (first is '!')
            return "Comments are not part of templates. Use a YAML comment outside the text.";
        if (first is '~' || text[text.Length - 1] == '~')
            return "Whitespace control ('~') is not supported: a line with nothing but a block tag leaves no line behind "
                + "anyway. Remove the '~'.";
        if (first is '&' or '^' or '*')
            return $"'{first}' is not supported. Write {{{{name}}}}, #if, #unless or #each.";
        if (text.StartsWith("else ", StringComparison.Ordinal))
            return "'else' takes no condition. Put an #if after {{else}}.";
        if (text.StartsWith("../", StringComparison.Ordinal))
            return "'../' is not needed: inputs, and the fields of every open #each, are known by their names.";
        if (Word(text, 0) is var word && word.Length < text.Length && IsName(word))
            return $"Helpers are not supported, and a name has no spaces. Write one name, as in {{{{{word}}}}}.";
        if (IsName(text) || (text[0] == '@' ? text.Substring(1) : text).Split('.').All(IsName))
            return null;
        return $"'{text}' is not a name. Write the name of an input, or '\\{{{{' for two braces in the text.";
    }

    /// <summary>A letter or underscore, then letters, digits, underscores and hyphens.</summary>
    public static bool IsName(string text)
    {
        if (text.Length == 0 || !(char.IsLetter(text[0]) || text[0] == '_'))
            return false;
        foreach (var c in text)
            if (!(char.IsLetterOrDigit(c) || c is '_' or '-'))
                return false;
        return true;
    }

    private void Include(string tag, TemplatePiece piece, List<TemplatePiece> pieces, int at, bool isWholeLine)
    {
        var name = tag.Substring(1).TrimStart();
        var start = piece.TagStart + tag.Length - name.Length;
        if (name.Length == 0)
            Report(piece, "There is no name after '>'. Write the name of a partial, as in {{> shared/tone}}.");
        else if (Word(name, 0) is var word && word.Length < name.Length && PromptPartial.IsName(word))
            Report(piece, $"A partial takes no arguments: it can use all names that are available here. Write {{{{> {word}}}}}.");
        else if (!PromptPartial.IsName(name))
            Report(
                piece,
                $"'{name}' is not the name of a partial. Write its path below 'Prompts' without '.partial.md', as in {{{{> shared/tone}}}}."
            );
        else if (_partials.Find(name, start, _problems) is { } partial)
        {
            if (_checked is null)
                Expand(partial, piece, pieces, at, isWholeLine);
            else if (_partials.Partials.Cycle(_checked.Name, name) is { } cycle)
                _problems.Add(
                    RuleIds.PromptPartial,
                    start,
                    start + name.Length,
                    $"The partial includes itself: {cycle}. Remove one of these tags."
                );
        }
    }

    // Continues as if the text were written here. A tag on its own line is replaced by all lines of the partial, indented like the tag;
    // within a line, the last line break of the partial is left out.
    private void Expand(PromptPartial partial, TemplatePiece tag, List<TemplatePiece> pieces, int at, bool isWholeLine)
    {
        if (_partials.Enter(partial, tag, _problems) is not { } problems)
            return;

        var text = partial.Scan(problems);
        if (isWholeLine)
        {
            var isEmpty = text.Count == 0;
            var indent = StandaloneTags.RemoveLine(pieces, at);
            _open.Peek().TrimEnd(indent.Length);
            if (!isEmpty)
                PartialLines.Complete(text, indent);
        }
        else
        {
            PartialLines.CutLastBreak(text);
        }

        foreach (var node in new TemplateParser(_scope, _partials, problems, _depth + _open.Count - 1).Parse(text))
            _open.Peek().Add(node);
        _partials.Leave();
    }

    private void ReportImage(string name, TemplatePiece piece) =>
        _problems.Add(
            RuleIds.PromptImage,
            piece.Start,
            piece.End,
            $"'{name}' is an image, not text. Make it its own part of the message's content: - image: \"{{{{{name}}}}}\"."
        );

    private static string Field(string path, RecordType record) =>
        $"{{{{{path}.{(record.Fields.Count > 0 ? record.Fields[0].Name : "name")}}}}}";

    private static string Fields(RecordType record) =>
        record.Fields.Count > 1 ? $" It has {string.Join(", ", record.Fields.Select(static field => field.Name))}." : "";

    private static string Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return text.Substring(start, end - start);
    }

    private void Report(TemplatePiece piece, string message) =>
        _problems.Add(RuleIds.PromptTemplateSyntax, piece.Start, piece.End, message);
}
