using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>Finds where the model of a call is stated: at the call, in its options, or at its client.</summary>
internal sealed class ModelResolver(ClientChain chain)
{
    private readonly ClientModelResolver _clients = new(chain);

    public ModelFact Resolve(SdkCall call)
    {
        if (GeneratedPromptReader.Of(call, chain.Catalog.Known)?.ModelId is { } ofPrompt)
            return new ModelFact(ModelState.Constant, ofPrompt, Evidence: call.Invocation, IsFromPrompt: true);
        if (GeneratedPromptReader.IsUnknown(call, chain.Catalog.Known))
            return ModelFact.FlowsIn;
        // What the file leaves out, or a configuration replaces, is decided at run time.
        if (call.PromptFile is not null)
            return call.Body is null && PromptFileReader.Of(call, chain)?.ModelId is { } ofFile
                ? new ModelFact(ModelState.Constant, ofFile, Evidence: call.Invocation, IsFromPrompt: true)
                : ModelFact.FlowsIn;
        if (call.Model is { } argument && StatedBy([argument]) is { } atArgument)
            return AtCall(call, atArgument);

        var settings = chain.Options.Read(call);
        if (StatedBy(settings.ModelValues) is { } inOptions)
            return AtCall(
                call,
                settings.MayBeReplaced || settings.ModelMayBeMissing
                    ? new ModelFact(ModelState.Configured, Evidence: inOptions.Evidence) { MayBeOther = true }
                    : Overwritten(inOptions, call.Client)
            );
        if (FromPrompts(settings) is { } fromPrompts)
            return fromPrompts;
        if (settings.IsUnknown && ContainerOptions.StatementOf(call.Options, chain) is { } ofContainer)
            return AtCall(call, new ModelFact(ModelState.Configured, Evidence: ofContainer) { MayBeOther = true });
        if (call.Marked is { } marked)
            return AtMarked(call, marked, settings);

        var client = _clients.Resolve(call.Client, call.Method.Name);
        if (IsJudged(client) && new ModelOverrides(chain).MayBeOther(call.Client))
            client = client.WithoutId();
        // Options that the project creates, but that are not visible here, may state another model.
        if (settings is { IsUnknown: true, IsUnknownOutsideOnly: false })
            client = client.WithoutId() with { Service = null };
        if (client.IsStated)
            return client;
        return settings.IsUnknown || call.Body is not null || client.State == ModelState.FlowsIn
            ? ModelFact.FlowsIn with
            {
                IsAskedOfCallers = settings.IsUnknown && IsAskedOfCallers(call.Options),
                Service = call.Body is null ? client.Service : null,
            }
            : ModelFact.Absent;
    }

    // A step around the client may replace what the call states by its own model.
    private ModelFact Overwritten(ModelFact inOptions, IOperation? client)
    {
        var overrides = new ModelOverrides(chain);
        if (!overrides.MayOverwrite(client))
            return inOptions;
        var fact = new ModelFact(ModelState.Configured, Evidence: inOptions.Evidence) { MayBeOther = true };
        return overrides.Written(client) is { } written
            ? fact with
            {
                Statements = [.. inOptions.Statements, .. written],
                IsComplete = inOptions.IsComplete,
            }
            : fact;
    }

    // A marked method without a parameter for the model decides the model itself, whatever the options say.
    private ModelFact AtMarked(SdkCall call, MarkedCall marked, CallOptions settings)
    {
        var own =
            marked.OwnModel
            ?? (call.ArgumentOrDefault(call.Entry.Model) is { } value ? chain.Values.TraceConstant(value).SingleConstant : null);
        if (own is not null || call.Entry.Model is null)
            return new ModelFact(ModelState.AtClient, own, marked.ModelIsDeployment);
        return settings.IsUnknown ? ModelFact.FlowsIn with { IsAskedOfCallers = IsAskedOfCallers(call.Options) } : ModelFact.Absent;
    }

    private bool IsAskedOfCallers(IOperation? value) =>
        value is not null
        && chain
            .Values.Trace(value)
            .Origins.Any(origin =>
                origin.Operation is IParameterReferenceOperation handedIn
                && chain.Catalog.IsAskedOfCallers(handedIn.Parameter.OriginalDefinition)
            );

    // The client of a cloud that names deployments takes the name of another deployment, not a model ID.
    private ModelFact AtCall(SdkCall call, ModelFact stated) =>
        call.Marked is { } marked ? stated with { IsDeployment = marked.ModelIsDeployment }
        : IsJudged(stated) && _clients.Resolve(call.Client, call.Method.Name).IsDeployment ? stated with { IsDeployment = true }
        : stated;

    // Only the ID of a model is judged, and one that the settings of the project may show.
    private bool IsJudged(ModelFact fact) => fact.Id is not null || (fact.IsStated && chain.Configuration.HasFiles);

    // Null when every value is proven to be null: then nothing is stated here.
    private ModelFact? StatedBy(IReadOnlyList<IOperation> written)
    {
        var stated = written
            .Select(value => (Value: value, Trace: chain.Values.TraceConstant(value)))
            .Where(item => !item.Trace.IsAlwaysNullOrEmpty)
            .ToList();
        if (stated.Count == 0)
            return null;
        var constants = stated.Select(item => item.Trace.SingleConstant).Distinct().ToList();
        // One that is taken away again may be the last.
        var fact =
            constants is [{ Length: > 0 } id] && stated.Count == written.Count
                ? new ModelFact(ModelState.Constant, id, Evidence: stated[0].Value)
                : new ModelFact(ModelState.Configured, Evidence: stated[0].Value);
        return fact with { Statements = [.. stated.Select(item => item.Value)], IsComplete = stated.Count == written.Count };
    }

    private ModelFact? FromPrompts(CallOptions settings)
    {
        var models = settings.Prompts.Select(prompt => GeneratedPromptReader.Of(prompt, chain.Catalog.Known)?.ModelId).Distinct().ToList();
        return models is [{ } single] ? new ModelFact(ModelState.Constant, single, IsFromPrompt: true) : null;
    }
}
