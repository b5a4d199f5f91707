namespace LlmHygiene.Analyzers.Calls;

/// <summary>How a call reaches the model.</summary>
internal enum CallOrigin
{
    /// <summary>A method of an SDK.</summary>
    Sdk,

    /// <summary>A method that the user marked <c>[LlmCall]</c> or listed in <c>llmhygiene.call_methods</c>.</summary>
    UserMethod,

    /// <summary>An HTTP request to an LLM endpoint.</summary>
    Http,

    /// <summary>A method of this project that passes its own parameter on as the prompt of another call.</summary>
    PassThrough,
}
