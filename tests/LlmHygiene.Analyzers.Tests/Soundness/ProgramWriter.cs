using System.Text;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>An expression of a generated program.</summary>
/// <param name="IsStatic">True when it names nothing of the method, so that a static initializer can have it.</param>
internal readonly record struct Code(string Text, bool IsStatic)
{
    public override string ToString() => Text;
}

/// <summary>A type of the values that travel.</summary>
/// <param name="Name">As it is written, with the mark of a type that can be null.</param>
internal sealed record Kind(string Name)
{
    public static readonly Kind Client = new("IChatClient");
    public static readonly Kind Options = new("ChatOptions");
    public static readonly Kind Text = new("string");
    public static readonly Kind Limit = new("int?");

    public bool IsReference => this != Limit;

    public override string ToString() => Name;
}

/// <summary>Writes the file of one program: types, members of its class, and the statements of the method that makes the call.</summary>
internal sealed class ProgramWriter(int id, int[] numbers, IReadOnlySet<int>? without = null)
{
    private const int MaxPassages = 5;

    private readonly StringBuilder _types = new();
    private readonly StringBuilder _members = new();
    private readonly StringBuilder _statements = new();
    private readonly StringBuilder _end = new();
    private readonly SortedSet<string> _constructs = new(StringComparer.Ordinal);
    private readonly List<string> _parts = [];
    private int _names;
    private int _next;
    private int? _passages;

    public bool MayLeaveOut { get; set; }

    public bool HasPipelineLimit { get; set; }

    public bool HasPipelineModel { get; set; }

    public bool NeedsOwnCompilation { get; set; }

    public bool WritesTextTwice { get; set; }

    public SoundFacts AtRunTime { get; private set; }

    /// <summary>What a text that travels states.</summary>
    public SoundFacts TextStates { get; set; } = SoundFacts.Model;

    /// <summary>Something is in the way of a value that only a run decides.</summary>
    /// <param name="facts">Which facts that may concern, of those that the kind of value states.</param>
    public void DecideAtRunTime(Kind kind, SoundFacts facts = SoundFacts.All) =>
        AtRunTime |=
            facts
            & (
                kind == Kind.Client ? SoundFacts.Model
                : kind == Kind.Limit ? SoundFacts.Limit
                : kind == Kind.Text ? TextStates
                : SoundFacts.All
            );

    /// <summary>The next choice; 0 is always the simplest, so that a program gets smaller with its numbers.</summary>
    public int Below(int bound) => _next < numbers.Length ? numbers[_next++] % bound : 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == times - 1;

    /// <summary>True when a value is sent through one more construct: a few times in a program, anywhere.</summary>
    public bool MayTravel()
    {
        _passages ??= Below(MaxPassages + 1);
        if (_passages == 0 || !OneIn(3))
            return false;
        _passages--;
        return true;
    }

    public string Name(string prefix) => $"{prefix}_{id}_{++_names}";

    public void Construct(string name) => _constructs.Add(name);

    public void Type(string declaration) => _types.AppendLine(declaration);

    public void Member(string declaration) => _members.Append("    ").AppendLine(declaration);

    public void Statement(string statement) => _statements.Append("        ").AppendLine(statement);

    /// <summary>A statement after the call.</summary>
    public void AtEnd(string statement) => _end.Append("        ").AppendLine(statement);

    /// <summary>A condition that is no constant.</summary>
    public string Condition(bool value) => $"Environment.ProcessId {(value ? ">" : "<")} 0";

    /// <summary>
    /// A part of the program, which can be left out: the same choices are made, and nothing of what it writes stays.
    /// </summary>
    /// <param name="name">What the part is, or a name that <see cref="NamePart"/> replaces.</param>
    public T Part<T>(string name, Func<T> write, T otherwise)
    {
        var part = _parts.Count;
        _parts.Add(name);
        var (types, members, statements, end) = (_types.Length, _members.Length, _statements.Length, _end.Length);
        var constructs = _constructs.ToList();
        var flags = (MayLeaveOut, HasPipelineLimit, HasPipelineModel, NeedsOwnCompilation, WritesTextTwice, AtRunTime);
        var result = write();
        if (without?.Contains(part) != true)
            return result;
        (_types.Length, _members.Length, _statements.Length, _end.Length) = (types, members, statements, end);
        _constructs.Clear();
        _constructs.UnionWith(constructs);
        (MayLeaveOut, HasPipelineLimit, HasPipelineModel, NeedsOwnCompilation, WritesTextTwice, AtRunTime) = flags;
        return otherwise;
    }

    /// <summary>Says what the last part of a name is.</summary>
    public void NamePart(string from, string to)
    {
        if (_parts.LastIndexOf(from) is >= 0 and var part)
            _parts[part] = to;
    }

    /// <summary>A local that holds the value.</summary>
    public Code Local(Kind kind, Code value)
    {
        var name = Name("v");
        Statement($"{kind} {name} = {value};");
        return new Code(name, IsStatic: false);
    }

    public SoundProgram Finish(string call) =>
        new(
            id,
            $$"""
            {{_types}}
            public partial class P{{id}}
            {
            {{_members}}
                public async Task RunAsync()
                {
            {{_statements}}        {{call}}
            {{_end}}    }
            }
            """,
            [.. _constructs]
        )
        {
            MayLeaveOut = MayLeaveOut,
            HasPipelineLimit = HasPipelineLimit,
            HasPipelineModel = HasPipelineModel,
            NeedsOwnCompilation = NeedsOwnCompilation,
            WritesTextTwice = WritesTextTwice,
            AtRunTime = AtRunTime,
            Parts = _parts,
        };
}
