using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>What the code shows of an object between its creation and its use: the creations, and what is written to its members.</summary>
internal sealed class TrackedObject
{
    private readonly Dictionary<string, List<IOperation>> _writes = new(StringComparer.Ordinal);

    // What is written to this object for sure, and not perhaps to another one of the same name.
    private readonly HashSet<IOperation> _certain = [];

    private HashSet<string>? _mentions;
    private Dictionary<string, List<IOperation>>? _escapes;
    private List<IParameterSymbol>? _callers;
    private bool _isUnknownHere;
    private bool _isHandedOn;

    /// <summary>True for an object that other code creates: its members are recorded by name.</summary>
    public bool NotesMentions { get; init; }

    /// <summary>True for an object of a pool, which others get too.</summary>
    public bool IsPooled { get; set; }

    /// <summary>The object creations that the value can come from.</summary>
    public List<IObjectCreationOperation> Creations { get; } = [];

    /// <summary>Invocations that the value can come from and that cannot be followed.</summary>
    public List<IInvocationOperation> Invocations { get; } = [];

    /// <summary>The calls that fill the object from the configuration, or make it out of that.</summary>
    public List<IInvocationOperation> Bindings { get; } = [];

    /// <summary>The places where the object is given to a method of the project.</summary>
    public List<IOperation> HandedOn { get; } = [];

    /// <summary>Those of them through which the object gets to the place that is asked about.</summary>
    public List<IOperation> OnWay { get; } = [];

    /// <summary>The variables through which the object gets to that place.</summary>
    public IReadOnlyCollection<ISymbol> Way { get; init; } = [];

    /// <summary>True when some of the code that can change the object is not visible.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>True when one of the origins is null.</summary>
    public bool MayBeNull { get; private set; }

    /// <summary>True when one of the origins is a parameter that a caller supplies.</summary>
    public bool ComesFromCaller { get; private set; }

    /// <summary>The parameters through which callers supply the object.</summary>
    public IReadOnlyList<IParameterSymbol> Callers => _callers ?? (IReadOnlyList<IParameterSymbol>)[];

    /// <summary>The same as <see cref="IsUnknown"/>, apart from what callers supply.</summary>
    public bool IsUnseen { get; private set; }

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
        if (IsCertain)
            _certain.Add(value);
    }

    /// <summary>
    /// True while what is read is done to this object for sure. Through a field of another instance, or through a method that several
    /// callers use, it may be done to another object.
    /// </summary>
    public bool IsCertain { get; set; } = true;

    /// <summary>True for a write that was read as certain.</summary>
    public bool IsCertainly(IOperation written) => _certain.Contains(written);

    /// <param name="use">Where the value of the member gets another name.</param>
    public void AddEscape(string member, IOperation use)
    {
        _escapes ??= new(StringComparer.Ordinal);
        if (!_escapes.TryGetValue(member, out var uses))
            _escapes.Add(member, uses = []);
        uses.Add(use);
        if (IsCertain)
            _certain.Add(use);
    }

    /// <summary>True when the value of a member has another name, through which it may be changed.</summary>
    public bool Escapes(string? member) => EscapesOf(member).Count > 0;

    /// <summary>Where the value of a member gets another name.</summary>
    public IReadOnlyList<IOperation> EscapesOf(string? member) =>
        member is not null && _escapes?.TryGetValue(member, out var uses) == true ? uses : [];

    public void AddMention(string member) => (_mentions ??= new(StringComparer.Ordinal)).Add(member);

    /// <summary>Records that the whole object is passed to a method, which may read any member.</summary>
    public void MarkHandedOn() => _isHandedOn = true;

    /// <summary>True when a member is written, read or passed on, alone or with the whole object.</summary>
    public bool Mentions(string member) => _isHandedOn || _mentions?.Contains(member) == true;

    public void MarkUnknown() => IsUnknown = IsUnseen = _isUnknownHere = true;

    /// <param name="isOutside">True when only code outside this compilation can pass values that are not visible.</param>
    public void AddOrigin(Origin origin, bool isOutside)
    {
        switch (origin)
        {
            case { Kind: OriginKind.Null }:
                MayBeNull = true;
                break;
            // What an object contains is another object: `new Lazy<T>(x).Value`, an element of `new Pair(x, y)`.
            case { Kind: OriginKind.Creation, Operation: IObjectCreationOperation creation }:
                Creations.Add(creation);
                break;
            case { Kind: OriginKind.Invocation, Operation: IInvocationOperation bound } when ConfigurationBinding.Is(bound.TargetMethod):
                Bindings.Add(bound);
                break;
            case { Operation: IInvocationOperation invocation }:
                Invocations.Add(invocation);
                MarkUnknown();
                break;
            default:
                ComesFromCaller |= origin.Kind == OriginKind.Parameter;
                if (origin is { Kind: OriginKind.Parameter, Operation: IParameterReferenceOperation { Parameter: var parameter } })
                    (_callers ??= []).Add(parameter.OriginalDefinition);
                else
                    IsUnseen = true;
                IsUnknown = true;
                _isUnknownHere |= !isOutside;
                break;
        }
    }
}
