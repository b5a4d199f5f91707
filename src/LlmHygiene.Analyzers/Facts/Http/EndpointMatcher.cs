using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Http;

internal enum Verdict
{
    /// <summary>The code does not say where the request goes.</summary>
    Unknown,

    /// <summary>It goes to the endpoint of a model.</summary>
    Llm,

    /// <summary>It goes to another endpoint, or may go to one.</summary>
    Other,
}

/// <summary>Distinguishes the endpoints of models from all other endpoints.</summary>
internal static class EndpointMatcher
{
    /// <param name="level">The level of the project: endpoints that came later do not count.</param>
    public static (Verdict Verdict, LlmOperation Operation) Judge(
        HttpRequest request,
        Lazy<IReadOnlyList<HttpBody>> bodies,
        IEnumerable<SyntaxNode> around,
        HygieneLevel level
    )
    {
        LlmEndpoint? found = null;
        var isUnknown = false;
        var paths = new List<string>();
        var others = new List<string>();
        var words = new Lazy<string>(() => Words(request, around), LazyThreadSafetyMode.None);
        foreach (var address in request.Addresses)
        {
            var path = PathOf(address);
            if (path is null)
            {
                isUnknown = true;
                continue;
            }

            if (Match(path, address, bodies, words, level) is { } endpoint)
            {
                found ??= endpoint;
                paths.Add(path);
            }
            else
            {
                others.Add(path);
            }
        }

        // `address.EndsWith(path) ? address : address + path`: an address that is the start of an endpoint is its base address, whatever it
        // ends with.
        if (others.Any(other => !paths.Any(path => StartsWith(path, other))))
            return (Verdict.Other, default);

        if (found is not null)
            return (Verdict.Llm, found.Operation);
        // Where no code shows the address, the body can still prove what the request is.
        return (isUnknown || request.Addresses.Count == 0) && request.IsKnownByBody && bodies.Value.All(static body => body.IsChat)
            ? (Verdict.Llm, LlmOperation.Chat)
            : (Verdict.Unknown, default);
    }

    // Null when the code does not show the end of the path.
    private static string? PathOf(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        var path = (end < 0 ? address : address.Substring(0, end)).TrimEnd('/');
        // `$"{address}/chat/completions{query}"`
        if (
            path.Length > 1
            && path[path.Length - 1] == HttpTextReader.Hole
            && LlmEndpoints.All.Any(endpoint => endpoint.IsCertain && EndsWith(path.TrimEnd(HttpTextReader.Hole), endpoint.Path))
        )
            return path.TrimEnd(HttpTextReader.Hole);
        return path.Length == 0 || path[path.Length - 1] == HttpTextReader.Hole || IsBase(path) ? null : path;
    }

    private static bool StartsWith(string path, string other) =>
        path.Length > other.Length && path[other.Length] == '/' && path.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    // `https://api.openai.com/v1` is a base address, not an endpoint.
    private static bool IsBase(string path)
    {
        var host = path.IndexOf("://", StringComparison.Ordinal);
        var last = path.LastIndexOf('/');
        if (host >= 0 && last <= host + 2)
            return true;
        return last >= 0 && path.Length - last is 3 or 4 && path[last + 1] == 'v' && char.IsDigit(path[last + 2]);
    }

    private static LlmEndpoint? Match(
        string path,
        string address,
        Lazy<IReadOnlyList<HttpBody>> bodies,
        Lazy<string> words,
        HygieneLevel level
    )
    {
        foreach (var endpoint in LlmEndpoints.All)
        {
            if (endpoint.Since > level || !EndsWith(path, endpoint.Path))
                continue;
            if (
                endpoint.IsCertain
                || IsKnownHost(address)
                || endpoint.Hint.Any(hint => words.Value.IndexOf(hint, StringComparison.OrdinalIgnoreCase) >= 0)
            )
                return endpoint;
            if (!endpoint.Body.IsEmpty && bodies.Value.All(body => endpoint.Body.All(body.Has)))
                return endpoint;
        }

        return null;
    }

    private static bool EndsWith(string path, string end)
    {
        if (!path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            return false;
        var before = path.Length - end.Length - 1;
        return before < 0 || end[0] == ':' || path[before] is '/' or HttpTextReader.Hole;
    }

    private static bool IsKnownHost(string address) =>
        LlmEndpoints.Hosts.Any(host => address.IndexOf(host, StringComparison.OrdinalIgnoreCase) >= 0);

    // The names around a request often name the service: the type, the member, and the parts of the address.
    private static string Words(HttpRequest request, IEnumerable<SyntaxNode> around)
    {
        var words = new List<string>(request.Addresses);
        words.AddRange(request.Declarations);
        words.AddRange(request.AddressPlaces.Select(place => place.Operation.Syntax.ToString()));
        foreach (var node in around.SelectMany(place => place.Ancestors()))
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type:
                    words.Add(type.Identifier.ValueText);
                    break;
                case MethodDeclarationSyntax method:
                    words.Add(method.Identifier.ValueText);
                    break;
                case LocalFunctionStatementSyntax function:
                    words.Add(function.Identifier.ValueText);
                    break;
            }
        }

        return string.Join(" ", words);
    }
}
