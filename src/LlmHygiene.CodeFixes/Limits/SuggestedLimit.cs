using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.PromptFiles;
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

    /// <summary>The limit for a call, with the reasoning effort that it states, as far as that is known.</summary>
    public static SuggestedLimit Of(FixableCall call)
    {
        var stated = StatedModel.OfCall(call.Facts, call.Options.Models);
        // Where the model is not known, the effort does not matter.
        var fact = stated is null ? ParameterFact.Unknown : call.Facts.Parameters;
        var isEffortKnown = fact.Effort is not null || fact.IsEffortKnown;
        return Of(
            call.Options,
            stated?.Id,
            stated?.Provider,
            fact.Effort,
            entry => isEffortKnown ? ParameterJudge.ReasonsIn(fact, entry.Capabilities) : entry.Capabilities.Reasons(null),
            isEffortKnown
        );
    }

    /// <summary>The limit for a prompt, with the reasoning effort that it states.</summary>
    public static SuggestedLimit Of(RuleOptions options, PromptModel prompt)
    {
        var effort = PromptRefusals.EffortOf(prompt);
        return Of(options, prompt.ModelId, provider: null, effort, entry => PromptRefusals.ReasonsIn(entry, effort));
    }

    private static SuggestedLimit Of(
        RuleOptions options,
        string? id,
        string? provider,
        string? effort,
        Func<ModelEntry, bool?> reasonsIn,
        bool isEffortKnown = true
    )
    {
        var limit = Of(options.DefaultMaxOutputTokens ?? UsualResponse, ReasoningRoom.For(id, provider, options.Models, effort, reasonsIn));
        return limit.Assumption.Length == 0 && !isEffortKnown && options.Models.Find(id!, provider)!.Entry.Capabilities.HasEfforts
            ? limit with
            {
                Assumption = ", with the default effort",
            }
            : limit;
    }

    /// <param name="response">The tokens for the response.</param>
    /// <param name="reasoning">The tokens for the reasoning of the model; null where it is not known whether it reasons.</param>
    public static SuggestedLimit Of(int response, int? reasoning) =>
        new(response + (reasoning ?? 0), reasoning is null ? ", if the model does not reason" : "");
}
