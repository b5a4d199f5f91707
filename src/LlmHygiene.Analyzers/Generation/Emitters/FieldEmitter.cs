using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>
/// Writes the inputs of a prompt and the fields of a record: as <c>required</c> properties where the project supports them. Otherwise
/// required values are constructor parameters. Without <c>init</c>, all values are constructor parameters.
/// </summary>
internal static class FieldEmitter
{
    public static void EmitConstructor(
        CodeWriter code,
        string typeName,
        string summary,
        EquatableArray<PromptInput> fields,
        TargetFacts facts,
        VersionDefaults? defaults = null
    )
    {
        if (HasParameters(fields, facts))
            EmitAssignments(code, typeName, summary, fields, facts, defaults ?? VersionDefaults.None);
    }

    private static void EmitAssignments(
        CodeWriter code,
        string typeName,
        string summary,
        EquatableArray<PromptInput> fields,
        TargetFacts facts,
        VersionDefaults defaults
    )
    {
        var parameters = fields.Where(input => IsParameter(input, facts)).OrderBy(static input => !input.IsRequired).ToArray();
        code.Line();
        code.Line($"/// <summary>{summary}</summary>");
        foreach (var input in parameters)
            code.Line($"/// <param name=\"{CSharpText.Parameter(input.PropertyName).TrimStart('@')}\">{Describe(input)}</param>");
        var declared = parameters.Select(input =>
            Parameter(defaults.Has(input) ? input with { Default = null, IsOptional = true } : input)
        );
        code.Open($"public {typeName}({string.Join(", ", declared)})");
        foreach (var input in parameters)
            code.Line(
                defaults.Has(input)
                    ? $"{VersionDefaults.Field(input)} = {CSharpText.Parameter(input.PropertyName)};"
                    : $"{Property(input)} = {Assigned(input)};"
            );
        code.Close();
    }

    public static void EmitProperties(
        CodeWriter code,
        EquatableArray<PromptInput> fields,
        TargetFacts facts,
        VersionDefaults? defaults = null
    )
    {
        foreach (var input in fields)
        {
            code.Line();
            if (defaults?.Has(input) == true)
            {
                defaults.EmitProperty(code, input, facts.HasInit);
                continue;
            }

            code.Line($"/// <summary>{Describe(input)}</summary>");
            if (IsParameter(input, facts))
                code.Line($"public {TypeOf(input)} {Property(input)} {{ get; }}");
            else if (input.IsRequired)
                code.Line($"public required {TypeOf(input)} {Property(input)} {{ get; init; }}");
            else if (input.Default is { } value)
                code.Line($"public {TypeOf(input)} {Property(input)} {{ get; init; }} = {Value(value, input.Type)};");
            else
                code.Line($"public {TypeOf(input)} {Property(input)} {{ get; init; }}");
        }
    }

    public static string ItemType(InputType type) =>
        type.Kind switch
        {
            InputKind.Int => "int",
            InputKind.Number => "double",
            InputKind.Bool => "bool",
            InputKind.Date => TypeNames.DateTime,
            InputKind.Enum => type.Enum!.Name,
            InputKind.Record => type.Record!.Name,
            InputKind.Image => TypeNames.PromptImage,
            InputKind.String when type.IsTrusted => TypeNames.TrustedText,
            _ => "string",
        };

    /// <summary>True when the constructor sets the field.</summary>
    public static bool IsParameter(PromptInput input, TargetFacts facts) => !facts.HasInit || (input.IsRequired && !facts.HasRequired);

    private static bool HasParameters(EquatableArray<PromptInput> fields, TargetFacts facts)
    {
        foreach (var field in fields)
            if (IsParameter(field, facts))
                return true;
        return false;
    }

    public static string Property(PromptInput input) => CSharpText.Identifier(input.PropertyName);

    private static string TypeOf(PromptInput input) => BareType(input) + (input.IsOptional ? "?" : "");

    public static string BareType(PromptInput input) =>
        input.Type.IsList ? $"{TypeNames.ReadOnlyList}<{ItemType(input.Type)}>" : ItemType(input.Type);

    private static string Parameter(PromptInput input)
    {
        var name = CSharpText.Parameter(input.PropertyName);
        if (input.IsRequired)
            return $"{TypeOf(input)} {name}";
        if (input.Default is { } value && IsConstant(input))
            return $"{TypeOf(input)} {name} = {Value(value, input.Type)}";
        return $"{BareType(input)}? {name} = null";
    }

    private static string Assigned(PromptInput input)
    {
        var name = CSharpText.Parameter(input.PropertyName);
        if (input.Default is { } value)
            return IsConstant(input) ? name : $"{name} ?? {Value(value, input.Type)}";
        var isReference = input.Type.IsList || input.Type.Kind is InputKind.String or InputKind.Record or InputKind.Image;
        return input.IsRequired && isReference ? $"{name} ?? throw new {TypeNames.ArgumentNullException}(nameof({name}))" : name;
    }

    // A date, a list and trusted text are not constants, so they cannot be the default of a parameter.
    private static bool IsConstant(PromptInput input) => input.Type is { IsList: false, IsTrusted: false, Kind: not InputKind.Date };

    public static string Value(InputDefault value, InputType type)
    {
        if (!type.IsList)
            return Value(value.Value, type);
        return value.Values.Count == 0
            ? $"{TypeNames.Array}.Empty<{ItemType(type)}>()"
            : $"new {ItemType(type)}[] {{ {string.Join(", ", value.Values.Select(item => Value(item, type)))} }}";
    }

    private static string Value(string value, InputType type)
    {
        switch (type.Kind)
        {
            case InputKind.Int:
                return value;
            case InputKind.Bool:
                return value;
            case InputKind.Number:
                return value + "d";
            case InputKind.Enum:
                return type.Enum!.Name + "." + CSharpText.Identifier(type.Enum.Options.First(option => option.Text == value).MemberName);
            case InputKind.Date:
                var date = ScalarValues.Date(value)!.Value;
                var parts = string.Join(", ", new[] { date.Year, date.Month, date.Day }.Select(static part => CSharpText.Number(part)));
                return $"new {TypeNames.DateTime}({parts})";
            case InputKind.String when type.IsTrusted:
                return $"{TypeNames.TrustedText}.From({CSharpText.Literal(value)})";
            default:
                return CSharpText.Literal(value);
        }
    }

    public static string Describe(PromptInput input) =>
        input.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence
            ? sentence
            : $"The input <c>{CSharpText.Documentation(input.Name)}</c>.";
}
