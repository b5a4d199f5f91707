using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>Reads how often a pipeline or a policy of Polly repeats what it runs. Null where that is not known.</summary>
internal sealed class RetryReader(ClientChain chain)
{
    private const int MaxSteps = 40;

    /// <summary>The retries of the strategies of an HTTP handler.</summary>
    public int? OfHandler(IEnumerable<IInvocationOperation> added) => OfStrategies(added, exceptions: null);

    /// <summary>True for a condition of an HTTP handler that is true for a response after which an SDK repeats its request.</summary>
    public bool HandlesResponses(IOperation condition) => Handles(condition, exceptions: null);

    /// <summary>The retries of a pipeline or policy for a call that fails with one of the exceptions.</summary>
    public int? OfPipeline(IOperation pipeline, IReadOnlyCollection<string> exceptions)
    {
        int? most = null;
        foreach (var origin in chain.Values.Trace(pipeline).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (
                origin.Operation.WithoutConversion() is not IInvocationOperation made
                || OfMade(made, exceptions) is not { } retries
                || (most ?? retries) != retries
            )
                return null;
            most = retries;
        }

        return most;
    }

    private int? OfMade(IInvocationOperation made, IReadOnlyCollection<string> exceptions)
    {
        if (PollySdk.Retries.Contains(made.TargetMethod.Name))
            return OfPolicy(made, exceptions);
        if (made.TargetMethod.Name == PollySdk.Get)
            return OfRegistered(made, exceptions);
        if (
            made.TargetMethod.Name != PollySdk.Build
            || !made.TargetMethod.ContainingType.Name.StartsWith(PollySdk.Builder, StringComparison.Ordinal)
        )
            return null;
        var strategies = new PipelineStrategies(chain.Values.Scope);
        var builder = CallReceiver.Of(made);
        for (var step = 0; builder is not null && step < MaxSteps; step++)
        {
            var trace = chain.Values.Trace(builder);
            foreach (var holder in trace.Holders)
                if (!strategies.AddUses(holder))
                    return null;
            switch (trace.Origins)
            {
                case [{ Operation: IInvocationOperation added }]
                    when added.TargetMethod.Name.StartsWith(PollySdk.Add, StringComparison.Ordinal):
                    strategies.Add(added);
                    builder = CallReceiver.Of(added);
                    break;
                case [{ Operation: IObjectCreationOperation { Type.Name: PollySdk.Builder } }]:
                    return OfStrategies(strategies.Added, exceptions);
                default:
                    return null;
            }
        }

        return null;
    }

