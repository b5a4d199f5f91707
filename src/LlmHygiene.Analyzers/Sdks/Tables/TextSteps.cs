using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Methods of .NET that pass text on. What is in no row ends a search.</summary>
internal static class TextSteps
{
    public static readonly ImmutableArray<TextStepRow> Rows = ImmutableArray.Create(
        Both(
            "System.String",
            ".ctor",
            "Concat",
            "Format",
            "Insert",
            "Join",
            "Normalize",
            "PadLeft",
            "PadRight",
            "Remove",
            "ReplaceLineEndings",
            "Substring",
            "ToLower",
            "ToLowerInvariant",
            "ToString",
            "ToUpper",
            "ToUpperInvariant",
            "Create",
            "ToCharArray",
            "Copy"
        ),
        Both("System.String", ["Replace"], without: ["oldValue", "oldChar"]),
        Both("System.String", ["Split"], without: ["separator"]),
        Both("System.String", ["Trim", "TrimEnd", "TrimStart"], without: ["trimChar", "trimChars"]),
        Both("System.FormattableString", "Invariant", "CurrentCulture", "ToString"),
        Both("System.Object", "ToString"),
        Both("System.MemoryExtensions", "AsSpan", "AsMemory", "Trim"),
        Both("System.Span", "ToString", "Slice"),
        Both("System.ReadOnlySpan", "ToString", "Slice"),
        Both("System.BinaryData", "ToString", "FromString", "ToArray", "ToObjectFromJson", "ToMemory"),
        Both("System.Convert", "ToString", "FromBase64String", "ToBase64String"),
        Both("System.Uri", "UnescapeDataString"),
        Both("System.Net.WebUtility", "UrlDecode", "HtmlDecode"),
        Both("System.Tuple", "Create"),
        new TextStepRow
        {
            Type = "System.Text.StringBuilder",
            Methods = ImmutableArray.Create(".ctor", "ToString"),
            FromReceiver = true,
            FromArguments = true,
        },
        new TextStepRow
        {
            Type = "System.Text.StringBuilder",
            Methods = ImmutableArray.Create("Append", "AppendLine", "AppendFormat", "AppendJoin", "Insert", "Replace"),
            FromReceiver = true,
            FromArguments = true,
            IntoReceiver = true,
            Without = ImmutableArray.Create("oldValue", "oldChar"),
        },
        new TextStepRow
        {
            Type = "System.Text.StringBuilder",
            Methods = ImmutableArray.Create("Remove"),
            FromReceiver = true,
        },
        Into("System.Collections.Generic.List", "Add", "AddRange", "Insert", "InsertRange"),
        Into("System.Collections.Generic.ICollection", "Add"),
        Into("System.Collections.Generic.CollectionExtensions", "AddRange"),
        Into("System.Collections.Generic.HashSet", "Add"),
        Into("System.Collections.Generic.Queue", "Enqueue"),
        Into("System.Collections.Generic.Stack", "Push"),
        Into("System.IO.TextWriter", "Write", "WriteLine", "WriteAsync", "WriteLineAsync"),
        Into("System.IO.StringWriter", "Write", "WriteLine", "WriteAsync", "WriteLineAsync"),
        Receiver("System.Collections.Generic.Queue", "Dequeue", "Peek"),
        Receiver("System.Collections.Generic.Stack", "Pop", "Peek"),
        Receiver("System.Collections.Generic.List", "ToArray", "AsReadOnly", "GetRange", "Find", "FindAll", "FindLast"),
        Both("System.Collections.Generic.List", ".ctor"),
        Both("System.Collections.Generic.HashSet", ".ctor"),
        Both("System.Collections.Generic.Queue", ".ctor"),
        Both("System.Collections.Generic.Stack", ".ctor"),
        Receiver("System.IO.StringWriter", "ToString", "GetStringBuilder"),
        Receiver("System.IO.TextReader", "ReadLine", "ReadLineAsync", "ReadToEnd", "ReadToEndAsync"),
        Receiver("System.IO.StreamReader", "ReadLine", "ReadLineAsync", "ReadToEnd", "ReadToEndAsync"),
        Both("System.IO.StreamReader", ".ctor"),
        Both("System.IO.StringReader", ".ctor", "ReadLine", "ReadLineAsync", "ReadToEnd", "ReadToEndAsync"),
        Both("System.IO.MemoryStream", ".ctor", "GetBuffer", "ToArray"),
        Both("System.IO.Path", "Combine", "Join", "GetFullPath", "ChangeExtension", "GetDirectoryName"),
        Both("System.IO.FileInfo", ".ctor"),
        Both("System.Text.Encoding", "GetString", "GetBytes"),
        Both("System.Text.Json.JsonSerializer"),
        Both("System.Text.Json.JsonDocument", "Parse", "ParseAsync"),
        Receiver("System.Text.Json.JsonElement"),
        Both("System.Text.Json.Nodes.JsonNode", "Parse", "ParseAsync"),
        Receiver("System.Text.Json.Nodes.JsonNode"),
        Receiver("System.Text.Json.Nodes.JsonObject"),
        Receiver("System.Text.Json.Nodes.JsonArray"),
        Receiver("System.Text.Json.Nodes.JsonValue"),
        Both("Newtonsoft.Json.JsonConvert"),
        Both("Newtonsoft.Json.Linq.JObject", "Parse", "FromObject", "ToObject", "Value"),
        Both("Newtonsoft.Json.Linq.JToken", "Parse", "FromObject", "ToObject", "Value"),
        Receiver("Newtonsoft.Json.Linq.JToken", "Children", "SelectToken", "SelectTokens", "ToString", "Values"),
        Receiver("Newtonsoft.Json.Linq.JObject", "GetValue"),
        Receiver("System.Net.Http.HttpContent", "ReadAsStringAsync", "ReadAsStream", "ReadAsStreamAsync", "ReadAsByteArrayAsync"),
        Both("System.Net.Http.Json.HttpContentJsonExtensions"),
        Both("System.Net.Http.HttpContentExtensions", "ReadAsAsync"),
        Receiver("System.Net.Http.HttpResponseMessage", "EnsureSuccessStatusCode"),
        Receiver("System.Net.WebResponse", "GetResponseStream"),
        Both("Flurl.Http.ResponseExtensions", "ReceiveBytes", "ReceiveJson", "ReceiveStream", "ReceiveString"),
        Receiver("Flurl.Http.IFlurlResponse", "GetBytesAsync", "GetJsonAsync", "GetStreamAsync", "GetStringAsync"),
        Both("System.Net.ServerSentEvents.SseParser", "Create", "Enumerate", "EnumerateAsync"),
        Both("System.Collections.Generic.CollectionExtensions", [ValueOrDefault], without: ["key"]),
        Receiver("System.Text.RegularExpressions.Capture", "ToString"),
        Receiver("System.Text.RegularExpressions.Match", "NextMatch"),
        Both("Grpc.Core.AsyncStreamReaderExtensions", "ReadAllAsync"),
        Both("Microsoft.Extensions.Primitives.StringValues", "ToString", "ToArray"),
        Both("System.Threading.Tasks.TaskAsyncEnumerableExtensions", "ConfigureAwait", "WithCancellation"),
        Both("System.Threading.Tasks.Task", "FromResult", "WaitAsync", "WhenAll", "WhenAny"),
        Both("System.Threading.Tasks.ValueTask", "FromResult", "AsTask", ".ctor"),
        Both("Microsoft.Extensions.AI.ChatResponseExtensions", "ToChatResponse", "ToChatResponseAsync"),
        Both("Microsoft.Extensions.AI.ChatResponse", "ToChatResponseUpdates", "TryGetResult", "ToString"),
        Receiver("Microsoft.Extensions.AI.ChatResponseUpdate", "ToString"),
        Receiver("Microsoft.SemanticKernel.FunctionResult", "GetValue", "ToString"),
        // Parts of messages.
        Both("Microsoft.Extensions.AI.TextContent", ".ctor"),
        Both("Microsoft.SemanticKernel.TextContent", ".ctor"),
        Both("OpenAI.Chat.ChatMessageContentPart", "CreateTextPart"),
        Both("OpenAI.Responses.ResponseContentPart", "CreateInputTextPart"),
        Both("Azure.AI.Inference.ChatMessageTextContentItem", ".ctor")
    );

