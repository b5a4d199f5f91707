namespace LlmHygiene.Analyzers.Common;

/// <summary>Types of the LlmHygiene package that generated code is made of, and that rules look for.</summary>
internal static class RuntimeTypes
{
    /// <summary>The interface of every generated prompt. A project that does not have it has no runtime package.</summary>
    public const string Prompt = "LlmHygiene.IPrompt";
}
