using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>The methods that a project trusts: <c>llmhygiene.trusted_methods</c>.</summary>
/// <param name="Names">Each is the name of a type, of which namespaces may be left out, a dot, and a method or <c>*</c>.</param>
internal sealed record TrustedMethods(ImmutableArray<string> Names)
{
    private static readonly SymbolDisplayFormat s_name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    public bool Contains(IMethodSymbol method)
    {
        if (Names.IsEmpty)
            return false;
        var type = method.ContainingType?.ToDisplayString(s_name) ?? "";
        return Names.Any(trusted =>
        {
            var dot = trusted.LastIndexOf('.');
            return dot > 0
                && trusted.Substring(dot + 1) is var name
                && (name == "*" || name == method.Name)
                && trusted.Substring(0, dot) is var owner
                && (type == owner || type.EndsWith("." + owner, StringComparison.Ordinal));
        });
    }
}
