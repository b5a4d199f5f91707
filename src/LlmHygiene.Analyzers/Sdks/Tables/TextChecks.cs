using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>What makes text safe, and what decides whether it is.</summary>
internal static class TextChecks
{
    /// <summary>Methods whose result is safe.</summary>
    public static readonly ImmutableArray<TextCheckRow> Results = ImmutableArray.Create(
        For(SinkKind.FilePath, "System.IO.Path", "GetFileName", "GetFileNameWithoutExtension", "GetExtension", "GetRandomFileName"),
        For(SinkKind.Html, "System.Net.WebUtility", "HtmlEncode", "UrlEncode"),
        For(SinkKind.Html, "System.Web.HttpUtility", "HtmlEncode", "HtmlAttributeEncode", "JavaScriptStringEncode", "UrlEncode"),
        For(SinkKind.Html, "System.Text.Encodings.Web.TextEncoder", "Encode"),
        For(SinkKind.Html, "Ganss.Xss.IHtmlSanitizer", "Sanitize", "SanitizeDocument"),
        For(SinkKind.Html, "System.Security.SecurityElement", "Escape"),
        Any("System.Uri", "EscapeDataString"),
        Any("System.Convert", "ToHexString", "ToBase64String")
    );

    /// <summary>Methods that decide whether the value that they are given may be used.</summary>
    public static readonly ImmutableHashSet<string> Conditions = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Contains",
        "ContainsKey",
        "TryGetValue",
        "IsMatch",
        "Match",
        "IsDefined",
        "TryParse",
        "Exists",
        "Any",
        "All"
    );

    /// <summary>Methods of a path that decide whether it is inside a folder, or a plain name.</summary>
    public static readonly ImmutableHashSet<string> PathConditions = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "StartsWith",
        "Contains",
        "IndexOfAny",
        "IndexOf",
        "GetRelativePath",
        "IsPathRooted",
        "IsPathFullyQualified"
    );

    /// <summary>The method with the characters that no file name has: without them, a text cannot leave its folder.</summary>
    public const string ForbiddenInNames = "GetInvalidFileNameChars";

    /// <summary>The same character, where code states it.</summary>
    public const char Separator = '/';

    /// <summary>Methods with which code keeps the characters that it knows.</summary>
    public static readonly ImmutableHashSet<string> CharacterConditions = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Contains",
        "IsAsciiDigit",
        "IsAsciiHexDigit",
        "IsAsciiLetter",
        "IsAsciiLetterLower",
        "IsAsciiLetterOrDigit",
        "IsAsciiLetterUpper",
        "IsDigit",
        "IsLetter",
        "IsLetterOrDigit",
        "IsNumber"
    );

    /// <summary>Prefixes of the names of methods of a project that decide the same.</summary>
    public static readonly ImmutableArray<string> OwnConditions = ImmutableArray.Create(
        "IsAllowed",
        "IsSafe",
        "IsTrusted",
        "IsValid",
        "IsKnown",
        "IsSupported",
        "IsWithin",
        "IsInside",
        "Validate",
        "Sanitize",
        "Ensure",
        "Guard",
        "ThrowIf",
        "Check",
        "Verify",
        "Authorize",
        "TryValidate"
    );

    /// <summary>Ends of the names of methods that ask whether there is a value.</summary>
    public static readonly ImmutableArray<string> Absences = ImmutableArray.Create(
        "Null",
        "Empty",
        "WhiteSpace",
        "Blank",
        "CancellationRequested",
        "Disposed"
    );

    /// <summary>True for a name such as <c>ThrowIfNullOrEmpty</c>: such a method does not look at what the text says.</summary>
    public static bool AsksForAbsence(string method) => Absences.Any(suffix => method.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Types of .NET that check values by the rules of the application.</summary>
    public static readonly ImmutableHashSet<string> Validators = ImmutableHashSet.Create(StringComparer.Ordinal, "Validator");

    /// <summary>Methods that change the spelling of a text: what is compared after them is still the text.</summary>
    public static readonly ImmutableHashSet<string> Spellings = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ToLower",
        "ToLowerInvariant",
        "ToUpper",
        "ToUpperInvariant",
        "Trim",
        "TrimEnd",
        "TrimStart"
    );

    /// <summary>The method that says whether a text is a number, a date and so on.</summary>
    public const string Parsing = "TryParse";

    /// <summary>A regular expression, its method that looks for a part of a text, and the property that says if there is one.</summary>
    public const string Pattern = "System.Text.RegularExpressions.Regex";

    public const string Matching = "Match";

    public const string Success = "Success";

    /// <summary>The namespace of files and folders.</summary>
    public const string Files = "System.IO";

    /// <summary>The class that puts paths together.</summary>
    public const string Paths = "System.IO.Path";

    /// <summary>Prefixes of the names of methods of a project that return a bool and ask something of a text.</summary>
    public static readonly ImmutableArray<string> OwnQuestions = ImmutableArray.Create("Is", "Can", "Allow", "Contains", "Match", "May");

    /// <summary>Types that hold nothing that could be an instruction or a command.</summary>
    public static readonly ImmutableHashSet<string> SafeTypes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Guid",
        "TimeSpan",
        "DateOnly",
        "TimeOnly",
        "DateTimeOffset",
        "Version",
        "CancellationToken",
        "CultureInfo",
        "Index",
        "Range"
    );

    private static TextCheckRow For(SinkKind kind, string type, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            For = ImmutableArray.Create(kind),
        };

    private static TextCheckRow Any(string type, params string[] methods) => new() { Type = type, Methods = methods.ToImmutableArray() };
}
