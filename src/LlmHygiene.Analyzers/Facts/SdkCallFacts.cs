using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Loops;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about a call of an SDK or of a marked method.</summary>
internal sealed class SdkCallFacts : CallFacts
{
    private readonly ImmutableArray<string> _extraTagKeys;
    private readonly ServiceGraph _services;
    private readonly ClientChain _client;

    // A prompt is judged where it is written, so a prompt from a caller is not followed to the caller.
    private readonly ClientChain _ownClient;

    private readonly Lazy<ReadFact<ModelFact>> _readModel;
    private readonly Lazy<ReadFact<LimitFact>> _readLimit;

    private readonly Lazy<InlineText?> _inlineText;
    private readonly Lazy<UnfixedVersion?> _unfixedVersion;
    private ModelFact? _model;
    private PromptFact? _prompt;
    private ClientLimit? _clientLimit;
    private TelemetryState? _tagTelemetry;
    private ParameterFact? _parameters;
    private ModelProvider? _endpoint;
    private IReadOnlyList<SettingsValue>? _configuredModels;

    /// <param name="model">The model, where it is known already.</param>
    public SdkCallFacts(
        SdkCall call,
        SourceScope scope,
        ServiceGraph services,
        ImmutableArray<string> extraTagKeys,
        ModelFact? model = null
    )
        : base(call, scope, services.Catalog)
    {
        Call = call;
        _model = model;
        _extraTagKeys = extraTagKeys;
        _services = services;
        var catalog = services.Catalog;
        var values = ValueTracker.Whole(scope, catalog);
        var function = call.Entry.Function is null && call.Configuration is null ? null : KernelFunctionPrompts.Of(call, values, catalog);
        IsCall =
            (call.Entry.Function is null || function is not null)
            && !IsWithoutClient(call, values, catalog)
            && !TestDoubles.IsCalledBy(call, values, catalog);
        _client = Of(values);
        var narrowed = new NarrowedFacts(call, _client, Of);
        _readModel = new(narrowed.Model, LazyThreadSafetyMode.None);
        _readLimit = new(narrowed.Limit, LazyThreadSafetyMode.None);
        _ownClient = _client.With(ValueTracker.UpToParameters(scope, catalog));
        _inlineText = new(
            () => InlineText.Of(call.Invocation, scope, catalog, call.Prompts.Concat(Options.PromptValues)),
            LazyThreadSafetyMode.None
        );
        _unfixedVersion = new(() => UnfixedVersion.Of(Prompt.VersionValues, _ownClient.Values), LazyThreadSafetyMode.None);

        ClientChain Of(ValueTracker tracker) => ClientChain.Of(tracker, services, function, call.Entry.Operation);
    }

    public new SdkCall Call { get; }

    /// <summary>
    /// False for a kernel function that is not known to be created from a prompt, because it may be plain C#, for a chain or workflow in
    /// which no client is seen, and for the fake client of a test.
    /// </summary>
    public bool IsCall { get; }

    private static bool IsWithoutClient(SdkCall call, ValueTracker values, SdkCatalog catalog) =>
        call.Client is { } whole
        && catalog.IsComposite(whole.WithoutConversion().Type)
        && new ClientParts(catalog, values, throughOwn: false).OfWhole(whole).Count == 0;

    // Where a method makes clients or options, what belongs to the model is read from this one.
    private ClientChain ModelChain => _readModel.Value.Chain;

    public override ModelFact Model => _model ??= _readModel.Value.Fact;

    /// <summary>The model; null where no rule has asked for it yet.</summary>
    public ModelFact? KnownModel => _model;

    /// <summary>Where the ID of the model is written; empty where it is not known.</summary>
    public IReadOnlyList<SyntaxNode> ModelPlaces =>
        Model.Id is null
            ? []
            :
            [
                .. Model
                    .Statements.SelectMany(statement => ModelChain.Values.Trace(statement).Origins)
                    .Where(static origin => origin.Kind != OriginKind.Null)
                    .Select(origin => WrittenPlace.Of(origin.Operation, Scope))
                    .Distinct(),
            ];

    public override ModelProvider Endpoint => _endpoint ??= new ProviderResolver(ModelChain).Resolve(Call, Model);

    /// <summary>The models that the call runs on in some case, where no single one is known.</summary>
    public IReadOnlyList<PossibleModel> PossibleModels =>
        Model is { Id: null, IsStated: true, MayBeOther: false, IsFromPrompt: false, IsDeployment: false } && !IsOfAnother
            ? Facts.Model.PossibleModels.Of(Model, ModelChain.Values)
            : [];

    public override IReadOnlyList<string> ChosenModels =>
        Model is not { Id: null, IsStated: true, IsFromPrompt: false, IsDeployment: false } || Call.Marked is not null ? []
        : new ClientModelResolver(ModelChain).AllOf(Call, Model, ModelChain.Options.Read(Call)) is { } statements
            ? Facts.Model.PossibleModels.AllOf(statements, ModelChain.Values)
        : [];

    // What is looked for only where the ID of the model is known.
    private bool IsOfAnother =>
        new ModelOverrides(ModelChain).MayBeOther(Call.Client)
        || new ClientModelResolver(ModelChain).Resolve(Call.Client, Call.Method.Name).IsDeployment;

    public override IReadOnlyList<SettingsValue> ConfiguredModels => _configuredModels ??= FindConfiguredModels();

