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
