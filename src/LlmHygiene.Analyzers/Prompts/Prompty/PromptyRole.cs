using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>A line that starts a message, such as <c>user:</c> or <c>system[cache=true]:</c>.</summary>
/// <param name="Problem">Why no message can start with this line.</param>
internal sealed record PromptyRole(PromptRole Role, int Start, int End, string? Problem)
{
    private const int MaxLineLength = 200;
    private const string Cache = "cache";

    /// <summary>True when the provider should cache the prompt up to the end of this message.</summary>
    public bool IsCached { get; private init; }

    /// <param name="start">The start of the line in the body.</param>
    /// <param name="isFirst">True when only empty lines precede the line.</param>
    /// <returns>Null for a line that does not start a message.</returns>
    public static PromptyRole? Read(string line, int start, bool isFirst)
    {
        if (line.Length > MaxLineLength)
            return null;
        var trimmed = line.Trim();
        if (trimmed.Length == 0 || trimmed[trimmed.Length - 1] != ':')
            return null;

        var from = start + line.IndexOf(trimmed, StringComparison.Ordinal);
        var to = from + trimmed.Length;
        var word = trimmed.Substring(0, trimmed.Length - 1).TrimEnd();
        if (word.Length > 0 && word[0] == '#')
            word = word.Substring(1).TrimStart();
        var bracket = word.IndexOf('[');
        var name = (bracket < 0 ? word : word.Substring(0, bracket)).ToLowerInvariant();
        if (bracket >= 0 && (word[word.Length - 1] != ']' || word.IndexOf('=', bracket) < 0))
            return null;

        PromptRole? role = name switch
        {
            "system" or "developer" => PromptRole.System,
            "user" => PromptRole.User,
            "assistant" => PromptRole.Assistant,
            _ => null,
        };
        if (role is { } known)
            return bracket < 0
                ? new PromptyRole(known, from, to, null)
                : WithAttributes(known, from, to, name, word.Substring(bracket + 1, word.Length - bracket - 2));

        var problem = name switch
        {
            "tool" or "function" =>
                $"A prompt has no '{name}' messages: they respond to function calls of the model. Remove the message, and let "
                    + "the client call functions.",
            "tools" when isFirst && bracket < 0 =>
                "A prompt file declares no tools. Remove them, and give the client its functions in code.",
            _ => null,
        };
        return problem is null ? null : new PromptyRole(PromptRole.System, from, to, problem);
    }

    // `cache=true`, `cache="true"`
    private static PromptyRole WithAttributes(PromptRole role, int start, int end, string name, string attributes)
    {
        var (isCached, problem) = (false, (string?)null);
        foreach (var attribute in attributes.Split(','))
        {
            var equals = attribute.IndexOf('=');
            var (key, value) =
                equals < 0
                    ? (attribute.Trim(), "")
                    : (attribute.Substring(0, equals).Trim(), attribute.Substring(equals + 1).Trim().Trim('"').ToLowerInvariant());
            if (key != Cache)
                problem ??= $"'{key}' is not an attribute of a message. Write '{name}:' or '{name}[{Cache}=true]:'.";
            else if (value is not ("true" or "false"))
                problem ??= $"'{Cache}' must be true or false.";
            else
                isCached = value == "true";
        }

        return new PromptyRole(role, start, end, problem) { IsCached = isCached && problem is null };
    }
}
