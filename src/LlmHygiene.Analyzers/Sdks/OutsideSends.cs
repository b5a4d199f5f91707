using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Methods of other assemblies that can only be senders of requests, by their declaration: their code is not visible to a build. They have
/// a name that says so, a parameter with the address and one with the body, or one with the message, and something that can carry the
/// response. What a call passes decides whether it is a request to a model.
/// </summary>
internal sealed class OutsideSends(IAssemblySymbol source)
{
    private static readonly string[] s_beginnings = [.. OutsideSenders.Verbs, OutsideSenders.Get, .. OutsideSenders.BeforeVerb];

    private readonly ConcurrentDictionary<ISymbol, HttpSendEntry?> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);

    /// <summary>A cheap check of the name alone.</summary>
    public static bool MightSend(string name) => VerbOf(name) is not null;

    /// <summary>True where an interface may have the attributes of Refit.</summary>
    public bool IsRefitUsed { get; init; }

    /// <param name="method">The method as it is declared.</param>
    public HttpSendEntry? Find(IMethodSymbol method) =>
        IsRefitUsed && method is { IsAbstract: true, ContainingType.TypeKind: TypeKind.Interface } && RefitSends.Find(method) is { } stated
            ? stated
            : FindByShape(method);

    private HttpSendEntry? FindByShape(IMethodSymbol method) =>
        !MayBegin(method.Name)
        || method.MethodKind != MethodKind.Ordinary
        || method.ContainingType is null
        || !(IsOther(method.ContainingAssembly) || IsDeclaredOnly(method))
            ? null
            : _known.GetOrAdd(method, static one => EntryOf((IMethodSymbol)one));

    // An interface of the project that another project implements. The caller looks for an implementation in this one.
    private bool IsDeclaredOnly(IMethodSymbol method) =>
        method is { IsAbstract: true, IsStatic: false } && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, source);

    private bool IsOther(IAssemblySymbol? assembly) =>
        assembly is not null
        && !SymbolEqualityComparer.Default.Equals(assembly, source)
        && _assemblies.GetOrAdd(
            assembly,
            static one => !OutsideSenders.KnownPrefixes.Contains(one.Name.Split('.', '-')[0]) && !SdkCatalog.IsSdk((IAssemblySymbol)one)
        );

    private static HttpSendEntry? EntryOf(IMethodSymbol method)
    {
        if (
            VerbOf(method.Name) is not { } verb
            || NameWords.Of(method.ContainingType.Name).Any(OutsideSenders.NotSending.Contains)
            || !HasResponse(method)
        )
            return null;
        var request = method.Parameters.FirstOrDefault(static one => IsHttp(one.Type, "HttpRequestMessage"))?.Name;
        var addresses = method.Parameters.Where(IsAddress).ToList();
        var address = addresses.Find(static one => !IsBase(one)) ?? addresses.FirstOrDefault();
        var bodies = request is null && address is not null ? BodiesOf(method, addresses) : ImmutableArray<string>.Empty;
        if (request is null && bodies.IsEmpty)
            return null;
        return new HttpSendEntry(
            method.ContainingAssembly.Name,
            method.ContainingNamespace.ToDisplayString(),
            ImmutableArray.Create(method.ContainingType.Name),
            ImmutableArray.Create(method.Name)
        )
        {
            IsOutside = true,
            Request = request,
            Url = request is null ? address?.Name : null,
            Base = addresses.Find(one => one.Name != address?.Name)?.Name,
            Bodies = bodies,
            Verb = method.Parameters.FirstOrDefault(IsVerb)?.Name,
            Client = method.Parameters.FirstOrDefault(static one => IsHttp(one.Type, HttpClients.Client))?.Name,
            IsPost = request is null && verb == OutsideSenders.Post,
            Answer = IsHttp(ResultOf(method), "HttpResponseMessage") ? ImmutableArray.Create("Content") : ImmutableArray<string>.Empty,
        };
    }

    // Null for a name that does not say that something is sent, or says something else.
    private static string? VerbOf(string name)
    {
        if (!MayBegin(name))
            return null;
        var words = NameWords.Of(name);
        var at = 0;
        while (at < words.Count && OutsideSenders.BeforeVerb.Contains(words[at]))
            at++;
        var isVerb =
            at < words.Count
            && (
                OutsideSenders.Verbs.Contains(words[at])
                || (words[at] == OutsideSenders.Get && at + 1 < words.Count && OutsideSenders.Results.Contains(words[at + 1]))
            );
        return isVerb && !words.Any(OutsideSenders.NotSending.Contains) ? words[at] : null;
    }

    // Most names end here: nothing is allocated for them.
    private static bool MayBegin(string name)
    {
        foreach (var word in s_beginnings)
            if (name.StartsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static bool HasResponse(IMethodSymbol method)
    {
        // `send.To(url)`: a builder of a request returns itself.
        if (method.IsExtensionMethod && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.Parameters[0].Type))
            return false;
        return CanCarry(ResultOf(method), method) || method.Parameters.Any(static one => IsReceiver(one.Type));
    }

    private static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } task && task.IsTask() ? result : method.ReturnType;

    private static bool CanCarry(ITypeSymbol result, IMethodSymbol method) =>
        result.SpecialType is SpecialType.System_String or SpecialType.System_Object
        || result.TypeKind is TypeKind.TypeParameter or TypeKind.Array or TypeKind.Dynamic
        || (
            result
                is INamedTypeSymbol
                {
                    TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct,
                    SpecialType: not (
                        SpecialType.System_Void
                        or SpecialType.System_Boolean
                        or (>= SpecialType.System_Char and <= SpecialType.System_UIntPtr)
                        or SpecialType.System_DateTime
                    )
                } named
            && !named.IsTask()
            && !OutsideSenders.NoResponse.Contains(named.Name)
            && !OutsideSenders.NoResponse.Any(end => named.Name.EndsWith(end, StringComparison.Ordinal))
            && !SymbolEqualityComparer.Default.Equals(named, method.ContainingType)
        );

    // What is called with the parts of the response.
    private static bool IsReceiver(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod.Parameters.Length: > 0 }
        || type is { Name: "IProgress" or "IObserver", ContainingNamespace.Name: "System" };

    private static bool IsAddress(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None
        && (
            parameter.Type is { Name: "Uri", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || (
                parameter.Type.SpecialType == SpecialType.System_String
                && NameWords.Of(parameter.Name) is [.., var last]
                && OutsideSenders.Address.Contains(last)
            )
        );

    private static bool IsBase(IParameterSymbol parameter) => NameWords.Of(parameter.Name).Any(OutsideSenders.Base.Contains);

    private static bool IsVerb(IParameterSymbol parameter) =>
        OutsideSenders.Verb.Contains(parameter.Name) || IsHttp(parameter.Type, "HttpMethod");

    // The parameters that are named like a body, otherwise all that can be one.
    private static ImmutableArray<string> BodiesOf(IMethodSymbol method, List<IParameterSymbol> addresses)
    {
        var possible = method.Parameters.Where(one => !addresses.Contains(one) && !IsVerb(one) && CanBeBody(one)).ToList();
        var named = possible.Where(static one => NameWords.Of(one.Name).Any(OutsideSenders.Body.Contains)).ToList();
        return (named.Count > 0 ? named : possible).Select(static one => one.Name).ToImmutableArray();
    }

    private static bool CanBeBody(IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.None or RefKind.In
        && !parameter.IsParams
        && !NameWords.Of(parameter.Name).Any(OutsideSenders.NoBody.Contains)
        && (
            parameter.Type.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || parameter.Type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic
            || parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
            || parameter.Type
                is INamedTypeSymbol
                {
                    TypeKind: TypeKind.Class or TypeKind.Interface,
                    Name: not ("CancellationToken" or "IProgress" or "IObserver" or HttpClients.Client)
                }
        );

    private static bool IsHttp(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == HttpClients.Namespace;
}
