using System.Globalization;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>Names the place of a call, and reads what its code states about it.</summary>
internal sealed class SiteReader
{
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>Calls are read in the order of the files and of the text, so that the ordinals stay the same from build to build.</summary>
    public CallSite Read(SdkCallFacts facts)
    {
        var call = facts.Call.Invocation;
        var name = MemberName(call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart));
        _calls.TryGetValue(name, out var before);
        _calls[name] = before + 1;
        var tag = facts.Prompt.State == PromptState.Tagged ? facts.Prompt : null;
        return new CallSite(
            before == 0 ? name : name + "#" + (before + 1).ToString(CultureInfo.InvariantCulture),
            facts.Call.SdkName,
            facts.Call.Entry.Operation.InventoryName(),
            facts.Model.Id,
            tag?.Name,
            tag?.Version,
            tag is null && facts.Call.Entry.Operation.TakesPrompt() ? facts.PromptTextHash : null
        );
    }

    private static string MemberName(ISymbol? symbol)
    {
        // A lambda and a local function belong to the member that they are written in.
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        if (type is null)
            return symbol?.Name ?? "";
        var typeName = type.ToDisplayString(
            new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces)
        );
        var member = symbol switch
        {
            INamedTypeSymbol => "",
            IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => type.Name,
            // `Program.<Main>$`
            IMethodSymbol { Name: ['<', ..] } => "Main",
            IMethodSymbol { ExplicitInterfaceImplementations: [var implemented, ..] } => implemented.Name,
            _ => symbol!.Name,
        };
        return member.Length == 0 ? typeName : typeName + "." + member;
    }
}
