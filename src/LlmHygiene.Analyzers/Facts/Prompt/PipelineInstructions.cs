using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// The instructions that a step of the pipeline sets for every call: <c>ConfigureOptions(o => o.Instructions = "…")</c>.
/// </summary>
/// <param name="Text">Null where no step sets any, or where they are not known.</param>
/// <param name="ReplacesOwn">True where they replace those of the call; false where they are set if the call has none.</param>
/// <param name="IsUnknown">True where a step may set instructions, and it is not certain which ones are sent.</param>
internal sealed record PipelineInstructions(IOperation? Text, bool ReplacesOwn, bool IsUnknown)
{
    private static readonly PipelineInstructions s_none = new(Text: null, ReplacesOwn: false, IsUnknown: false);
    private static readonly PipelineInstructions s_unknown = new(Text: null, ReplacesOwn: false, IsUnknown: true);

    public static PipelineInstructions Of(SdkCall call, ClientChain chain)
    {
        if (call.Client is not { } client)
            return s_none;
        var options = ChainOptions.Of(client, chain);
        if (!options.IsSeen)
            return chain.Walk(client).Any(static step => MaySet(step.Configure)) ? s_unknown : s_none;
        var steps = options.Steps.Where(static step => MaySet(step.Delegate)).ToList();
        if (steps.Count == 0)
            return s_none;
        // The order of several steps decides which text is sent.
        return
            steps
                is [
                    {
                        IsAlways: true,
                        Step.Operation: var added,
                        Options: { IsUnknown: false, MayBeReplaced: false, PromptValues: [var text] }
                    },
                ]
            && text.Parent is ISimpleAssignmentOperation or ICoalesceAssignmentOperation
            // Whether the delegate always calls a method that sets them is not examined.
            && added.Syntax.Contains(text.Syntax)
            && SentValue.IsCertain(text, call.Invocation.Syntax)
            && SentValue.IsCertain(added, call.Invocation.Syntax)
            ? new PipelineInstructions(text, text.Parent is ISimpleAssignmentOperation, IsUnknown: false)
            : s_unknown;
    }

    private static bool MaySet(ConfigureDelegate? configure) => configure?.MayTouch(MicrosoftExtensionsAISdk.Instructions) == true;
}
