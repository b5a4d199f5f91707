using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the types of fields, enums and records, next to the properties that have them.</summary>
internal static class FieldTypeEmitter
{
    public static void Emit(CodeWriter code, EquatableArray<PromptInput> fields, TargetFacts facts)
    {
        foreach (var field in fields)
        {
            if (field.Type.Enum is { } type)
                EmitEnum(code, field, type);
            else if (field.Type.Record is { } record)
                EmitRecord(code, field, record, facts);
        }
    }

    /// <summary>
    /// Writes one method <c>WireText</c> for each enum, including those in records: it returns the text that the model reads.
    /// </summary>
    public static void EmitWireTexts(CodeWriter code, EquatableArray<PromptInput> fields, string containingType = "")
    {
        foreach (var field in fields)
        {
            if (field.Type.Record is { } record)
                EmitWireTexts(code, record.Fields, containingType + record.Name + ".");
            if (field.Type.Enum is not { } type)
                continue;

            var name = containingType + type.Name;
            code.Line();
            code.Open($"private static string WireText({name} value) => value switch");
            foreach (var option in type.Options)
                code.Line($"{name}.{CSharpText.Identifier(option.MemberName)} => {CSharpText.Literal(option.Text)},");
            code.Line($"_ => throw new {TypeNames.ArgumentOutOfRangeException}(nameof(value), value, \"Not an option of this prompt.\"),");
            code.Close("};");
        }
    }

    private static void EmitEnum(CodeWriter code, PromptInput field, EnumType type)
    {
        code.Line();
        code.Line($"/// <summary>Values of <see cref=\"{FieldEmitter.Property(field)}\"/>.</summary>");
        code.Open($"public enum {type.Name}");
        foreach (var option in type.Options)
        {
            code.Line($"/// <summary>Sent as <c>{CSharpText.Documentation(option.Text)}</c>.</summary>");
            code.Line(CSharpText.Identifier(option.MemberName) + ",");
        }

        code.Close();
    }

    private static void EmitRecord(CodeWriter code, PromptInput field, RecordType record, TargetFacts facts)
    {
        code.Line();
        code.Line(
            $"/// <summary>{(field.Type.IsList ? "One item of" : "The value of")} <see cref=\"{FieldEmitter.Property(field)}\"/>.</summary>"
        );
        code.Open($"public sealed partial record {record.Name}");
        var fields = record
            .Fields.Select(static field => field with { Description = field.Description ?? $"The field '{field.Name}'." })
            .ToEquatableArray();
        FieldEmitter.EmitConstructor(code, record.Name, "Creates the record.", fields, facts);
        FieldEmitter.EmitProperties(code, fields, facts);
        Emit(code, record.Fields, facts);
        code.Close();
    }
}
