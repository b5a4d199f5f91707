using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The C# types that prompt files name: whether the project has them, and whether a response can be deserialized to them.
/// </summary>
internal static class OutputTypes
{
    private const string SerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
    private const string NameIt = "Write its full name, with the namespace, as in 'Shop.Tickets.Triage'.";

    /// <summary>The name of the type in C# notation.</summary>
    public static string DisplayName(string typeName) => typeName.Replace('+', '.');

    /// <summary>The types that a response can be deserialized to.</summary>
    public static EquatableArray<string> Readable(Compilation compilation, EquatableArray<string> typeNames) =>
        typeNames.Where(name => TypeProblem(compilation, name) is null).ToEquatableArray();

    /// <returns>Why the type cannot be an output; null when it can.</returns>
    public static string? TypeProblem(Compilation compilation, string typeName)
    {
        if (Find(compilation, typeName) is not { } type)
            return NotFound(compilation, typeName);
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return NotAccessible(type);

        var isList =
            type.SpecialType == SpecialType.None
            && type.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_Collections_IEnumerable);
        var isObject =
            type.TypeKind is TypeKind.Class or TypeKind.Struct
            && type is { IsStatic: false, IsRefLikeType: false, SpecialType: SpecialType.None };
        return isObject && !isList
            ? null
            : $"'{Show(type)}' has no properties that a response can be read into. Wrap it in a record, and name the record.";
    }

    /// <returns>Why the type cannot be a JSON context; null when it can.</returns>
    public static string? ContextProblem(Compilation compilation, string typeName)
    {
        if (Find(compilation, typeName) is not { } type)
            return NotFound(compilation, typeName);
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return NotAccessible(type);
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            if (parent.ToDisplayString() == SerializerContext)
                return null;
        return $"'{Show(type)}' is not a JsonSerializerContext. Name a partial class that derives from it and has "
            + "[JsonSerializable] for the output.";
    }

    // A nested type is written with a dot or, as in metadata, with a plus.
    private static INamedTypeSymbol? Find(Compilation compilation, string typeName)
    {
        var name = typeName;
        while (true)
        {
            var found = compilation.GetTypesByMetadataName(name);
            if (found.Length == 1)
                return found[0];
            if (
                found.FirstOrDefault(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) is
                { } own
            )
                return own;
            var accessible = found.Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)).ToArray();
            if (accessible.Length == 1)
                return accessible[0];

            var dot = name.LastIndexOf('.');
            if (found.Length > 0 || dot < 0)
                return null;
            name = name.Substring(0, dot) + "+" + name.Substring(dot + 1);
        }
    }

    private static string NotFound(Compilation compilation, string typeName)
    {
        var simple = typeName.Substring(typeName.LastIndexOfAny(['.', '+']) + 1);
        var nearest = Declared(compilation, simple);
        if (nearest is null)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            _ = compilation.GetSymbolsWithName(name => Collect(names, name), SymbolFilter.Type).Any();
            nearest = Suggestions.Nearest(simple, names.OrderBy(static name => name, StringComparer.Ordinal)) is { } meant
                ? Declared(compilation, meant)
                : null;
        }

        return $"The project has no type '{DisplayName(typeName)}'. " + (nearest is null ? NameIt : $"Did you mean '{Show(nearest)}'?");
    }

    private static bool Collect(HashSet<string> names, string name)
    {
        names.Add(name);
        return false;
    }

    private static INamedTypeSymbol? Declared(Compilation compilation, string name) =>
        compilation
            .GetSymbolsWithName(name, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(static type => !type.IsGenericType)
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .FirstOrDefault();

    private static string NotAccessible(INamedTypeSymbol type) =>
        $"The generated class cannot use '{Show(type)}', which is not accessible to it. Make it internal or public.";

    private static string Show(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
