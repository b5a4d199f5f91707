using LlmHygiene.Analyzers.Facts;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>A rule about one call: looks at its facts and says what is wrong with it.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Null when the call is fine by this rule.</summary>
    public abstract Diagnostic? Judge(LlmCallFacts facts, RuleOptions options);
}
