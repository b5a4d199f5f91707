using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// One call of the inventory. A diagnostic carries it to other tools: its message is for people, its properties hold one field
/// each. The order of the message and the names of the properties are a contract.
/// </summary>
internal sealed record InventoryEntry
{
    public const string MessageFormat = "sdk={0}; operation={1}; model={2}; prompt={3}; limit={4}; cancellation={5}; via={6}";

    // In the message, a part of a prompt tag that is not a constant.
    private const string UnknownPart = "*";

    private const string IdSeparator = "\n";

    public required string Sdk { get; init; }

    /// <summary>The name from <see cref="LlmOperationExtensions.InventoryName"/>.</summary>
    public required string Operation { get; init; }

    public required ModelState ModelState { get; init; }

    public string? ModelId { get; init; }

    /// <summary>The IDs, where the code chooses among several, or the settings files of environments differ; otherwise empty.</summary>
    public EquatableArray<string> ModelIds { get; init; }

    /// <summary>
    /// The keys of the configuration, one a line, under which another project may state the model; null where this project shows it.
    /// </summary>
    public string? ModelKeys { get; init; }

    /// <summary>
    /// The provider at the address that the code states; empty for an address of none that is known, null where none is stated.
    /// </summary>
    public string? ModelProvider { get; init; }

    /// <summary>True where the ID is the name of a deployment, not of a model.</summary>
    public bool ModelIsDeployment { get; init; }

    /// <summary>The client that the container of another project provides, where that decides the model.</summary>
    public InjectedService? Service { get; init; }

    public required PromptState PromptState { get; init; }

    /// <summary>Null where the prompt is not tagged, or its name is not a constant.</summary>
    public string? PromptName { get; init; }

    /// <summary>Null where the prompt is not tagged, or its version is not a constant.</summary>
    public string? PromptVersion { get; init; }

    public required LimitState LimitState { get; init; }

    /// <summary>The limit as written; null where it is not a constant.</summary>
    public string? LimitTokens { get; init; }

    /// <summary>The limits, where the code chooses among several; otherwise empty.</summary>
    public EquatableArray<string> LimitValues { get; init; }

    public required CancellationState Cancellation { get; init; }

    public required CallOrigin Via { get; init; }

    /// <summary>Whether the call is measured by an interceptor; null where the project has not turned interception on.</summary>
    public InterceptionState? Interception { get; init; }

    /// <summary>
    /// The name by which telemetry knows the call, without the ordinal; null for a call that interceptors do not see, such as that of a
    /// generated prompt.
    /// </summary>
    public string? Site { get; init; }

    public static InventoryEntry Of(CallFacts facts)
    {
        var configured = facts.ConfiguredModels.Select(static value => value.Text).Distinct().ToList();
        if (configured.Count == 0)
            configured.AddRange(facts.ChosenModels);
        return new()
        {
            Sdk = facts.Call.SdkName,
            Operation = facts.Call.Operation?.InventoryName() ?? "",
            ModelState = facts.Model.State,
            ModelId = facts.Model.Id ?? (configured is [var only] ? only : null),
            ModelIds = configured.Count > 1 ? configured.ToEquatableArray() : default,
            ModelProvider =
                (facts.Model.Id is not null || configured.Count > 0) && facts.Endpoint is { IsStated: true, Name: var provider }
                    ? provider ?? ""
                    : null,
            ModelIsDeployment = facts.Model.IsDeployment && (facts.Model.Id is not null || configured.Count > 0),
            ModelKeys =
                facts.Model.Id is null && configured.Count == 0 && facts.ModelKeys is { Count: > 0 } keys
                    ? string.Join(IdSeparator, keys)
                    : null,
            Service = facts.Model is { Id: null, Service: var service } ? service : null,
            PromptState = facts.Prompt.State,
            PromptName = facts.Prompt.Name,
            PromptVersion = facts.Prompt.Version,
            LimitState = facts.SentLimit.State,
            LimitTokens = facts.SentLimit.Tokens,
            LimitValues = facts.SentLimit.Choices.ToEquatableArray(),
            Cancellation = facts.Cancellation,
            Via = facts.Call.Origin,
        };
    }

    public Diagnostic Write(DiagnosticDescriptor rule, Location location)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        Add("sdk", Sdk);
        Add("operation", Operation);
        Add("model.state", ModelState.ToString());
        Add("model.id", ModelId);
        Add("model.ids", Joined(ModelIds, IdSeparator));
        Add("model.provider", ModelProvider);
        Add("model.deployment", ModelIsDeployment ? "true" : null);
        Add("model.keys", ModelKeys);
        Add("model.service", Service?.Type);
        Add("model.service.key", Service?.Key);
        Add("prompt.state", PromptState.ToString());
        Add("prompt.name", PromptName);
        Add("prompt.version", PromptVersion);
        Add("limit.state", LimitState.ToString());
        Add("limit.tokens", LimitTokens);
        Add("limit.values", Joined(LimitValues, IdSeparator));
        Add("cancellation", Cancellation.ToString());
        Add("via", Via.ToString());
        Add("interception", Interception?.ToString());
        Add("site", Site);
        return Diagnostic.Create(
            rule,
            location,
            properties.ToImmutable(),
            Sdk,
            Operation,
            WithDetail(ModelState.ToString(), ModelId ?? Joined(ModelIds, ", ")),
            WithDetail(PromptState.ToString(), PromptTag),
            WithDetail(LimitState.ToString(), LimitTokens ?? Joined(LimitValues, ", ")),
            Cancellation,
            Via
        );

        void Add(string name, string? value)
        {
            if (value is not null)
                properties.Add(name, value);
        }
    }

    public static InventoryEntry Read(Diagnostic entry)
    {
        return new()
        {
            Sdk = Text("sdk") ?? "",
            Operation = Text("operation") ?? "",
            ModelState = State<ModelState>("model.state"),
            ModelId = Text("model.id"),
            ModelIds = List("model.ids"),
            ModelProvider = Text("model.provider"),
            ModelIsDeployment = Text("model.deployment") is not null,
            ModelKeys = Text("model.keys"),
            Service = Text("model.service") is { } service ? new InjectedService(service, Text("model.service.key")) : null,
            PromptState = State<PromptState>("prompt.state"),
            PromptName = Text("prompt.name"),
            PromptVersion = Text("prompt.version"),
            LimitState = State<LimitState>("limit.state"),
            LimitTokens = Text("limit.tokens"),
            LimitValues = List("limit.values"),
            Cancellation = State<CancellationState>("cancellation"),
            Via = State<CallOrigin>("via"),
            Interception = Text("interception") is null ? null : State<InterceptionState>("interception"),
            Site = Text("site"),
        };

        string? Text(string name) => entry.Properties.TryGetValue(name, out var value) ? value : null;

        EquatableArray<string> List(string name) => Text(name)?.Split(IdSeparator[0]).ToEquatableArray() ?? default;

        T State<T>(string name)
            where T : struct => (T)Enum.Parse(typeof(T), Text(name) ?? throw new ArgumentException($"'{name}' is missing.", nameof(entry)));
    }

    private string? PromptTag => PromptState == PromptState.Tagged ? $"{PromptName ?? UnknownPart}@{PromptVersion ?? UnknownPart}" : null;

    private static string? Joined(EquatableArray<string> values, string separator) =>
        values.Count > 0 ? string.Join(separator, values) : null;

    private static string WithDetail(string state, string? detail) => detail is null ? state : $"{state}({detail})";
}
