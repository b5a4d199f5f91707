using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>Methods of an HTTP library that send a request with a body. Arguments are found by the name of the parameter.</summary>
internal sealed record HttpSendEntry(string Library, string Namespace, ImmutableArray<string> Types, ImmutableArray<string> Methods)
{
    public const string Receiver = "this";

    /// <summary>The assembly that a project must reference to use the methods; null for those of the base class library.</summary>
    public string? Assembly { get; init; }

    /// <summary>The parameter with the address, or <see cref="Receiver"/>.</summary>
    public string? Url { get; init; }

    /// <summary>The parameter with a request object, or <see cref="Receiver"/>.</summary>
    public string? Request { get; init; }

    /// <summary>The parameter with the body or its content.</summary>
    public string? Body { get; init; }

    /// <summary>The parameter with the client, or <see cref="Receiver"/>: the client may hold the first part of the address.</summary>
    public string? Client { get; init; }

    /// <summary>The members of the response that hold its body; empty where the result of the method is the body itself.</summary>
    public ImmutableArray<string> Answer { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True where the response itself can be read, too.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>False for a method that returns before the request is sent, and whose result does not tell when it ends.</summary>
    public bool IsAwaitable { get; init; } = true;

    /// <summary>False for methods whose verb the request decides, which may be GET.</summary>
    public bool IsPost { get; init; } = true;

    /// <summary>True for a method of another assembly of which only the declaration is known.</summary>
    public bool IsOutside { get; init; }

    /// <summary>The parameters of such a method that can be the body.</summary>
    public ImmutableArray<string> Bodies { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The path of a method that states it itself, where arguments have their places in braces.</summary>
    public string? Path { get; init; }

    /// <summary>The parameter of such a method with the verb.</summary>
    public string? Verb { get; init; }

    /// <summary>The parameter of such a method with the first part of the address.</summary>
    public string? Base { get; init; }
}

/// <summary>The HTTP libraries, as data, and those that one compilation references.</summary>
internal sealed class HttpSends
{
    public const string SystemNetHttp = "System.Net.Http";
    public const string RestSharp = "RestSharp";
    public const string Flurl = "Flurl.Http";

    /// <summary>The request class of Unity, which says address, verb and body by itself.</summary>
    public const string UnityRequest = "UnityWebRequest";

    // Microsoft.AspNet.WebApi.Client
    private const string WebApiClient = "System.Net.Http.Formatting";

    public static readonly ImmutableArray<HttpSendEntry> All = ImmutableArray.Create(
        new HttpSendEntry(SystemNetHttp, "System.Net.Http", Names("HttpClient"), Names("PostAsync", "PutAsync", "PatchAsync"))
        {
            Url = "requestUri",
            Body = "content",
            Client = HttpSendEntry.Receiver,
            Answer = Names("Content"),
        },
        new HttpSendEntry(SystemNetHttp, "System.Net.Http", Names("HttpClient", "HttpMessageInvoker"), Names("SendAsync", "Send"))
        {
            Request = "request",
            Client = HttpSendEntry.Receiver,
            IsPost = false,
            Answer = Names("Content"),
        },
        new HttpSendEntry(
            SystemNetHttp,
            "System.Net.Http.Json",
            Names("HttpClientJsonExtensions"),
            Names("PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync")
        )
        {
            Url = "requestUri",
            Body = "value",
            Client = "client",
            Answer = Names("Content"),
        },
        new HttpSendEntry(
            SystemNetHttp,
            "System.Net.Http",
            Names("HttpClientExtensions"),
            Names("PostAsJsonAsync", "PutAsJsonAsync", "PostAsync")
        )
        {
            Assembly = WebApiClient,
            Url = "requestUri",
            Body = "value",
            Client = "client",
            Answer = Names("Content"),
        },
        new HttpSendEntry(
            "System.Net.WebClient",
            "System.Net",
            Names("WebClient"),
            Names("UploadString", "UploadStringTaskAsync", "UploadData", "UploadDataTaskAsync")
        )
        {
            Url = "address",
            Body = "data",
        },
        new HttpSendEntry(
            "System.Net.HttpWebRequest",
            "System.Net",
            Names("WebRequest", "HttpWebRequest"),
            Names("GetResponse", "GetResponseAsync")
        )
        {
            Request = HttpSendEntry.Receiver,
            IsPost = false,
        },
        new HttpSendEntry(
            RestSharp,
            "RestSharp",
            Names("RestClient", "IRestClient", "RestClientExtensions"),
            Names("PostAsync", "Post", "ExecutePostAsync", "ExecutePost")
        )
        {
            Assembly = RestSharp,
            Request = "request",
            Client = "client",
            Answer = Names("Content", "Data", "RawBytes"),
        },
        new HttpSendEntry(
            RestSharp,
            "RestSharp",
            Names("RestClient", "IRestClient", "RestClientExtensions"),
            Names("ExecuteAsync", "Execute")
        )
        {
            Assembly = RestSharp,
            Request = "request",
            Client = "client",
            IsPost = false,
            Answer = Names("Content", "Data", "RawBytes"),
        },
        new HttpSendEntry("UnityEngine", "UnityEngine.Networking", Names(UnityRequest), Names("SendWebRequest"))
        {
            Assembly = "UnityEngine.UnityWebRequestModule",
            Request = HttpSendEntry.Receiver,
            IsPost = false,
            IsAwaitable = false,
        },
        // The receiver is a string, a Uri, a Url or an IFlurlRequest; the class with the extensions was renamed.
        new HttpSendEntry(Flurl, "Flurl.Http", ImmutableArray<string>.Empty, Names("PostJsonAsync", "PostStringAsync", "PostAsync"))
        {
            Assembly = Flurl,
            Url = HttpSendEntry.Receiver,
            Body = "body",
            Answer = Names("Content"),
            IsAnswer = true,
        }
    );

    private readonly List<HttpSendEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly OutsideSends? _outside;

    private HttpSends(Compilation compilation, HygieneLevel level)
    {
        if (level > HygieneLevel.V0_1)
            _outside = new OutsideSends(compilation.Assembly) { IsRefitUsed = RefitSends.IsReferenced(compilation) };
        var assemblies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            assemblies.Add(assembly.Name);
        foreach (var entry in All)
        {
            if (entry.Assembly is { } needed && !assemblies.Contains(needed) && !IsDeclaredIn(compilation.Assembly, entry))
                continue;
            _entries.Add(entry);
            _names.UnionWith(entry.Methods);
        }
    }

    public IReadOnlyCollection<string> Methods => _names;

    /// <summary>The sends of the base class library, and of the referenced libraries.</summary>
    /// <param name="level">The level of the project: senders that came later do not count.</param>
    public static HttpSends In(Compilation compilation, HygieneLevel level) => new(compilation, level);

    /// <summary>True where methods count of which only the declaration is known.</summary>
    public bool HasOutside => _outside is not null;

    /// <summary>The names of methods in a file that may be declared elsewhere and send requests.</summary>
    public IEnumerable<string> OutsideNamesIn(SyntaxTree tree) => _outside is null ? [] : SenderNames.In(tree);

    public HttpSendEntry? Find(IMethodSymbol method) => FindKnown(method) ?? _outside?.Find(method.AsDeclared());

    private HttpSendEntry? FindKnown(IMethodSymbol method)
    {
        if (!_names.Contains(method.Name) || method.ContainingType is not { } type)
            return null;
        type = type.OutOfExtensionBlock();
        foreach (var entry in _entries)
        {
            if (
                entry.Methods.Contains(method.Name)
                && (entry.Types.IsEmpty || entry.Types.Contains(type.Name))
                && IsNamed(type.ContainingNamespace, entry.Namespace)
            )
                return entry;
        }

        return null;
    }

    // A project may have the source of the library.
    private static bool IsDeclaredIn(IAssemblySymbol source, HttpSendEntry entry) =>
        entry.Library == Flurl
            ? source.GetTypeByMetadataName("Flurl.Http.IFlurlRequest") is not null
            : entry.Types.Any(type => source.GetTypeByMetadataName(entry.Namespace + "." + type) is not null);

    private static bool IsNamed(INamespaceSymbol? symbol, string name)
    {
        for (var end = name.Length; end > 0; symbol = symbol.ContainingNamespace)
        {
            if (symbol is null or { IsGlobalNamespace: true })
                return false;
            var start = name.LastIndexOf('.', end - 1) + 1;
            if (symbol.Name.Length != end - start || string.CompareOrdinal(symbol.Name, 0, name, start, end - start) != 0)
                return false;
            end = start - 1;
        }

        return symbol is { IsGlobalNamespace: true };
    }

    private static ImmutableArray<string> Names(params string[] names) => ImmutableArray.Create(names);
}
