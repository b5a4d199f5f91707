using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>Converts the names in a prompt file to C# names.</summary>
internal static class PromptNames
{
    private const int MaxNameLength = 100;
    private const string FamilySuffix = "Prompt";
    private const string EnumSuffix = "Option";
    private const string RecordSuffix = "Record";
    private const string ItemSuffix = "Item";
    private const string RenderPrefix = "RenderMessage";
    private const string RenderPart = "Part";

    /// <summary>The existing members of a generated prompt class; an input may not have one of these names.</summary>
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "Info",
        "ToMessages",
        "ToOptions",
        "GetResponseAsync",
        "GetStreamingResponseAsync",
        "WireText",
        "Output",
        "OutputJson",
        "Versions",
        "WithVersion",
    };

    /// <summary>The members of every record.</summary>
    private static readonly HashSet<string> s_objectMembers = new(StringComparer.Ordinal)
    {
        "Equals",
        "GetHashCode",
        "GetType",
        "ToString",
        "ReferenceEquals",
        "MemberwiseClone",
        "Finalize",
        "Clone",
        "EqualityContract",
        "PrintMembers",
        "WireText",
    };

    /// <summary><c>summarize-ticket</c> becomes <c>SummarizeTicketPrompt</c>; null when the name cannot be converted to C#.</summary>
    public static string? Family(string promptName)
    {
        var name = Pascal(promptName);
        if (!name.EndsWith(FamilySuffix, StringComparison.Ordinal))
            name += FamilySuffix;
        return name != FamilySuffix && SyntaxFacts.IsValidIdentifier(name) ? name : null;
    }

    /// <summary><c>customer_name</c> becomes <c>CustomerName</c>; null when the name cannot be converted to C#.</summary>
    public static string? Property(string inputName) => Identifier(inputName);

    /// <summary>True when a prompt can have this name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsLetter(name[0])
        && name.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')
        && Family(name) is not null;

    /// <summary>The message for an invalid name.</summary>
    public static string WhyNotAName(string name) =>
        name.Length > MaxNameLength
            ? "The name is too long. Use at most 100 characters."
            : "This is not a valid prompt name. Begin with a letter and use letters, digits, '-', '_', '.' and spaces, as in "
                + "'summarize-ticket'.";

    public static string? EnumMember(string option) => Identifier(option);

    public static string Enum(string propertyName) => propertyName + EnumSuffix;

    /// <summary>The type of a record input.</summary>
    public static string Record(string propertyName) => propertyName + RecordSuffix;

    /// <summary>The type of one item of a list of records.</summary>
    public static string ListItem(string propertyName) => propertyName + ItemSuffix;

    /// <summary>The type of one major version, and a name that no member of it may have.</summary>
    public static string VersionType(SemanticVersion version) => "V" + version.Major.ToString(CultureInfo.InvariantCulture);

    public static bool IsTaken(string propertyName, SemanticVersion? version) =>
        s_members.Contains(propertyName)
        || s_objectMembers.Contains(propertyName)
        || IsRenderMethod(propertyName)
        || (version is not null && propertyName == VersionType(version));

    public static bool IsTakenInRecord(string propertyName, string typeName) =>
        propertyName == typeName || s_objectMembers.Contains(propertyName);

    /// <summary>The private method that renders one message, counted from 1.</summary>
    public static string RenderMethod(int number) => RenderPrefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The private method that renders one text among the parts of a message, counted from 1.</summary>
    public static string RenderMethod(int number, int part) =>
        RenderMethod(number) + RenderPart + part.ToString(CultureInfo.InvariantCulture);

    private static bool IsRenderMethod(string name)
    {
        if (!name.StartsWith(RenderPrefix, StringComparison.Ordinal))
            return false;
        var rest = name.Substring(RenderPrefix.Length);
        var part = rest.IndexOf(RenderPart, StringComparison.Ordinal);
        return part < 0 ? IsNumber(rest) : IsNumber(rest.Substring(0, part)) && IsNumber(rest.Substring(part + RenderPart.Length));
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsDigit);

    private static string? Identifier(string text)
    {
        var name = Pascal(text);
        return SyntaxFacts.IsValidIdentifier(name) ? name : null;
    }

    // Reused, because every name of every prompt is written in it.
    [ThreadStatic]
    private static StringBuilder? s_name;

    private static string Pascal(string text)
    {
        var name = (s_name ??= new StringBuilder(MaxNameLength)).Clear();
        var atStart = true;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                atStart = true;
                continue;
            }

            if (name.Length == 0 && !char.IsLetter(c))
                name.Append('_');
            name.Append(atStart ? char.ToUpperInvariant(c) : c);
            atStart = false;
        }

        return name.ToString();
    }
}
