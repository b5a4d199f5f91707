using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Tool.Audit.Model;
using Microsoft.ML.Tokenizers;

namespace LlmHygiene.Tool.Audit.Pricing;

/// <summary>Counts the tokens of a prompt's fixed text with the tokenizer of its model, or estimates them with another one.</summary>
internal sealed partial class FixedTokens
{
    private const string O200k = "o200k_base";
    private const string Cl100k = "cl100k_base";

    private readonly Dictionary<string, TiktokenTokenizer> _tokenizers = new(StringComparer.Ordinal);
    private readonly Dictionary<(PromptModel, string), int> _counted = [];

    /// <param name="model">The ID of the model; null if it is unknown.</param>
    public AuditTokens Count(PromptModel prompt, string? model)
    {
        var known = Encoding(model);
        var encoding = known ?? O200k;
        if (!_counted.TryGetValue((prompt, encoding), out var count))
            _counted.Add((prompt, encoding), count = CountWith(encoding, PromptFixedText.Of(prompt)));
        return new AuditTokens(count, encoding, known is null);
    }

    /// <summary>Counts a part of the fixed text.</summary>
    public AuditTokens Count(IReadOnlyList<string> texts, string? model)
    {
        var known = Encoding(model);
        return new AuditTokens(CountWith(known ?? O200k, texts), known ?? O200k, known is null);
    }

    private int CountWith(string encoding, IEnumerable<string> texts)
    {
        if (!_tokenizers.TryGetValue(encoding, out var tokenizer))
            _tokenizers.Add(encoding, tokenizer = TiktokenTokenizer.CreateForEncoding(encoding));
        return texts.Sum(text => tokenizer.CountTokens(text));
    }

    /// <summary>The encoding that OpenAI published for its model; null for a model without a public tokenizer.</summary>
    public static string? Encoding(string? model)
    {
        if (model is null)
            return null;
        var id = ModelCatalog.WithoutPrefix(model);
        return IsCl100k().IsMatch(id) ? Cl100k
            : IsO200k().IsMatch(id) ? O200k
            : null;
    }

    [GeneratedRegex(
        "^(gpt-4o|chatgpt-4o|gpt-4\\.1|gpt-4\\.5|gpt-5|gpt-oss|o[134])($|[-.:])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex IsO200k();

    [GeneratedRegex(
        "^(gpt-4($|-(turbo|32k|vision|[01]\\d{3}))|gpt-3\\.5|gpt-35|text-embedding-(3|ada-002))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex IsCl100k();
}
