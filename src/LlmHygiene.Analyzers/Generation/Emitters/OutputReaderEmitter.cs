using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes one method for each record and each enum of an output, which reads it from JSON.</summary>
internal sealed class OutputReaderEmitter(CodeWriter code, TargetFacts facts)
{
    public const string RootMethod = "Read" + PromptOutput.RecordName;

    private readonly HashSet<string> _methods = new(StringComparer.Ordinal) { RootMethod };

    public void Emit(EquatableArray<PromptInput> fields) => EmitRecord(RootMethod, PromptOutput.RecordName, fields);

    private void EmitRecord(string method, string type, EquatableArray<PromptInput> fields)
    {
        // Records in different records may have types of the same name; their methods are in the same class.
        var readers = fields
            .Where(static field => field.Type.TypeName is not null)
            .ToDictionary(static field => field.Name, field => MethodFor(field.Type.TypeName!), StringComparer.Ordinal);
        string? Reader(PromptInput field) => readers.TryGetValue(field.Name, out var name) ? name : null;

        var parameters = fields.Where(field => FieldEmitter.IsParameter(field, facts)).ToArray();
        var properties = fields.Where(field => !FieldEmitter.IsParameter(field, facts)).ToArray();

        code.Line();
        var signature = $"private static {type} {method}({TypeNames.PromptOutputValue} json) => new {type}";
        if (parameters.Length == 0)
        {
            code.Open(signature);
        }
        else
        {
            code.Line(signature + "(");
            code.Indent();
            for (var i = 0; i < parameters.Length; i++)
            {
                var end =
                    i < parameters.Length - 1 ? ","
                    : properties.Length == 0 ? ");"
                    : ")";
                code.Line($"{CSharpText.Parameter(parameters[i].PropertyName)}: {Value(parameters[i], Reader(parameters[i]))}{end}");
            }

            code.Outdent();
            if (properties.Length > 0)
                code.OpenBrace();
        }

        if (properties.Length > 0)
        {
            foreach (var field in properties)
                code.Line($"{FieldEmitter.Property(field)} = {Value(field, Reader(field))},");
            code.Close("};");
        }

        foreach (var field in fields)
        {
            if (field.Type.Record is { } record)
                EmitRecord(readers[field.Name], type + "." + record.Name, record.Fields);
            else if (field.Type.Enum is { } options)
                EmitEnum(readers[field.Name], type + "." + options.Name, options);
        }
    }

    private void EmitEnum(string method, string type, EnumType options)
    {
        code.Line();
        code.Line($"private static {type} {method}({TypeNames.PromptOutputValue} json) => json.GetOption(");
        code.Indent();
        for (var i = 0; i < options.Options.Count; i++)
        {
            var option = options.Options[i];
            var end = i == options.Options.Count - 1 ? ");" : ",";
            code.Line($"({CSharpText.Literal(option.Text)}, {type}.{CSharpText.Identifier(option.MemberName)}){end}");
        }

        code.Outdent();
    }

    private static string Value(PromptInput field, string? reader)
    {
        var name = CSharpText.Literal(field.Name);
        var json = field.IsOptional ? $"json.Find({name})?" : $"json.Get({name})";
        if (field.Type.IsList)
            return $"{json}.GetList({reader ?? $"static item => item.{Getter(field.Type.Kind)}"})";
        if (reader is null)
            return $"{json}.{Getter(field.Type.Kind)}";
        return field.IsOptional ? $"{json}.Read({reader})" : $"{reader}({json})";
    }

    private static string Getter(InputKind kind) =>
        kind switch
        {
            InputKind.Int => "GetInt32()",
            InputKind.Number => "GetDouble()",
            InputKind.Bool => "GetBoolean()",
            InputKind.Date => "GetDate()",
            _ => "GetString()",
        };

    private string MethodFor(string type)
    {
        var name = "Read" + type;
        for (var i = 2; !_methods.Add(name); i++)
            name = "Read" + type + "_" + i.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
