using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// System.Net.Http, the factory of HTTP clients and its resilience handlers. A test reads the defaults from the packages.
/// </summary>
internal static class HttpClients
{
    /// <summary>The namespace of the HTTP client and of its factory.</summary>
    public const string Namespace = "System.Net.Http";

    public const string Client = "HttpClient";

    public const string Timeout = "Timeout";

    /// <summary>True for a method that sends requests with a client and changes nothing of it, also as an extension.</summary>
    public static bool OnlySends(IMethodSymbol method) =>
        method.ContainingType is { Name: Client or "HttpMessageInvoker" or "HttpClientJsonExtensions", ContainingNamespace: var space }
        && space.ToDisplayString() is Namespace or Namespace + ".Json";

    /// <summary>The time-out of an HTTP client that states none, in seconds.</summary>
    public const int DefaultTimeout = 100;

    /// <summary>The method of the factory that makes a client, and its parameter.</summary>
    public const string Create = "CreateClient";

    public const string Name = "name";

    /// <summary>The method that registers a named or a typed client.</summary>
    public const string Register = "AddHttpClient";

    /// <summary>The method whose delegate configures every client of the factory.</summary>
    public const string ConfigureDefaults = "ConfigureHttpClientDefaults";

    /// <summary>The method whose delegate configures the clients themselves.</summary>
    public const string ConfigureClient = "ConfigureHttpClient";

    /// <summary>The builder of a registered client.</summary>
    public const string Builder = "IHttpClientBuilder";

    /// <summary>The prefix of the assemblies whose other methods on a builder change neither time-out nor retries.</summary>
    public const string AssemblyPrefix = "Microsoft.Extensions.";

    /// <summary>The method of Aspire's service defaults, which a project has as its own code in a project that others share.</summary>
    public const string ServiceDefaults = "AddServiceDefaults";

    /// <summary>The package with the standard handlers.</summary>
    public const string ResiliencePackage = "Microsoft.Extensions.Http.Resilience";

    public const string StandardHandler = "AddStandardResilienceHandler";
    public const string HedgingHandler = "AddStandardHedgingHandler";
    public const string OwnHandler = "AddResilienceHandler";
    public const string RemoveHandlers = "RemoveAllResilienceHandlers";

    /// <summary>The method that configures a standard handler after it was added.</summary>
    public const string Configure = "Configure";

    /// <summary>The methods that add policies of Polly 7 to a client.</summary>
    public static readonly ImmutableArray<string> PolicyHandlers = ImmutableArray.Create(
        "AddPolicyHandler",
        "AddPolicyHandlerFromRegistry",
        "AddTransientHttpErrorPolicy"
    );

    /// <summary>The time in seconds that the standard handler gives one attempt.</summary>
    public const int AttemptTimeout = 10;

    /// <summary>The time in seconds that the standard handler gives a request with all its attempts.</summary>
    public const int TotalTimeout = 30;

    /// <summary>How often the standard handler, and the strategy of Polly, retry.</summary>
    public const int Retries = 3;

    /// <summary>The statuses after which every SDK, and the standard handler, repeat a request.</summary>
    public static readonly ImmutableArray<int> RepeatedStatuses = ImmutableArray.Create(429, 503, 500, 502, 504, 408);

    /// <summary>The members of the options of the standard handler.</summary>
    public const string AttemptTimeoutMember = "AttemptTimeout";

    public const string TotalTimeoutMember = "TotalRequestTimeout";
    public const string RetryMember = "Retry";

    /// <summary>The member of a strategy with the number of its retries.</summary>
    public const string MaxRetryAttempts = "MaxRetryAttempts";

    /// <summary>The member of a strategy that decides what it handles.</summary>
    public const string ShouldHandle = "ShouldHandle";

    /// <summary>The method after which a strategy retries no POST: a request to a model is one.</summary>
    public const string DisableForUnsafe = "DisableForUnsafeHttpMethods";

    /// <summary>The method that makes options of a time-out out of a time.</summary>
    public const string AddTimeout = "AddTimeout";

    /// <summary>The method that adds a strategy which retries to a pipeline of Polly.</summary>
    public const string AddRetry = "AddRetry";
}
