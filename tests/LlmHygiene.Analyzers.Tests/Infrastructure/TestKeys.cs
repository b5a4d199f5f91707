namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// Texts that look like API keys. They are made when the tests run: no scanner finds them in the repository, and nobody has to ask whether
/// they are real.
/// </summary>
internal static class TestKeys
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string OpenAI => "sk-proj-" + Random(60) + "T3BlbkFJ" + Random(60, 2);

    public static string OldOpenAI => "sk-" + Random(20) + "T3BlbkFJ" + Random(20, 2);

    public static string Anthropic => "sk-ant-api03-" + Random(93) + "AA";

    public static string OpenRouter => "sk-or-v1-" + Hexadecimal(64);

    public static string DeepSeek => "sk-" + Hexadecimal(32);

    public static string Google => "AIza" + Random(35);

    public static string Groq => "gsk_" + Random(52);

    public static string XAI => "xai-" + Random(80);

    public static string HuggingFace => "hf_" + Random(34);

    public static string Replicate => "r8_" + Random(37);

    public static string Perplexity => "pplx-" + Random(48);

    public static string Cerebras => "csk-" + Random(48);

    public static string Nvidia => "nvapi-" + Random(64);

    public static string GitHub => "ghp_" + Random(36);

    public static string Aws => "AKIA" + Random(16, alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

    /// <summary>A key of Azure OpenAI, which has no shape of its own.</summary>
    public static string Azure => Hexadecimal(32);

    /// <summary>A key of an Azure AI resource of today.</summary>
    public static string AzureResource => Random(84);

    public static string Hexadecimal(int length) => Random(length, alphabet: "0123456789abcdef");

    /// <summary>The same text in each run.</summary>
    public static string Random(int length, uint seed = 1, string alphabet = Letters)
    {
        var state = seed * 2654435761u;
        return string.Create(
            length,
            alphabet,
            (text, from) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    state = unchecked((state * 1664525) + 1013904223);
                    text[i] = from[(int)((state >> 16) % (uint)from.Length)];
                }
            }
        );
    }
}
