using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Refit, which implements an interface whose attributes say what each method sends. Data only.</summary>
internal static class RefitClients
{
    /// <summary>The assembly, and the namespace of its attributes.</summary>
    public const string Name = "Refit";

    /// <summary>The attributes of methods whose requests have a body; their argument is the path.</summary>
    public static readonly ImmutableArray<string> Verbs = ImmutableArray.Create("PostAttribute", "PutAttribute", "PatchAttribute");

    /// <summary>The attribute of an interface with the start of its paths.</summary>
    public const string Prefix = "PathPrefixAttribute";

    /// <summary>The attribute of the parameter with the body; where no parameter has it, an object is the body.</summary>
    public const string Body = "BodyAttribute";

    /// <summary>The attribute of a parameter with the name that it has in the path.</summary>
    public const string Alias = "AliasAsAttribute";

    /// <summary>The attributes of parameters that are no body.</summary>
    public static readonly ImmutableHashSet<string> NoBody = ImmutableHashSet.Create(
        "HeaderAttribute",
        "HeaderCollectionAttribute",
        "AuthorizeAttribute",
        "QueryAttribute",
        "PropertyAttribute",
        "UrlAttribute"
    );

    /// <summary>The class whose methods make a client of an address or of an HTTP client.</summary>
    public const string Service = "RestService";

    /// <summary>Its methods.</summary>
    public static readonly ImmutableArray<string> Make = ImmutableArray.Create("For", "ForGenerated");

    /// <summary>The parameter with the address.</summary>
    public const string HostUrl = "hostUrl";

    /// <summary>The parameter with the HTTP client.</summary>
    public const string HttpClient = "client";

    /// <summary>The methods that register a client in a container, and return the builder of its HTTP client.</summary>
    public static readonly ImmutableArray<string> Register = ImmutableArray.Create("AddRefitClient", "AddRefitGeneratedClient");

    /// <summary>The member of the responses of the library with what the service answered.</summary>
    public const string Answer = "Content";
}
