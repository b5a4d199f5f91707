using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A reasoning model can use up the output limit before it answers.</summary>
internal sealed class OutputLimitTooLowRule : CallRule
{
    /// <summary>The property of a diagnostic with the limit that the fix sets.</summary>
    public const string LimitProperty = "limit";

    /// <summary>Also reported for prompt files and prompt methods, which state the limit of their calls.</summary>
    public static readonly DiagnosticDescriptor OutputLimitTooLow = Descriptors.Create(
        id: RuleIds.OutputLimitTooLow,
        title: "A reasoning model can use up the output limit before it answers",
        message: "'{0}' can spend {1} tokens on reasoning before it answers, and the output limit is {2}: raise it to {3}, or lower "
            + "the reasoning effort",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The output limit of a reasoning model covers its reasoning. Where that uses up the limit, the response is empty, "
            + "and the tokens are paid for."
    );

    public override DiagnosticDescriptor Descriptor => OutputLimitTooLow;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options)
    {
        if (facts.Call.Operation is not { } operation || !operation.HasOutputTokens())
            return null;
        if (
            LimitOf(facts) is not var (text, place)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            || StatedModel.OfCall(facts, options.Models) is not { } model
            || model.Find(options.Models) is not { Entry.Capabilities: var capabilities }
            || capabilities.Reasoning is null or ReasoningMode.None
        )
            return null;
        var fact = facts.Parameters;
        return
            ReasoningRoom.Of(capabilities, fact.Effort, ParameterJudge.ReasonsIn(fact, capabilities)) is { } room
            && limit < room
            && (fact.IsEffortKnown || fact.Effort is not null)
            ? ReportAt(facts, place, model.Id, limit, room)
            : null;
    }

    // The limit of the call; if it sets none, that of its pipeline or its agent.
    private static (string Tokens, SyntaxNode Place)? LimitOf(CallFacts facts) =>
        facts.Limit switch
        {
            { State: LimitState.Set, IsFromPrompt: false, Tokens: { } text, Place: { } place } => (text, place),
            { State: LimitState.Unset, IsFromPrompt: false } when facts.Parameters.Limit is { Constant: { } text, Place: var place } => (
                text,
                place
            ),
            _ => null,
        };

    /// <summary>The diagnostic for a prompt.</summary>
    /// <param name="effort">The effort that the prompt states; null for the default of the model.</param>
    /// <param name="reasonsIn">Whether a model reasons with that effort.</param>
    public static Diagnostic? OfPrompt(
        string? id,
        int? limit,
        Location place,
        ModelCatalog models,
        string? effort,
        Func<ModelEntry, string?, bool?> reasonsIn
    ) =>
        id is not null
        && limit is { } tokens
        && models.Find(id, null) is { Entry: var entry }
        && ReasoningRoom.Of(entry.Capabilities, effort, reasonsIn(entry, effort)) is > 0 and var room
        && tokens < room
            ? Create(place, [], id, tokens, room)
            : null;

    private static Diagnostic ReportAt(CallFacts facts, SyntaxNode written, string id, int limit, int room)
    {
        var call = facts.Call.Invocation.Syntax;
        return written.IsWithin(call)
            ? Create(written.GetLocation(), [], id, limit, room)
            : Create(facts.Call.Location, [written.GetLocation()], id, limit, room);
    }

    private static Diagnostic Create(Location place, Location[] more, string id, int limit, int room) =>
        Diagnostic.Create(
            OutputLimitTooLow,
            place,
            more,
            ImmutableDictionary<string, string?>.Empty.Add(LimitProperty, (limit + room).ToString(CultureInfo.InvariantCulture)),
            id,
            room.ToString(CultureInfo.InvariantCulture),
            limit.ToString(CultureInfo.InvariantCulture),
            (limit + room).ToString(CultureInfo.InvariantCulture)
        );
}
