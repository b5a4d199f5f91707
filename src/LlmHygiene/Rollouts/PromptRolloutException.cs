namespace LlmHygiene;

/// <summary>The configuration of a rollout is invalid. The message names the configuration path and how to fix it.</summary>
/// <param name="message">What is wrong, where, and how to fix it.</param>
public sealed class PromptRolloutException(string message) : Exception(message);
