using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LlmHygiene.Analyzers.Prompts.Yaml;

/// <summary>
/// Reads YAML into nodes with spans. Prompt files use plain data only: anchors, aliases and tags are mistakes, so an alias bomb cannot
/// expand; the depth is limited, so nesting cannot overflow the stack.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxKeysWithoutSet = 16;
    private const string QuoteTemplate = "Put a template that begins with '{{' in quotes or in a block after '|'.";
    private const char ByteOrderMark = '\uFEFF';

    private readonly IParser _events;
    private readonly ProblemList _problems;
    private readonly string _content;
    private readonly int _offset;

    // The position where an unquoted template was read as a mapping in a mapping: the most common mistake in a prompt file, and the reader
    // often fails only much later.
    private TextSpan? _template;

    private YamlReader(string content, int offset, ProblemList problems)
    {
        _content = content;
        _offset = offset;
        _problems = problems;
        _events = new Parser(new StringReader(content));
    }

    /// <summary>The file's only document; null when it is empty or cannot be read, which is then reported.</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        var offset = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
        var content = text.Substring(offset);

        // An editor that leaves out the last line break must not change the prompt: a block at the end keeps its line break.
        if (!content.EndsWith("\n", StringComparison.Ordinal) && !content.EndsWith("\r", StringComparison.Ordinal))
            content += "\n";
        return new YamlReader(content, offset, problems).ReadDocument();
    }

    private YamlNode? ReadDocument()
    {
        try
        {
            YamlNode? root = null;
            while (_events.MoveNext())
            {
                if (_events.Current is DocumentStart start && root is not null)
                {
                    Report(SpanOf(start), "A prompt file contains one prompt. Put the second document into its own file.");
                    break;
                }

                if (_events.Current is DocumentStart)
                    root = _events.MoveNext() ? ReadNode(0) : null;
            }

            return root;
        }
        catch (YamlException error)
        {
            if (TabIndentation.Find(_content, error) is { } tab)
                Report(
                    new TextSpan(tab.Start + _offset, tab.Length),
                    "This is not valid YAML: the line is indented by a tab. Indent it by spaces."
                );
            else
                ReportSyntax(Span(error.Start, error.End), error.Message);
        }
        catch (Exception error)
            when (error
                    is InvalidOperationException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or FormatException
                        or OverflowException
            )
        {
            // The YAML library throws its own exception for most mistakes, and these for a few.
            ReportSyntax(_events.Current is { } last ? SpanOf(last) : default, "the structure does not close here.");
        }
        catch (DepthExceededException error)
        {
            Report(error.Span, "This is nested too deeply for a prompt file. Remove levels.");
        }

        return null;
    }

    private YamlNode ReadNode(int depth)
    {
        var current = _events.Current!;
        var start = SpanOf(current);
        if (depth > MaxDepth)
            throw new DepthExceededException(start);

        switch (current)
        {
            case Scalar scalar:
                CheckPlainData(scalar, start);
                return new YamlScalar(Trim(start), scalar.Value, scalar.Style);
            case SequenceStart sequence:
                CheckPlainData(sequence, start);
                return ReadSequence(start.Start, depth);
            case MappingStart mapping:
                CheckPlainData(mapping, start);
                return ReadMapping(start.Start, depth);
            default:
                Report(start, "Prompt files use no YAML aliases. Write the value out here.");
                return new YamlScalar(start, "", ScalarStyle.Plain);
        }
    }

    private YamlSequence ReadSequence(int start, int depth)
    {
        var items = new List<YamlNode>();
        while (_events.MoveNext() && _events.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        return new YamlSequence(Trim(TextSpan.FromBounds(start, End(start))), items);
    }

    private YamlMapping ReadMapping(int start, int depth)
    {
        var entries = new List<YamlEntry>();
        HashSet<string>? keys = null;
        var isTemplate = false;
        while (_events.MoveNext() && _events.Current is not MappingEnd)
        {
            if (_events.Current is MappingStart { Style: MappingStyle.Flow } inner && SpanOf(inner).Start == start + 1)
            {
                _template ??= TextSpan.FromBounds(start, start + 2);
                isTemplate = true;
            }

            var key = ReadNode(depth + 1);
            if (!_events.MoveNext())
                break;
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                if (!isTemplate)
                    Report(key.Span, "A key must be a word.");
            }
            else if (IsTaken(entries, ref keys, name.Value))
                Report(name.Span, $"'{name.Value}' is written twice. Keep one of them.");
            else
                entries.Add(new YamlEntry(name, value));
        }

        var span = Trim(TextSpan.FromBounds(start, End(start)));
        if (isTemplate)
            Report(span, QuoteTemplate);
        return new YamlMapping(span, entries) { IsTemplate = isTemplate };
    }

    // Most mappings have a few keys, and need no set of keys.
    private static bool IsTaken(List<YamlEntry> entries, ref HashSet<string>? keys, string name)
    {
        if (entries.Count < MaxKeysWithoutSet)
        {
            for (var i = 0; i < entries.Count; i++)
                if (entries[i].Name == name)
                    return true;
            return false;
        }

        keys ??= new HashSet<string>(entries.Select(static entry => entry.Name), StringComparer.Ordinal);
        return !keys.Add(name);
    }

    private void CheckPlainData(NodeEvent node, TextSpan span)
    {
        if (!node.Anchor.IsEmpty)
            Report(span, $"Prompt files use no YAML anchors. Remove '&{node.Anchor.Value}'.");
        if (!node.Tag.IsEmpty)
            Report(span, "Prompt files use no YAML tags. Remove the tag; quotes make a value text.");
    }

    private void ReportSyntax(TextSpan span, string message)
    {
        if (_template is not { } template)
            Report(span, "This is not valid YAML: " + message.Trim());
        else if (!_problems.Contains(RuleIds.PromptSyntax))
            Report(template, QuoteTemplate);
    }

    private void Report(TextSpan span, string message) => _problems.Add(RuleIds.PromptSyntax, span, message);

    // The end of a flow collection is reported before its bracket.
    private int End(int start)
    {
        if (_events.Current is not { } last)
            return start;
        var end = Math.Max(SpanOf(last).End, start);
        return end - _offset < _content.Length && _content[start - _offset] is ('[' or '{') && _content[end - _offset] is (']' or '}')
            ? end + 1
            : end;
    }

    private TextSpan SpanOf(ParsingEvent part) => Span(part.Start, part.End);

    private TextSpan Span(Mark start, Mark end)
    {
        var from = (int)Math.Min(Math.Max(start.Index, 0), _content.Length);
        var to = (int)Math.Min(Math.Max(end.Index, from), _content.Length);
        return TextSpan.FromBounds(from + _offset, to + _offset);
    }

    // A block ends where the next line begins; the reported span ends with its last visible character.
    private TextSpan Trim(TextSpan span)
    {
        var end = span.End;
        while (end > span.Start && char.IsWhiteSpace(_content[end - 1 - _offset]))
            end--;
        return TextSpan.FromBounds(span.Start, end);
    }

    private sealed class DepthExceededException(TextSpan span) : Exception
    {
        public TextSpan Span { get; } = span;
    }
}
