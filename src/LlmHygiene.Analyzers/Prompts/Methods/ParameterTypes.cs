using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>How templates see the C# type of a parameter, or of a property of one.</summary>
internal static class ParameterTypes
{
    // Far deeper than a prompt needs; limits types that contain themselves.
    private const int MaxDepth = 3;
    private const int MaxMembers = 64;

    /// <returns>The type and whether it may be null; null when the type cannot be converted to text.</returns>
    public static (InputType Type, bool IsOptional)? Of(ITypeSymbol type, int depth = 0)
    {
        var isOptional = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Of(nullable.TypeArguments[0], depth) is { } inner ? (inner.Type, true) : null;
        if (type.IsNamed(RuntimeTypes.TrustedText))
            return (new InputType(InputKind.String, IsList: false, null) { IsTrusted = true }, isOptional);
        if (Scalar(type) is { } kind)
            return (new InputType(kind, IsList: false, null), isOptional);
        if (type.TypeKind == TypeKind.Enum)
            return (new InputType(InputKind.Enum, IsList: false, EnumOf((INamedTypeSymbol)type)), isOptional);
        if (ItemOf(type) is { } item)
            return Of(item, depth) is { Type.IsList: false, IsOptional: false } known
                ? (known.Type with { IsList = true }, isOptional)
                : null;
        return depth < MaxDepth && RecordOf(type, depth) is { } record
            ? (new InputType(InputKind.Record, IsList: false, null, record), isOptional)
            : null;
    }

    /// <summary>The item type of a sequence.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return null;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        if (IsEnumerable(type))
            return ((INamedTypeSymbol)type).TypeArguments[0];
        foreach (var implemented in type.AllInterfaces)
            if (IsEnumerable(implemented))
                return implemented.TypeArguments[0];
        return null;
    }

    /// <summary>True for a list that itself has a count and an indexer.</summary>
    public static bool IsReadOnlyList(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1 } || IsNamed(type) || type.AllInterfaces.Any(IsNamed);

    private static bool IsNamed(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T;

    private static bool IsEnumerable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static InputKind? Scalar(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return InputKind.String;
            case SpecialType.System_Boolean:
                return InputKind.Bool;
            case SpecialType.System_Single or SpecialType.System_Double:
                return InputKind.Number;
            case SpecialType.System_DateTime:
                return InputKind.Date;
            case SpecialType.System_Char
            or SpecialType.System_Decimal
            or SpecialType.System_SByte
            or SpecialType.System_Int16
            or SpecialType.System_Int32
            or SpecialType.System_Int64
            or SpecialType.System_Byte
            or SpecialType.System_UInt16
            or SpecialType.System_UInt32
            or SpecialType.System_UInt64:
                return InputKind.Int;
            default:
                return
                    type
                        is {
                            Name: "DateOnly" or "DateTimeOffset",
                            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
                        }
                    ? InputKind.Date
                    : null;
        }
    }

    // Two names of one value cannot be distinguished: the first one is used.
    private static EnumType EnumOf(INamedTypeSymbol type)
    {
        var values = new HashSet<object>();
        var options = type.GetMembers()
            .OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: { } value } && values.Add(value))
            .Select(field => new EnumOption(WireName(field) ?? field.Name, field.Name));
        return new EnumType(FullName(type), options.ToEquatableArray());
    }

    private static string? WireName(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "JsonStringEnumMemberNameAttribute" when attribute.ConstructorArguments is [{ Value: string name }]:
                    return name;
                case "EnumMemberAttribute"
                    when attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Value").Value.Value is string name:
                    return name;
            }
        }

        return null;
    }

    private static RecordType? RecordOf(ITypeSymbol type, int depth)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || type.SpecialType == SpecialType.System_Object)
            return null;
        var fields = new List<PromptInput>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (
            var current = type;
            current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType);
            current = current.BaseType
        )
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (
                    fields.Count == MaxMembers
                    || property
                        is not {
                            IsStatic: false,
                            IsIndexer: false,
                            DeclaredAccessibility: Accessibility.Public,
                            GetMethod.DeclaredAccessibility: Accessibility.Public
                        }
                )
                    continue;
                if (
                    !names.Add(property.Name)
                    || Of(property.Type, depth + 1) is not { } known
                    || (known.Type.IsList && !IsReadOnlyList(property.Type))
                )
                    continue;
                fields.Add(new PromptInput(property.Name, property.Name, known.Type, known.IsOptional, Default: null, Description: null));
            }
        }

        return fields.Count == 0 ? null : new RecordType(FullName(type), fields.ToEquatableArray()) { IsValue = IsValue(type) };
    }

    // A Guid, a TimeSpan, a Uri …: one value, whose properties are parts of it. How it would be written depends on its type.
    private static bool IsValue(ITypeSymbol type)
    {
        if (!IsOfSystem(type) || type.Name == "KeyValuePair")
            return false;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || current.Name == "Exception")
                return false;
            if (current.GetMembers("ToString").Any(static member => member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true }))
                return true;
        }

        return false;
    }

    private static bool IsOfSystem(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space is { Name: "System", IsGlobalNamespace: false } && type.DeclaringSyntaxReferences.IsEmpty;
    }

    private static string FullName(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
