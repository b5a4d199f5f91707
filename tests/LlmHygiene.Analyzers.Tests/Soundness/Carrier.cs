using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A construct of C# through which a value can travel.</summary>
/// <param name="Name">As the table of results has it.</param>
/// <param name="Write">Adds declarations and statements to the program, and returns the expression that has the value then.</param>
internal sealed record Carrier(string Name, Func<Travel, string> Write)
{
    // The first Roslyn of C# 14.
    private const int NewestRoslyn = 5;

    /// <summary>True for a construct that a value type cannot travel through.</summary>
    public bool IsForReferences { get; init; }

    /// <summary>True for an expression that may stand wherever its value may, so in a static initializer too.</summary>
    public bool KeepsStatic { get; init; }

    /// <summary>True when the construct copies an object, or is no place to write through.</summary>
    public bool NeedsNewestCompiler { get; init; }

    // No reader follows what these do.
    private bool IsAtRunTime =>
        Name == "expando" || Name.StartsWith("dynamic", StringComparison.Ordinal) || Name.Contains("reflection", StringComparison.Ordinal);

    public static IReadOnlyList<Carrier> All { get; } =
    [
        .. VariableCarriers
            .All.Concat(FlowCarriers.All)
            .Concat(FunctionCarriers.All)
            .Concat(CollectionCarriers.All)
            .Concat(TypeCarriers.All)
            .Concat(MemberCarriers.All)
            .Concat(LateCarriers.All)
            .Concat(WrapperCarriers.All)
            .Where(static carrier =>
                !carrier.NeedsNewestCompiler || typeof(CSharpCompilation).Assembly.GetName().Version!.Major >= NewestRoslyn
            ),
    ];

    private static readonly IReadOnlyList<Carrier> s_anyKind = [.. All.Where(static carrier => !carrier.IsForReferences)];

    /// <summary>Sends a value through some constructs.</summary>
    /// <param name="other">Another value of the kind, which the program may choose instead.</param>
    public static Code Through(ProgramWriter writer, Kind kind, Code value, Func<Code> other)
    {
        while (writer.MayTravel())
        {
            var carrier = writer.Of(kind.IsReference ? All : s_anyKind);
            var from = value;
            value = writer.Part($"{kind}: {carrier.Name}", () => Passed(writer, kind, from, other, carrier), value);
        }

        return value;
    }

    private static Code Passed(ProgramWriter writer, Kind kind, Code value, Func<Code> other, Carrier carrier)
    {
        writer.Construct(carrier.Name);
        if (carrier.IsAtRunTime)
            writer.DecideAtRunTime(kind);
        var typed = value with { Text = Typed(kind, value.Text) };
        var text = carrier.Write(
            new Travel(writer, kind, typed, () => other() is var another ? another with { Text = Typed(kind, another.Text) } : default)
        );
        if (kind == Kind.Limit && carrier.Name.Contains("pattern", StringComparison.Ordinal))
            text = $"((int?){text})";
        return new Code(text, carrier.KeepsStatic && value.IsStatic);
    }

    // A literal has a type of its own.
    private static string Typed(Kind kind, string text) => text == "null" || char.IsDigit(text[0]) ? $"({kind}){text}" : text;
}

/// <summary>One passage of a value through a construct.</summary>
internal sealed record Travel(ProgramWriter W, Kind T, Code Value, Func<Code> Other)
{
    public string Name(string prefix) => W.Name(prefix);

    public void Member(string declaration) => W.Member(declaration);

    public void Type(string declaration) => W.Type(declaration);

    public void Do(string statement) => W.Statement(statement);

    /// <summary>A local with the value.</summary>
    public string Local() => W.Local(T, Value).Text;

    /// <summary>A local with another value.</summary>
    public string OtherLocal() => W.Local(T, Other()).Text;

    /// <summary>Another value, between which and the value only a run decides. Of models, all that can run are named.</summary>
    public string Chosen()
    {
        W.DecideAtRunTime(T, SoundFacts.Limit | SoundFacts.Prompt);
        return Other().Text;
    }

    /// <summary>A class with a field that can be set.</summary>
    public string Holder(string body = "")
    {
        var type = Name("Holder");
        Type($"class {type} {{ public {T} Value; {body} }}");
        return type;
    }
}
