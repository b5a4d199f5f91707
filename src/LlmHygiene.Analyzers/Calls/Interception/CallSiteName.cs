using System.Globalization;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>
/// The name of the place that makes a call, as telemetry and inventory have it: type and member, and an ordinal where the member has
/// several calls, such as <c>Shop.Triage.AskAsync#2</c>.
/// </summary>
internal static class CallSiteName
{
    /// <summary>Without the ordinal, which needs the other calls of the project.</summary>
    public static string Of(IOperation call) => MemberName(call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart));

    /// <param name="before">How many calls with the same name there are before this one, in the order of files and text.</param>
    public static string Numbered(string name, int before) =>
        before == 0 ? name : name + "#" + (before + 1).ToString(CultureInfo.InvariantCulture);

    private static string MemberName(ISymbol? symbol)
    {
        // A lambda and a local function belong to the member that they are written in.
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        // An accessor and an initializer belong to their property or event.
        symbol = symbol switch
        {
            IMethodSymbol { AssociatedSymbol: { } property } => property,
            IFieldSymbol { AssociatedSymbol: { } property } => property,
            _ => symbol,
        };
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        if (type is null)
            return symbol?.Name ?? "";
        // The name that the compiler gives to an extension block depends on the compiler's version.
        type = type.OutOfExtensionBlock();
        var typeName = type.ToDisplayString(
            new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces)
        );
        var member = symbol switch
        {
            INamedTypeSymbol => "",
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => type.Name,
            // `Program.<Main>$`
            IMethodSymbol { Name: ['<', ..] } => "Main",
            IMethodSymbol { ExplicitInterfaceImplementations: [var implemented, ..] } => implemented.Name,
            IPropertySymbol { ExplicitInterfaceImplementations: [var implemented, ..] } => implemented.Name,
            IEventSymbol { ExplicitInterfaceImplementations: [var implemented, ..] } => implemented.Name,
            _ => symbol!.Name,
        };
        return member.Length == 0 ? typeName : typeName + "." + member;
    }
}
