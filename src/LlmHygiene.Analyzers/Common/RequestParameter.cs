namespace LlmHygiene.Analyzers.Common;

/// <summary>A part of a request that some models do not accept.</summary>
internal enum RequestParameter
{
    Temperature,
    TopP,
    TopK,
    PresencePenalty,
    FrequencyPenalty,
    Logprobs,
    LogitBias,
    Seed,
    Stop,

    /// <summary>The output limit under its older name.</summary>
    MaxTokens,

    Effort,
    Tools,
    Schema,
    Image,
    Audio,
    Pdf,
    Video,
}

internal static class RequestParameters
{
    private static readonly Dictionary<string, RequestParameter> s_sampling = new(StringComparer.OrdinalIgnoreCase)
    {
        ["temperature"] = RequestParameter.Temperature,
        ["top_p"] = RequestParameter.TopP,
        ["top_k"] = RequestParameter.TopK,
        ["presence_penalty"] = RequestParameter.PresencePenalty,
        ["frequency_penalty"] = RequestParameter.FrequencyPenalty,
        ["logprobs"] = RequestParameter.Logprobs,
        ["logit_bias"] = RequestParameter.LogitBias,
        ["seed"] = RequestParameter.Seed,
        ["stop"] = RequestParameter.Stop,
    };

    /// <summary>The parameters that a model can refuse, by their names in most APIs.</summary>
    public static IReadOnlyDictionary<string, RequestParameter> Sampling => s_sampling;

    /// <summary>What the parameter is called in messages.</summary>
    public static string NameOf(RequestParameter parameter) =>
        parameter switch
        {
            RequestParameter.MaxTokens => "max_tokens",
            RequestParameter.Effort => "reasoning effort",
            RequestParameter.Tools => "tools",
            RequestParameter.Schema => "a JSON schema",
            RequestParameter.Image => "images",
            RequestParameter.Audio => "audio",
            RequestParameter.Pdf => "PDF files",
            RequestParameter.Video => "video",
            _ => s_sampling.First(pair => pair.Value == parameter).Key,
        };

    /// <summary>The value that providers accept even where they refuse the parameter: the one that they use anyway.</summary>
    public static bool IsDefault(RequestParameter parameter, string? constant) =>
        parameter switch
        {
            RequestParameter.Temperature or RequestParameter.TopP => constant is "1",
            RequestParameter.PresencePenalty or RequestParameter.FrequencyPenalty => constant is "0",
            RequestParameter.Logprobs => constant is "False",
            _ => false,
        };
}
