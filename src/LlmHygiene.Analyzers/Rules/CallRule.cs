using LlmHygiene.Analyzers.Facts;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>A rule about one call: looks at its facts and says what is wrong with it.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Null when the call is fine by this rule.</summary>
    public abstract Diagnostic? Judge(LlmCallFacts facts, RuleOptions options);

    /// <summary>The same for a call of a method that passes its parameter on as the prompt; for rules about what the prompt's author owes.</summary>
    public virtual Diagnostic? Judge(WrapperCallFacts facts, RuleOptions options) => null;
}
