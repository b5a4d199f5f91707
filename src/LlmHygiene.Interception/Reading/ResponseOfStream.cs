using System.Text;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>
/// Writes the response that a factory of streams takes, where the stream has the properties of its response, but does not return it.
/// Disposing of it disposes of the stream.
/// </summary>
internal static class ResponseOfStream
{
    /// <param name="name">The name of the class.</param>
    /// <param name="stream">The class of the stream.</param>
    /// <param name="response">The abstract class of the response.</param>
    /// <param name="experimental">Gets the IDs of experimental members that are used.</param>
    public static string Emit(string name, INamedTypeSymbol stream, INamedTypeSymbol response, ISet<string> experimental)
    {
        Experimental.AddTo(experimental, response);
        var code = new StringBuilder();
        code.Append(
            $$"""
            file sealed class {{name}} : {{TypeText.Bare(response)}}
            {
                private readonly {{TypeText.Bare(stream)}} _inner;

                public {{name}}({{TypeText.Bare(stream)}} inner) => _inner = inner;

            """
        );
        foreach (var member in AbstractMembers(response))
        {
            Experimental.AddTo(experimental, member);
            var access = member.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
            if (member is IPropertySymbol { IsIndexer: false } property)
                code.Append(
                    $"\n    {access} override {TypeText.Of(property.Type)} {TypeText.Name(property.Name)}{Value(property, stream)}\n"
                );
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                var parameters = string.Join(", ", method.Parameters.Select(one => TypeText.Of(one.Type) + " " + TypeText.Name(one.Name)));
                var result = method.ReturnsVoid ? "void" : TypeText.Of(method.ReturnType);
                code.Append($"\n    {access} override {result} {TypeText.Name(method.Name)}({parameters}) {Statement(method, stream)}\n");
            }
        }

        return code.Append("}\n").ToString();
    }

    /// <summary>The abstract members that a class derived from this one has to have.</summary>
    public static IEnumerable<ISymbol> AbstractMembers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            foreach (var member in current.GetMembers())
                if (member.IsAbstract)
                    yield return member;
    }

    // The body has been read by the stream inside; nobody reads it here.
    private static string Value(IPropertySymbol property, INamedTypeSymbol stream) =>
        property.SetMethod is not null ? " { get; set; }" + (IsBody(property.Type) ? " = global::System.IO.Stream.Null;" : " = default!;")
        : IsBody(property.Type) ? " => global::System.IO.Stream.Null;"
        : Same(property, stream) is { } same ? $" => _inner.{TypeText.Name(same.Name)};"
        : " => throw new global::System.NotSupportedException();";

    private static bool IsBody(ITypeSymbol type) =>
        type is { Name: "Stream", ContainingNamespace: { Name: "IO" } space } && space.ToDisplayString() == "System.IO";

    // By name, else the only one of the type.
    private static IPropertySymbol? Same(IPropertySymbol property, INamedTypeSymbol stream)
    {
        var candidates = stream
            .GetMembers()
            .OfType<IPropertySymbol>()
            .Where(one =>
                one is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null }
                && SymbolEqualityComparer.Default.Equals(one.Type, property.Type)
            )
            .ToList();
        return candidates.Find(one => one.Name == property.Name) ?? (candidates.Count == 1 ? candidates[0] : null);
    }

    private static string Statement(IMethodSymbol method, INamedTypeSymbol stream) =>
        method is { Name: "Dispose", ReturnsVoid: true, Parameters.Length: 0 } && Disposal(stream) is { } disposal
            ? disposal
            : "=> throw new global::System.NotSupportedException();";

    private static string? Disposal(INamedTypeSymbol stream) =>
        stream.AllInterfaces.Any(static one => one.Name == "IAsyncDisposable")
            ? "=> ((global::System.IAsyncDisposable)_inner).DisposeAsync().AsTask().GetAwaiter().GetResult();"
        : stream.AllInterfaces.Any(static one => one.SpecialType == SpecialType.System_IDisposable)
            ? "=> ((global::System.IDisposable)_inner).Dispose();"
        : null;
}
