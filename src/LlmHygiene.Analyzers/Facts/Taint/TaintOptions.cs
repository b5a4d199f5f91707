using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>What a project says about trust.</summary>
/// <param name="TrustedMethods">Methods whose result is safe, or that check what they are given: <c>Shop.Safety.Clean</c>.</param>
/// <param name="TrustsFiles">False where the content of files counts as input.</param>
/// <param name="TrustsDatabases">False where the content of databases counts as input.</param>
internal sealed record TaintOptions(ImmutableArray<string> TrustedMethods, bool TrustsFiles, bool TrustsDatabases)
{
    public bool Counts(TextSourceKind kind) =>
        kind switch
        {
            TextSourceKind.File => !TrustsFiles,
            TextSourceKind.Database => !TrustsDatabases,
            _ => true,
        };

    /// <summary>True for a method by its full name, or by the end of it that begins with a type.</summary>
    public bool IsTrusted(IMethodSymbol method)
    {
        if (TrustedMethods.IsEmpty)
            return false;
        var type = method.ContainingType?.ToDisplayString(s_name) ?? "";
        return TrustedMethods.Any(trusted =>
        {
            var dot = trusted.LastIndexOf('.');
            return dot > 0
                && trusted.Substring(dot + 1) is var name
                && (name == "*" || name == method.Name)
                && trusted.Substring(0, dot) is var owner
                && (type == owner || type.EndsWith("." + owner, StringComparison.Ordinal));
        });
    }

    private static readonly SymbolDisplayFormat s_name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );
}
