using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// What the body of a method can do without deciding anything about a text. Any other call may decide something.
/// </summary>
internal static class CheckBodies
{
    /// <summary>Types, and namespaces with a dot at the end, whose methods decide nothing.</summary>
    public static readonly ImmutableArray<string> Neutral = ImmutableArray.Create(
        "Microsoft.Extensions.Logging.",
        "System.Array",
        "System.BitConverter",
        "System.Console",
        "System.Convert",
        "System.DateTime",
        "System.DateTimeOffset",
        "System.Diagnostics.Debug",
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Trace",
        "System.Environment",
        "System.GC",
        "System.Guid",
        "System.HashCode",
        "System.Math",
        "System.Net.Http.Headers.",
        "System.Object",
        "System.Random",
        "System.Runtime.CompilerServices.",
        "System.Text.Encoding",
        "System.Text.StringBuilder",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.TimeSpan"
    );

    /// <summary>Methods of these types that do decide something, such as those by which a console asks the user.</summary>
    public static readonly ImmutableHashSet<string> Deciding = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Equals",
        "Exists",
        "GetEnvironmentVariable",
        "IndexOf",
        "Parse",
        "ParseExact",
        "Read",
        "ReadKey",
        "ReadLine",
        "ReferenceEquals",
        "Replace",
        "TryParse",
        "TryParseExact"
    );

    /// <summary>Methods of strings that keep what the text says.</summary>
    public static readonly ImmutableHashSet<string> Keeping = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Concat",
        "Format",
        "GetHashCode",
        "Insert",
        "IsNullOrEmpty",
        "IsNullOrWhiteSpace",
        "Join",
        "Normalize",
        "PadLeft",
        "PadRight",
        "ReplaceLineEndings",
        "Substring",
        "ToCharArray",
        "ToString"
    );

    /// <summary>Methods of strings that look for characters or parts, or remove them.</summary>
    public static readonly ImmutableHashSet<string> OfCharacters = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Remove",
        "Replace",
        "Split",
        "Trim",
        "TrimEnd",
        "TrimStart"
    );

    /// <summary>Methods of sequences and collections that look for elements, or leave some out.</summary>
    public static readonly ImmutableHashSet<string> OfElements = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "All",
        "Any",
        "BinarySearch",
        "Compare",
        "Contains",
        "ContainsKey",
        "Count",
        "Except",
        "ExceptWith",
        "Exists",
        "Find",
        "FindAll",
        "FindIndex",
        "FindLast",
        "FindLastIndex",
        "First",
        "FirstOrDefault",
        "GetValueOrDefault",
        "IndexOf",
        "Intersect",
        "IntersectWith",
        "Join",
        "Last",
        "LastIndexOf",
        "LastOrDefault",
        "Remove",
        "RemoveAll",
        "RemoveWhere",
        "SequenceEqual",
        "Single",
        "SingleOrDefault",
        "SkipWhile",
        "TakeWhile",
        "TryGetValue",
        "Where"
    );

    /// <summary>Methods of collections that return a bool, but do not look for an element.</summary>
    public static readonly ImmutableHashSet<string> Collecting = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add",
        "MoveNext",
        "MoveNextAsync",
        "TryAdd",
        "TryGetNonEnumeratedCount",
        "TryUpdate"
    );

    /// <summary>A comparison with a smaller size decides nothing: it hardly does more than ask for an empty text.</summary>
    public const int ShortestLimit = 2;

    /// <summary>A larger limit decides nothing: a harmful text may be shorter.</summary>
    public const int LongestLimit = 32;

    /// <summary>The members with the size of a text or a collection.</summary>
    public static readonly ImmutableHashSet<string> Sizes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Length",
        "Count",
        "LongLength"
    );

    /// <summary>The namespace of files, folders and paths.</summary>
    public const string Files = "System.IO.";

    /// <summary>The type that reads what a user answers.</summary>
    public const string Answers = "System.IO.TextReader";

    /// <summary>The class that converts a text to values of other types.</summary>
    public const string Conversions = "System.Convert";

    /// <summary>A type whose constructor parses a text.</summary>
    public const string Identifier = "System.Guid";

    /// <summary>The base type of exceptions.</summary>
    public const string Error = "System.Exception";

    /// <summary>The namespace of collections.</summary>
    public const string Collections = "System.Collections.";

    /// <summary>The class with the LINQ methods of sequences.</summary>
    public const string Sequences = "System.Linq.Enumerable";
}
