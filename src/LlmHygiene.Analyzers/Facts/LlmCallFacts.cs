using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Loops;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about one call. Each fact is found when a rule first asks for it.</summary>
internal sealed class LlmCallFacts
{
    private readonly Lazy<ModelFact> _model;
    private readonly Lazy<PromptFact> _prompt;
    private readonly Lazy<LimitFact> _limit;
    private readonly Lazy<ClientLimit> _clientLimit;
    private readonly SourceScope _scope;
    private readonly ServiceGraph _services;
    private readonly Lazy<InlineText?> _inlineText;
    private readonly Lazy<UnfixedVersion?> _unfixedVersion;
    private readonly Lazy<TelemetryState> _tagTelemetry;

    public LlmCallFacts(LlmCall call, SourceScope scope, ServiceGraph services, ImmutableArray<string> extraTagKeys)
    {
        Call = call;
        var catalog = services.Catalog;
        var values = ValueTracker.Whole(scope, catalog);
        var objects = new ObjectTracker(values, catalog);
        var function = call.Entry.Function is null ? null : KernelFunctionPrompts.Of(call, values, catalog);
        IsCall = (call.Entry.Function is null || function is not null) && !TestDoubles.IsCalledBy(call, values, catalog);
        var options = new OptionsReader(objects, catalog, function);
        var ownValues = ValueTracker.UpToParameters(scope, catalog);
        var chain = new ClientChain(values, objects, options, services);
        var ownChain = new ClientChain(ownValues, new ObjectTracker(ownValues, catalog), options, services);
        _model = new(() => new ModelResolver(chain).Resolve(call), LazyThreadSafetyMode.None);
        _prompt = new(
            () => !IsCall ? PromptFact.None : new PromptResolver(ownChain, new PromptTags(extraTagKeys)).Resolve(call),
            LazyThreadSafetyMode.None
        );
        _limit = new(() => new LimitResolver(values, options, catalog).Resolve(call), LazyThreadSafetyMode.None);
        _clientLimit = new(() => ClientLimit.Of(call.Client, chain), LazyThreadSafetyMode.None);
        _inlineText = new(
            () => InlineText.Of(call.Invocation, scope, catalog, call.Prompts.Concat(options.Read(call).PromptValues)),
            LazyThreadSafetyMode.None
        );
        _unfixedVersion = new(() => UnfixedVersion.Of(Prompt.VersionValues, ownValues), LazyThreadSafetyMode.None);
        _tagTelemetry = new(() => PromptTagTelemetry.Resolve(call, Prompt, options.Read(call), ownChain), LazyThreadSafetyMode.None);
        _scope = scope;
        _services = services;
    }

    public LlmCall Call { get; }

    /// <summary>False for a function that is not seen to be made from a prompt, which may be plain C#, and for a test's fake client.</summary>
    public bool IsCall { get; }

    public ModelFact Model => _model.Value;

    public PromptFact Prompt => _prompt.Value;

    /// <summary>The prompt that the call executes, where the generator wrote it.</summary>
    public PromptReference? GeneratedPrompt => GeneratedPromptReader.Of(Call, _services.Catalog.Known);

    public LimitFact Limit => _limit.Value;

    /// <summary>What the client does about the limit where the call sets none.</summary>
    public ClientLimit ClientLimit => _clientLimit.Value;

    /// <summary>The members that are the limit of such a call, the usual one first; empty where it cannot be given one.</summary>
    public IReadOnlyList<LimitMember> LimitMembers => Clients.LimitMembers.Of(Call, _services.Catalog);

    /// <summary>True when a pipeline of the project sets this member for calls that leave it out.</summary>
    public bool IsLimitedByPipeline(LimitMember member) => _services.PipelineLimits.Set(member.Name, _scope);

    /// <summary>Prompt text in the member that makes the call; null where there is none, or where the operation takes no prompt.</summary>
    public InlineText? InlinePrompt =>
        Call.Entry.Operation.TakesPrompt() && Prompt.Source != PromptTagSource.GeneratedPrompt ? _inlineText.Value : null;

    /// <summary>The version that the prompt is tagged with, where it is proven to be none.</summary>
    public UnfixedVersion? UnfixedVersion => _unfixedVersion.Value;

    /// <summary>Whether the prompt's name and version reach telemetry.</summary>
    public TelemetryState TagTelemetry => _tagTelemetry.Value;

    /// <summary>True when the call waits in a loop for others that it does not need.</summary>
    public bool IsSequential => SequentialCall.Is(Call, _services.Catalog);

    /// <summary>What can be done where no token is passed; null for nothing.</summary>
    public TokenAdvice? TokenAdvice => TokenAdvice.Of(Call, _scope.Cancellation);

    public CancellationState Cancellation => CancellationResolver.Resolve(Call, _services.Catalog.Known);
}
