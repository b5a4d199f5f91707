using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>
/// What is known about one call. Each fact is found when a rule first asks for it. A fact that the code does not show, or that
/// calls of this origin do not have, is unknown: it is never reported as absent.
/// </summary>
internal abstract class CallFacts(ICall call, SourceScope scope, SdkCatalog catalog)
{
    public ICall Call { get; } = call;

    protected SourceScope Scope { get; } = scope;

    protected SdkCatalog Catalog { get; } = catalog;

    public virtual ModelFact Model => ModelFact.FlowsIn;

    /// <summary>The provider, where the code states the address that the client calls.</summary>
    public virtual ModelProvider Endpoint => ModelProvider.OfSdk;

    /// <summary>
    /// The values in the project's settings files that the model is read from; empty where it is not read from them, or where it is not
    /// known to be one of them.
    /// </summary>
    public virtual IReadOnlyList<SettingsValue> ConfiguredModels => [];

    /// <summary>The IDs of the models of which the call runs on one; empty where it is a single one, or may be another.</summary>
    public virtual IReadOnlyList<string> ChosenModels => [];

    /// <summary>The keys under which the model is read from the configuration; empty where they are not known.</summary>
    public virtual IReadOnlyList<string> ModelKeys => [];

    /// <summary>Where the call could state a model.</summary>
    public virtual ModelAdvice ModelAdvice => ModelAdvice.None;

    public abstract PromptFact Prompt { get; }

    /// <summary>The other calls of the member that send the same untagged prompt as it is, in the order of the source.</summary>
    public virtual IReadOnlyList<IInvocationOperation> SamePrompt => [];

    /// <summary>The prompt that the call executes, where its code is generated from a prompt file or a <c>[Prompt]</c> method.</summary>
    public virtual PromptReference? GeneratedPrompt => null;

    /// <summary>Prompt text in the member that makes the call; null where there is none, or where the operation takes no prompt.</summary>
    public virtual InlineText? InlinePrompt => null;

    /// <summary>
    /// The first value in the prompt that changes with each call, if at least this many characters of fixed text come after it; null if
    /// there is none.
    /// </summary>
    public virtual ChangingText? ChangingTextBefore(int characters) => null;

    /// <summary>The version that the prompt is tagged with, where it is proven not to be a fixed version.</summary>
    public virtual UnfixedVersion? UnfixedVersion => null;

    /// <summary>Whether the prompt's name and version reach telemetry.</summary>
    public virtual TelemetryState TagTelemetry => TelemetryState.Unknown;

    public virtual LimitFact Limit => LimitFact.FlowsIn;

    /// <summary>The members that limit the output of the call, the usual one first; empty where the call cannot set a limit.</summary>
    public virtual IReadOnlyList<LimitMember> LimitMembers => [];

    /// <summary>What the client does about the limit where the call sets none.</summary>
    public virtual LimitState ClientLimit => LimitState.FlowsIn;

    /// <summary>The limit of the call; if it sets none, that of its client.</summary>
    public virtual LimitFact SentLimit => Limit;

    /// <summary>What limits the output where neither the call nor its client does; null where that is not known.</summary>
    public virtual string? DefaultLimit => null;

    /// <summary>True where a pipeline of the project sets the limit for calls that set none.</summary>
    public virtual bool IsLimitedByPipeline => false;

    /// <summary>The parameters of the request beyond model and limit.</summary>
    public virtual ParameterFact Parameters => ParameterFact.Unknown;

    /// <summary>True where the call is proven to wait in a loop for calls whose results it does not need.</summary>
    public virtual bool IsSequential => false;

    /// <summary>How the code blocks a thread until the call has ended; null where it is not proven to.</summary>
    public virtual BlockingWait? Blocking => BlockingWait.Of(Call.Invocation);

    /// <summary>The retries of a pipeline around the call and of the SDK inside it; null where they are not proven to multiply.</summary>
    public virtual PipelineRetries? Retries => null;

    public CancellationState Cancellation => CancellationResolver.Resolve(Call.Invocation, Catalog.Known);

    /// <summary>What can be done where no token is passed; null where nothing can.</summary>
    public TokenAdvice? TokenAdvice => TokenAdvice.Of(Call.Invocation, Scope.Cancellation);
}
