using System.Text.Json.Serialization;
using LlmHygiene.Analyzers.Clients;

namespace LlmHygiene.Tool.Audit.Model;

/// <summary>One call, with the facts of LLMH0001, tokens and price.</summary>
internal sealed record AuditCall
{
    public required string Project { get; init; }

    /// <summary>The target frameworks in which the call is found; null for all.</summary>
    public IReadOnlyList<string>? Frameworks { get; init; }

    public required string Path { get; init; }

    public required int Line { get; init; }

    public required int Column { get; init; }

    /// <summary>The member that makes the call, with its type: <c>TicketDesk.ClassifyAsync</c>.</summary>
    public required string Member { get; init; }

    public required string Sdk { get; init; }

    public required string Operation { get; init; }

    public required AuditModelUse Model { get; init; }

    /// <summary>
    /// The model in each project that hosts the call; null for a call whose own project shows the model, or that no other project hosts.
    /// </summary>
    public IReadOnlyList<AuditHost>? Hosts { get; init; }

    /// <summary>The client that the call gets from the container of a host.</summary>
    [JsonIgnore]
    public InjectedService? Service { get; init; }

    /// <summary>The keys, one a line, under which the settings of a host state the model.</summary>
    [JsonIgnore]
    public string? ModelKeys { get; init; }

    public required AuditPromptUse Prompt { get; init; }

    public required AuditLimit Limit { get; init; }

    public required string Cancellation { get; init; }

    public required string Via { get; init; }

    /// <summary>
    /// <c>Intercepted</c>, or the reason why the call is not measured by an interceptor; null where the project has not turned
    /// interception on.
    /// </summary>
    public string? Interception { get; init; }

    /// <summary>
    /// The name of the call in telemetry: type and member, and an ordinal where the member has several calls, such as
    /// <c>Shop.Triage.AskAsync#2</c>. Null for a call that interceptors do not see.
    /// </summary>
    public string? Site { get; init; }

    /// <summary>Of the prompt that the call sends; null if it is unknown.</summary>
    public AuditTokens? FixedTokens { get; init; }

    public AuditCost? Cost { get; init; }
}

/// <param name="State">As in LLMH0001: <c>Constant</c>, <c>Configured</c>, <c>AtClient</c>, <c>FlowsIn</c>, <c>Absent</c>.</param>
/// <param name="Deployment">The ID is the name of a deployment, not of a model.</param>
internal sealed record AuditModelUse(string State, string? Id = null, bool Deployment = false, string? Provider = null, string? Tier = null)
{
    /// <summary>The IDs, where the code or the settings files of the environments have several; null for one.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>
    /// The provider at the address that the code states; empty for an address of none that is known, null where none is stated.
    /// </summary>
    [JsonIgnore]
    public string? Endpoint { get; init; }

    // Rows of several target frameworks are compared by value.
    public bool Equals(AuditModelUse? other) =>
        other is not null
        && (State, Id, Deployment, Provider, Tier, Endpoint)
            == (other.State, other.Id, other.Deployment, other.Provider, other.Tier, other.Endpoint)
        && (Ids ?? []).SequenceEqual(other.Ids ?? []);

    public override int GetHashCode() => HashCode.Combine(State, Id, Deployment);

    public override string ToString() => Id is null && Ids is null ? State : $"{State}({Id ?? string.Join(", ", Ids!)})";
}

/// <summary>A project whose container provides the client of a call in another project.</summary>
/// <param name="Project">The project file.</param>
/// <param name="State">As in LLMH0001.</param>
internal sealed record AuditHost(string Project, string State, string? Id = null, bool Deployment = false)
{
    public override string ToString() => new AuditModelUse(State, Id, Deployment).ToString();
}

/// <param name="State">As in LLMH0001: <c>Tagged</c>, <c>Untagged</c>, <c>FlowsIn</c>, <c>None</c>.</param>
internal sealed record AuditPromptUse(string State, string? Name = null, string? Version = null)
{
    [JsonIgnore]
    public bool IsUntagged => State == "Untagged";

    public override string ToString() => Name is null ? State : $"{Name}@{Version}";
}

/// <param name="State">As in LLMH0001: <c>Set</c>, <c>Unset</c>, <c>FlowsIn</c>.</param>
internal sealed record AuditLimit(string State, int? Tokens = null)
{
    /// <summary>The limits, the lowest first, where the code chooses among several; null for one.</summary>
    public IReadOnlyList<int>? Values { get; init; }

    /// <summary>The limit that no response exceeds; null if it is unknown.</summary>
    [JsonIgnore]
    public int? Highest => Tokens ?? Values?[^1];

    // Rows of several target frameworks are compared by value.
    public bool Equals(AuditLimit? other) =>
        other is not null && (State, Tokens) == (other.State, other.Tokens) && (Values ?? []).SequenceEqual(other.Values ?? []);

    public override int GetHashCode() => HashCode.Combine(State, Tokens);

    public override string ToString() => Highest is null ? State : $"{State}({string.Join(", ", Values ?? [Highest.Value])})";
}

/// <summary>The tokens of a prompt's fixed text.</summary>
/// <param name="IsEstimate">The model is unknown or has no public tokenizer; the encoding belongs to another model.</param>
internal sealed record AuditTokens(int Count, string Encoding, bool IsEstimate)
{
    public override string ToString() => (IsEstimate ? "~" : "") + Count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>List price of 1,000 calls in USD.</summary>
/// <param name="InputAtLeast">For the fixed text of the prompt, without its inputs. Null if it is unknown.</param>
/// <param name="OutputAtMost">For a response as long as the limit allows. Null if it is unknown.</param>
internal sealed record AuditCost(decimal? InputAtLeast, decimal? OutputAtMost)
{
    [JsonIgnore]
    public bool IsEmpty => InputAtLeast is null && OutputAtMost is null;

    public static AuditCost operator +(AuditCost left, AuditCost? right) =>
        right is null ? left : new(Add(left.InputAtLeast, right.InputAtLeast), Add(left.OutputAtMost, right.OutputAtMost));

    private static decimal? Add(decimal? left, decimal? right) => left is null ? right : left + (right ?? 0);
}
