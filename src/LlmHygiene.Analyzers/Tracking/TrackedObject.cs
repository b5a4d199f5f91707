using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What the code shows of an object between its creation and its use: the creations, and what is written to its members.</summary>
internal sealed class TrackedObject
{
    private readonly Dictionary<string, List<IOperation>> _writes = new(StringComparer.Ordinal);

    private HashSet<string>? _mentions;
    private HashSet<string>? _escapes;
    private bool _isUnknownHere;
    private bool _isHandedOn;

    /// <summary>True for an object that other code creates: its members are recorded by name.</summary>
    public bool NotesMentions { get; init; }

    /// <summary>The object creations that the value can come from.</summary>
    public List<IObjectCreationOperation> Creations { get; } = [];

    /// <summary>Invocations that the value can come from and that cannot be followed.</summary>
    public List<IInvocationOperation> Invocations { get; } = [];

    /// <summary>The calls that fill the object from the configuration, or make it out of that.</summary>
    public List<IInvocationOperation> Bindings { get; } = [];

    /// <summary>True when some of the code that can change the object is not visible.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>True when one of the origins is a parameter that a caller supplies.</summary>
    public bool ComesFromCaller { get; private set; }

    /// <summary>True when the object is unknown only because code outside this compilation may pass another one in.</summary>
    public bool IsUnknownOutsideOnly => IsUnknown && !_isUnknownHere;

    /// <summary>What is written to a member: assigned, or added to the collection it holds.</summary>
    public IReadOnlyList<IOperation> WritesTo(string? member) =>
        member is not null && _writes.TryGetValue(member, out var values) ? values : [];

    public void AddWrite(string member, IOperation value)
    {
        if (!_writes.TryGetValue(member, out var values))
            _writes.Add(member, values = []);
        values.Add(value);
    }

    public void AddEscape(string member) => (_escapes ??= new(StringComparer.Ordinal)).Add(member);

    /// <summary>True when the value of a member has another name, through which it may be changed.</summary>
    public bool Escapes(string? member) => member is not null && _escapes?.Contains(member) == true;

    public void AddMention(string member) => (_mentions ??= new(StringComparer.Ordinal)).Add(member);

    /// <summary>Records that the whole object is passed to a method, which may read any member.</summary>
    public void MarkHandedOn() => _isHandedOn = true;

    /// <summary>True when a member is written, read or passed on, alone or with the whole object.</summary>
    public bool Mentions(string member) => _isHandedOn || _mentions?.Contains(member) == true;

    public void MarkUnknown() => IsUnknown = _isUnknownHere = true;

    /// <param name="isOutside">True when only code outside this compilation can pass values that are not visible.</param>
    public void AddOrigin(Origin origin, bool isOutside)
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
                MarkUnknown();
                break;
            default:
                ComesFromCaller |= origin.Kind == OriginKind.Parameter;
                IsUnknown = true;
                _isUnknownHere |= !isOutside;
                break;
        }
    }
}
