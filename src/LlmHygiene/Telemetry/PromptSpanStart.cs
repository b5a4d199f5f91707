using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LlmHygiene;

/// <summary>
/// The name of a prompt's span and the tags it starts with, so that samplers see them. They are kept with the prompt, because they are the
/// same for most of its executions.
/// </summary>
internal sealed class PromptSpanStart
{
    private static readonly ConditionalWeakTable<PromptInfo, Latest> s_latest = new();

    private readonly string _spanName;
    private readonly string? _requestModel;
    private readonly string? _provider;
    private readonly string? _rollout;
    private readonly KeyValuePair<string, object?>[] _tags;

    private PromptSpanStart(
        string name,
        string version,
        string? requestModel,
        string? provider,
        string? rollout,
        string? contentHash = null
    )
    {
        _spanName = "prompt " + name;
        (_requestModel, _provider, _rollout) = (requestModel, provider, rollout);

        var tags = new TagList { { LlmHygieneTelemetry.PromptNameKey, name }, { LlmHygieneTelemetry.PromptVersionKey, version } };
        if (requestModel is not null)
            tags.Add(LlmHygieneTelemetry.SpanRequestModelKey, requestModel);
        if (provider is not null)
            tags.Add(LlmHygieneTelemetry.ProviderNameKey, provider);
        if (rollout is not null)
            tags.Add(LlmHygieneTelemetry.RolloutKey, rollout);
        if (contentHash is not null)
            tags.Add(LlmHygieneTelemetry.ContentHashKey, contentHash);
        _tags = [.. tags];
    }

    /// <summary>Starts the span of an execution; null if nobody listens.</summary>
    public static Activity? Open(PromptInfo prompt, string? requestModel, string? provider, string? rollout)
    {
        if (!Instruments.Source.HasListeners())
            return null;

        var latest = s_latest.GetOrCreateValue(prompt);
        if (latest.Start is not { } start || !start.Has(requestModel, provider, rollout))
            latest.Start = start = new PromptSpanStart(prompt.Name, prompt.Version, requestModel, provider, rollout, prompt.ContentHash);
        return start.Open();
    }

    /// <summary>Starts the span of a scope; null if nobody listens.</summary>
    public static Activity? Open(PromptTag scope) =>
        Instruments.Source.HasListeners()
            ? new PromptSpanStart(scope.Name, scope.Version, requestModel: null, provider: null, rollout: null).Open()
            : null;

    private Activity? Open() => Instruments.Source.StartActivity(_spanName, ActivityKind.Internal, parentContext: default, _tags);

    private bool Has(string? requestModel, string? provider, string? rollout) =>
        _requestModel == requestModel && _provider == provider && _rollout == rollout;

    private sealed class Latest
    {
        // Written and read by several threads: each sees a whole start.
        public volatile PromptSpanStart? Start;
    }
}
