using LlmHygiene.Analyzers.Generation.Emitters;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>The limit that a fix sets, for calls and prompts alike: the limit of a model that reasons covers its reasoning.</summary>
internal sealed record SuggestedLimit(int Tokens, string Title)
{
    /// <param name="response">The tokens for the response.</param>
    /// <param name="reasoning">The tokens for the reasoning of the model; null where it is not known whether it reasons.</param>
    public static SuggestedLimit Of(int response, int? reasoning)
    {
        var tokens = response + (reasoning ?? 0);
        var assumes = reasoning is null ? ", if the model does not reason" : "";
        return new(tokens, $"Limit the output to {CSharpText.Number(tokens)} tokens{assumes}");
    }
}
