using System.Globalization;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the C# expressions for the values of a template.</summary>
/// <param name="lists">The lists of the open <c>#each</c> blocks, the innermost last.</param>
internal sealed class ValueEmitter(IReadOnlyList<string> lists)
{
    /// <summary>Outside all blocks.</summary>
    public static readonly ValueEmitter TopLevel = new([]);

    private int Level => lists.Count;

    /// <summary>A value as the model reads it: invariant, dates as yyyy-MM-dd, an option by its text, null as nothing.</summary>
    public string Text(TemplateValue value)
    {
        var name = Expression(value);
        var dot = value.IsOptional ? "?." : ".";
        return value.Type.Kind switch
        {
            InputKind.Int => $"{name}{dot}ToString({TypeNames.InvariantCulture})",
            InputKind.Number => $"{name}{dot}ToString(\"R\", {TypeNames.InvariantCulture})",
            InputKind.Date => $"{name}{dot}ToString(\"yyyy-MM-dd\", {TypeNames.InvariantCulture})",
            InputKind.Bool when value.MayBeMissing => $"({name} is null ? null : {name} == true ? \"true\" : \"false\")",
            InputKind.Bool => $"({name} ? \"true\" : \"false\")",
            InputKind.Enum when value.MayBeMissing =>
                $"({name} is null ? null : WireText({Certain(value)}{(value.IsOptional ? ".Value" : "")}))",
            InputKind.Enum => $"WireText({name})",
            InputKind.String when value.Type.IsTrusted => $"{name}{(value.MayBeMissing ? "?." : ".")}Value",
            _ => name,
        };
    }

    /// <summary>The value as an argument for <c>PromptTextBuilder</c>, which writes it like <see cref="Text"/>, without a string.</summary>
    public string Part(TemplateValue value) => IsText(value) ? Text(value) : Expression(value);

    /// <summary>True for a value that is already text, so that joining it allocates nothing else.</summary>
    public static bool IsText(TemplateValue value) =>
        value.Type.Kind is not (InputKind.Int or InputKind.Number or InputKind.Date or InputKind.Bool);

    public string Condition(TemplateValue value, bool negated)
    {
        var name = value.Type is { IsTrusted: true, IsList: false } ? Text(value) : Expression(value);
        return (value.Type, value.MayBeMissing, value.Source) switch
        {
            (_, _, ValueSource.First) when negated => $"{Index(Level)} > 0",
            (_, _, ValueSource.Last) when negated => $"{Index(Level)} < {LastIndex}",
            ({ IsList: true }, true, _) => $"{name} is {(negated ? "not " : "")}{{ Count: > 0 }}",
            ({ IsList: true }, false, _) => $"{name}.Count {(negated ? "==" : ">")} 0",
            ({ Kind: InputKind.String }, _, _) => $"{(negated ? "" : "!")}string.IsNullOrEmpty({name})",
            ({ Kind: InputKind.Bool }, true, _) => $"{name} {(negated ? "!=" : "==")} true",
            ({ Kind: InputKind.Bool }, false, _) => (negated ? "!" : "") + name,
            _ => $"{name} is {(negated ? "null" : "not null")}",
        };
    }

    /// <summary>The value itself; null when something on the path to it is null.</summary>
    public string Expression(TemplateValue value) =>
        value.Path.Count == 0 ? Root(value) : Root(value) + string.Concat(value.Path.Select(Step));

    private static string Step(PathStep step) => (step.OfOptional ? "?." : ".") + CSharpText.Identifier(step.Name);

    public static string Item(int level) => Numbered("item", level);

    public static string Index(int level) => Numbered("index", level);

    /// <summary>A name with a number from the second of its kind on.</summary>
    public static string Numbered(string name, int number) => name + (number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture));

    // After a null check, so the compiler knows that nothing on the path is null.
    private string Certain(TemplateValue value) =>
        Root(value) + string.Concat(value.Path.Select(static step => "." + CSharpText.Identifier(step.Name)));

    private string Root(TemplateValue value) =>
        value.Source switch
        {
            ValueSource.Item => Item(Level - value.Outward),
            ValueSource.Index => Index(Level),
            ValueSource.First => Index(Level) + " == 0",
            ValueSource.Last => $"{Index(Level)} == {LastIndex}",
            _ => CSharpText.Identifier(value.Name),
        };

    private string LastIndex => lists[lists.Count - 1] + ".Count - 1";
}
