using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What the code shows of an object between its creation and its use: the creations, and what is written to its members.</summary>
internal sealed class TrackedObject
{
    private readonly Dictionary<string, List<IOperation>> _writes = new(StringComparer.Ordinal);

    private HashSet<string>? _mentions;
    private Dictionary<string, List<IOperation>>? _uses;
    private List<IParameterSymbol>? _callers;

    /// <summary>
    /// True for an object that somebody else makes: a use that is not understood makes it unknown, and members are noted by name.
    /// </summary>
    public bool CountsEveryUse { get; init; }

    /// <summary>The object creations that the value can come from.</summary>
    public List<IObjectCreationOperation> Creations { get; } = [];

    /// <summary>Invocations that the value can come from and that cannot be looked into.</summary>
    public List<IInvocationOperation> Invocations { get; } = [];

    /// <summary>True when some part of the code that can change the object is not shown.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>True when one of the origins is a parameter that a caller fills.</summary>
    public bool ComesFromCaller => _callers is not null;

    /// <summary>The parameters that callers fill.</summary>
    public IReadOnlyList<IParameterSymbol> Callers => _callers ?? (IReadOnlyList<IParameterSymbol>)[];

    /// <summary>The same as <see cref="IsUnknown"/>, apart from what callers hand in.</summary>
    public bool IsUnseen { get; private set; }

    /// <summary>What is written to a member: assigned, or added to the collection it holds.</summary>
    public IReadOnlyList<IOperation> WritesTo(string? member) =>
        member is not null && _writes.TryGetValue(member, out var values) ? values : [];

    public void AddWrite(string member, IOperation value)
    {
        if (!_writes.TryGetValue(member, out var values))
            _writes.Add(member, values = []);
        values.Add(value);
    }

    /// <summary>The other uses of a member, such as <c>var tags = options.AdditionalProperties;</c>.</summary>
    public IReadOnlyList<IOperation> UsesOf(string? member) =>
        member is not null && _uses?.TryGetValue(member, out var uses) == true ? uses : [];

    public void AddUse(string member, IOperation use)
    {
        _uses ??= new(StringComparer.Ordinal);
        if (!_uses.TryGetValue(member, out var uses))
            _uses.Add(member, uses = []);
        uses.Add(use);
    }

    public void AddMention(string member) => (_mentions ??= new(StringComparer.Ordinal)).Add(member);

    /// <summary>True when a member is written, read or passed on.</summary>
    public bool Mentions(string member) => _mentions?.Contains(member) == true;

    public void MarkUnknown() => IsUnknown = IsUnseen = true;

    public void AddOrigin(Origin origin)
    {
        switch (origin)
        {
            case { Kind: OriginKind.Null }:
                break;
            case { Operation: IObjectCreationOperation creation }:
                Creations.Add(creation);
                break;
            case { Operation: IInvocationOperation invocation }:
                Invocations.Add(invocation);
                MarkUnknown();
                break;
            case { Kind: OriginKind.Parameter, Operation: IParameterReferenceOperation { Parameter: var parameter } }:
                (_callers ??= []).Add(parameter.OriginalDefinition);
                IsUnknown = true;
                break;
            default:
                MarkUnknown();
                break;
        }
    }
}
