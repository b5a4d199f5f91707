using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the record that a response is read as.</summary>
internal static class OutputEmitter
{
    public static void EmitRecord(CodeWriter code, PromptOutput output, TargetFacts facts)
    {
        if (output.Kind != PromptOutputKind.Record)
            return;

        var fields = Described(output.Fields);
        var summary =
            output.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence
                ? sentence
                : "The response of the model.";
        code.Line();
        code.Line($"/// <summary>{summary}</summary>");
        code.Open($"public sealed partial record {PromptOutput.RecordName}");
        FieldEmitter.EmitConstructor(code, PromptOutput.RecordName, "Creates the record.", fields, facts);
        FieldEmitter.EmitProperties(code, fields, facts);
        FieldTypeEmitter.Emit(code, fields, facts);
        code.Close();
    }

    /// <summary>The members that describe the output of the prompt.</summary>
    /// <param name="others">Versions whose descriptions of the output differ.</param>
    public static void EmitMembers(
        CodeWriter code,
        PromptModel prompt,
        IEnumerable<(PromptModel Version, string Suffix)> others,
        OutputTarget target,
        TargetFacts facts
    )
    {
        var format = $"{TypeNames.PromptOutput}<{target.Type}>";
        code.Line();
        code.Line($"{format} {TypeNames.Prompt}<{target.Type}>.Output => OutputJson.Format;");
        code.Line();
        code.Line("// How the response is requested and read.");
        code.Open("private static class OutputJson");
        if (prompt.Output!.Kind == PromptOutputKind.Record)
        {
            code.Line($"public static readonly {format} Format =");
            code.Indent();
            code.Line($"{Creation(prompt, target)}, Schema, {OutputReaderEmitter.RootMethod});");
            code.Outdent();
            code.Line();
            EmitSchema(code, prompt.Output, "");
            foreach (var (version, suffix) in others)
            {
                code.Line();
                code.Line($"public static readonly {format} Format{suffix} =");
                code.Indent();
                code.Line($"{Creation(version, target)}, Schema{suffix}, {OutputReaderEmitter.RootMethod});");
                code.Outdent();
                code.Line();
                EmitSchema(code, version.Output!, suffix);
            }

            new OutputReaderEmitter(code, facts).Emit(prompt.Output.Fields);
        }
        else
        {
            var context = prompt.Output.JsonContext is { } name ? $", {OutputTarget.FullName(name)}.Default.Options" : "";
            code.Line($"public static readonly {format} Format =");
            code.Indent();
            code.Line($"{TypeNames.PromptOutput}.OfType<{target.Type}>(Info, {CSharpText.Literal(OutputSchema.Name(prompt))}{context});");
            code.Outdent();
        }

        code.Close();
    }

    // The call up to the schema.
    private static string Creation(PromptModel version, OutputTarget target) =>
        $"{TypeNames.PromptOutput}.Create<{target.Type}>(Info, {CSharpText.Literal(OutputSchema.Name(version))}";

    /// <summary>The expression of the <c>PromptOutput</c>; null if the response is not read as a type.</summary>
    /// <param name="suffix">For a version with its own descriptions of the output.</param>
    public static string? Format(OutputTarget? target, string suffix = "") => target is null ? null : "OutputJson.Format" + suffix;

    private static void EmitSchema(CodeWriter code, PromptOutput output, string suffix)
    {
        code.Line($"private const string Schema{suffix} =");
        code.Indent();
        var lines = CSharpText.LiteralLines(OutputSchema.Write(output));
        for (var i = 0; i < lines.Count; i++)
            code.Line(lines[i] + (i == lines.Count - 1 ? ";" : " +"));
        code.Outdent();
    }

    // A field without a description must not be described as an input.
    private static EquatableArray<PromptInput> Described(EquatableArray<PromptInput> fields) =>
        fields
            .Select(static field =>
                field with
                {
                    Description = field.Description ?? $"The field '{field.Name}' of the response.",
                    Type = field.Type.Record is { } record
                        ? field.Type with
                        {
                            Record = record with { Fields = Described(record.Fields) },
                        }
                        : field.Type,
                }
            )
            .ToEquatableArray();
}
