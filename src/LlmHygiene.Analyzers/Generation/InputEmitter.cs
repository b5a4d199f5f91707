using LlmHygiene.Analyzers.Prompts;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>
/// Writes the inputs of a prompt: <c>required</c> properties where the project has them; otherwise what must be given
/// is a constructor parameter; and where there is no <c>init</c> either, everything is.
/// </summary>
internal static class InputEmitter
{
    public static void EmitConstructor(CodeWriter code, PromptModel prompt, TargetFacts facts)
    {
        var parameters = prompt.Inputs.Where(input => IsParameter(input, facts)).OrderBy(static input => !input.IsRequired).ToArray();
        if (parameters.Length == 0) return;

        code.Line();
        code.Line("/// <summary>Fills in the prompt.</summary>");
        foreach (var input in parameters) code.Line($"/// <param name=\"{CSharpText.Parameter(input.PropertyName).TrimStart('@')}\">{Describe(input)}</param>");
        code.Open($"public {PromptNames.VersionType(prompt.Version)}({string.Join(", ", parameters.Select(Parameter))})");
        foreach (var input in parameters) code.Line($"{Property(input)} = {Assigned(input)};");
        code.Close();
    }

    public static void EmitProperties(CodeWriter code, PromptModel prompt, TargetFacts facts)
    {
        foreach (var input in prompt.Inputs)
        {
            code.Line();
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

    public static void EmitEnums(CodeWriter code, PromptModel prompt)
    {
        foreach (var (input, type) in Enums(prompt))
        {
            code.Line();
            code.Line($"/// <summary>What <see cref=\"{Property(input)}\"/> can be.</summary>");
            code.Open($"public enum {type.Name}");
            foreach (var option in type.Options)
            {
                code.Line($"/// <summary>Written as <c>{CSharpText.Documentation(option.Text)}</c>.</summary>");
                code.Line(CSharpText.Identifier(option.MemberName) + ",");
            }

            code.Close();
        }
    }

    public static void EmitWireTexts(CodeWriter code, PromptModel prompt)
    {
        foreach (var (_, type) in Enums(prompt))
        {
            code.Line();
            code.Open($"private static string WireText({type.Name} value) => value switch");
            foreach (var option in type.Options) code.Line($"{type.Name}.{CSharpText.Identifier(option.MemberName)} => {CSharpText.Literal(option.Text)},");
            code.Line($"_ => throw new {TypeNames.ArgumentOutOfRangeException}(nameof(value), value, \"No option of this prompt.\"),");
            code.Close("};");
        }
    }

    public static string ItemType(InputType type) => type.Kind switch
    {
        InputKind.Int => "int",
        InputKind.Number => "double",
        InputKind.Bool => "bool",
        InputKind.Date => TypeNames.DateTime,
        InputKind.Enum => type.Enum!.Name,
        _ => "string",
    };

    private static bool IsParameter(PromptInput input, TargetFacts facts) =>
        !facts.HasInit || (input.IsRequired && !facts.HasRequired);

    private static IEnumerable<(PromptInput Input, EnumType Type)> Enums(PromptModel prompt) =>
        prompt.Inputs.Where(static input => input.Type.Enum is not null).Select(static input => (input, input.Type.Enum!));

    private static string Property(PromptInput input) => CSharpText.Identifier(input.PropertyName);

    private static string TypeOf(PromptInput input) => BareType(input) + (input.IsOptional ? "?" : "");

    private static string BareType(PromptInput input) =>
        input.Type.IsList ? $"{TypeNames.ReadOnlyList}<{ItemType(input.Type)}>" : ItemType(input.Type);

    private static string Parameter(PromptInput input)
    {
        var name = CSharpText.Parameter(input.PropertyName);
        if (input.IsRequired) return $"{TypeOf(input)} {name}";
        if (input.Default is { } value && IsConstant(input)) return $"{TypeOf(input)} {name} = {Value(value, input.Type)}";
        return $"{BareType(input)}? {name} = null";
    }

    private static string Assigned(PromptInput input)
    {
        var name = CSharpText.Parameter(input.PropertyName);
        if (input.Default is { } value) return IsConstant(input) ? name : $"{name} ?? {Value(value, input.Type)}";
        var isReference = input.Type.IsList || input.Type.Kind == InputKind.String;
        return input.IsRequired && isReference ? $"{name} ?? throw new {TypeNames.ArgumentNullException}(nameof({name}))" : name;
    }

    // A date and a list are no constants, so they cannot be the default of a parameter.
    private static bool IsConstant(PromptInput input) => !input.Type.IsList && input.Type.Kind != InputKind.Date;

    private static string Value(InputDefault value, InputType type)
    {
        if (!type.IsList) return Value(value.Value, type);
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
                return $"new {TypeNames.DateTime}({CSharpText.Number(date.Year)}, {CSharpText.Number(date.Month)}, {CSharpText.Number(date.Day)})";
            default:
                return CSharpText.Literal(value);
        }
    }

    private static string Describe(PromptInput input) =>
        input.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence ? sentence : $"The input <c>{CSharpText.Documentation(input.Name)}</c>.";
}
