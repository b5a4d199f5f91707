namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Makes the values of a call: model IDs, limits, tags, options and clients.</summary>
internal static class Values
{
    /// <summary>A value that can stand in any declaration.</summary>
    public static string Simple(ProgramWriter w, Kind kind)
    {
        if (kind == Kind.Text)
            return $"\"{w.Name("other").Replace('_', '-')}\"";
        if (kind == Kind.Limit)
            return $"{900 + w.Below(90)}";
        if (kind == Kind.Options)
            return w.Of(
                "new ChatOptions()",
                $"new ChatOptions {{ ModelId = {Simple(w, Kind.Text)}, MaxOutputTokens = {Simple(w, Kind.Limit)} }}"
            );
        return w.Of(
            $"new OpenAI.Chat.ChatClient({Simple(w, Kind.Text)}, \"k\").AsIChatClient()",
            "new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient()"
        );
    }

    /// <summary>A text that travels.</summary>
    public static Code Text(ProgramWriter w, string prefix)
    {
        var text = new Code($"\"{prefix}-{w.Below(100)}\"", IsStatic: true);
        return Through(w, Kind.Text, text);
    }

    public static Code Limit(ProgramWriter w) => Through(w, Kind.Limit, new Code($"{1 + w.Below(500)}", IsStatic: true));

    public static Code Through(ProgramWriter w, Kind kind, Code value) =>
        Carrier.Through(w, kind, value, () => new Code(Simple(w, kind), IsStatic: true));
}
