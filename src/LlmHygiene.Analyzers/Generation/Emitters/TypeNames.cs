using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>The full names of the types in emitted code, which mean the same in every project.</summary>
internal static class TypeNames
{
    public const string Prompt = "global::" + RuntimeTypes.Prompt;
    public const string PromptOutput = "global::LlmHygiene.PromptOutput";
    public const string PromptOutputValue = "global::LlmHygiene.PromptOutputValue";
    public const string VersionedPrompt = "global::LlmHygiene.IVersionedPrompt";
    public const string PromptVersions = "global::LlmHygiene.PromptVersions";
    public const string PromptInfo = "global::LlmHygiene.PromptInfo";
    public const string PromptBudget = "global::LlmHygiene.PromptBudget";
    public const string PromptCaching = "global::LlmHygiene.PromptCaching";
    public const string PromptExecution = "global::LlmHygiene.PromptExecution";
    public const string GeneratedPrompt = "global::LlmHygiene.GeneratedPrompt";
    public const string PromptTextBuilder = "global::LlmHygiene.PromptTextBuilder";
    public const string TrustedText = "global::" + RuntimeTypes.TrustedText;
    public const string PromptImage = "global::LlmHygiene.PromptImage";
    public const string ChatMessage = "global::Microsoft.Extensions.AI.ChatMessage";
    public const string ChatOptions = "global::Microsoft.Extensions.AI.ChatOptions";
    public const string ReasoningOptions = "global::Microsoft.Extensions.AI.ReasoningOptions";
    public const string ReasoningEffort = "global::Microsoft.Extensions.AI.ReasoningEffort";
    public const string ReasoningOutput = "global::Microsoft.Extensions.AI.ReasoningOutput";
    public const string ChatResponseFormat = "global::Microsoft.Extensions.AI.ChatResponseFormat";
    public const string AIContent = "global::Microsoft.Extensions.AI.AIContent";
    public const string TextContent = "global::Microsoft.Extensions.AI.TextContent";
    public const string ChatRole = "global::Microsoft.Extensions.AI.ChatRole";
    public const string List = "global::System.Collections.Generic.List";
    public const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";
    public const string Array = "global::System.Array";
    public const string DateTime = "global::System.DateTime";
    public const string InvariantCulture = "global::System.Globalization.CultureInfo.InvariantCulture";
    public const string ArgumentException = "global::System.ArgumentException";
    public const string ArgumentNullException = "global::System.ArgumentNullException";
    public const string InvalidOperationException = "global::System.InvalidOperationException";
    public const string ArgumentOutOfRangeException = "global::System.ArgumentOutOfRangeException";
}
