using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Combines the options of a prompt with the additional options of its caller.</summary>
internal static class PromptOptions
{
    /// <summary>Returns a copy of the given options, in which the values that the prompt states replace the given ones.</summary>
    public static ChatOptions Merge(ChatOptions stated, ChatOptions given)
    {
        // A copy instead of new options, because a provider may have its own options class.
        var merged = given.Clone();
        merged.ModelId = stated.ModelId ?? merged.ModelId;
        merged.MaxOutputTokens = stated.MaxOutputTokens ?? merged.MaxOutputTokens;
        merged.Temperature = stated.Temperature ?? merged.Temperature;
        merged.TopP = stated.TopP ?? merged.TopP;
        merged.TopK = stated.TopK ?? merged.TopK;
        merged.FrequencyPenalty = stated.FrequencyPenalty ?? merged.FrequencyPenalty;
        merged.PresencePenalty = stated.PresencePenalty ?? merged.PresencePenalty;
        merged.Seed = stated.Seed ?? merged.Seed;
        merged.Reasoning = Merge(stated.Reasoning, merged.Reasoning);
        merged.StopSequences = stated.StopSequences ?? merged.StopSequences;
        merged.ResponseFormat = stated.ResponseFormat ?? merged.ResponseFormat;

        // A generated prompt states none of these; a handwritten one may.
        merged.Instructions = stated.Instructions ?? merged.Instructions;
        merged.ConversationId = stated.ConversationId ?? merged.ConversationId;
        merged.ToolMode = stated.ToolMode ?? merged.ToolMode;
        merged.Tools = stated.Tools ?? merged.Tools;
        merged.AllowMultipleToolCalls = stated.AllowMultipleToolCalls ?? merged.AllowMultipleToolCalls;
#pragma warning disable MEAI001 // Experimental in the lowest version that is supported, and no longer in the newest.
        merged.AllowBackgroundResponses = stated.AllowBackgroundResponses ?? merged.AllowBackgroundResponses;
        merged.ContinuationToken = stated.ContinuationToken ?? merged.ContinuationToken;
#pragma warning restore MEAI001
        merged.RawRepresentationFactory = stated.RawRepresentationFactory ?? merged.RawRepresentationFactory;

        if (stated.AdditionalProperties is { } properties)
        {
            // The clone has its own copy of the dictionary.
            var all = merged.AdditionalProperties ??= [];
            foreach (var property in properties)
            {
                // OpenAI's client would apply the flag of the prompt's output to the caller's tools as well. A tool whose parameters do
                // not allow that, such as one with a dictionary, would make the whole request fail.
                if (!ReferenceEquals(property.Value, StrictSchema.Requested) || !StrictSchema.WouldChangeTools(merged))
                    all[property.Key] = property.Value;
            }
        }

        return merged;
    }

    // A prompt may state the effort only, and its caller the output.
    private static ReasoningOptions? Merge(ReasoningOptions? stated, ReasoningOptions? given) =>
        stated is null || given is null
            ? stated ?? given
            : new ReasoningOptions { Effort = stated.Effort ?? given.Effort, Output = stated.Output ?? given.Output };
}
