using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Polly: pipelines of version 8, and policies of version 7. The number of retries is that of <see cref="HttpClients"/>.</summary>
internal static class PollySdk
{
    public const string Namespace = "Polly";

    /// <summary>The types of pipelines and policies.</summary>
    public static readonly ImmutableArray<string> Pipelines = ImmutableArray.Create(
        "ResiliencePipeline",
        "AsyncPolicy",
        "IAsyncPolicy",
        "AsyncRetryPolicy",
        "Policy",
        "ISyncPolicy",
        "RetryPolicy"
    );

    /// <summary>The methods that run a delegate in a pipeline.</summary>
    public static readonly ImmutableArray<string> Runs = ImmutableArray.Create("ExecuteAsync", "Execute", "ExecuteOutcomeAsync");

    /// <summary>The builder of a pipeline, and what completes it.</summary>
    public const string Builder = "ResiliencePipelineBuilder";

    public const string Build = "Build";

    /// <summary>The method that registers a pipeline under a key, the one that gets it, and their parameters.</summary>
    public const string Register = "AddResiliencePipeline";

    public const string Get = "GetPipeline";

    public const string Key = "key";

    public const string Configure = "configure";

    /// <summary>The prefix of the builder's methods that add a strategy.</summary>
    public const string Add = "Add";

    /// <summary>The class with which a strategy states the exceptions that it handles, and its method.</summary>
    public const string Predicates = "PredicateBuilder";

    public const string Handle = "Handle";

    /// <summary>The method that states which results are handled.</summary>
    public const string HandleResult = "HandleResult";

    /// <summary>The class with the results of a condition.</summary>
    public const string PredicateResult = "PredicateResult";

    /// <summary>The methods of version 7 that make a policy which retries, and the parameter with the number of retries.</summary>
    public static readonly ImmutableArray<string> Retries = ImmutableArray.Create(
        "Retry",
        "RetryAsync",
        "WaitAndRetry",
        "WaitAndRetryAsync"
    );

    public const string RetryCount = "retryCount";

    /// <summary>The parameter with a list of times to wait: there are as many retries.</summary>
    public const string SleepDurations = "sleepDurations";

    /// <summary>The method of version 7 that adds another exception.</summary>
    public const string Or = "Or";
}
