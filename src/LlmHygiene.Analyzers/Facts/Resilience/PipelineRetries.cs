using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>The attempts of a pipeline around a call, and those of the SDK inside it.</summary>
/// <param name="Places">Where the pipeline runs the call, and where the client is made.</param>
/// <param name="Repeats">What repeats the call inside the pipeline, in words.</param>
internal sealed record PipelineRetries(int Inner, int Outer, IReadOnlyList<IOperation> Places, string Repeats)
{
    private const int MaxDepth = 20;

    /// <summary>Null where one of the two does not repeat the call, or is not known to.</summary>
    public static PipelineRetries? Of(SdkCall call, ClientChain chain)
    {
        if (
            call.Client is not { } client
            || (RunAround(call.Invocation) ?? RunAroundMethod(call.Invocation, chain.Values.Scope)) is not { } run
            || PipelineOf(run) is not { } pipeline
        )
            return null;
        var made = new List<(IOperation Operation, ClientHttp Http)>();
        var own = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        if (!AddMade(client, chain, made, own, [], MaxDepth) || made.Count == 0)
            return null;
        int? inner = null;
        int? outer = null;
        var reader = new RetryReader(chain);
        foreach (var (_, http) in made)
        {
            // The pipeline may repeat what one SDK throws, and not what the other throws.
            if (
                http.Retries is not { } retries
                || reader.OfPipeline(pipeline, http.Row.Exceptions) is not { } repeated
                || (inner ?? retries) != retries
                || (outer ?? repeated) != repeated
            )
                return null;
            (inner, outer) = (retries, repeated);
        }

        if (outer is not > 0)
            return null;
        // A client class of the project that repeats calls multiplies them once more.
        var attempts = inner!.Value + 1;
        var repeats = inner > 0 ? "the SDK" : null;
        foreach (var type in made.Count == 1 ? own : [])
            if (new OwnRetries(chain.Values, made[0].Http.Row.Exceptions).Of(type, call.Method.Name) is > 1 and var once)
            {
                attempts *= once;
                repeats = repeats is null ? $"'{type.Name}'" : $"{repeats} and '{type.Name}'";
            }

        return repeats is null ? null : new PipelineRetries(attempts, outer.Value + 1, [run, made[0].Operation], repeats);
    }

    // `pipeline.ExecuteAsync(async token => await client.GetResponseAsync(…))`
    private static IInvocationOperation? RunAround(IOperation call)
    {
        for (var operation = call.Parent; operation is not null; operation = operation.Parent)
            if (operation is IAnonymousFunctionOperation function)
            {
                var value = function.WithDelegate();
                return
                    value.Parent is IArgumentOperation { Parent: IInvocationOperation run }
                    && PollySdk.Runs.Contains(run.TargetMethod.Name)
                    && IsPolly(run.TargetMethod.ContainingNamespace)
                    ? run
                    : null;
            }
            else if (operation is ILocalFunctionOperation)
                return null;
        return null;
    }

    // `pipeline.ExecuteAsync(token => assistant.AskAsync(text, token))`, where `AskAsync` makes the call.
    private static IInvocationOperation? RunAroundMethod(IOperation call, SourceScope scope)
    {
        if (
            call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart)
                is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            || scope.IsTooCommon(method)
        )
            return null;
        foreach (var use in scope.References(ValueTracker.WithAbstractions(method), method.Name, IsRun))
            if (use is IInvocationOperation site && CallsOnly(site, method, scope) && RunAround(site) is { } run)
                return run;
        return null;
    }

    private static bool IsRun(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()?.Parent
            is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax run }
        && InvokedName.Of(run) is { } method
        && PollySdk.Runs.Contains(method);

    // A class with a pipeline may implement the same interface as the class that it calls.
    private static bool CallsOnly(IInvocationOperation site, IMethodSymbol method, SourceScope scope)
    {
        var called = site.TargetMethod.AsDeclared();
        if (!called.IsAbstract && !called.IsVirtual && !called.IsOverride)
            return true;
        var around = site.SemanticModel?.GetEnclosingSymbol(site.Syntax.SpanStart)?.ContainingType;
        return scope
            .Implementations(called)
            .Where(body => !SymbolEqualityComparer.Default.Equals(body.ContainingType, around))
            .All(body => SymbolEqualityComparer.Default.Equals(body, method.OriginalDefinition));
    }

    private static bool IsPolly(INamespaceSymbol? space)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            if (space is { Name: PollySdk.Namespace, ContainingNamespace.IsGlobalNamespace: true })
                return true;
        return false;
    }

    private static IOperation? PipelineOf(IInvocationOperation run) => CallReceiver.Of(run);

    // `new RetryingClient(inner)`, `builder.Use(inner => new RetryingClient(inner))`
    private static IEnumerable<INamedTypeSymbol> OwnTypes(ClientStep step, ClientChain chain)
    {
        var made = step
            .Arguments.Select(static argument => argument.Value.WithoutConversion())
            .OfType<IDelegateCreationOperation>()
            .SelectMany(static given => given.Descendants().OfType<IObjectCreationOperation>())
            .Prepend(step.Operation);
        foreach (var operation in made)
            if (OwnClient.Of(operation, chain) is not null && operation.Type is INamedTypeSymbol type)
                yield return type;
    }

    // The places where the client of the SDK is made, through pipelines and containers. False where one is not known.
    private static bool AddMade(
        IOperation client,
        ClientChain chain,
        List<(IOperation, ClientHttp)> made,
        HashSet<INamedTypeSymbol> own,
        HashSet<SyntaxNode> seen,
        int depth
    )
    {
        if (depth == 0)
            return false;
        foreach (var step in chain.Walk(client, throughUnknown: true))
        {
            if (!seen.Add(step.Operation.Syntax))
                continue;
            foreach (var type in OwnTypes(step, chain))
                own.Add(type);
            if (step.Kind == ClientStepKind.Requested)
            {
                var services = chain.ServicesOf(step);
                if (services.Registrations.Count == 0)
                    continue;
                foreach (var registration in services.Registrations)
                {
                    if (registration.Own is { } registering && ClientHttp.Of(registering.Operation, chain) is { } registered)
                        made.Add((registering.Operation, registered));
                    foreach (var given in registration.Clients)
                        if (!AddMade(given.Value, chain, made, own, seen, depth - 1))
                            return false;
                }
            }
            // `new AnthropicClient().Messages`
            else if (step.Operation is IMemberReferenceOperation { Instance: { } whole, Member: var part })
            {
                if (SdkCatalog.IsSdk(part.ContainingAssembly) && !AddMade(whole, chain, made, own, seen, depth - 1))
                    return false;
            }
            else if (ClientHttp.Of(step.Operation, chain) is { } http)
            {
                made.Add((step.Operation, http));
            }
        }

        return true;
    }
}
