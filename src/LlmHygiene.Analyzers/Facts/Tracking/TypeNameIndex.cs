using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Tracking;

/// <summary>Where each name is written in the source of one outermost type. Text only: binding nothing, it is cheap and can be kept.</summary>
internal sealed class TypeNameIndex(INamedTypeSymbol type)
{
    private readonly Lazy<Dictionary<string, List<SimpleNameSyntax>>> _names = new(() => Read(type));

    public INamedTypeSymbol Type { get; } = type;

    public IReadOnlyList<SimpleNameSyntax> Places(string name) => _names.Value.TryGetValue(name, out var places) ? places : [];

    private static Dictionary<string, List<SimpleNameSyntax>> Read(INamedTypeSymbol type)
    {
        var index = new Dictionary<string, List<SimpleNameSyntax>>(StringComparer.Ordinal);
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var name in declaration.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (!index.TryGetValue(name.Identifier.ValueText, out var places)) index.Add(name.Identifier.ValueText, places = []);
                places.Add(name);
            }
        }

        return index;
    }
}
