using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>How a client that is made at one place sends its requests.</summary>
/// <param name="Row">The row of the constructor or method.</param>
/// <param name="Clients">The HTTP clients that it may be given; empty where they are not known.</param>
/// <param name="Timeout">The time-out that the options of the SDK state; null where they state none, or where it is not known.</param>
/// <param name="Retries">How often the SDK repeats a request; null where that is not known.</param>
internal sealed record ClientHttp(HttpRow Row, IReadOnlyList<HttpSetup> Clients, CallTimeout? Timeout, int? Retries)
{
    /// <summary>True where the SDK makes the HTTP client itself.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Null for a constructor or method that no table knows.</summary>
    public static ClientHttp? Of(IOperation made, ClientChain chain)
    {
        var (method, arguments) = made switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => (null, default),
        };
        if (method is null || chain.Catalog.FindHttp(method) is not { } row)
            return null;
        var reader = new Reader(chain, row, made);
        var given = Argument(row.HttpClient);
        if (given is null || reader.IsNull(given))
            return reader.WithoutHttpClient(Argument(row.Options), HasParameter(row.Options));
        return reader.With(given, Argument(row.Options), HasParameter(row.Options));

        IOperation? Argument(string? name)
        {
            foreach (var argument in arguments)
                if (name is not null && argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
                    return argument.Value;
            return null;
        }

        bool HasParameter(string? name) => name is not null && method.Parameters.Any(parameter => parameter.Name == name);
    }

    private sealed class Reader(ClientChain chain, HttpRow row, IOperation made)
    {
        private readonly HttpClientReader _clients = new(chain);

        public bool IsNull(IOperation value) => chain.Values.Trace(value).IsAlwaysNull;

        public ClientHttp With(IOperation client, IOperation? options, bool hasOptions)
        {
            var settings = SettingsOf(options, hasOptions);
            return new ClientHttp(row, _clients.Of(client), TimeoutOf(settings), row.RetriesOnlyOwn ? 0 : RetriesOf(settings));
        }

        public ClientHttp WithoutHttpClient(IOperation? options, bool hasOptions)
        {
            var settings = SettingsOf(options, hasOptions);
            var timeout = TimeoutOf(settings);
            var retries = RetriesOf(settings);
            if (HttpClientIn(settings) is { } client)
                return new ClientHttp(row, _clients.Of(client), timeout, retries);
            if (row.UsesContainer && !IsWholeContainer && _clients.OfContainer(made) is { Count: > 0 } contained)
                return new ClientHttp(row, contained, timeout, row.RetriesOnlyOwn ? 0 : retries);
            return new ClientHttp(row, [], timeout, retries) { IsOwn = row.OwnTimeout > 0 && !(row.UsesContainer && MayHaveContainer) };
        }

        // The container may have a client that is registered where it is not seen.
        private bool MayHaveContainer => !IsWholeContainer && MayRegisterClient;

        // `Kernel.CreateBuilder().AddOpenAIChatCompletion(…).Build()`: nothing else is registered in this container.
        private bool IsWholeContainer
        {
            get
            {
                var receiver = made is IInvocationOperation call ? CallReceiver.Of(call)?.WithoutConversion() : null;
                while (receiver is IInvocationOperation { TargetMethod: var method } before && !Containers.IsOwnFactory(method))
                    receiver = IsOfProject(method) ? null : CallReceiver.Of(before)?.WithoutConversion();
                if (receiver is not IInvocationOperation)
                    return false;
                var last = made;
                while (CallReceiver.NextOf(last) is { TargetMethod: var method } after)
                {
                    if (Containers.IsBuild(method))
                        return true;
                    if (IsOfProject(method))
                        return false;
                    last = after;
                }

                return false;
            }
        }

        private bool IsOfProject(IMethodSymbol method) => chain.Values.Scope.Contains(method.AsDeclared());

        private bool MayRegisterClient =>
            HttpClientType is not { } type
            || (!IsOwnContainer && chain.MayBeReplaced(type))
            || MayRegister(HttpClients.Register)
            || MayRegister(HttpClients.ConfigureDefaults)
            || MayRegister(HttpClients.ServiceDefaults);

