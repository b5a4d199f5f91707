using System.Globalization;
using System.Text;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// A lower bound for the number of tokens in the text that a prompt always sends, without a tokenizer. Text inside conditions and lists
/// does not count, because an input decides whether it is sent.
/// </summary>
internal static class FixedTextTokens
{
    // OpenAI's encodings split a text before they encode it: digits in groups of three, and letters separate from everything else.
    private const int DigitsOfToken = 3;

    /// <param name="counted">The count of a tokenizer over all fixed text, each piece separately; null where there is none.</param>
    public static int AtLeast(PromptModel prompt, int? counted)
    {
        var parts = prompt.Messages.SelectMany(static message => message.Parts).OfType<TextPart>().ToList();
        var least = parts.Sum(static part => AtLeast(string.Concat(part.Text.OfType<TextNode>().Select(static node => node.Text))));
        if (counted is not { } all)
            return least;
        // No text has more tokens than bytes.
        var always = parts.Sum(static part => part.Text.OfType<TextNode>().Sum(static node => Encoding.UTF8.GetByteCount(node.Text)));
        var sometimes = PromptFixedText.Of(prompt).Sum(static text => Encoding.UTF8.GetByteCount(text)) - always;
        return Math.Max(least, all - sometimes);
    }

    /// <summary>
    /// At least one token for each word and for each three digits: neither is merged with what follows. Punctuation and white space may
    /// belong to the token of a word.
    /// </summary>
    public static int AtLeast(string text)
    {
        var tokens = 0;
        var digits = 0;
        var isInWord = false;
        foreach (var c in text)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                // Half of a character: it neither starts nor ends a word.
                case UnicodeCategory.Surrogate:
                    break;
                case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                    digits++;
                    isInWord = false;
                    break;
                case UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark:
                    if (!isInWord)
                        tokens++;
                    End();
                    isInWord = true;
                    break;
                // `don't` is one word.
                case var _ when c is '\'' or '\u2019':
                    End();
                    break;
                default:
                    End();
                    isInWord = false;
                    break;
            }
        }

        End();
        return tokens;

        void End()
        {
            tokens += (digits + DigitsOfToken - 1) / DigitsOfToken;
            digits = 0;
        }
    }
}