    // `services.AddResiliencePipeline("llm", builder => …)`, `provider.GetPipeline("llm")`
    private int? OfRegistered(IInvocationOperation got, IReadOnlyCollection<string> exceptions)
    {
        if (KeyOf(got) is not { } key)
            return null;
        IInvocationOperation? found = null;
        foreach (var registration in chain.Values.Scope.Invocations(PollySdk.Register))
        {
            // One of several, or one with a key that is not known, may be the last one.
            if (KeyOf(registration) is not { } other || (other == key && found is not null))
                return null;
            if (other == key)
                found = registration;
        }

        var configure = found?.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == PollySdk.Configure)?.Value;
        var strategies = new PipelineStrategies(chain.Values.Scope);
        return
            configure is not null
            && HttpBuilderReader.LambdaOf(configure) is { Parameters: [var builder, ..] }
            && strategies.AddUses(builder)
            ? OfStrategies(strategies.Added, exceptions)
            : null;
    }

    private static string? KeyOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == PollySdk.Key)?.Value.WithoutConversion().ConstantValue
            is { HasValue: true, Value: string key }
            ? key
            : null;

    private int? OfStrategies(IEnumerable<IInvocationOperation> added, IReadOnlyCollection<string>? exceptions)
    {
        var attempts = 1;
        foreach (var strategy in added)
        {
            if (strategy.TargetMethod.Name != HttpClients.AddRetry)
                continue;
            if (strategy.Arguments.LastOrDefault()?.Value is not { } options || OfOptions(options, exceptions) is not { } retries)
                return null;
            attempts *= retries + 1;
        }

        return attempts - 1;
    }

    // `new RetryStrategyOptions { MaxRetryAttempts = 5, … }`
    private int? OfOptions(IOperation options, IReadOnlyCollection<string>? exceptions)
    {
        var tracked = chain.Objects.Track(options);
        if (tracked is not { Creations.Count: 1, MayBeNull: false } || (tracked.IsUnknown && !IsWrittenInPlace(options)))
            return null;
        foreach (var handled in tracked.WritesTo(HttpClients.ShouldHandle))
            if (!Handles(handled, exceptions))
                return null;
        var retries = HttpClients.Retries;
        foreach (var number in tracked.WritesTo(HttpClients.MaxRetryAttempts))
        {
            if (TimeSpanReader.Integer(number, chain.Values) is not { } known)
                return null;
            retries = known;
        }

        return retries;
    }

    private static bool IsWrittenInPlace(IOperation options) => options.WithoutConversion() is IObjectCreationOperation;

    // `new PredicateBuilder().Handle<Exception>()`, `args => ValueTask.FromResult(…)`
    private bool Handles(IOperation predicate, IReadOnlyCollection<string>? exceptions)
    {
        predicate = predicate.WithoutConversion();
        if (predicate is IDelegateCreationOperation)
            return RetryPredicate.Handles(predicate, chain.Values.Scope, exceptions);
        var any = false;
        for (var value = predicate; value is IInvocationOperation call; value = CallReceiver.Of(call)?.WithoutConversion()!)
            any |= exceptions is null
                ? call is { TargetMethod.Name: PollySdk.HandleResult, Arguments: [{ Parameter.Type.TypeKind: TypeKind.Delegate } response] }
                    && RetryPredicate.HandlesResponse(response.Value, chain.Values.Scope)
                : call.TargetMethod.Name == PollySdk.Handle && HandlesType(call, exceptions);
        return any;
    }

    // An exception that the SDK throws or the base class of it, without a condition or with one that is true for what the SDK repeats.
    private bool HandlesType(IInvocationOperation call, IReadOnlyCollection<string> exceptions) =>
        call.TargetMethod.TypeArguments is [{ } type]
        && (Containers.FullName(type) == "System.Exception" || exceptions.Contains(Containers.FullName(type)))
        && call.Arguments.All(argument =>
            argument.ArgumentKind == ArgumentKind.DefaultValue
            || argument.Parameter is { Ordinal: 0, Type.TypeKind: not TypeKind.Delegate }
            || RetryPredicate.HandlesException(argument.Value, chain.Values.Scope, exceptions)
        );

    /// <summary>The retries of a policy of version 7.</summary>
    /// <param name="exceptions">The exceptions with which the call fails; null for a policy whose handler decides that.</param>
    public int? OfPolicy(IOperation policy, IReadOnlyCollection<string>? exceptions)
    {
        if (
            chain.Values.Trace(policy).Origins is not [{ Operation: var origin }]
            || origin.WithoutConversion() is not IInvocationOperation made
            || !PollySdk.Retries.Contains(made.TargetMethod.Name)
        )
            return null;
        if (exceptions is not null && !HandlesInChain(made, exceptions))
            return null;
        foreach (var argument in made.Arguments)
            if (argument.Parameter is { Name: PollySdk.RetryCount, Type.SpecialType: SpecialType.System_Int32 })
                return TimeSpanReader.Integer(argument.Value, chain.Values);
            else if (argument.Parameter?.Name == PollySdk.SleepDurations)
                return CountOf(argument.Value);
        return made.Arguments.Length <= 1 && !made.TargetMethod.Name.StartsWith("Wait", StringComparison.Ordinal) ? 1 : null;
    }

    private static int? CountOf(IOperation list)
    {
        list = list.WithoutConversion();
        return list is IArrayCreationOperation { Initializer.ElementValues: var values } ? values.Length
            : Collections.IsCollectionExpression(list)
            && Collections.ElementsOf(list).ToList() is var items
            && items.All(static item =>
                item is not { Kind: OperationKind.None } && item.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.SpreadElementSyntax
            )
                ? items.Count
            : null;
    }

    private bool HandlesInChain(IInvocationOperation made, IReadOnlyCollection<string> exceptions)
    {
        for (
            var value = CallReceiver.Of(made)?.WithoutConversion();
            value is IInvocationOperation call;
            value = CallReceiver.Of(call)?.WithoutConversion()
        )
            if (call.TargetMethod.Name is PollySdk.Handle or PollySdk.Or && HandlesType(call, exceptions))
                return true;
        return false;
    }
}
