namespace LlmHygiene;

/// <summary>The role of a parameter of a method marked <see cref="LlmCallAttribute"/>.</summary>
public enum LlmCallRole
{
    /// <summary>No role, whatever the name of the parameter.</summary>
    None,

    /// <summary>Prompt text or messages. Several parameters may have this role.</summary>
    Prompt,

    /// <summary>The ID of the model.</summary>
    Model,

    /// <summary>An options object of an SDK, such as <c>ChatOptions</c>.</summary>
    Options,

    /// <summary>The name of the prompt, which the method records in telemetry.</summary>
    PromptName,

    /// <summary>The version of the prompt, which the method records in telemetry: a call that passes it is tagged.</summary>
    PromptVersion,

    /// <summary>The maximum number of output tokens.</summary>
    MaxOutputTokens,
}
