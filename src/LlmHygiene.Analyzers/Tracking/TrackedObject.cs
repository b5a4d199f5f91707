using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What the code shows of an object between its creation and its use: the creations, and what is written to its members.</summary>
internal sealed class TrackedObject
{
    private readonly Dictionary<string, List<IOperation>> _writes = new(StringComparer.Ordinal);

    private HashSet<string>? _mentions;

    /// <summary>
    /// True for an object that somebody else makes: a use that is not understood makes it unknown, and members are noted by name.
    /// </summary>
    public bool CountsEveryUse { get; init; }

    /// <summary>The object creations that the value can come from.</summary>
    public List<IObjectCreationOperation> Creations { get; } = [];

    /// <summary>Invocations that the value can come from and that cannot be looked into.</summary>
    public List<IInvocationOperation> Invocations { get; } = [];

    /// <summary>The calls that fill the object from the configuration, or make it out of that.</summary>
    public List<IInvocationOperation> Bindings { get; } = [];

    /// <summary>True when some part of the code that can change the object is not shown.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>True when one of the origins is a parameter that a caller fills.</summary>
    public bool ComesFromCaller { get; private set; }

    /// <summary>What is written to a member: assigned, or added to the collection it holds.</summary>
    public IReadOnlyList<IOperation> WritesTo(string? member) =>
        member is not null && _writes.TryGetValue(member, out var values) ? values : [];

    public void AddWrite(string member, IOperation value)
    {
        if (!_writes.TryGetValue(member, out var values))
            _writes.Add(member, values = []);
        values.Add(value);
    }

    public void AddMention(string member) => (_mentions ??= new(StringComparer.Ordinal)).Add(member);

    /// <summary>True when a member is written, read or passed on.</summary>
    public bool Mentions(string member) => _mentions?.Contains(member) == true;

    public void MarkUnknown() => IsUnknown = true;

    public void AddOrigin(Origin origin)
    {
        switch (origin)
        {
            case { Kind: OriginKind.Null }:
                break;
            case { Operation: IObjectCreationOperation creation }:
                Creations.Add(creation);
                break;
            case { Operation: IInvocationOperation bound } when ConfigurationBinding.Is(bound.TargetMethod):
                Bindings.Add(bound);
                break;
            case { Operation: IInvocationOperation invocation }:
                Invocations.Add(invocation);
                IsUnknown = true;
                break;
            default:
                ComesFromCaller |= origin.Kind == OriginKind.Parameter;
                IsUnknown = true;
                break;
        }
    }
}
