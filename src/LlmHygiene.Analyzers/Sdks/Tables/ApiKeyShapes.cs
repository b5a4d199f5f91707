using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The characters after the prefix of a key.</summary>
internal enum KeyAlphabet
{
    /// <summary>Letters and digits.</summary>
    Alphanumeric,

    /// <summary>Letters, digits, <c>-</c> and <c>_</c>.</summary>
    UrlSafe,

    /// <summary>Digits and small letters up to <c>f</c>.</summary>
    Hexadecimal,

    /// <summary>Capital letters and digits.</summary>
    Capitals,

    /// <summary>Letters, digits, <c>+</c>, <c>/</c> and <c>=</c>.</summary>
    Base64,
}

/// <summary>How the keys of a provider look.</summary>
/// <param name="Provider">As <see cref="ProviderHosts"/> names it; null for a prefix that several providers share.</param>
/// <param name="Prefix">What each key begins with.</param>
/// <param name="Min">The fewest characters after the prefix.</param>
/// <param name="Max">The most characters after the prefix.</param>
internal sealed record ApiKeyShape(string? Provider, string Prefix, int Min, int Max, KeyAlphabet Alphabet)
{
    /// <summary>A part that each key has; null where there is none.</summary>
    public string? Contains { get; init; }

    /// <summary>
    /// What a file has in it that uses such a key for another service of the provider. It counts where none of <see cref="OwnWords"/> is
    /// there.
    /// </summary>
    public ImmutableArray<string> OtherWords { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>What a file has in it that uses the key for models.</summary>
    public ImmutableArray<string> OwnWords { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>
/// The shapes of API keys. Data only. Sources: the rules of gitleaks (github.com/gitleaks/gitleaks, config/gitleaks.toml) for OpenAI,
/// Anthropic, AWS, Bedrock, GitHub, Google, Hugging Face and Perplexity; the pages about API keys of the other providers.
/// </summary>
internal static class ApiKeyShapes
{
    /// <summary>A longer prefix stands before a shorter one that it begins with.</summary>
    public static readonly ImmutableArray<ApiKeyShape> All = ImmutableArray.Create(
        new ApiKeyShape("openai", "sk-proj-", 40, 200, KeyAlphabet.UrlSafe),
        new ApiKeyShape("openai", "sk-svcacct-", 40, 200, KeyAlphabet.UrlSafe),
        new ApiKeyShape("openai", "sk-admin-", 40, 200, KeyAlphabet.UrlSafe),
        new ApiKeyShape("anthropic", "sk-ant-", 80, 160, KeyAlphabet.UrlSafe),
        new ApiKeyShape("openrouter", "sk-or-v1-", 64, 64, KeyAlphabet.Hexadecimal),
        // The keys of OpenAI before projects: they have the name of the company in Base64.
        new ApiKeyShape("openai", "sk-", 48, 48, KeyAlphabet.Alphanumeric) { Contains = "T3BlbkFJ" },
        // DeepSeek, Moonshot, DashScope, gateways.
        new ApiKeyShape(null, "sk-", 32, 64, KeyAlphabet.Alphanumeric),
        // Maps, Firebase, browser extensions: such keys may be public, and are often not of the project at all.
        new ApiKeyShape("google", "AIza", 35, 35, KeyAlphabet.UrlSafe)
        {
            OtherWords = ImmutableArray.Create("googleapis.com", "firebase", "maps.google", "google_maps"),
            OwnWords = ImmutableArray.Create("generativelanguage", "generativeai", "genai", "gemini", "aiplatform", "vertex"),
        },
        new ApiKeyShape("groq", "gsk_", 52, 52, KeyAlphabet.Alphanumeric),
        new ApiKeyShape("xai", "xai-", 80, 80, KeyAlphabet.UrlSafe),
        new ApiKeyShape("huggingface", "hf_", 34, 34, KeyAlphabet.Alphanumeric),
        new ApiKeyShape("replicate", "r8_", 37, 37, KeyAlphabet.UrlSafe),
        new ApiKeyShape("perplexity", "pplx-", 48, 56, KeyAlphabet.Alphanumeric),
        new ApiKeyShape("cerebras", "csk-", 48, 48, KeyAlphabet.Alphanumeric),
        new ApiKeyShape("nvidia", "nvapi-", 60, 70, KeyAlphabet.UrlSafe),
        new ApiKeyShape("together", "tgp_v1_", 40, 50, KeyAlphabet.UrlSafe),
        new ApiKeyShape("github", "github_pat_", 82, 82, KeyAlphabet.UrlSafe),
        new ApiKeyShape("github", "ghp_", 36, 36, KeyAlphabet.Alphanumeric),
        new ApiKeyShape("aws", "AKIA", 16, 16, KeyAlphabet.Capitals),
        new ApiKeyShape("aws", "ABSK", 109, 269, KeyAlphabet.Base64),
        new ApiKeyShape("aws", "bedrock-api-key-", 60, 2000, KeyAlphabet.Base64)
    );

    /// <summary>The environment variable from which the SDKs of a provider, or its documentation, read the key.</summary>
    public static string VariableOf(string? provider) =>
        provider is not null && s_variables.TryGetValue(provider, out var name) ? name : "LLM_API_KEY";

    private static readonly ImmutableDictionary<string, string> s_variables = new Dictionary<string, string>
    {
        ["openai"] = "OPENAI_API_KEY",
        ["azure"] = "AZURE_OPENAI_API_KEY",
        ["anthropic"] = "ANTHROPIC_API_KEY",
        ["google"] = "GEMINI_API_KEY",
        ["groq"] = "GROQ_API_KEY",
        ["xai"] = "XAI_API_KEY",
        ["huggingface"] = "HF_TOKEN",
        ["replicate"] = "REPLICATE_API_TOKEN",
        ["perplexity"] = "PERPLEXITY_API_KEY",
        ["cerebras"] = "CEREBRAS_API_KEY",
        ["nvidia"] = "NVIDIA_API_KEY",
        ["together"] = "TOGETHER_API_KEY",
        ["github"] = "GITHUB_TOKEN",
        ["openrouter"] = "OPENROUTER_API_KEY",
        ["mistral"] = "MISTRAL_API_KEY",
        ["cohere"] = "CO_API_KEY",
        ["deepseek"] = "DEEPSEEK_API_KEY",
        ["fireworks"] = "FIREWORKS_API_KEY",
        ["moonshot"] = "MOONSHOT_API_KEY",
        ["alibaba"] = "DASHSCOPE_API_KEY",
        ["aws"] = "AWS_SECRET_ACCESS_KEY",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The words in the key of a setting that say whose key its value is, with the provider.</summary>
    public static readonly ImmutableArray<(string Word, string Provider)> Words = ImmutableArray.Create(
        ("AzureOpenAI", "azure"),
        ("AzureAI", "azure"),
        ("AzureKey", "azure"),
        ("Azure.AI", "azure"),
        ("Azure:OpenAI", "azure"),
        ("OpenAI", "openai"),
        ("OpenRouter", "openrouter"),
        ("Anthropic", "anthropic"),
        ("Claude", "anthropic"),
        ("Gemini", "google"),
        ("Groq", "groq"),
        ("Mistral", "mistral"),
        ("Cohere", "cohere"),
        ("DeepSeek", "deepseek"),
        ("Fireworks", "fireworks"),
        ("HuggingFace", "huggingface"),
        ("Moonshot", "moonshot"),
        ("DashScope", "alibaba"),
        ("Bedrock", "aws"),
        ("Together", "together"),
        ("Perplexity", "perplexity")
    );

    /// <summary>Parameters and members of SDKs that take a key. Compared without case.</summary>
    public static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "apiKey",
        "openAIApiKey",
        "authToken",
        "accessToken",
        "bearerToken",
        "apiToken",
        "secretKey",
        "secretAccessKey",
        "awsSecretAccessKey",
        "subscriptionKey"
    );

    /// <summary>The headers with which requests to providers carry their key, beside <see cref="Authorization"/>.</summary>
    public static readonly ImmutableHashSet<string> Headers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Authorization,
        "api-key",
        "x-api-key",
        "x-goog-api-key"
    );

    public const string Authorization = "Authorization";

    /// <summary>Types whose constructors take a key as their first parameter, whatever its name is.</summary>
    public static readonly ImmutableHashSet<string> Credentials = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "System.ClientModel.ApiKeyCredential",
        "Azure.AzureKeyCredential"
    );

    /// <summary>Assemblies of credentials that belong to no single SDK.</summary>
    public static readonly ImmutableHashSet<string> Assemblies = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "System.ClientModel",
        "Azure.Core",
        "AWSSDK.Core",
        "Mistral.SDK",
        "Anthropic.SDK"
    );
}
