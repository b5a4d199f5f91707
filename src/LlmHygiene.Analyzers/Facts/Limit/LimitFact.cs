using System.Globalization;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Limit;

internal enum LimitState
{
    Set,
    Unset,
    FlowsIn,
}

/// <summary>Whether the number of output tokens of a call is limited, and to how many.</summary>
/// <param name="IsFromPrompt">True when the parameters of a prompt decide, not the call.</param>
internal sealed record LimitFact(LimitState State, string? Tokens = null, bool IsFromPrompt = false)
{
    public static readonly LimitFact FlowsIn = new(LimitState.FlowsIn);

    /// <summary>The limits of which the call has one, the lowest first; empty where it is a single one, or may be another.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Where the limit is written; null where that is not one place.</summary>
    public SyntaxNode? Place { get; init; }

    public override string ToString() => Tokens is null ? State.ToString() : $"{State}({Tokens})";
}

internal sealed class LimitResolver(ClientChain chain)
{
    public LimitFact Resolve(SdkCall call)
    {
        // What a prompt states takes precedence over the additional options.
        if (
            GeneratedPromptReader.Of(call, chain.Catalog.Known) is { } prompt
            && OfPrompts([prompt]) is var stated
            && (stated.State == LimitState.Set || call.Options is null)
        )
            return stated;
        if (GeneratedPromptReader.IsUnknown(call, chain.Catalog.Known))
            return new LimitFact(LimitState.FlowsIn);
        // The method has a default of its own, or parameters for any setting.
        if (call.PromptFile is not null)
            return PromptFileReader.Of(call, chain) is { } file && OfPrompts([file]) is { State: LimitState.Set } ofFile
                ? ofFile
                : LimitFact.FlowsIn;

        var settings = chain.Options.Read(call);
        var atCall =
            call.ArgumentOrDefault(call.Marked?.Limit ?? call.Entry.Limit) is { } given
            && chain.Values.TraceConstant(given).SingleConstant is not ("0" or "-1")
                ? given
                : null;
        if (atCall is null && settings is { ComputedLimit: { } computed, MayBeReplaced: false, LimitMayBeMissing: false })
            return new LimitFact(LimitState.Set, computed.ToString(CultureInfo.InvariantCulture));
        IReadOnlyList<IOperation> values = atCall is null ? settings.LimitValues : [atCall, .. settings.LimitValues];
        var written = values.Select(chain.Values.TraceConstant).ToList();
        var set = written.Where(trace => !trace.IsAlwaysNull).ToList();
        if (set.Count > 0)
            return Chosen() with { Place = values.Count == 1 ? values[0].Syntax : null };
        // A method of the user's own may set a limit where its caller sets none.
        if (settings.IsUnknown || settings.IsBound || settings.LimitIsRequired || call.Body is not null || call.Marked is not null)
            return new LimitFact(LimitState.FlowsIn);
        return settings.Prompts.Count == 0
            ? new LimitFact(LimitState.Unset)
            : OfPrompts(settings.Prompts.Select(type => GeneratedPromptReader.Of(type, chain.Catalog.Known)));

        LimitFact Chosen()
        {
            var stated = new LimitFact(LimitState.Set);
            // One that is taken away again may be the last.
            if (settings is not { MayBeReplaced: false, LimitMayBeMissing: false } || set.Count < written.Count)
                return stated;
            if (set.Select(static trace => trace.SingleConstant).Distinct().Count() == 1 && set[0].SingleConstant is { } single)
                return stated with { Tokens = single };
            return LimitChoices.AreOfOneMember(values) ? stated with { Choices = LimitChoices.Of(set) } : stated;
        }
    }

    private static LimitFact OfPrompts(IEnumerable<PromptReference?> prompts) =>
        prompts.Select(prompt => prompt?.MaxOutputTokens).FirstOrDefault(limit => limit > 0) is { } tokens
            ? new LimitFact(LimitState.Set, tokens.ToString(CultureInfo.InvariantCulture), IsFromPrompt: true)
            : new LimitFact(LimitState.Unset, IsFromPrompt: true);
}
