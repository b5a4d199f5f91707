using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>
    /// The names of the types that user code implements or derives from to pass calls on, without the <c>I</c> of an interface.
    /// </summary>
    public IEnumerable<string> AbstractionNames =>
        _clients.Where(static pair => pair.Value.IsAbstraction).Select(static pair => WithoutPrefix(pair.Key)).Distinct();

    /// <summary>
    /// The members of an options type that set the limit; empty where it has none. There are several where only the types derived from a
    /// base type declare one, as for the execution settings of Semantic Kernel.
    /// </summary>
    public IReadOnlyList<LimitMember> LimitsOf(ITypeSymbol? options)
    {
        if (FindOptions(options) is not { } entry)
            return [];
        var holder = entry.LimitIn ?? entry.Type;
        var found = _options.Where(pair => pair.Value.Type == holder).Select(pair => (Type: pair.Key, pair.Value.Limit)).FirstOrDefault();
        if (found.Type is null)
            return [];
        if (found.Limit is not null)
            return [new LimitMember(found.Type, found.Limit)];

        var derived = _options.Where(pair => pair.Value.Limit is not null && pair.Key.BaseType.IsOrDerivesFrom(found.Type)).ToList();
        return
        [
            .. derived
                .Where(pair => !derived.Exists(other => pair.Key.BaseType.IsOrDerivesFrom(other.Key)))
                .OrderBy(static pair => pair.Value.Type, StringComparer.Ordinal)
                .Select(static pair => new LimitMember(pair.Key, pair.Value.Limit!)),
        ];
    }

    /// <summary>
    /// How the clients that a type makes send the output limit, where that is under its older name. Null for versions of which it is not
    /// known.
    /// </summary>
    public static OlderLimitName? OlderLimitOf(ClientSourceRow row, INamedTypeSymbol type) =>
        row.OlderLimit is { } older && ShortVersion(type) <= older.Through ? older : null;

    /// <summary>The version of the package of a type: major and minor.</summary>
    public static Version ShortVersion(ITypeSymbol type) =>
        new(type.ContainingAssembly.Identity.Version.Major, type.ContainingAssembly.Identity.Version.Minor);

    /// <summary>True where the limit is sent as <c>max_tokens</c> whatever makes the client.</summary>
    public bool IsOlderLimit(LimitMember member) =>
        FindOptions(member.Type)
            ?.Parameters.Any(parameter => parameter.Member == member.Name && parameter.Parameter == RequestParameter.MaxTokens) == true;

    private static string WithoutPrefix(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.Name.Length > 1 && type.Name[0] == 'I' ? type.Name.Substring(1) : type.Name;
}
