using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.ML.Tokenizers;

namespace LlmHygiene.Tool.Locking;

/// <summary>Counts the tokens of a prompt's fixed text, separately for each piece between two values.</summary>
internal sealed class TokenCounter
{
    private readonly Lazy<TiktokenTokenizer> _tokenizer = new(static () =>
        TiktokenTokenizer.CreateForEncoding(PromptLockParser.TokenEncoding)
    );

    public int Count(PromptModel prompt) => PromptFixedText.Of(prompt).Sum(text => _tokenizer.Value.CountTokens(text));
}
