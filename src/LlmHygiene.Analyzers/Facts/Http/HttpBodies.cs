using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// The bodies that a send can have: the one that its method shows, or one for each caller where a parameter is the body and all callers are
/// known.
/// </summary>
/// <param name="read">Reads the body, where the method is entered through the given calls.</param>
internal sealed class HttpBodies(SourceScope scope, SdkCatalog catalog, Func<CallFrame?, HttpBody> read)
{
    private const int MaxDepth = 4;
    private const int MaxBodies = 12;

    public IReadOnlyList<HttpBody> Of(HttpBody shown, CallFrame? frame) => Given(shown, frame, MaxDepth) ?? [shown];

    // Null where the callers are not known, or too many.
    private List<HttpBody>? Given(HttpBody body, CallFrame? frame, int depth)
    {
        if (body.Carriers.Count == 0)
            return [body];
        if (depth == 0 || body.Carriers.Count > 1)
            return null;
        var carrier = body.Carriers.Single();
        if (IsChanged(carrier, frame) || CallsOf(carrier) is not { } calls)
            return null;
        var all = new List<HttpBody>();
        foreach (var call in calls)
        {
            var entered = Entered(frame, new CallFrame((IMethodSymbol)carrier.ContainingSymbol, call, null));
            if (Given(read(entered), entered, depth - 1) is not { } given || (all.Count + given.Count) > MaxBodies)
                return null;
            all.AddRange(given);
        }

        return all;
    }

    // `body["max_tokens"] = 100`, `request.Model ??= …`, `Complete(body)`: the method sends more, or something else, than it is given.
    private bool IsChanged(IParameterSymbol parameter, CallFrame? frame) =>
        scope.IsTooCommon(parameter) || scope.References(parameter).Any(use => MayChange(use, parameter, frame));

    private bool MayChange(IOperation use, IParameterSymbol parameter, CallFrame? frame)
    {
        var value = use.WithConversions();
        if (value.Parent is IMemberReferenceOperation)
        {
            while (value.Parent is IMemberReferenceOperation member && member.Instance == value)
                value = member;
            return value.Parent is IAssignmentOperation written && written.Target == value;
        }

        return value.Parent switch
        {
            IAssignmentOperation assigned => assigned.Target == value,
            IInvocationOperation called => called.Instance == value && called.TargetMethod.Name is not ("ToString" or "ToJsonString"),
            IArgumentOperation { Parent: IInvocationOperation taking } => value.Type?.SpecialType != SpecialType.System_String
                && scope.Contains(taking.TargetMethod.AsDeclared())
                && !SymbolEqualityComparer.Default.Equals(taking.TargetMethod.AsDeclared(), parameter.ContainingSymbol)
                && !IsWay(taking, frame),
            _ => false,
        };
    }

    // The call through which the send is reached.
    private static bool IsWay(IInvocationOperation call, CallFrame? frame)
    {
        for (; frame is not null; frame = frame.Outer)
            if (frame.Call.Syntax == call.Syntax)
                return true;
        return false;
    }

    private List<IInvocationOperation>? CallsOf(IParameterSymbol parameter)
    {
        if (
            parameter.ContainingSymbol
                is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsAbstract: false } method
            || catalog.IsAskedOfCallers(parameter)
            || scope.IsOpen(method)
            || scope.IsTooCommon(method)
            || scope.IsReflectedOn(method)
        )
            return null;
        var calls = new List<IInvocationOperation>();
        foreach (var site in scope.CallsOf(method))
        {
            // A method group: other code calls it, too.
            if (site is not IInvocationOperation call || call.ArgumentFor(parameter) is not { Value: var given })
                return null;
            // A retry: `return await SendAsync(body);`
            if (!IsSame(given, parameter))
                calls.Add(call);
        }

        return calls.Count is > 0 and <= MaxBodies ? calls : null;
    }

    private static bool IsSame(IOperation given, IParameterSymbol parameter) =>
        given.WithoutConversion() is IParameterReferenceOperation { Parameter: var passed }
        && SymbolEqualityComparer.Default.Equals(passed.OriginalDefinition, parameter);

    // The new call is the outermost.
    private static CallFrame Entered(CallFrame? frame, CallFrame call) =>
        frame is null ? call : frame with { Outer = Entered(frame.Outer, call) };
}
