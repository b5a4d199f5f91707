using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>The names of the methods that Refit implements. In the source they are found by their attributes; nothing is bound.</summary>
internal static class RefitMethods
{
    private const string AttributeSuffix = "Attribute";

    public static HashSet<string> Names(SourceScope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!RefitSends.IsReferenced(scope.Compilation))
            return names;
        foreach (var verb in RefitClients.Verbs)
        foreach (var name in new[] { verb, verb.Substring(0, verb.Length - AttributeSuffix.Length) })
        foreach (var place in scope.Places(name))
            if (
                (place.Parent is QualifiedNameSyntax ? place.Parent.Parent : place.Parent) is AttributeSyntax
                {
                    Parent.Parent: MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax } method
                }
            )
                names.Add(method.Identifier.ValueText);
        foreach (var (method, _) in RefitSends.Referenced(scope.Compilation))
            names.Add(method.Name);
        return names;
    }
}
