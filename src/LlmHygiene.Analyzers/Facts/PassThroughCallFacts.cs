using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about a call of a method that passes its parameter on as the prompt: whoever writes the text owes the tag.</summary>
internal sealed class PassThroughCallFacts(
    IInvocationOperation invocation,
    IReadOnlyList<IOperation> prompts,
    SourceScope scope,
    SdkCatalog catalog,
    ImmutableArray<string> extraTagKeys
)
{
    private readonly ValueTracker _values = ValueTracker.UpToParameters(scope, catalog);
    private PromptFact? _prompt;

    public IInvocationOperation Invocation => invocation;

    /// <summary>What is handed in as the prompt.</summary>
    public IReadOnlyList<IOperation> Prompts => prompts;

    public PromptFact Prompt =>
        _prompt ??= PromptResolver.AtWrapperCall(invocation, prompts, _values, new PromptTags(extraTagKeys), catalog);

    public UnfixedVersion? UnfixedVersion => UnfixedVersion.Of(Prompt.VersionValues, _values);

    public InlineText? InlinePrompt => Prompt.State == PromptState.None ? null : InlineText.Of(invocation, scope, catalog, prompts);
}
