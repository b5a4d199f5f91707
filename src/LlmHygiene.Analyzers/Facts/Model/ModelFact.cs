using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>Where the model of a call is stated.</summary>
internal enum ModelState
{
    /// <summary>At the call, by a compile-time constant.</summary>
    Constant,

    /// <summary>At the call, by a value that is not constant.</summary>
    Configured,

    /// <summary>Where the client is created.</summary>
    AtClient,

    /// <summary>Decided outside what the code shows.</summary>
    FlowsIn,

    /// <summary>Proven: nothing that reaches the call states a model.</summary>
    Absent,
}

/// <summary>How a client sends the output limit of its calls.</summary>
/// <param name="Package">The package of the client.</param>
/// <param name="Version">Its version, major and minor.</param>
internal sealed record ClientLimitName(OlderLimitName Row, string Package, Version Version);

/// <summary>The model of a call. <paramref name="Evidence"/> is the operation that proves the state, where there is one.</summary>
/// <param name="IsFromPrompt">The model is stated in a prompt file, not in C#.</param>
internal sealed record ModelFact(
    ModelState State,
    string? Id = null,
    bool IsDeployment = false,
    IOperation? Evidence = null,
    bool IsFromPrompt = false
)
{
    /// <summary>True when callers decide the model, at a call that is judged itself.</summary>
    public bool IsAskedOfCallers { get; init; }

    /// <summary>The client that the container of another project provides, where that decides the model.</summary>
    public InjectedService? Service { get; init; }

    /// <summary>Set where the client sends the output limit of its calls under its older name.</summary>
    public ClientLimitName? OlderLimit { get; init; }

    /// <summary>Every operation that states the model: several where the code chooses among them.</summary>
    public IReadOnlyList<IOperation> Statements { get; init; } = Evidence is null ? [] : [Evidence];

    /// <summary>True where another model than the stated one may run, which is not seen.</summary>
    public bool MayBeOther { get; init; }

    /// <summary>True where no other model can run than those that <see cref="Statements"/> have.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The same where it is not proven that the stated model runs.</summary>
    public ModelFact WithoutId() => this with { Id = null, MayBeOther = true, IsComplete = false };

    public static readonly ModelFact FlowsIn = new(ModelState.FlowsIn);

    public static readonly ModelFact Absent = new(ModelState.Absent);

    public bool IsStated => State is ModelState.Constant or ModelState.Configured or ModelState.AtClient;

    public override string ToString() => Id is null ? State.ToString() : $"{State}({Id})";
}
