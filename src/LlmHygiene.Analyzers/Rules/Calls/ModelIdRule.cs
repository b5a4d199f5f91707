using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A rule about a model ID, wherever it is written: at a call, at a client or in a prompt file.</summary>
internal abstract class ModelIdRule : CallRule
{
    public sealed override bool IsSharedByCalls => true;

    public sealed override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        StatedModel.Of(facts) is { } model ? Judge(model, options) : null;

    public sealed override string? Subject(CallFacts facts) => StatedModel.Of(facts)?.Id;

    public abstract Diagnostic? Judge(StatedModel model, RuleOptions options);
}
