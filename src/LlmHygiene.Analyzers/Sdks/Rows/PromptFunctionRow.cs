using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Methods that create a function object from a prompt.</summary>
internal sealed class PromptFunctionRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Parameters that carry the text of the prompt, or a template that is made of it.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>How the prompt text names values; null where it is sent as it is. The options of the call contain the values.</summary>
    public PromptTemplateRow? Template { get; init; }

    /// <summary>The parameter with the settings of every call of the function.</summary>
    public string? Options { get; init; }

    /// <summary>The parameter with a directory: each prompt file in it becomes a function of a plugin.</summary>
    public string? Directory { get; init; }

    /// <summary>The parameter with the path of a prompt file, which says all that the function does.</summary>
    public string? File { get; init; }

    /// <summary>Members of the function through which code can change what the file says.</summary>
    public ImmutableArray<string> Changeable { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The parameter with the name of the plugin, of a directory or of the function that is looked up.</summary>
    public string? Plugin { get; init; }

    /// <summary>The parameter with an object that has both the text and the settings.</summary>
    public string? Configuration { get; init; }

    /// <summary>True for a method that makes a template of the text of the configuration, and not yet a function.</summary>
    public bool MakesTemplate { get; init; }

    /// <summary>Parameters in which anything can be set.</summary>
    public ImmutableArray<string> Bodies { get; init; } = ImmutableArray<string>.Empty;
}
