using System.Text.Json;

namespace LlmHygiene;

/// <summary>
/// Reads model, usage and finish reason from the body of a response, in the formats of the providers: JSON, several JSON values, or
/// server-sent events. A body in another format says nothing.
/// </summary>
internal static class ResponseBody
{
    private const byte LineEnd = (byte)'\n';

    public static void Read(ReadOnlySpan<byte> body, InterceptedCall call)
    {
        body = WithoutSpace(body);
        if (body.Length > 0 && body[0] is (byte)'{' or (byte)'[')
            ReadValues(body, call);
        else
            ReadEvents(body, call);
    }

    // One value, or one value in each line, as Ollama streams them.
    private static void ReadValues(ReadOnlySpan<byte> body, InterceptedCall call)
    {
        while (body.Length > 0)
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read())
                return;
            ResponseJson.ReadRoot(ref reader, call);
            body = WithoutSpace(body.Slice((int)reader.BytesConsumed));
        }
    }

    private static void ReadEvents(ReadOnlySpan<byte> body, InterceptedCall call)
    {
        while (body.Length > 0)
        {
            var end = body.IndexOf(LineEnd);
            var line = end < 0 ? body : body.Slice(0, end);
            body = end < 0 ? default : body.Slice(end + 1);
            if (!line.StartsWith("data:"u8))
                continue;
            line = WithoutSpace(line.Slice("data:"u8.Length));
            if (line.Length > 0 && line[0] == (byte)'{')
                ReadValues(line, call);
        }
    }

    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && text[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or LineEnd)
            text = text.Slice(1);
        return text.StartsWith("\uFEFF"u8) ? WithoutSpace(text.Slice("\uFEFF"u8.Length)) : text;
    }
}
