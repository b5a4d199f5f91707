using System.Runtime.CompilerServices;
using System.Text;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes indented lines that end with \n on every platform.</summary>
internal sealed class CodeWriter
{
    // The length of the code of a typical prompt.
    private const int UsualLength = 8 * 1024;
    private const int MaxKeptLength = 8 * UsualLength;

    // A project may have a thousand prompts: they all share one buffer.
    [ThreadStatic]
    private static StringBuilder? s_kept;

    private readonly StringBuilder _text;
    private int _depth;
    private bool _isAtStartOfBlock;

    public CodeWriter()
    {
        _text = s_kept ?? new StringBuilder(UsualLength);
        s_kept = null;
    }

    /// <summary>Writes a line; an empty line only between others, not at the start of a block.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            if (!_isAtStartOfBlock)
                _text.Append('\n');
            return;
        }

        StartLine().Append(line).Append('\n');
    }

    /// <summary>Writes a line whose parts are appended one by one, without a string for the whole line.</summary>
    /// <param name="line">The line, which has already been written.</param>
    public void Line([InterpolatedStringHandlerArgument("")] LineParts line) => _text.Append('\n');

    public void Open(string line)
    {
        Line(line);
        OpenBrace();
    }

    /// <inheritdoc cref="Line(LineParts)"/>
    public void Open([InterpolatedStringHandlerArgument("")] LineParts line)
    {
        _text.Append('\n');
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

    /// <summary>Returns the code. The writer must not be used afterwards, because the next one reuses its buffer.</summary>
    public string ToStringAndFree()
    {
        var code = _text.ToString();
        if (_text.Capacity <= MaxKeptLength)
            s_kept = _text.Clear();
        return code;
    }

    private StringBuilder StartLine()
    {
        _isAtStartOfBlock = false;
        return _text.Append(' ', _depth * 4);
    }

    /// <summary>The parts of an interpolated line, which the compiler passes one by one.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct LineParts
    {
        private readonly StringBuilder _text;

        public LineParts(int literalLength, int formattedCount, CodeWriter code) => _text = code.StartLine();

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(string? value) => _text.Append(value);

        public void AppendFormatted<T>(T value) => _text.Append(value?.ToString());
    }
}
