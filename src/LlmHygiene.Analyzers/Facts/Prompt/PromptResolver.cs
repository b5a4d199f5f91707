using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the name and version of the prompt that a call sends, or proves that it has none.</summary>
internal sealed class PromptResolver(ClientChain chain, PromptTags tags)
{
    private readonly ValueTracker _values = chain.Values;
    private readonly SdkCatalog _catalog = chain.Catalog;

    public PromptFact Resolve(SdkCall call)
    {
        if (!call.Entry.Operation.TakesPrompt())
            return PromptFact.None;

        var settings = chain.Options.Read(call);
        var agent = AgentPrompts.Of(call, chain);
        var tagged =
            OfGeneratedPrompt(call, settings)
            ?? OfArguments(call)
            ?? PromptScopes.Around(call.Invocation, _catalog.Known)
            ?? tags.In(settings.TagValues.Concat(settings.OpaqueValues).Concat(agent.Tags))
            ?? tags.OnActivity(call.Invocation, _catalog.Known);
        if (tagged is not null)
            return tagged;
        if (settings.IsUnknown || call.Body is not null || !TagsAreKnown(settings))
            return PromptFact.FlowsIn;

        var author = new PromptTextFinder(_values, chain.Objects, _catalog);
        // The instructions of an agent are written where it is created, so parameters there are not parameters of the code that runs it.
        return
            call.Prompts.Concat(settings.PromptValues).Any(author.HasLiteralText)
            || (!agent.IsUnknown && agent.Prompts.Any(new PromptTextFinder(_values, chain.Objects, _catalog).HasLiteralText))
            ? PromptFact.Untagged
            : PromptFact.FlowsIn with
            {
                ForwardedParameters = author.ForwardedParameters,
            };
    }

    /// <summary>The prompt of a call of a pass-through method, which only a scope or an activity around the call can name.</summary>
    public static PromptFact AtPassThroughCall(PassThroughCall call, ValueTracker values, PromptTags tags, SdkCatalog catalog)
    {
        var invocation = call.Invocation;
        if (LookAlikes.IsInExpressionTree(invocation, catalog.Known))
            return PromptFact.None;
        if ((PromptScopes.Around(invocation, catalog.Known) ?? tags.OnActivity(invocation, catalog.Known)) is { } tagged)
            return tagged;
        return call.Prompts.Any(new PromptTextFinder(values, new ObjectTracker(values, catalog), catalog).HasLiteralText)
            ? PromptFact.Untagged
            : PromptFact.FlowsIn;
    }

    private PromptFact? OfGeneratedPrompt(SdkCall call, CallOptions settings)
    {
        if (GeneratedPromptReader.Of(call, _catalog.Known) is { } executed)
            return Tagged(executed);
        if (GeneratedPromptReader.IsUnknown(call, _catalog.Known))
            return new PromptFact(PromptState.Tagged) { Source = PromptTagSource.GeneratedPrompt };

        var origins = call.Prompts.SelectMany(prompt => _values.Trace(prompt).Origins).ToList();
        foreach (var origin in origins)
            if (origin.Operation is IInvocationOperation { TargetMethod: var method } && PromptAttributeReader.Of(method) is { } declared)
                return Tagged(declared);

        var types = settings
            .Prompts.Concat(
                origins
                    .Select(origin => origin.Operation is IInvocationOperation made ? made.Instance?.Type : null)
                    .Where(_catalog.Known.IsPrompt)
            )
            .ToList();
        if (types.Count == 0)
            return null;
        return GeneratedPromptReader.Of(types[0], _catalog.Known) is { } made
            ? Tagged(made)
            : new PromptFact(PromptState.Tagged) { Source = PromptTagSource.GeneratedPrompt };
    }

    // A marked method may have a parameter for the version.
    private PromptFact? OfArguments(SdkCall call)
    {
        if (
            call.ArgumentOrDefault(call.Marked?.PromptVersion) is not { } version
            || _values.TraceConstant(version) is not { IsAlwaysNull: false } given
        )
            return null;
        return new PromptFact(
            PromptState.Tagged,
            call.ArgumentOrDefault(call.Marked?.PromptName) is { } name ? _values.TraceConstant(name).SingleConstant : null,
            given.SingleConstant
        )
        {
            Source = PromptTagSource.Argument,
            VersionValues = [version],
        };
    }

    private static PromptFact Tagged(PromptReference prompt) =>
        new(PromptState.Tagged, prompt.Name, prompt.Version) { Source = PromptTagSource.GeneratedPrompt };

    // A dictionary that comes from elsewhere may hold a tag.
    private bool TagsAreKnown(CallOptions settings)
    {
        if (settings.TagsAreUnknown)
            return false;
        foreach (var value in settings.TagValues)
        {
            if (value is IInvocationOperation or IAssignmentOperation or IObjectOrCollectionInitializerOperation)
                continue;
            if (
                _values
                    .Trace(value)
                    .Origins.Any(origin =>
                        origin.Kind is not (OriginKind.Null or OriginKind.Creation)
                        && origin.Operation.Syntax is not CollectionExpressionSyntax
                    )
            )
                return false;
        }

        return true;
    }
}
