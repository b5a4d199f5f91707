using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Secrets;

/// <summary>A place that takes a key.</summary>
/// <param name="Provider">Whose key it takes; null where that is not known.</param>
internal sealed record KeyPlace(string? Provider);

/// <summary>Follows a text forward from where it is written to a place that takes a key.</summary>
internal sealed class ApiKeyUse(SourceScope scope)
{
    private const int MaxDepth = 4;
    private const int MaxUses = 40;

    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>Null where the text is not proven to be passed as a key.</summary>
    public KeyPlace? Of(IOperation text) => Follow(text, MaxDepth);

    private KeyPlace? Follow(IOperation value, int depth)
    {
        if (depth == 0)
            return null;
        var child = value;
        for (var parent = value.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
            switch (parent)
            {
                case IConversionOperation { OperatorMethod.ContainingType: { } made } when IsCredential(made):
                    return new KeyPlace(ProviderOf(made, ""));
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation:
                    continue;
                // `$"Bearer {key}"`
                case IInterpolationOperation or IInterpolatedStringOperation:
                    continue;
                case IArgumentOperation { Parameter: { } parameter, Parent: { } call }:
                    return OfArgument(parameter, call) ?? OfSymbol(parameter, depth);
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment when assignment.Value == child:
                    return OfMember(target.Member) ?? OfSymbol(target.Member, depth);
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == child:
                    return OfSymbol(target.Local, depth);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return OfSymbol(local, depth);
                case IFieldInitializerOperation { InitializedFields: [var field, ..] }:
                    return OfSymbol(field, depth);
                case IPropertyInitializerOperation { InitializedProperties: [var property, ..] }:
                    return OfSymbol(property, depth);
                case IParameterInitializerOperation { Parameter: var optional }:
                    return OfSymbol(optional, depth);
                default:
                    return null;
            }

        return null;
    }

    private KeyPlace? OfSymbol(ISymbol symbol, int depth)
    {
        var definition = symbol.OriginalDefinition;
        if (
            !SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, scope.Compilation.Assembly)
            || scope.IsTooCommon(definition)
            || !_followed.Add(definition)
        )
            return null;
        foreach (var use in scope.References(definition).Take(MaxUses))
            if (Follow(use, depth - 1) is { } place)
                return place;
        return null;
    }

    private static KeyPlace? OfArgument(IParameterSymbol parameter, IOperation call)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { ContainingType: { } type } method)
            return null;
        if (IsCredential(type) && method.MethodKind == MethodKind.Constructor && parameter.Ordinal == 0)
            return new KeyPlace(ProviderOf(type, ""));
        if (ApiKeyShapes.Names.Contains(parameter.Name) && IsOfSdk(type))
            return new KeyPlace(ProviderOf(type, method.Name));
        return OfHeader(parameter, method, call);
    }

    private static KeyPlace? OfMember(ISymbol member) =>
        member.ContainingType is { } type && ApiKeyShapes.Names.Contains(member.Name) && IsOfSdk(type)
            ? new KeyPlace(ProviderOf(type, ""))
            : null;

    // `headers.Add("api-key", "…")`, `new AuthenticationHeaderValue("Bearer", "…")`, in a file that has the address of a provider.
    private static KeyPlace? OfHeader(IParameterSymbol parameter, IMethodSymbol method, IOperation call)
    {
        if (method.ContainingNamespace?.ToDisplayString() != "System.Net.Http.Headers" || parameter.Ordinal != 1)
            return null;
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };
        if (arguments.IsDefault || arguments.FirstOrDefault(static one => one.Parameter?.Ordinal == 0) is not { Value: var first })
            return null;
        var isHeader =
            call is IObjectCreationOperation || (first.ConstantValue.Value is string name && ApiKeyShapes.Headers.Contains(name));
        return isHeader && HostIn(call.Syntax.SyntaxTree) is { } host ? new KeyPlace(host.Provider) : null;
    }

    private static ProviderHost? HostIn(SyntaxTree tree)
    {
        var text = TreeNames.Of(tree).Text;
        foreach (var host in ProviderHosts.All)
            if (
                host.Host.IndexOf('.') > 0
                    ? text.IndexOf("//" + host.Host, StringComparison.OrdinalIgnoreCase) >= 0
                    : HasEnd(text, host.Host)
            )
                return host;
        return null;
    }

    // `.openai.azure.com`
    private static bool HasEnd(string text, string end) => end[0] == '.' && text.IndexOf(end, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsCredential(ITypeSymbol type) => ApiKeyShapes.Credentials.Any(type.IsOrInherits);

    private static bool IsOfSdk(ITypeSymbol type) =>
        type.ContainingAssembly is { Name: var assembly }
        && (ApiKeyShapes.Assemblies.Contains(assembly) || SdkAssemblies.TablesOf(assembly).Length > 0);

    private static string? ProviderOf(INamedTypeSymbol type, string method) =>
        ApiKeyText.ProviderIn(method)
        ?? ApiKeyText.ProviderIn(type.Name)
        ?? ApiKeyText.ProviderIn(type.ContainingAssembly?.Name ?? "")
        ?? SdkAssemblies.TablesOf(type.ContainingAssembly?.Name ?? "").Select(static table => table.Provider).FirstOrDefault();
}
