using System.Text;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes indented lines that end with \n on every machine.</summary>
internal sealed class CodeWriter
{
    // As long as the code of most prompts.
    private readonly StringBuilder _text = new(8 * 1024);
    private int _depth;
    private bool _isAtStartOfBlock;

    /// <summary>Writes a line; an empty one only between others, not at the start of a block.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0 && _isAtStartOfBlock)
            return;
        _isAtStartOfBlock = false;
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
    }

    public void Open(string line)
    {
        Line(line);
        OpenBrace();
    }

    public void OpenBrace()
    {
        Line("{");
        _depth++;
        _isAtStartOfBlock = true;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    public void Indent() => _depth++;

    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
