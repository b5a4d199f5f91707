using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>Writes the methods that read model, usage and finish reason of a response, as the rows of its type and its parts say.</summary>
internal sealed class ReaderBuilder(ResponseCatalog responses, ISet<string> experimental)
{
    private const string Call = "global::LlmHygiene.InterceptedCall";

    private readonly Dictionary<ITypeSymbol, string?> _names = new(SymbolEqualityComparer.Default);
    private readonly List<Helper?> _readers = [];

    public EquatableArray<Helper> Readers => _readers.OfType<Helper>().ToEquatableArray();

    /// <summary>The name of the method that reads a value of the type; null where no row says anything about it.</summary>
    public string? For(ITypeSymbol type)
    {
        var read = ReadableType(type);
        if (read is null)
            return null;
        if (_names.TryGetValue(read, out var known))
            return known;

        var direct = DirectRows(read);
        var derived = DerivedRows(read);
        if (direct.Count == 0 && derived.Count == 0)
            return _names[read] = null;

        // Known before its body, because a part can contain what it is part of.
        var at = _readers.Count;
        var name = _names[read] = "Read" + at;
        _readers.Add(null);
        _readers[at] = new Helper(name, Body(name, read, direct, derived));
        return name;
    }

    /// <summary>The reader as a delegate.</summary>
    public string? Delegate(ITypeSymbol type) => For(type) is { } name ? $"static (call, value) => {name}(call, value)" : null;

    // A type parameter is read as what its constraint says it is. Names of type parameters mean nothing in another method.
    private static ITypeSymbol? ReadableType(ITypeSymbol type) =>
        type switch
        {
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.FirstOrDefault(one => one.TypeKind == TypeKind.Class),
            INamedTypeSymbol { IsReferenceType: true } named => named.WithNullableAnnotation(NullableAnnotation.NotAnnotated),
            _ => null,
        };

    private List<(INamedTypeSymbol Type, ResponseRow Row)> DirectRows(ITypeSymbol type)
    {
        var found = new List<(INamedTypeSymbol, ResponseRow)>();
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
            if (responses.FindResponse(current) is { } row)
                found.Add((current, row));
        if (found.Count == 0 && ItemOf(type) is { } item && For(item) is not null)
            found.Add(((INamedTypeSymbol)type, new ResponseRow { Type = type.Name, Parts = [""] }));
        return found;
    }

    private List<(INamedTypeSymbol Type, ResponseRow Row)> DerivedRows(ITypeSymbol type) =>
        [
            .. responses.Responses.Where(one =>
                !one.Type.IsGenericType
                && !SymbolEqualityComparer.Default.Equals(one.Type, type)
                && (type.SpecialType == SpecialType.System_Object || one.Type.IsOrDerivesFrom(type))
            ),
        ];

    private string Body(
        string name,
        ITypeSymbol type,
        List<(INamedTypeSymbol Type, ResponseRow Row)> direct,
        List<(INamedTypeSymbol Type, ResponseRow Row)> derived
    )
    {
        var code = new StringBuilder();
        var parameters = TypeParametersIn(type);
        var generic = parameters.Count == 0 ? "" : "<" + string.Join(", ", parameters.Select(static one => one.Name)) + ">";
        code.Append($"private static void {name}{generic}({Call} call, {TypeText.Bare(type)}? value)");
        foreach (var parameter in parameters)
            code.Append(TypeParameters.Constraint(parameter));
        code.Append("\n{\n    if (value is null)\n        return;\n");
        foreach (var (rowType, row) in direct)
            Read(code, "    ", "value", rowType, row);
        var index = 0;
        foreach (var (rowType, row) in derived)
        {
            var variable = "value" + index++;
            var inner = new StringBuilder();
            Read(inner, "        ", variable, rowType, row);
            if (inner.Length > 0)
                code.Append($"    if (value is {TypeText.Bare(rowType)} {variable})\n    {{\n{inner}    }}\n");
        }

        return code.Append("}\n").ToString();
    }

    private static IReadOnlyList<ITypeParameterSymbol> TypeParametersIn(ITypeSymbol type) =>
        type is INamedTypeSymbol named
            ?
            [
                .. named
                    .TypeArguments.SelectMany(static one => one is ITypeParameterSymbol own ? [own] : TypeParametersIn(one))
                    .Distinct<ITypeParameterSymbol>(SymbolEqualityComparer.Default),
            ]
            : [];

    private void Read(StringBuilder code, string indent, string value, INamedTypeSymbol type, ResponseRow row)
    {
        if (Text(value, type, row.Model) is { } model)
            code.Append($"{indent}call.SetModel({model});\n");
        if (Text(value, type, row.FinishReason) is { } reason)
            code.Append($"{indent}call.SetFinishReason({reason});\n");
        if (MemberPath.Of(value, type, row.Error, experimental) is { } error)
            code.Append($"{indent}call.SetError({error.Expression} is not null);\n");

        if (row.IsHttpResponse)
            code.Append($"{indent}call.ReadResponse({value});\n");
        if (MemberPath.Of(value, type, row.Status, experimental) is { } status)
            code.Append($"{indent}call.SetStatus((int)({status.Expression}));\n");
        if (MemberPath.Of(value, type, row.Body, experimental) is { } body)
            code.Append($"{indent}call.ReadBody({body.Expression});\n");

        var counts = new[] { row.Input, row.Output, row.Cached, row.CacheWrite, row.Reasoning }
            .Select(path =>
                MemberPath.Of(value, type, path, experimental) is { IsNumber: true } found ? $"(long?)({found.Expression})" : "null"
            )
            .ToList();
        if (counts.Exists(static count => count != "null"))
        {
            var method = row.UsageAdds ? "AddUsage" : "SetUsage";
            code.Append($"{indent}call.{method}({string.Join(", ", counts)}, {(row.InputIsWithoutCache ? "true" : "false")});\n");
        }

        foreach (var path in row.Parts)
            ReadPart(code, indent, value, type, path);
    }

    private void ReadPart(StringBuilder code, string indent, string value, INamedTypeSymbol type, string path)
    {
        var (expression, partType) =
            path.Length == 0 ? (value, type)
            : MemberPath.Of(value, type, path, experimental) is { } part ? (part.Expression, part.Type)
            : ("", null);
        if (partType is null)
            return;
        if (path.Length > 0 && For(partType) is { } reader)
            code.Append($"{indent}{reader}(call, {expression});\n");
        else if (ItemOf(partType) is { } item && For(item) is { } itemReader)
            code.Append(
                $$"""
                {{indent}}{
                {{indent}}    if ({{expression}} is { } items)
                {{indent}}        foreach (var item in items)
                {{indent}}            {{itemReader}}(call, item);
                {{indent}}}

                """
            );
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return null;
        foreach (var one in type is INamedTypeSymbol self ? type.AllInterfaces.Insert(0, self) : type.AllInterfaces)
            if (one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                return one.TypeArguments[0];
        return null;
    }

    private string? Text(string value, ITypeSymbol type, string? path) =>
        MemberPath.Of(value, type, path, experimental) is not { } found ? null
        : found.Type.SpecialType == SpecialType.System_String ? found.Expression
        : found.CanBeNull ? $"({found.Expression})?.ToString()"
        : $"({found.Expression}).ToString()";
}
