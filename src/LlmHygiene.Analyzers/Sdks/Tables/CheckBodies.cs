using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// What the body of a method can do that decides nothing about a text. Any other call may decide something.
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

    /// <summary>Methods of those types that do, and of a console that asks somebody.</summary>
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

    /// <summary>Methods of a text that keep what it says.</summary>
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

    /// <summary>Methods of a text that ask for characters or for parts, or take them out.</summary>
    public static readonly ImmutableHashSet<string> OfCharacters = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Remove",
        "Replace",
        "Split",
        "Trim",
        "TrimEnd",
        "TrimStart"
    );

    /// <summary>Methods of sequences and collections that ask for elements, or leave some out.</summary>
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

    /// <summary>Methods of collections that return a bool and ask for no element.</summary>
    public static readonly ImmutableHashSet<string> Collecting = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add",
        "MoveNext",
        "MoveNextAsync",
        "TryAdd",
        "TryGetNonEnumeratedCount",
        "TryUpdate"
    );

    /// <summary>The same with a size that every text has, or that no harmful text is too long for.</summary>
    public const int ShortestLimit = 2;

    public const int LongestLimit = 32;

    /// <summary>What a text and a collection call their size.</summary>
    public static readonly ImmutableHashSet<string> Sizes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Length",
        "Count",
        "LongLength"
    );

    /// <summary>The namespace of files, folders and paths.</summary>
    public const string Files = "System.IO.";

    /// <summary>What reads the answers of somebody.</summary>
    public const string Answers = "System.IO.TextReader";

    /// <summary>The class that makes values of other types of a text, and a type whose constructor does.</summary>
    public const string Conversions = "System.Convert";

    public const string Identifier = "System.Guid";

    /// <summary>The base type of what is thrown.</summary>
    public const string Error = "System.Exception";

    /// <summary>The namespace of collections.</summary>
    public const string Collections = "System.Collections.";

    /// <summary>The type of the methods of sequences.</summary>
    public const string Sequences = "System.Linq.Enumerable";
}
