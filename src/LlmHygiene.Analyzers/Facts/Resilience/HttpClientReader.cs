using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>
/// Finds the time-out and the handlers of an HTTP client: where it is created, or where the factory that makes it is told how.
/// </summary>
internal sealed class HttpClientReader(ClientChain chain)
{
    private readonly HttpRegistrations _registrations = new(chain);

    /// <summary>Every client that the value can be; empty where one of them is not known.</summary>
    public IReadOnlyList<HttpSetup> Of(IOperation client)
    {
        var all = new List<HttpSetup>();
        foreach (var origin in chain.Values.Trace(client).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            var found = OfOrigin(origin.Operation.WithoutConversion(), client);
            if (found.Count == 0)
                return [];
            all.AddRange(found);
        }

        return all;
    }

    /// <summary>
    /// Every client that a raw request may be sent with; empty where one of them is not known, and where the time-out does not cover the
    /// response, because the send ends with its headers.
    /// </summary>
    public IReadOnlyList<HttpSetup> OfRequest(IInvocationOperation send)
    {
        if (CallReceiver.Of(send) is not { } client || !IsClient(client.Type))
            return [];
        foreach (var argument in send.Arguments)
            if (
                argument.Value.Type is { Name: nameof(System.Net.Http.HttpCompletionOption) }
                && argument.ArgumentKind != ArgumentKind.DefaultValue
                && argument.Value.ConstantValue
                    is not { HasValue: true, Value: (int)System.Net.Http.HttpCompletionOption.ResponseContentRead }
            )
                return [];
        return Of(client);
    }

    /// <summary>The clients that the container of a registration gives to whoever asks for one.</summary>
    public IReadOnlyList<HttpSetup> OfContainer(IOperation registration) => _registrations.Default(registration);

    private IReadOnlyList<HttpSetup> OfOrigin(IOperation made, IOperation client)
    {
        var written = chain.Objects.Track(client);
        var timeouts = written.WritesTo(HttpClients.Timeout);
        switch (made)
        {
            case IObjectCreationOperation creation when IsClient(creation.Type) && HasPlainHandler(creation):
                return written.IsUnknown ? [] : [new HttpSetup(TimeoutOf(timeouts, creation), [])];
            case IInvocationOperation { TargetMethod.Name: HttpClients.Create } call when IsOfFactory(call.TargetMethod):
                return WithOwn(_registrations.Named(NameOf(call), call), timeouts);
            case IParameterReferenceOperation { Parameter: var parameter } when IsClient(parameter.Type):
                return WithOwn(_registrations.Typed(parameter, made), timeouts);
            case IInvocationOperation request when IsClient(request.Type) && Containers.IsRequest(request.TargetMethod):
                return WithOwn(_registrations.Default(request), timeouts);
            default:
                return [];
        }
    }

    // What the code that uses the client states takes precedence over what its registration states.
    private IReadOnlyList<HttpSetup> WithOwn(IReadOnlyList<HttpSetup> registered, IReadOnlyList<IOperation> timeouts) =>
        timeouts.Count == 0 || registered.Count == 0
            ? registered
            : [.. registered.Select(setup => setup with { Timeout = CallTimeout.Longest(timeouts, chain.Values) })];

    private CallTimeout? TimeoutOf(IReadOnlyList<IOperation> written, IOperation creation) =>
        written.Count == 0
            ? new CallTimeout(HttpClients.DefaultTimeout, creation, IsDefault: true)
            : CallTimeout.Longest(written, chain.Values);

    // What a handler of the project, or a fake of a test, does is not known.
    private bool HasPlainHandler(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.Type?.SpecialType == SpecialType.System_Boolean)
                continue;
            foreach (var origin in chain.Values.Trace(argument.Value).Origins)
                if (
                    origin.Operation.WithoutConversion() is not IObjectCreationOperation { Type: { } handler }
                    || handler.ContainingNamespace?.ToDisplayString() != HttpClients.Namespace
                    || chain.Values.Scope.Contains(handler.OriginalDefinition)
                )
                    return false;
        }

        return true;
    }

    public static bool IsClient(ITypeSymbol? type) =>
        type is { Name: HttpClients.Client } && type.ContainingNamespace?.ToDisplayString() == HttpClients.Namespace;

    private static bool IsOfFactory(IMethodSymbol method) =>
        method.ContainingType.ContainingNamespace?.ToDisplayString() == HttpClients.Namespace;

    // Null where it is not a constant.
    private string? NameOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Name == HttpClients.Name)
                return chain.Values.TraceConstant(argument.Value).SingleConstant;
        return "";
    }
}
