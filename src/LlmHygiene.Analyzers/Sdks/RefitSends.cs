using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The methods of interfaces that Refit implements: the attributes say what they send, and where to.</summary>
internal static class RefitSends
{
    // Lives as long as the assembly, whose types do not change.
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<(IMethodSymbol Method, string Path)>> s_declared = new();

    /// <summary>True for a compilation that can have such interfaces.</summary>
    public static bool IsReferenced(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Any(static assembly => assembly.Name == RefitClients.Name);

    /// <summary>Null for any other method, and for one whose requests have no body.</summary>
    public static HttpSendEntry? Find(IMethodSymbol method)
    {
        if (
            method is not { ContainingType.TypeKind: TypeKind.Interface, IsStatic: false }
            || method.GetAttributes().FirstOrDefault(static one => IsNamed(one, RefitClients.Verbs.Contains)) is not { } verb
            || verb.ConstructorArguments is not [{ Value: string path }, ..]
            || BodyOf(method) is not { } body
        )
            return null;
        var prefix = method.ContainingType.GetAttributes().FirstOrDefault(static one => IsNamed(one, RefitClients.Prefix));
        return new HttpSendEntry(
            RefitClients.Name,
            method.ContainingNamespace.ToDisplayString(),
            ImmutableArray.Create(method.ContainingType.Name),
            ImmutableArray.Create(method.Name)
        )
        {
            IsOutside = true,
            Path = prefix?.ConstructorArguments is [{ Value: string start }, ..] ? start.TrimEnd('/') + "/" + path.TrimStart('/') : path,
            Bodies = ImmutableArray.Create(body),
            Answer = ImmutableArray.Create(RefitClients.Answer),
        };
    }

    /// <summary>The parameter whose value is a part of the path: <c>{model}</c>.</summary>
    public static IParameterSymbol? PartOf(IMethodSymbol method, string name)
    {
        foreach (var parameter in method.Parameters)
        {
            var alias = parameter.GetAttributes().FirstOrDefault(static one => IsNamed(one, RefitClients.Alias));
            if (
                string.Equals(
                    alias?.ConstructorArguments is [{ Value: string text }] ? text : parameter.Name,
                    name,
                    StringComparison.OrdinalIgnoreCase
                )
            )
                return parameter;
        }

        return null;
    }

    /// <summary>The methods of referenced projects that send so: their interfaces are not in the source.</summary>
    public static IEnumerable<(IMethodSymbol Method, string Path)> Referenced(Compilation compilation) =>
        IsReferenced(compilation) ? compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(MethodsOf) : [];

    private static IReadOnlyList<(IMethodSymbol Method, string Path)> MethodsOf(IAssemblySymbol assembly) =>
        Uses(assembly) ? s_declared.GetValue(assembly, static one => Declared(one)) : [];

    private static List<(IMethodSymbol Method, string Path)> Declared(IAssemblySymbol assembly)
    {
        var found = new List<(IMethodSymbol, string)>();
        foreach (var type in TypesIn(assembly.GlobalNamespace))
            if (type.TypeKind == TypeKind.Interface)
                foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
                    if (Find(method) is { Path: { } path })
                        found.Add((method, path));
        return found;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            if (member is INamespaceOrTypeSymbol inner)
                foreach (var found in TypesIn(inner))
                    yield return found;
        }
    }

    private static bool Uses(IAssemblySymbol assembly) =>
        !assembly.Name.StartsWith(RefitClients.Name + ".", StringComparison.Ordinal)
        && assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == RefitClients.Name));

    private static string? BodyOf(IMethodSymbol method) =>
        (
            method.Parameters.FirstOrDefault(static one => one.GetAttributes().Any(static it => IsNamed(it, RefitClients.Body)))
            ?? method.Parameters.FirstOrDefault(CanBeBody)
        )?.Name;

    private static bool CanBeBody(IParameterSymbol parameter) =>
        parameter.Type
            is { IsReferenceType: true, SpecialType: SpecialType.None or SpecialType.System_Object, TypeKind: not TypeKind.Delegate }
        && !parameter.GetAttributes().Any(static one => IsNamed(one, RefitClients.NoBody.Contains));

    private static bool IsNamed(AttributeData attribute, string name) => IsNamed(attribute, one => one == name);

    private static bool IsNamed(AttributeData attribute, Func<string, bool> isMeant) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: RefitClients.Name, ContainingNamespace.IsGlobalNamespace: true } } type
        && isMeant(type.Name);
}
