using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the name and version of the prompt that a call sends, or proves that it has none.</summary>
/// <param name="chain">The client as the method with the call shows it.</param>
/// <param name="whole">The client as the whole compilation shows it.</param>
internal sealed class PromptResolver(ClientChain chain, ClientChain whole, PromptTags tags)
{
    private readonly ValueTracker _values = chain.Values;
    private readonly SdkCatalog _catalog = chain.Catalog;

    public PromptFact Resolve(SdkCall call)
    {
        if (!call.Entry.Operation.TakesPrompt())
            return PromptFact.None;
        if (call.PromptFile is not null)
            return PromptFileReader.Of(call, chain) is { } file
                ? new PromptFact(PromptState.Tagged, file.Name, file.Version) { Source = PromptTagSource.PromptFile }
                : PromptFact.FlowsIn;

        var settings = chain.Options.Read(call);
        var agent = AgentPrompts.Of(call, chain);
        if ((OfGeneratedPrompt(call, settings) ?? OfArguments(call)) is { } stated)
            return stated;
        var around = new PromptSurroundings(_values, _catalog, tags).Of(call.Invocation);
        if (around is { Tagged: { } named, IsOfCaller: false })
            return named;
        // What callers hand in as options is theirs, as their texts are.
        var own = new OptionsReader(chain.Objects, _catalog).Read(call.Options);
        var written = tags.In(settings, agent.Tags, _values, _catalog);
        // A step of the project that sends other options than those of the call drops their tag.
        if (
            written.Tagged is { } tagged
            && new ModelOverrides(_catalog.Level > HygieneLevel.V0_1 ? whole : chain).MayChangeTags(call.Client)
        )
            written = written with { Tagged = tagged with { Name = null, Version = null } };
        if (own.Callers.Count == 0 && written.Tagged is not null)
            return written.Tagged;

        var isUnknown = around.IsUnknown || written.IsUnknown || settings.TagsAreUnknown || call.Body is not null;
        var isDecidedHere = around is { IsUnknown: true, IsOfCaller: false } || call.Body is not null || IsTaggedHere(own);
        // Who writes the text changes nothing then, and is expensive to find.
        if (isUnknown && isDecidedHere && around.Tagged is null && written.Tagged is null)
            return PromptFact.FlowsIn;

        var prompts = call.Prompts.Concat(settings.PromptValues).ToList();
        var author = new PromptTextFinder(_values, chain.Objects, _catalog);
        // The instructions of an agent are written where it is created, so their parameters are not those of the run.
        var isWritten =
            settings.HasPromptFile
            || prompts.Any(author.HasLiteralText)
            || (!agent.IsUnknown && agent.Prompts.Any(new PromptTextFinder(_values, chain.Objects, _catalog).HasLiteralText));
        // A version that a caller writes with the text is reported at its own call.
        var ofCaller =
            isWritten ? around.Tagged
            : around.Tagged is { } given ? given with { VersionValues = [] }
            : null;
        var state =
            ofCaller
            ?? written.Tagged
            ?? (isWritten && !isUnknown && settings.Callers.Count == 0 ? PromptFact.Untagged : PromptFact.FlowsIn);
        return isDecidedHere || (!IsKnownUntagged() && ComesFromElsewhere(own, author))
            ? state
            : state with
            {
                Forwarded = new ForwardedPrompt(
                    isWritten ? OfFirstRound(prompts, call.Invocation) : author.ForwardedParameters,
                    own.Callers
                ),
            };

        // Whoever makes the options, no code of the project tags them.
        bool IsKnownUntagged() => _catalog.Level > HygieneLevel.V0_1 && !isUnknown && written.Tagged is null && settings.Callers.Count == 0;
    }

    // Options that the constructor is given, and a text that the method is given: who writes the text does not see the options.
    private static bool ComesFromElsewhere(CallOptions own, PromptTextFinder author) =>
        author.ForwardedParameters.Count > 0
        && own.Callers.Any(options =>
            !author.ForwardedParameters.Any(text => SymbolEqualityComparer.Default.Equals(text.ContainingSymbol, options.ContainingSymbol))
        );

    private bool IsTaggedHere(CallOptions own) =>
        own.TagsAreUnknown || tags.In(own, [], _values, _catalog) is { Tagged: not null } or { IsUnknown: true };

    // A loop that sends what callers pass in, and adds a text of its own after the first round.
    private IReadOnlyCollection<IParameterSymbol> OfFirstRound(List<IOperation> prompts, IOperation call)
    {
        var author = new PromptTextFinder(_values, chain.Objects, _catalog) { FirstRoundOf = call };
        return prompts.Any(author.HasLiteralText) ? [] : author.ForwardedParameters;
    }

    /// <summary>
    /// The prompt of a call of a pass-through method, which a scope or an activity around the call, or the options that are passed on,
    /// can name.
    /// </summary>
    public static PromptFact AtPassThroughCall(
        PassThroughCall call,
        ValueTracker values,
        PromptTags tags,
        SdkCatalog catalog,
        Func<IParameterSymbol, bool> isHandedOn
    )
    {
        var invocation = call.Invocation;
        if (LookAlikes.IsInExpressionTree(invocation, catalog.Known))
            return PromptFact.None;
        var around = new PromptSurroundings(values, catalog, tags).Of(invocation);
        if (around is { Tagged: { } named, IsOfCaller: false })
            return named;
        var reader = new OptionsReader(new ObjectTracker(values, catalog, isHandedOn), catalog);
        var callers = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var options in call.Options)
        {
            var settings = reader.Read(options);
            var written = tags.In(settings, [], values, catalog);
            if (written.Tagged is not null)
                return written.Tagged;
            if (written.IsUnknown || settings.TagsAreUnknown)
                return PromptFact.FlowsIn;
            callers.UnionWith(settings.Callers);
        }

        var author = new PromptTextFinder(values, new ObjectTracker(values, catalog), catalog);
        var isWritten = call.Prompts.Any(author.HasLiteralText);
        var state = around.Tagged ?? (isWritten && !around.IsUnknown && callers.Count == 0 ? PromptFact.Untagged : PromptFact.FlowsIn);
        return isWritten || around is { IsUnknown: true, IsOfCaller: false }
            ? state
            : state with
            {
                VersionValues = [],
                Forwarded = new ForwardedPrompt(author.ForwardedParameters, callers),
            };
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
}
