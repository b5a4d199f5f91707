using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.CodeFixes.Editing;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>The limit that a fix sets, for calls and prompts alike: the limit of a model that reasons covers its reasoning.</summary>
/// <param name="Assumption">What the limit assumes about the model, as the end of a title; empty where that is known.</param>
internal sealed record SuggestedLimit(int Tokens, string Assumption)
{
    public string Title => $"Limit the output to {CSharpText.Number(Tokens)} tokens{Assumption}";

    // About 750 words: more than most programs need in a response, and a low limit is easy to notice and raise.
    private const int UsualResponse = 1000;

    private static readonly OutputNotLimitedRule s_rule = new();

    /// <summary>The limit for a call; null where LLMH4001 does not ask for one.</summary>
    public static SuggestedLimit? Missing(FixableCall call) =>
        Severities.IsOn(s_rule.Descriptor, call.Model.Compilation, call.Syntax.SyntaxTree, default)
        && s_rule.Judge(call.Facts, call.Options) is not null
            ? Of(call)
            : null;

    public static SuggestedLimit Of(FixableCall call)
    {
        var stated = StatedModel.Of(call.Facts);
        return Of(call.Options, stated?.Id, stated?.Provider);
    }

    /// <param name="id">The model; null where it is not known.</param>
    /// <param name="provider">Its provider; null where it is not known.</param>
    public static SuggestedLimit Of(RuleOptions options, string? id, string? provider) =>
        Of(options.DefaultMaxOutputTokens ?? UsualResponse, ReasoningRoom.For(id, provider, options.Models));

    /// <param name="response">The tokens for the response.</param>
    /// <param name="reasoning">The tokens for the reasoning of the model; null where it is not known whether it reasons.</param>
    public static SuggestedLimit Of(int response, int? reasoning) =>
        new(response + (reasoning ?? 0), reasoning is null ? ", if the model does not reason" : "");
}
