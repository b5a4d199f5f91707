namespace LlmHygiene.Tool.Usage.Model;

/// <summary>US dollars per token.</summary>
internal readonly record struct TokenPrice(decimal Input, decimal Output);