    private IReadOnlyList<SettingsValue> FindConfiguredModels()
    {
        if (!_services.Configuration.HasFiles || !ConfigurationKeys.MayHave(Model))
            return [];
        var found = new List<SettingsValue>();
        foreach (var statement in Model.Statements)
        foreach (
            var value in _services.Configuration.ValuesOf(
                statement,
                ModelChain.Values,
                ModelChain.Objects,
                ConfigurationKeys.MemberFilledBy(statement, Catalog)
            )
        )
            if (!found.Contains(value))
                found.Add(value);
        return found;
    }

    public override IReadOnlyList<string> ModelKeys => ConfigurationKeys.Of(Model, ModelChain);

    public override ModelAdvice ModelAdvice => ModelAdvice.Of(Call);

    public override PromptFact Prompt => _prompt ??= IsCall ? ResolvePrompt() : PromptFact.None;

    /// <summary>What callers pass in; null where no rule has asked for the prompt yet.</summary>
    public ForwardedPrompt? KnownForwarded => IsCall ? _prompt?.Forwarded : ForwardedPrompt.None;

    public override IReadOnlyList<IInvocationOperation> SamePrompt =>
        Prompt.State == PromptState.Untagged
            ? [.. PromptTwins.Of(Call, Scope, Catalog).Where(other => IsUntagged(other, new SdkCallRecognizer(Catalog)))]
            : [];

    private bool IsUntagged(IInvocationOperation other, SdkCallRecognizer recognizer) =>
        recognizer.Recognize(other) is { } call
        && new SdkCallFacts(call, Scope, _services, _extraTagKeys) is { IsCall: true, Prompt.State: PromptState.Untagged };

    public override PromptReference? GeneratedPrompt => GeneratedPromptReader.Of(Call, Catalog.Known);

    public override InlineText? InlinePrompt =>
        Call.Entry.Operation.TakesPrompt() && Prompt.Source != PromptTagSource.GeneratedPrompt ? _inlineText.Value : null;

    /// <summary>The hash of the constant text that the call sends; null where there is none.</summary>
    public string? PromptTextHash =>
        Facts.Prompt.PromptTextHash.Of(
            new PromptTextFinder(_ownClient.Values, _ownClient.Objects, Catalog).TextsOf(Call.Prompts.Concat(Options.PromptValues))
        );

    /// <summary>Every constant text with words or hidden characters that the call sends, wherever it is written.</summary>
    public IReadOnlyCollection<IOperation> SentTexts =>
        IsCall
            ? new PromptTextFinder(_client.Values, _client.Objects, Catalog) { FindsHidden = true }.TextsOf(
                AgentPrompts.Of(Call, _client).Prompts.Concat(Options.PromptValues).Concat(Call.Prompts)
            )
            : [];

    public override ChangingText? ChangingTextBefore(int characters) =>
        Call.Entry.Operation.HasOutputTokens()
        && Call.PromptFile is null
        && Prompt.Source != PromptTagSource.GeneratedPrompt
        && TemplateTags.Of(Call, _ownClient.Values, Catalog) is { IsKnown: true, Tags: var tags }
        && InstructionsSent() is { } instructions
            ? ChangingText.Of(instructions.Concat(Call.Prompts), _ownClient.Values, _client.Values, Catalog, tags, characters)
            : null;

    // The instructions in front of the messages; null where it is not known which ones are sent.
    private IEnumerable<IOperation>? InstructionsSent()
    {
        var agent = AgentPrompts.Of(Call, _ownClient);
        var own = agent.Prompts.Concat(Options.PromptValues).ToList();
        // Few projects have such a step.
        if (!_services.PipelineLimits.Set(MicrosoftExtensionsAISdk.Instructions, Scope))
            return own;
        var set = PipelineInstructions.Of(Call, _client);
        if (set.Text is not { } text)
            return set.IsUnknown ? null : own;
        var hasNone = own.Count == 0 && Options is { IsUnknown: false, MayBeReplaced: false, Prompts.Count: 0 } && !agent.IsUnknown;
        return set.ReplacesOwn || hasNone ? [text] : null;
    }

    public override UnfixedVersion? UnfixedVersion => _unfixedVersion.Value;

    public override TelemetryState TagTelemetry => _tagTelemetry ??= PromptTagTelemetry.Resolve(Call, Prompt, Options, _ownClient);

    public override LimitFact Limit => _readLimit.Value.Fact;

    public override IReadOnlyList<LimitMember> LimitMembers => Call.Entry.LimitIsAtClient ? [] : Clients.LimitMembers.Of(Call, Catalog);

    public override LimitState ClientLimit => ResolvedClientLimit.State;

    public override LimitFact SentLimit =>
        Limit is { State: LimitState.Unset, IsFromPrompt: false } && ClientLimit == LimitState.Set
            ? new LimitFact(LimitState.Set, Parameters.Limit?.Constant)
            : Limit;

    public override string? DefaultLimit => ResolvedClientLimit.Default ?? Call.Sdk.DefaultLimit;

    public override bool IsLimitedByPipeline => LimitMembers.Any(member => _services.PipelineLimits.Set(member.Name, Scope));

    public override ParameterFact Parameters =>
        _parameters ??= new ParameterReader(_client, member => _services.PipelineLimits.Set(member, Scope)).Of(Call);

    public override bool IsSequential => SequentialCall.Is(Call, Catalog, Scope);

    public override PipelineRetries? Retries => PipelineRetries.Of(Call, _client);

    private CallOptions Options => _client.Options.Read(Call);

    private ClientLimit ResolvedClientLimit => _clientLimit ??= Facts.Limit.ClientLimit.Of(Call.Client, _client);

    private PromptFact ResolvePrompt() => new PromptResolver(_ownClient, _client, new PromptTags(_extraTagKeys)).Resolve(Call);
}
