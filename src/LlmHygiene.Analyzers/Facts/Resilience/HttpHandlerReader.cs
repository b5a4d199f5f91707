using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>Reads the time-outs and retries of a handler that is added to an HTTP client.</summary>
internal sealed class HttpHandlerReader(ClientChain chain)
{
    private readonly RetryReader _retries = new(chain);

    /// <summary>A standard handler of which nothing is configured.</summary>
    public static HttpHandler Standard(IOperation call) =>
        new(call, HttpClients.AttemptTimeout, HttpClients.TotalTimeout, HttpClients.Retries)
        {
            IsStandard = true,
            HasDefaultTimeouts = true,
        };

    /// <summary><c>AddStandardResilienceHandler(…)</c>, and what is configured after it.</summary>
    public HttpHandler OfStandard(IInvocationOperation call)
    {
        var handler = Standard(call);
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Ordinal > 0)
                handler = With(handler, argument.Value);
        return WithFollowing(handler, call);
    }

    /// <summary><c>AddStandardHedgingHandler(…)</c>: it sends more requests while the first is running, which is no retry.</summary>
    public HttpHandler OfHedging(IInvocationOperation call) =>
        CallReceiver.NextOf(call) is null
            ? new HttpHandler(call, HttpClients.AttemptTimeout, HttpClients.TotalTimeout, Retries: null)
            {
                IsStandard = true,
                HasDefaultTimeouts = true,
            }
            : new HttpHandler(call, null, null, null) { IsStandard = true };

    /// <summary><c>AddResilienceHandler("name", pipeline => pipeline.AddRetry(…).AddTimeout(…))</c></summary>
    public HttpHandler OfOwn(IInvocationOperation call)
    {
        var unknown = new HttpHandler(call, null, null, null);
        if (
            call.Arguments.Select(static argument => HttpBuilderReader.LambdaOf(argument.Value)).FirstOrDefault(static x => x is not null)
            is not { } lambda
        )
            return unknown;
        var strategies = new PipelineStrategies(chain.Values.Scope);
        if (!strategies.AddUses(lambda.Parameters[0]))
            return unknown;
        double? timeout = double.PositiveInfinity;
        foreach (var added in strategies.Added)
            if (added.TargetMethod.Name == HttpClients.AddTimeout)
                timeout = TimeoutOf(added) is { } seconds && timeout is { } shortest ? Math.Min(shortest, seconds) : null;
        return new HttpHandler(call, timeout, double.PositiveInfinity, _retries.OfHandler(strategies.Added));
    }

    /// <summary><c>AddTransientHttpErrorPolicy(policy => policy.WaitAndRetryAsync(3, …))</c></summary>
    public HttpHandler OfPolicy(IInvocationOperation call)
    {
        var given = call.Arguments.Skip(1).FirstOrDefault()?.Value;
        var policy = given is null || HttpBuilderReader.LambdaOf(given) is null ? given : ReturnedBy(given);
        return new HttpHandler(call, null, null, policy is null ? null : _retries.OfPolicy(policy, exceptions: null));
    }

    private IOperation? ReturnedBy(IOperation lambda) =>
        lambda.WithoutConversion().Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax syntax
        && chain.Values.Scope.ReturnedValues(syntax).ToList() is [var only]
            ? only
            : null;

    // `.Configure(options => …)`
    private HttpHandler WithFollowing(HttpHandler handler, IInvocationOperation call)
    {
        for (var next = CallReceiver.NextOf(call); next is not null; next = CallReceiver.NextOf(next))
            foreach (var argument in next.Arguments)
                if (argument.Parameter?.Ordinal > 0 && argument.ArgumentKind != ArgumentKind.DefaultValue)
                    handler = next.TargetMethod.Name == HttpClients.Configure ? With(handler, argument.Value) : handler;
        // `var handler = http.AddStandardResilienceHandler();` may be configured anywhere.
        return IsKept(call) ? Unknown(handler) : handler;
    }

    private static bool IsKept(IOperation call)
    {
        var value = call.WithConversions();
        return value.Parent is IVariableInitializerOperation or ISimpleAssignmentOperation { Target: not IDiscardOperation };
    }

    private static HttpHandler Unknown(HttpHandler handler) =>
        handler with
        {
            Attempt = null,
            Total = null,
            Retries = null,
            HasDefaultTimeouts = false,
        };

    private HttpHandler With(HttpHandler handler, IOperation configure)
    {
        if (
            HttpBuilderReader.LambdaOf(configure) is not { Parameters: [var options, ..] }
            || chain.Objects.TrackUses(options) is not { IsUnknown: false } tracked
        )
            return Unknown(handler);
        var attempt = ReadTimeout(tracked, HttpClients.AttemptTimeoutMember, handler.Attempt);
        var total = ReadTimeout(tracked, HttpClients.TotalTimeoutMember, handler.Total);
        return handler with
        {
            Attempt = attempt,
            Total = total,
            Retries = ReadRetries(tracked, handler.Retries),
            HasDefaultTimeouts = handler.HasDefaultTimeouts && attempt == handler.Attempt && total == handler.Total,
        };
    }

    private double? ReadTimeout(TrackedObject options, string member, double? known)
    {
        if (options.Escapes(member))
            return null;
        foreach (var (name, value) in NestedWrites(options, member))
        {
            if (name is null)
                return null;
            if (name == HttpClients.Timeout)
                known = TimeSpanReader.Seconds(value, chain.Values);
        }

        return known;
    }

    private int? ReadRetries(TrackedObject options, int? known)
    {
        if (options.Escapes(HttpClients.RetryMember))
            return null;
        foreach (var (name, value) in NestedWrites(options, HttpClients.RetryMember))
            switch (name)
            {
                case null:
                case HttpClients.ShouldHandle when !new RetryReader(chain).HandlesResponses(value):
                    return null;
                case HttpClients.MaxRetryAttempts:
                    known = TimeSpanReader.Integer(value, chain.Values);
                    break;
                case HttpClients.DisableForUnsafe:
                    return 0;
            }

        return known;
    }

    // `options.Retry.MaxRetryAttempts = 5`, `options.Retry = new() { MaxRetryAttempts = 5 }`, `options.Retry.DisableForUnsafeHttpMethods()`
    private static IEnumerable<(string? Name, IOperation Value)> NestedWrites(TrackedObject options, string member)
    {
        foreach (var written in options.WritesTo(member))
            switch (written.WithoutConversion())
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target, Value: var value }:
                    yield return (target.Member.Name, value);
                    break;
                case IObjectCreationOperation { Initializer: var initializer }:
                    foreach (var part in initializer?.Initializers.AsEnumerable() ?? [])
                        yield return part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment
                            ? (target.Member.Name, assignment.Value)
                            : (null, part);
                    break;
                case IInvocationOperation { TargetMethod.Name: HttpClients.DisableForUnsafe } off:
                    yield return (HttpClients.DisableForUnsafe, off);
                    break;
                default:
                    yield return (null, written);
                    break;
            }
    }

    // `AddTimeout(TimeSpan.FromSeconds(30))`, `AddTimeout(new HttpTimeoutStrategyOptions { Timeout = … })`
    private double? TimeoutOf(IInvocationOperation added)
    {
        if (added.Arguments.LastOrDefault()?.Value is not { } given)
            return null;
        if (given.WithoutConversion() is not IObjectCreationOperation { Initializer: var initializer, Type.Name: not "TimeSpan" })
            return TimeSpanReader.Seconds(given, chain.Values);
        foreach (var part in initializer?.Initializers.AsEnumerable() ?? [])
            if (
                part is ISimpleAssignmentOperation
                {
                    Target: IMemberReferenceOperation { Member.Name: HttpClients.Timeout },
                    Value: var time
                }
            )
                return TimeSpanReader.Seconds(time, chain.Values);
        return null;
    }
}
