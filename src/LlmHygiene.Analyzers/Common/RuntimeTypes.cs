namespace LlmHygiene.Analyzers.Common;

/// <summary>Names of the LlmHygiene package that generated code uses, and that rules look for.</summary>
internal static class RuntimeTypes
{
    public const string Namespace = "LlmHygiene";

    /// <summary>The interface of every generated prompt. A project without it does not reference the runtime package.</summary>
    public const string Prompt = Namespace + ".IPrompt";

    /// <summary>Text of which somebody has said that it may be an instruction.</summary>
    public const string TrustedText = Namespace + ".TrustedText";

    /// <summary>The method of LlmHygiene.OpenTelemetry that turns on the telemetry of SDKs.</summary>
    public const string AddTelemetry = "AddLlmHygiene";

    /// <summary>The property of <c>[Prompt]</c>, and of the attribute on generated prompts, that states the output limit.</summary>
    public const string OutputLimit = "MaxOutputTokens";
}
