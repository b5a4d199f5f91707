namespace LlmHygiene;

/// <summary>A rollout's configuration cannot be understood. The message names the configuration path and the mend.</summary>
/// <param name="message">What is wrong, where, and what to do about it.</param>
public sealed class PromptRolloutException(string message) : Exception(message);
