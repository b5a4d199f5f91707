using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Loops;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about a call of an SDK or of a marked method.</summary>
internal sealed class SdkCallFacts : CallFacts
{
    private readonly ImmutableArray<string> _extraTagKeys;
    private readonly ValueTracker _values;
    private readonly ObjectTracker _objects;
    private readonly OptionsReader _options;

    // A prompt is judged where it is written, so what a caller passes is not followed to the caller.
    private readonly ValueTracker _ownValues;
    private readonly ObjectTracker _ownObjects;

    private readonly Lazy<InlineText?> _inlineText;
    private readonly Lazy<UnfixedVersion?> _unfixedVersion;
    private ModelFact? _model;
    private PromptFact? _prompt;
    private LimitFact? _limit;
    private ClientLimit? _clientLimit;
    private TelemetryState? _tagTelemetry;

    public SdkCallFacts(SdkCall call, SourceScope scope, SdkCatalog catalog, ImmutableArray<string> extraTagKeys)
        : base(call, scope, catalog)
    {
        Call = call;
        _extraTagKeys = extraTagKeys;
        _values = new ValueTracker(scope, catalog);
        _objects = new ObjectTracker(_values, catalog);
        var function = call.Entry.Function is null ? null : KernelFunctionPrompts.Of(call, _values, catalog);
        IsCall = (call.Entry.Function is null || function is not null) && !TestDoubles.IsCalledBy(call, _values, catalog);
        _options = new OptionsReader(_objects, catalog, function);
        _ownValues = new ValueTracker(scope, catalog, followCallers: false);
        _ownObjects = new ObjectTracker(_ownValues, catalog);
        _inlineText = new(
            () => InlineText.Of(call.Invocation, scope, catalog, call.Prompts.Concat(_options.Read(call).PromptValues)),
            LazyThreadSafetyMode.None
        );
        _unfixedVersion = new(() => UnfixedVersion.Of(Prompt.VersionValues, _ownValues), LazyThreadSafetyMode.None);
    }

    public new SdkCall Call { get; }

    /// <summary>
    /// False for a kernel function that is not seen to be made from a prompt, because it may be plain C#, and for the fake client of
    /// a test.
    /// </summary>
    public bool IsCall { get; }

    public override ModelFact Model => _model ??= new ModelResolver(_values, _objects, _options, Catalog).Resolve(Call);

    public override ModelAdvice ModelAdvice => ModelAdvice.Of(Call);

    public override PromptFact Prompt => _prompt ??= IsCall ? ResolvePrompt() : PromptFact.None;

    /// <summary>The parameters through which callers pass the prompt in; null where no rule has asked for the prompt yet.</summary>
    public IReadOnlyCollection<IParameterSymbol>? KnownForwardedParameters => IsCall ? _prompt?.ForwardedParameters : [];

    public override PromptReference? GeneratedPrompt => GeneratedPromptReader.Of(Call, Catalog.Known);

    public override InlineText? InlinePrompt =>
        Call.Entry.Operation.TakesPrompt() && Prompt.Source != PromptTagSource.GeneratedPrompt ? _inlineText.Value : null;

    public override UnfixedVersion? UnfixedVersion => _unfixedVersion.Value;

    public override TelemetryState TagTelemetry =>
        _tagTelemetry ??= PromptTagTelemetry.Resolve(Call, Prompt, _options.Read(Call), _ownValues, Catalog);

    public override LimitFact Limit => _limit ??= new LimitResolver(_values, _options, Catalog).Resolve(Call);

    public override IReadOnlyList<LimitMember> LimitMembers => Call.Entry.LimitIsAtClient ? [] : Clients.LimitMembers.Of(Call, Catalog);

    public override LimitState ClientLimit => ResolvedClientLimit.State;

    public override string? DefaultLimit => ResolvedClientLimit.Default ?? Call.Sdk.DefaultLimit;

    public override bool IsLimitedByPipeline => LimitMembers.Any(member => PipelineLimits.Set(member.Name, Scope, Catalog));

    public override bool IsSequential => SequentialCall.Is(Call, Catalog);

    private ClientLimit ResolvedClientLimit => _clientLimit ??= new ClientLimitResolver(_values, _objects, _options, Catalog).Resolve(Call);

    private PromptFact ResolvePrompt() =>
        new PromptResolver(_ownValues, _ownObjects, _options, new PromptTags(_extraTagKeys), Catalog).Resolve(Call);
}
