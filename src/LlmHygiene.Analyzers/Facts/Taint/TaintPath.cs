using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>How text gets from a place that is not trusted to one that needs trust.</summary>
internal sealed class TaintPath
{
    private readonly List<IOperation> _steps;

    private TaintPath(TextSourceKind kind, List<IOperation> steps) => (Kind, _steps) = (kind, steps);

    public TextSourceKind Kind { get; }

    /// <summary>The places that the text passes, the source first.</summary>
    public IReadOnlyList<IOperation> Steps => _steps;

    public IOperation Source => _steps[0];

    /// <summary>
    /// Where the object comes from that has the text: the call of the model, the declaration of the parameter; null where that is the
    /// source itself, or more than one place.
    /// </summary>
    public SyntaxNode? Origin
    {
        get
        {
            var holder = Source;
            while (InstanceOf(holder) is { } instance)
                holder = instance.WithoutConversion();
            var syntax = holder switch
            {
                IParameterReferenceOperation { Parameter.DeclaringSyntaxReferences: [var declared] } => declared.GetSyntax(),
                ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } => declared.GetSyntax() switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                    ForEachStatementSyntax { Expression: var items } => items,
                    _ => null,
                },
                IAwaitOperation or IInvocationOperation => holder.Syntax,
                _ => null,
            };
            if (syntax is AwaitExpressionSyntax { Expression: var awaited })
                syntax = awaited;
            return syntax == Source.Syntax ? null : syntax;
        }
    }

    /// <param name="source">Where the text comes in; what is read of it there belongs to it.</param>
    public static TaintPath From(TextSourceKind kind, IOperation source)
    {
        while (source.Parent is IPropertyReferenceOperation or IFieldReferenceOperation && InstanceOf(source.Parent) == source)
            source = source.Parent;
        return new TaintPath(kind, [source]);
    }

    private static IOperation? InstanceOf(IOperation reference) => (reference as IMemberReferenceOperation)?.Instance;

    /// <summary>The same path, which goes on at the operation.</summary>
    public TaintPath Through(IOperation step)
    {
        if (_steps[_steps.Count - 1].Syntax != step.Syntax)
            _steps.Add(step);
        return this;
    }
}

/// <summary>What is read from JSON where only a name, and no member of a type, says it.</summary>
internal enum JsonPart
{
    /// <summary>A part that is read through <c>dynamic</c>.</summary>
    Any,

    /// <summary>What the service, not the model, writes about a response: its ID, its usage.</summary>
    OfService,

    /// <summary>The same, in a text that has not been parsed yet.</summary>
    OfServiceInText,
}

/// <summary>The members that are read of a value, the next one first: <c>Text</c> of <c>request</c> in <c>request.Text</c>.</summary>
/// <param name="Member">The member; null for an element of a dictionary.</param>
/// <param name="Key">The constant key of that element.</param>
internal sealed record MemberPath(ISymbol? Member, object? Key, MemberPath? Rest)
{
    private const int MaxLength = 4;

    private int Length => 1 + (Rest?.Length ?? 0);

    /// <summary>Null for a path that is too long to be followed.</summary>
    public static MemberPath? Of(ISymbol? member, object? key, MemberPath? rest) =>
        new MemberPath(member?.OriginalDefinition, key, rest) is { Length: <= MaxLength } path ? path : null;

    /// <summary>True where the value itself is the text: nothing is read from it, or only a part of JSON.</summary>
    public static bool IsText(MemberPath? members) => members is null or { Member: null, Key: JsonPart };

    public override string ToString() => (Member?.Name ?? "[" + Key + "]") + (Rest is null ? "" : "." + Rest);
}

/// <summary>The call by which a method of the project was entered: its parameters are the arguments of this call.</summary>
/// <param name="Call">An invocation, a creation, or a property whose getter was entered.</param>
/// <param name="Outer">The call around it.</param>
internal sealed record TaintFrame(IMethodSymbol Method, IOperation Call, IOperation? Instance, TaintFrame? Outer)
{
    private const int MaxDepth = 8;

    private int Depth => 1 + (Outer?.Depth ?? 0);

    /// <summary>Null where calls are nested too deeply.</summary>
    public static TaintFrame? Enter(IMethodSymbol method, IOperation call, IOperation? instance, TaintFrame? outer)
    {
        for (var frame = outer; frame is not null; frame = frame.Outer)
            if (frame.Call.Syntax == call.Syntax)
                return null;
        return outer?.Depth >= MaxDepth ? null : new TaintFrame(method, call, instance, outer);
    }

    public IOperation? Argument(IParameterSymbol parameter) => Call.ArgumentFor(parameter)?.Value;

    /// <summary>The frame of the method that declares the parameter; null where the walk did not enter it.</summary>
    public static TaintFrame? Of(IParameterSymbol parameter, TaintFrame? frame)
    {
        for (; frame is not null; frame = frame.Outer)
            if (SymbolEqualityComparer.Default.Equals(frame.Method, parameter.ContainingSymbol))
                return frame;
        return null;
    }
}
