using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A rule about one call: looks at its facts and says what is wrong with it.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Null when the call is fine by this rule.</summary>
    public abstract Diagnostic? Judge(LlmCallFacts facts, RuleOptions options);

    /// <summary>The same for a call of a method that passes its parameter on as the prompt; for rules about what the prompt's author owes.</summary>
    public virtual Diagnostic? Judge(PassThroughCallFacts facts, RuleOptions options) => null;

    /// <summary>What of the call the rule speaks of, where that may change to another violation of the same rule; for the baseline.</summary>
    public virtual string? Subject(LlmCallFacts facts) => null;

    /// <summary>
    /// Stands where the mistake is written if that is inside the call, else at the call's name, with the place beside it: an IDE
    /// that looks at one file shows only what an analyzer reports inside the very operation that it was given.
    /// </summary>
    protected static Diagnostic ReportAt(DiagnosticDescriptor rule, IInvocationOperation call, Location place, params object[] arguments) =>
        place.SourceTree == call.Syntax.SyntaxTree && call.Syntax.Span.Contains(place.SourceSpan)
            ? Diagnostic.Create(rule, place, arguments)
            : Diagnostic.Create(rule, LlmCall.LocationOf(call), [place], arguments);
}
