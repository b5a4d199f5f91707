using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A rule about one call: it looks at the facts of the call and reports what is wrong.</summary>
internal abstract class CallRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>True when the rule applies to calls of this origin. By default it applies to calls of SDKs and marked methods.</summary>
    public virtual bool Accepts(CallOrigin origin) => origin is CallOrigin.Sdk or CallOrigin.UserMethod;

    /// <summary>True for a rule about something that several calls share: it is judged once for all of them, where it is written.</summary>
    public virtual bool IsSharedByCalls => false;

    /// <summary>Null where the rule has nothing to report.</summary>
    public abstract Diagnostic? Judge(CallFacts facts, RuleOptions options);

    /// <summary>What distinguishes two findings of this rule at one call. It is part of the baseline key.</summary>
    public virtual string? Subject(CallFacts facts) => null;

    /// <summary>
    /// Reports a mistake where it is written if that is inside the call, otherwise at the name of the call, with the place as an additional
    /// location: an IDE that analyzes one file shows only what is reported inside the analyzed operation.
    /// </summary>
    protected static Diagnostic ReportAt(DiagnosticDescriptor rule, IInvocationOperation call, Location place, params object[] arguments) =>
        place.SourceTree == call.Syntax.SyntaxTree && call.Syntax.Span.Contains(place.SourceSpan)
            ? Diagnostic.Create(rule, place, arguments)
            : Diagnostic.Create(rule, CallSyntax.LocationOf(call), [place], arguments);
}
