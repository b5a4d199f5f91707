using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Nothing limits the number of output tokens.</summary>
internal sealed class OutputNotLimitedRule : CallRule
{
    /// <summary>Also reported for prompt files and prompt methods, which state the limit of their calls.</summary>
    public static readonly DiagnosticDescriptor OutputNotLimited = Descriptors.Create(
        id: RuleIds.OutputNotLimited,
        title: "An LLM call has no output-token limit",
        message: "'{0}' has no output-token limit but {1}: set {2}",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "Output tokens cost the most and take the longest. Without a limit, one response that does not end costs as much "
            + "as the model can write; with an SDK's default limit, responses are truncated unexpectedly."
    );

    private const string UnknownDefault = "the provider's default";

    public override DiagnosticDescriptor Descriptor => OutputNotLimited;

    // What a method that the user has marked does about the limit is not known.
    public override bool Accepts(CallOrigin origin) => origin == CallOrigin.Sdk;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options)
    {
        if (facts.Call.Operation is not { } operation || !operation.HasOutputTokens() || facts.LimitMembers.Count == 0)
            return null;
        // What a generated prompt leaves out is reported in its file, once for all its calls.
        // What the client does is proven, too: one from outside may set a limit, which one at the call would replace.
        if (facts.Limit is not { State: LimitState.Unset, IsFromPrompt: false } || facts.ClientLimit != LimitState.Unset)
            return null;
        return facts.IsLimitedByPipeline
            ? null
            : Diagnostic.Create(
                OutputNotLimited,
                facts.Call.Location,
                facts.Call.Method.Name,
                facts.DefaultLimit ?? UnknownDefault,
                string.Join(" or ", facts.LimitMembers)
            );
    }

    /// <summary>The diagnostic for a prompt, whose parameters apply to all its calls.</summary>
    /// <param name="place">Where its version is written: setting a limit is a change that needs a new version.</param>
    /// <param name="parameter">The name of the limit in the prompt.</param>
    public static Diagnostic OfPrompt(string name, Location place, string parameter) =>
        Diagnostic.Create(OutputNotLimited, place, name, UnknownDefault, parameter);
}
