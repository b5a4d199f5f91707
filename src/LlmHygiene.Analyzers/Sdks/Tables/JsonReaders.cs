using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>A method that parses text as JSON, and its parameter with the text.</summary>
internal sealed record JsonReaderRow(string Type, string Method, string Parameter);

/// <summary>The methods that parse text as JSON, and those that keep the text of a response but for what is around it.</summary>
internal static class JsonReaders
{
    public static readonly ImmutableArray<JsonReaderRow> All = ImmutableArray.Create(
        new JsonReaderRow(Serializer, Deserialize, "json"),
        new JsonReaderRow("System.Text.Json.JsonDocument", "Parse", "json"),
        new JsonReaderRow("System.Text.Json.JsonElement", "Parse", "json"),
        new JsonReaderRow("System.Text.Json.Nodes.JsonNode", "Parse", "json"),
        new JsonReaderRow("Newtonsoft.Json.JsonConvert", "DeserializeObject", "value"),
        new JsonReaderRow("Newtonsoft.Json.Linq.JObject", "Parse", "json"),
        new JsonReaderRow("Newtonsoft.Json.Linq.JArray", "Parse", "json"),
        new JsonReaderRow("Newtonsoft.Json.Linq.JToken", "Parse", "json")
    );

    public const string Serializer = "System.Text.Json.JsonSerializer";

    public const string Deserialize = "Deserialize";

    /// <summary>
    /// Options of a provider that can be passed to a call of a common interface, with the member that asks for JSON with a schema, and
    /// other members that may ask for JSON.
    /// </summary>
    public static readonly ImmutableArray<(string Type, string Member, ImmutableArray<string> Others)> ProviderOptions =
        ImmutableArray.Create(
            (Connectors + "OpenAI.OpenAIPromptExecutionSettings", "ResponseFormat", ImmutableArray.Create("ExtensionData")),
            (Connectors + "MistralAI.MistralAIPromptExecutionSettings", "ResponseFormat", ImmutableArray.Create("ExtensionData")),
            (
                Connectors + "AzureAIInference.AzureAIInferencePromptExecutionSettings",
                "ResponseFormat",
                ImmutableArray.Create("ExtensionData")
            ),
            (
                Connectors + "Google.GeminiPromptExecutionSettings",
                "ResponseSchema",
                ImmutableArray.Create("ExtensionData", "ResponseMimeType")
            )
        );

    private const string Connectors = "Microsoft.SemanticKernel.Connectors.";

    private static readonly ImmutableHashSet<string> s_names = All.Select(static row => row.Method).ToImmutableHashSet();

    /// <summary>The methods of a text whose result is a part of it.</summary>
    public static readonly ImmutableHashSet<string> Trims = ImmutableHashSet.Create(
        "Trim",
        "TrimStart",
        "TrimEnd",
        "Replace",
        "Substring",
        "Remove",
        "Normalize",
        "ToString"
    );

    /// <summary>The namespace of regular expressions, and the parameter of their methods with the text.</summary>
    public const string Regex = "System.Text.RegularExpressions";

    public const string Input = "input";

    /// <summary>The methods that select one of the parts of a response.</summary>
    public static readonly ImmutableHashSet<string> Selects = ImmutableHashSet.Create(
        "First",
        "FirstOrDefault",
        "Last",
        "LastOrDefault",
        "Single",
        "SingleOrDefault",
        "ElementAt",
        "OfType"
    );

    /// <summary>A cheap check of the name alone.</summary>
    public static bool MightParse(string name) => s_names.Contains(name);

    /// <summary>The row of a method; null where it does not parse text as JSON.</summary>
    public static JsonReaderRow? Find(IMethodSymbol method)
    {
        if (!MightParse(method.Name) || method.ContainingType is not { } type)
            return null;
        foreach (var row in All)
            if (
                row.Method == method.Name
                && row.Type.EndsWith(type.Name, StringComparison.Ordinal)
                && $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}" == row.Type
                && method.Parameters.Any(parameter =>
                    parameter.Name == row.Parameter && parameter.Type.SpecialType == SpecialType.System_String
                )
            )
                return row;
        return null;
    }
}
