using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about a call of a method that passes its parameter on as the prompt.</summary>
internal sealed class PassThroughCallFacts(
    PassThroughCall call,
    SourceScope scope,
    SdkCatalog catalog,
    ImmutableArray<string> extraTagKeys,
    PassThroughMethods methods
) : CallFacts(call, scope, catalog)
{
    private readonly ValueTracker _values = ValueTracker.UpToParameters(scope, catalog);
    private PromptFact? _prompt;

    public override PromptFact Prompt =>
        _prompt ??= PromptResolver.AtPassThroughCall(call, _values, new PromptTags(extraTagKeys), Catalog, methods.IsHandedOn);

    public override UnfixedVersion? UnfixedVersion => UnfixedVersion.Of(Prompt.VersionValues, _values);

    public override ChangingText? ChangingTextBefore(int characters) =>
        Prompt.State == PromptState.None
            ? null
            : ChangingText.Of(call.Prompts, _values, ValueTracker.Whole(Scope, Catalog), Catalog, tags: null, characters);

    public override InlineText? InlinePrompt =>
        Prompt.State == PromptState.None ? null : InlineText.Of(call.Invocation, Scope, Catalog, call.Prompts);
}
