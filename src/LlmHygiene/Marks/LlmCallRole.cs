namespace LlmHygiene;

/// <summary>What a parameter of a method marked <see cref="LlmCallAttribute"/> is.</summary>
public enum LlmCallRole
{
    /// <summary>Nothing that matters here, whatever its name says.</summary>
    None,

    /// <summary>Prompt text or messages. Several parameters may have this role.</summary>
    Prompt,

    /// <summary>The ID of the model.</summary>
    Model,

    /// <summary>An options object of an SDK, such as <c>ChatOptions</c>.</summary>
    Options,

    /// <summary>The name of the prompt, which the method puts into telemetry.</summary>
    PromptName,

    /// <summary>The version of the prompt, which the method puts into telemetry: a call that passes it has named what it sends.</summary>
    PromptVersion,

    /// <summary>The largest number of output tokens.</summary>
    MaxOutputTokens,
}