        // A call that does not bind counts: what it registers is not known.
        private bool MayRegister(string method) => chain.Values.Scope.InvocationsNamed(method).Any();

        private ITypeSymbol? HttpClientType =>
            made.SemanticModel?.Compilation.GetTypeByMetadataName(HttpClients.Namespace + "." + HttpClients.Client);

        // A kernel that is built on its own has no services but those that are added to its builder.
        private bool IsOwnContainer =>
            made is IInvocationOperation call
            && CallReceiver.Of(call) is { } builder
            && chain
                .Values.Trace(builder)
                .Origins.All(static origin =>
                    origin.Operation.WithoutConversion() is IInvocationOperation { TargetMethod: var factory }
                    && Containers.IsOwnFactory(factory)
                );

        // Null where there are none: the defaults apply.
        private TrackedObject? SettingsOf(IOperation? options, bool hasOptions) =>
            options is not null ? chain.Objects.Track(options)
            : hasOptions || made is not IObjectCreationOperation ? null
            : chain.Objects.Track(made);

        private IOperation? HttpClientIn(TrackedObject? settings)
        {
            if (settings?.WritesTo(row.HttpClientMember) is [.., var direct])
                return direct;
            if (settings?.WritesTo(row.Transport) is not [var transport])
                return null;
            return
                chain.Values.Trace(transport).Origins is [{ Operation: var origin }]
                && origin.WithoutConversion() is IObjectCreationOperation { Type: var type, Arguments: var arguments }
                && ClientPipelines.PartOf(type) is { } part
                ? arguments
                    .FirstOrDefault(argument =>
                        argument.Parameter?.Name == part.Parameter && HttpClientReader.IsClient(argument.Parameter.Type)
                    )
                    ?.Value
                : null;
        }

        private CallTimeout? TimeoutOf(TrackedObject? settings) => CallTimeout.Longest(Writes(settings, row.Timeout), chain.Values);

        private int? RetriesOf(TrackedObject? settings)
        {
            if (settings is null)
                return row.Retries;
            if (settings.IsUnknown && settings.Creations.Count == 0)
                return null;
            int? known = settings.IsUnknown ? null : row.Retries;
            foreach (var policy in settings.WritesTo(row.RetryPolicy))
                known = OfPolicy(policy);
            foreach (var written in Writes(settings, row.RetriesMember))
                known = written is null ? null : TimeSpanReader.Integer(written, chain.Values);
            return known;
        }

        // A class that is derived from the policy may do anything.
        private int? OfPolicy(IOperation policy)
        {
            if (
                chain.Values.Trace(policy).Origins is not [{ Operation: var origin }]
                || origin.WithoutConversion() is not IObjectCreationOperation { Type: var type, Arguments: var arguments }
                || ClientPipelines.PartOf(type) is not { } part
            )
                return null;
            foreach (var argument in arguments)
                if (argument.Parameter?.Name == part.Parameter && argument.ArgumentKind != ArgumentKind.DefaultValue)
                    return TimeSpanReader.Integer(argument.Value, chain.Values);
            return part.Default;
        }

        // Null for a write that is not understood.
        private IEnumerable<IOperation?> Writes(TrackedObject? settings, string? member)
        {
            if (settings is null || member is null)
                yield break;
            if (row.Holder is not { } holder)
            {
                foreach (var written in settings.WritesTo(member))
                    yield return written;
                yield break;
            }

            if (settings.Escapes(holder))
                yield return null;
            foreach (var nested in settings.WritesTo(holder))
                switch (nested.WithoutConversion())
                {
                    case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target, Value: var value }:
                        if (target.Member.Name == member)
                            yield return value;
                        break;
                    // `Retry = { MaxRetries = 0 }`
                    case IObjectOrCollectionInitializerOperation initializer:
                        foreach (var part in initializer.Initializers)
                            if (
                                part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation written, Value: var value }
                                && written.Member.Name == member
                            )
                                yield return value;
                        break;
                    default:
                        yield return null;
                        break;
                }
        }
    }
}
