namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Splits a stream into lines, with one line in memory at a time. A line beyond the limit is passed on as empty.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] _buffer = new byte[1 << 20];
    private int _filled;
    private bool _isTooLong;

    public void Read(LineHandler handle, CancellationToken cancellationToken)
    {
        long number = 1;
        var searched = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
            _filled += read;

            var start = 0;
            int length;
            while ((length = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n')) >= 0)
            {
                var end = searched + length;
                HandOn(_buffer.AsSpan(start, end - start), number++, handle);
                start = searched = end + 1;
            }

            Buffer.BlockCopy(_buffer, start, _buffer, 0, _filled - start);
            _filled -= start;
            searched = _filled;
            if (read == 0)
            {
                if (_filled > 0 || _isTooLong)
                    HandOn(_buffer.AsSpan(0, _filled), number, handle);
                return;
            }

            if (_filled == _buffer.Length)
                Grow(ref searched);
        }
    }

    private void Grow(ref int searched)
    {
        if (_buffer.Length < longest)
        {
            Array.Resize(ref _buffer, (int)Math.Min(longest, _buffer.Length * 2L));
            return;
        }

        _isTooLong = true;
        _filled = searched = 0;
    }

    private void HandOn(ReadOnlySpan<byte> line, long number, LineHandler handle)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        line = line.Trim(" \t\r"u8);
        if (_isTooLong)
            handle([], number);
        else if (!line.IsEmpty)
            handle(line, number);
        _isTooLong = false;
    }
}
