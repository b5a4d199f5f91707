using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>
/// One entry of <c>llmhygiene.call_methods</c>, such as <c>Contoso.Ai.Gateway.AskAsync(prompt: question, model:
/// model)</c>.
/// </summary>
/// <param name="Method">A name, or <see cref="AnyMethod"/>.</param>
/// <param name="Roles">The names of parameters, each with its role.</param>
internal sealed record CallMethodEntry(
    string Text,
    string Type,
    string Method,
    LlmOperation Operation,
    string? Sdk,
    ImmutableArray<(CallRole Role, string Parameter)> Roles
)
{
    /// <summary>Stands for every method of the type that takes a prompt.</summary>
    public const string AnyMethod = "*";
}

/// <summary>
/// The value of the option: entries separated by commas, each the full name of a type, a dot, the name of a method or <c>*</c>, and, in
/// parentheses, <c>key: value</c> pairs separated by commas.
/// </summary>
internal sealed record CallMethodList(ImmutableArray<CallMethodEntry> Entries, ImmutableArray<string> Problems)
{
    private const string OperationKey = "operation";
    private const string SdkKey = "sdk";

    private static readonly ImmutableDictionary<string, CallRole> s_roles = Enum.GetValues(typeof(CallRole))
        .Cast<CallRole>()
        .Where(role => role != CallRole.None)
        .ToImmutableDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The entries that can be understood, and a message for each entry that cannot.</summary>
    public static CallMethodList Parse(string value)
    {
        var entries = ImmutableArray.CreateBuilder<CallMethodEntry>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var text in Split(value))
        {
            var (entry, problem) = ParseEntry(text);
            if (entry is not null)
                entries.Add(entry);
            else
                problems.Add($"'{text}': {problem}");
        }

        return new CallMethodList(entries.ToImmutable(), problems.ToImmutable());
    }

    private static (CallMethodEntry? Entry, string? Problem) ParseEntry(string text)
    {
        var open = text.IndexOf('(');
        var head = (open < 0 ? text : text.Substring(0, open)).Trim();
        if (open >= 0 && (text[text.Length - 1] != ')' || text.IndexOf('(', open + 1) >= 0))
            return (null, "close the parenthesis, and put a comma after it");
        if (open < 0 && text.IndexOf(')') >= 0)
            return (null, "a parenthesis is closed that was not opened");

        var dot = head.LastIndexOf('.');
        if (dot <= 0 || dot == head.Length - 1)
            return (null, "write the full name of the type, a dot and the name of the method, as in 'Contoso.Ai.Gateway.AskAsync'");
        var (type, method) = (head.Substring(0, dot), head.Substring(dot + 1));
        if (!type.Split('.', '+').All(part => IsName(part, mayHaveArity: true)))
            return (null, $"'{type}' is not the full name of a type; '*' stands for the name of the method only");
        if (method != CallMethodEntry.AnyMethod && !IsName(method, mayHaveArity: false))
            return (null, $"'{method}' is not the name of a method; '*' stands for all methods of the type that take a prompt");

        var (operation, sdk) = (LlmOperation.Chat, (string?)null);
        var roles = ImmutableArray.CreateBuilder<(CallRole, string)>();
        foreach (var setting in open < 0 ? [] : Split(text.Substring(open + 1, text.Length - open - 2)))
        {
            var colon = setting.IndexOf(':');
            if (colon < 0)
                return (null, $"'{setting}' is not understood: write 'prompt: question' for a parameter 'question' that takes the prompt");
            var (key, given) = (setting.Substring(0, colon).Trim(), setting.Substring(colon + 1).Trim());
            if (key.Equals(OperationKey, StringComparison.OrdinalIgnoreCase))
            {
                if (LlmOperationExtensions.Parse(given) is not { } known)
                    return (null, $"'{given}' is not an operation: use one of {string.Join(", ", LlmOperationExtensions.Names)}");
                operation = known;
            }
            else if (key.Equals(SdkKey, StringComparison.OrdinalIgnoreCase))
            {
                if (given.Length == 0)
                    return (null, "'sdk' has no value: write the name for the inventory");
                sdk = given;
            }
            else if (!s_roles.TryGetValue(key, out var role))
            {
                return (
                    null,
                    $"'{key}' is not known: use prompt, model, options, promptName, promptVersion, maxOutputTokens, operation or sdk"
                );
            }
            else if (!IsName(given, mayHaveArity: false))
            {
                return (null, $"'{given}' is not the name of a parameter");
            }
            else
            {
                roles.Add((role, given));
            }
        }

        return (new CallMethodEntry(text, type, method, operation, sdk, roles.ToImmutable()), null);
    }

    // Commas within parentheses belong to the entry.
    private static IEnumerable<string> Split(string value)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] == '(')
                depth++;
            if (at < value.Length && value[at] == ')' && depth > 0)
                depth--;
            if (at < value.Length && (value[at] != ',' || depth > 0))
                continue;
            var part = value.Substring(start, at - start).Trim();
            if (part.Length > 0)
                yield return part;
            start = at + 1;
        }
    }

    private static bool IsName(string text, bool mayHaveArity)
    {
        var tick = mayHaveArity ? text.IndexOf('`') : -1;
        var name = tick < 0 ? text : text.Substring(0, tick);
        return name.Length > 0
            && !char.IsDigit(name[0])
            && name.All(character => char.IsLetterOrDigit(character) || character == '_')
            && (tick < 0 || (tick < text.Length - 1 && text.Skip(tick + 1).All(char.IsDigit)));
    }
}
