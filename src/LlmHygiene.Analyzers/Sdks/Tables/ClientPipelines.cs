using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// System.ClientModel and Azure.Core, with which the SDKs of OpenAI and Azure send their requests. A test reads the defaults from the
/// packages.
/// </summary>
internal static class ClientPipelines
{
    /// <summary>The member of the options with the transport.</summary>
    public const string Transport = "Transport";

    /// <summary>The member of the options with the policy that retries.</summary>
    public const string RetryPolicyMember = "RetryPolicy";

    /// <summary>The member with the time that one attempt may take.</summary>
    public const string NetworkTimeout = "NetworkTimeout";

    /// <summary>How often both retry a request where nothing else is stated.</summary>
    public const int Retries = 3;

    public static readonly ImmutableArray<string> Assemblies = ImmutableArray.Create("System.ClientModel", "Azure.Core");

    public static readonly ImmutableArray<HttpPartRow> Transports = ImmutableArray.Create(
        new HttpPartRow("System.ClientModel.Primitives.HttpClientPipelineTransport", "client"),
        new HttpPartRow("Azure.Core.Pipeline.HttpClientTransport", "client")
    );

    public static readonly ImmutableArray<HttpPartRow> RetryPolicies = ImmutableArray.Create(
        new HttpPartRow("System.ClientModel.Primitives.ClientRetryPolicy", "maxRetries") { Default = Retries },
        new HttpPartRow("Azure.Core.Pipeline.RetryPolicy", "maxRetries") { Default = Retries }
    );

    /// <summary>The row of a transport or a policy; null for any other type.</summary>
    public static HttpPartRow? PartOf(ITypeSymbol? type)
    {
        if (type is null)
            return null;
        foreach (var row in Transports)
            if (Is(type, row))
                return row;
        foreach (var row in RetryPolicies)
            if (Is(type, row))
                return row;
        return null;
    }

    /// <summary>The policy of the library that a client is built on.</summary>
    public static HttpPartRow RetryPolicyFor(HttpRow row) => RetryPolicies[row.Holder is null ? 0 : 1];

    private static bool Is(ITypeSymbol type, HttpPartRow row) =>
        row.Type.EndsWith(type.Name, StringComparison.Ordinal) && $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}" == row.Type;

    /// <summary>A client of System.ClientModel.</summary>
    public static HttpRow ClientModel(string type, string options = "options") =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Options = options,
            Transport = Transport,
            Timeout = NetworkTimeout,
            RetryPolicy = RetryPolicyMember,
            Retries = Retries,
            Exceptions = ImmutableArray.Create("System.ClientModel.ClientResultException"),
        };

    /// <summary>A client of Azure.Core.</summary>
    public static HttpRow AzureCore(string type, string options = "options") =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Options = options,
            Transport = Transport,
            Holder = "Retry",
            Timeout = NetworkTimeout,
            RetriesMember = "MaxRetries",
            RetryPolicy = RetryPolicyMember,
            Retries = Retries,
            Exceptions = ImmutableArray.Create("Azure.RequestFailedException"),
        };
}
