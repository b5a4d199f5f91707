namespace LlmHygiene.Analyzers.Common;

/// <summary>A class of models by size and price, in ascending order. A prompt declares the largest that its task needs.</summary>
internal enum Tier
{
    Small,
    Medium,
    Large,
}
