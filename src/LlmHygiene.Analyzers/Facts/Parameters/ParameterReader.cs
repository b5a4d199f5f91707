using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Parameters;

/// <summary>
/// Finds the parameters that a request has for sure: those in the options of the call, in the options of an agent, and those that a step of
/// the pipeline sets. What one of several paths sends, and what a step may take away, is not certain.
/// </summary>
/// <param name="isSetInPipeline">True for a member that some pipeline of the project writes.</param>
internal sealed class ParameterReader(ClientChain chain, Func<string, bool> isSetInPipeline)
{
    public ParameterFact Of(SdkCall call)
    {
        // What a prompt file states is judged there.
        if (call.PromptObject is not null || call.PromptFile is not null || call.Body is not null || call.Marked is not null)
            return ParameterFact.Unknown;
        var syntax = call.Invocation.Syntax;
        var settings = chain.Options.Read(call);
        if (settings.Prompts.Count > 0)
            return ParameterFact.Unknown;
        var through = ChainOptions.Of(call.Client, chain);
        var (steps, isSeen) = (through.Steps, through.IsSeen);
        var isOpaque = settings.IsUnknown || settings.MayBeReplaced || settings.OpaqueValues.Count > 0;

        // A pipeline that the call does not go through changes nothing.
        bool MayBeSetBySteps(string member) =>
            isSetInPipeline(member)
            && (
                !isSeen
                || through.HasMiddleware
                || steps.Any(step => step.IsPipeline && step.Options.Parameters.Any(written => written.Row.Member == member))
            );

        var sent = new List<SentParameter>();
        if (!settings.MayBeReplaced && settings.IsSingle)
            sent.AddRange(Certain(settings.Parameters, syntax, static _ => true, name => !MayBeSetBySteps(name)));
        foreach (var step in steps)
        {
            var (options, isPipeline) = (step.Options, step.IsPipeline);
            if (!step.IsAlways || options.MayBeReplaced || !options.IsSingle || settings.IsUnknown)
                continue;
            var others = steps.Where(other => other.Options != options).SelectMany(static other => other.Options.Parameters).ToList();
            sent.AddRange(
                Certain(
                    options.Parameters,
                    syntax,
                    // What the call states itself replaces what an agent states, and the order of steps decides among them.
                    written =>
                        !settings.Parameters.Concat(others).Any(other => other.Row.Parameter == written.Row.Parameter)
                        && (!isPipeline || isSeen),
                    name => isPipeline || !MayBeSetBySteps(name)
                )
            );
        }

        foreach (var content in MessageContents.Of(call, settings, chain))
            if (!sent.Exists(known => known.Parameter == content.Parameter))
                sent.Add(content);
        if (SchemaOf(call) is { } schema && !sent.Exists(static known => known.Parameter == RequestParameter.Schema))
            sent.Add(schema);

        var efforts = settings.Parameters.Concat(steps.SelectMany(static step => step.Options.Parameters)).Where(IsEffort).ToList();
        var effort = sent.Find(static known => known.Parameter == RequestParameter.Effort)?.Constant;
        var isKnown =
            !isOpaque
            && efforts.Count <= 1
            && (efforts.Count == 0 || effort is not null)
            && steps.All(static step => step.Options is { OpaqueValues.Count: 0, IsUnknown: false })
            && efforts.TrueForAll(written => !MayBeSetBySteps(written.Row.Member))
            && !chain.Catalog.ParameterNames.Any(name => IsEffortName(name) && efforts.Count == 0 && MayBeSetBySteps(name));
        return new ParameterFact(sent, effort, isKnown)
        {
            Limit = LimitOf(settings, steps, isSeen, syntax),
            OwnLimit = OwnLimitOf(settings, syntax),
        };
    }

    private SentParameter? OwnLimitOf(CallOptions settings, SyntaxNode call) =>
        settings is { IsUnknown: false, MayBeReplaced: false, IsSingle: true, IsBound: false, LimitValues: [var value] }
        && SentValue.IsCertain(value, call)
            ? SentValue.OfLimit(value, chain.Values)
            : null;

    // If several steps set it, their order decides which value is sent.
    private SentParameter? LimitOf(CallOptions settings, IReadOnlyList<StepOptions> steps, bool isSeen, SyntaxNode call) =>
        isSeen
        && settings is { IsUnknown: false, IsBound: false, LimitValues.Count: 0 }
        && steps.All(static step => step.Options is { IsUnknown: false, IsBound: false })
        && steps.SelectMany(static step => step.Options.LimitValues, static (step, value) => (step, value)).ToList()
            is [({ IsAlways: true, Options: { MayBeReplaced: false, IsSingle: true } }, var value)]
        && SentValue.IsCertain(value, call)
        && chain.Values.TraceConstant(value).SingleConstant is { } constant
            ? new SentParameter(RequestParameter.MaxTokens, constant, value.Syntax)
            : null;

    private static bool IsEffort(WrittenParameter written) => written.Row.Parameter == RequestParameter.Effort;

    private static bool IsEffortName(string member) => member.StartsWith("Reasoning", StringComparison.Ordinal) || member == "OutputConfig";

    private IEnumerable<SentParameter> Certain(
        IReadOnlyList<WrittenParameter> all,
        SyntaxNode call,
        Func<WrittenParameter, bool> counts,
        Func<string, bool> isOwn
    )
    {
        foreach (var group in all.GroupBy(static written => written.Row.Parameter))
        {
            var writes = group.ToList();
            // Of several scalars the last one counts, and which one that is depends on the path.
            if (writes.Count > 1 && group.Key is not (RequestParameter.Tools or RequestParameter.Stop))
                continue;
            foreach (var written in writes)
            {
                if (!counts(written) || !isOwn(written.Row.Member) || !SentValue.IsCertain(written.Value, call))
                    continue;
                if (SentValue.Of(written, chain.Values) is not { } parameter)
                    continue;
                yield return parameter;
                break;
            }
        }
    }

    // `GetResponseAsync<T>` sends the schema of T.
    private static SentParameter? SchemaOf(SdkCall call) =>
        call.Entry.SchemaSwitch is { } name
        && call.ArgumentOrDefault(name)?.WithoutConversion().ConstantValue is not { HasValue: true, Value: false }
            ? new SentParameter(RequestParameter.Schema, null, CallSyntax.NameOf(call.Invocation.Syntax))
            : null;
}
