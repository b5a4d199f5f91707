using System.Text;
using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>The content of a Jinja2 tag: a name, a text or a simple condition; for anything else, a message with the replacement.</summary>
internal static class JinjaExpression
{
    private static readonly Regex s_presence = new(
        @"^(?<name>[\w.]+)\s+is\s+(?<not>not\s+)?(?<test>defined|none|None)$",
        RegexOptions.CultureInvariant
    );
    private static readonly Regex s_not = new(@"^not\s+(?<name>[\w.]+)$", RegexOptions.CultureInvariant);
    private static readonly Regex s_safe = new(@"\s*\|\s*safe$", RegexOptions.CultureInvariant);
    private static readonly Regex s_filter = new(@"\|\s*(?<name>\w*)", RegexOptions.CultureInvariant);
    private static readonly string[] s_operators = ["==", "!=", "<", ">", " in ", " is "];
    private static readonly string[] s_arithmetic = ["+", "-", "*", "/", "%", "~"];
    private static readonly string[] s_tags = ["if", "elif", "else", "endif", "for", "endfor", "raw"];
    private static readonly string[] s_words =
    [
        "true",
        "True",
        "false",
        "False",
        "none",
        "None",
        "not",
        "and",
        "or",
        "in",
        "is",
        "if",
        "else",
    ];

    /// <summary>True for a keyword, which is not a name.</summary>
    public static bool IsWord(string text) => s_words.Contains(text);

    /// <summary>Removes the filter 'safe': nothing is escaped here, so a text is always safe.</summary>
    public static string WithoutSafe(string expression) => s_safe.Replace(expression, "");

    /// <summary>A text in quotes; null for anything else.</summary>
    public static string? Literal(string expression)
    {
        var quote = expression[0];
        if (expression.Length < 2 || quote is not ('\'' or '"') || expression[expression.Length - 1] != quote)
            return null;

        var text = new StringBuilder();
        for (var i = 1; i < expression.Length - 1; i++)
        {
            if (expression[i] == quote)
                return null;
            if (expression[i] == '\\' && ++i == expression.Length - 1)
                return null;
            text.Append(expression[i - 1] == '\\' && expression[i] == 'n' ? '\n' : expression[i]);
        }

        return text.ToString();
    }

    /// <returns>The name in the condition, whether it is negated, and whether only its presence counts.</returns>
    public static (string Name, bool Negated, bool IsPresence) Condition(string text)
    {
        if (s_not.Match(text) is { Success: true } not)
            return (not.Groups["name"].Value, true, false);
        if (s_presence.Match(text) is not { Success: true } presence)
            return (text, false, false);
        return (presence.Groups["name"].Value, presence.Groups["not"].Success == (presence.Groups["test"].Value == "defined"), true);
    }

    public static string WhyNotAPath(string expression)
    {
        if (s_filter.Match(expression) is { Success: true } filter)
            return WhyNotAFilter(filter.Groups["name"].Value);
        if (s_operators.Any(expression.Contains))
            return "Comparisons are not supported. Compare in code, and declare a bool input for the result.";
        if (expression.Contains(" and ") || expression.Contains(" or ") || expression.StartsWith("not ", StringComparison.Ordinal))
            return "Conditions have no 'and', 'or' or parentheses. Put one {% if %} into another, or declare a bool input.";
        if (expression.Contains(" if "))
            return "A condition inside a value is not supported. Write {% if name %}…{% else %}…{% endif %}.";
        if (expression.IndexOf('(') >= 0)
            return "Calls are not supported. Call in code, and declare an input for the result.";
        if (expression.IndexOf('[') >= 0)
            return "Brackets are not supported. Write a field after a dot, as in 'customer.name'; loop over a list.";
        if (s_arithmetic.Any(expression.Contains))
            return "Calculations are not supported. Calculate in code, and declare an input for the result; a name in Jinja2 has no '-'.";
        return "This is not a name. Write the name of an input, or of a field after a dot, as in 'customer.name'.";
    }

    public static string WhyNotAStatement(string word) =>
        word switch
        {
            "include" or "import" or "from" or "extends" =>
                $"'{word}' is not supported. Write the text here, or use a .prompt.yml file, which has partials.",
            "set" or "with" => $"'{word}' is not supported. Declare an input for the value.",
            "continue" or "break" => $"'{word}' is not supported. Filter the list in code.",
            _ => $"'{word}' is not supported.{Suggestions.DidYouMean(word, s_tags)} Use if, elif, else and for.",
        };

    private static string WhyNotAFilter(string name) =>
        name switch
        {
            "default" or "d" => "The filter 'default' is not supported. Remove it, and give the input a default under 'inputs:'.",
            "e" or "escape" => "Nothing is escaped in a prompt. Remove the filter; escape in code where the text needs it.",
            "join" => "The filter 'join' is not supported. Write a loop over the list.",
            "length" or "count" =>
                $"The filter '{name}' is not supported. A list that is empty is false in {{% if %}}; for its length declare an input.",
            "" => "There is no filter after '|'. Remove the '|'.",
            _ => $"The filter '{name}' is not supported. Prepare the value in code, and remove the filter.",
        };
}
