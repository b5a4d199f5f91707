using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>APIs that an SDK has marked as experimental: whoever uses them has to turn the diagnostic of their ID off.</summary>
internal static class Experimental
{
    private const string Attribute = "ExperimentalAttribute";

    public static void AddTo(ISet<string> ids, ISymbol symbol)
    {
        for (var current = symbol; current is not null; current = current.ContainingSymbol)
            foreach (var attribute in current.GetAttributes())
                if (
                    attribute.AttributeClass is { Name: Attribute }
                    && attribute.ConstructorArguments is [{ Value: string id }]
                    && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(id)
                )
                    ids.Add(id);
    }
}
