using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Nothing limits how much the model writes.</summary>
internal sealed class OutputNotLimitedRule : CallRule
{
    /// <summary>Also of prompt files and prompt methods, which state the limit of their calls.</summary>
    public static readonly DiagnosticDescriptor OutputNotLimited = Descriptors.Create(
        id: RuleIds.OutputNotLimited,
        title: "An LLM call has no output-token limit",
        message: "'{0}' has no output-token limit but {1}: set {2}",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "Output tokens cost the most and take the longest. Without a limit, one answer that does not end costs as much as the model can write; a default that an SDK brings along cuts answers off where nobody expects it."
    );

    private const string UnknownDefault = "the provider's default";

    public override DiagnosticDescriptor Descriptor => OutputNotLimited;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options)
    {
        var call = facts.Call;
        // What a generated prompt leaves out, its file is told, once for all its calls.
        if (!call.Entry.Operation.HasOutputTokens() || call.Entry.LimitIsAtClient || call.Marked is not null)
            return null;
        if (facts.Limit is not { State: LimitState.Unset, IsFromPrompt: false } || facts.LimitMembers is not { Count: > 0 } members)
            return null;
        // The options of an agent are its own as a rule; those of a chat client come with each call.
        if (facts.ClientLimit is not { State: var atClient, Default: var ofClient } || atClient == LimitState.Set)
            return null;
        if (atClient == LimitState.FlowsIn && call.Entry.Operation == LlmOperation.Agent)
            return null;
        return members.Any(facts.IsLimitedByPipeline)
            ? null
            : Diagnostic.Create(
                OutputNotLimited,
                call.Location,
                call.Method.Name,
                ofClient ?? call.Sdk.DefaultLimit ?? UnknownDefault,
                string.Join(" or ", members)
            );
    }

    /// <summary>The same of a prompt whose own parameters are those of its calls.</summary>
    /// <param name="place">Where its version is written: a limit is a change, which needs a new one.</param>
    /// <param name="parameter">What the prompt calls the limit.</param>
    public static Diagnostic OfPrompt(string name, Location place, string parameter) =>
        Diagnostic.Create(OutputNotLimited, place, name, UnknownDefault, parameter);
}