    /// <summary>Methods that yield all parts of JSON, whatever their names are.</summary>
    public static readonly ImmutableHashSet<string> AllParts = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "EnumerateObject",
        "Properties"
    );

    /// <summary>A method that yields an element of a dictionary.</summary>
    public const string ValueOrDefault = "GetValueOrDefault";

    /// <summary>Methods that create objects from a text: all members of the objects come from the text.</summary>
    public static bool IsParsing(string method) => method.StartsWith("Deserialize", StringComparison.Ordinal) || s_parsing.Contains(method);

    private static readonly ImmutableHashSet<string> s_parsing = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Parse",
        "ParseAsync",
        "ToObjectFromJson",
        "TryGetResult",
        "ReadFromJsonAsync",
        "ReadFromJsonAsAsyncEnumerable",
        "ReadAsAsync",
        "ReceiveJson",
        "GetJsonAsync"
    );

    /// <summary>The types of parsed JSON.</summary>
    public static readonly ImmutableArray<string> Json = ImmutableArray.Create(
        "System.Text.Json.JsonElement",
        "System.Text.Json.JsonDocument",
        "System.Text.Json.Nodes.JsonNode",
        "Newtonsoft.Json.Linq.JToken"
    );

    /// <summary>The methods of these types that look for a part by name, with the name as an argument.</summary>
    public static readonly ImmutableHashSet<string> LookUps = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "TryGetProperty",
        "TryGetPropertyValue"
    );

    /// <summary>Types whose methods take and yield sequences. What their lambdas return is followed.</summary>
    public static readonly ImmutableArray<string> Sequences = ImmutableArray.Create(
        "System.Linq.Enumerable",
        "System.Linq.Queryable",
        "System.Linq.AsyncEnumerable",
        "System.Collections.Immutable.ImmutableArray",
        "System.Collections.Immutable.ImmutableList",
        "System.Array"
    );

    /// <summary>The methods of <see cref="Sequences"/> whose lambda makes the elements of the result.</summary>
    public static readonly ImmutableHashSet<string> Mapping = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Select",
        "SelectMany",
        "Aggregate",
        "ConvertAll",
        "ToDictionary"
    );

    /// <summary>The methods of <see cref="Sequences"/> that leave out elements.</summary>
    public static readonly ImmutableHashSet<string> Filtering = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Where",
        "TakeWhile",
        "FindAll"
    );

    /// <summary>Properties whose value is what the object around it holds.</summary>
    public static readonly ImmutableArray<TextStepRow> Members = ImmutableArray.Create(
        Receiver("System.Nullable", "Value"),
        Receiver("System.Collections.Generic.KeyValuePair", "Value", "Key"),
        Receiver("System.Collections.Generic.Dictionary", "Values"),
        Receiver("System.Threading.Tasks.Task", "Result"),
        Receiver("System.Threading.Tasks.ValueTask", "Result"),
        Receiver("System.Linq.IGrouping", "Key"),
        Receiver("System.Text.RegularExpressions.Capture", "Value", "ValueSpan"),
        Receiver("System.Text.RegularExpressions.Match", "Groups"),
        Receiver("Grpc.Core.IAsyncStreamReader", "Current"),
        Receiver("System.Text.Json.JsonDocument", "RootElement"),
        Receiver("System.Text.Json.JsonProperty", "Value"),
        Receiver("Newtonsoft.Json.Linq.JProperty", "Value"),
        Receiver("Newtonsoft.Json.Linq.JValue", "Value"),
        Receiver("System.Net.ServerSentEvents.SseItem", "Data"),
        Receiver("Flurl.Http.IFlurlResponse", "ResponseMessage"),
        Receiver("System.Collections.Generic.LinkedListNode", "Value")
    );

    /// <summary>What a part of a regular expression has found, by number and by name.</summary>
    public const string FoundGroups = "System.Text.RegularExpressions.GroupCollection";

    /// <summary>Methods of a regular expression that yield parts of a text.</summary>
    public static readonly ImmutableHashSet<string> Finding = ImmutableHashSet.Create(StringComparer.Ordinal, "Match", "Matches");

    /// <summary>The method that replaces what a pattern finds.</summary>
    public const string Replacing = "Replace";

    /// <summary>Parts of patterns for what models put around an answer. Removing it does not change what the answer says.</summary>
    public static readonly ImmutableArray<string> AroundAnswers = ImmutableArray.Create("```", "`{3}", "<think");

    /// <summary>The attribute with the pattern of a regular expression that is generated.</summary>
    public const string GeneratedPattern = "GeneratedRegexAttribute";

    private static TextStepRow Both(string type, params string[] methods) => Both(type, methods, without: []);

    private static TextStepRow Both(string type, string[] methods, string[] without) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            FromReceiver = true,
            FromArguments = true,
            Without = without.ToImmutableArray(),
        };

    private static TextStepRow Receiver(string type, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            FromReceiver = true,
        };

    private static TextStepRow Into(string type, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            FromArguments = false,
            FromReceiver = true,
            IntoReceiver = true,
        };
}
