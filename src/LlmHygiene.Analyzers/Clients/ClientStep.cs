using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>The kinds of steps in the chain of a client.</summary>
internal enum ClientStepKind
{
    /// <summary>A constructor or method that creates a client, wraps one, or adds to its builder.</summary>
    Made,

    /// <summary>A service that is requested from a container, or injected.</summary>
    Requested,

    /// <summary>A call that does not bind.</summary>
    Unbound,

    /// <summary>The client of an SDK below a pipeline: wherever it comes from, no pipeline wraps it.</summary>
    SdkClient,

    /// <summary>Any other value.</summary>
    Other,

    /// <summary>The chain continues where it is not followed, and anything may happen there.</summary>
    Unseen,
}

/// <summary>One step in the chain of a client: where it is created, what wraps it, or what is added to its builder.</summary>
internal sealed class ClientStep
{
    private readonly ClientChain _chain;
    private TrackedObject? _tracked;

    public ClientStep(ClientChain chain, ClientStepKind kind, IOperation operation, int depth)
    {
        _chain = chain;
        Depth = depth;
        Kind = kind;
        Operation = operation;
        if (kind is ClientStepKind.SdkClient or ClientStepKind.Unseen)
            return;
        (Method, Arguments, Receiver) = operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments, call.Instance),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments, null),
            _ => (null, ImmutableArray<IArgumentOperation>.Empty, null),
        };
        Row = Method is null ? null : chain.Catalog.FindClientSource(Method);
    }

    public ClientStepKind Kind { get; }

    public IOperation Operation { get; }

    /// <summary>How many clients wrap the one that the step yields.</summary>
    public int Depth { get; }

    /// <summary>The method or constructor; null where the value comes from neither.</summary>
    public IMethodSymbol? Method { get; }

    public ImmutableArray<IArgumentOperation> Arguments { get; } = ImmutableArray<IArgumentOperation>.Empty;

    public IOperation? Receiver { get; }

    /// <summary>The table row of the method; null for a method that no table knows, which may do anything.</summary>
    public ClientSourceRow? Row { get; }

    /// <summary>The table row of the created object; null where the step is not an object creation.</summary>
    public ClientRow? Created => Operation is IObjectCreationOperation creation ? _chain.Catalog.FindClient(creation.Type) : null;

    /// <summary>The service that is requested; null for any other kind of step.</summary>
    public ITypeSymbol? Service =>
        Kind != ClientStepKind.Requested ? null
        : Operation is IInvocationOperation ? Method!.TypeArguments[0]
        : Operation.Type;

    /// <summary>The options that are passed to the method; null where none are.</summary>
    public CallOptions? Options => Argument(Row?.Options) is { } value ? _chain.Options.Read(value) : null;

    /// <summary>The delegate that configures the options of each call; null where there is none.</summary>
    public ConfigureDelegate? Configure => DelegateOf(Row?.ConfigureOptions);

    /// <summary>The client that the step wraps; null for the first step of a pipeline, and for a step that no table knows.</summary>
    public ClientOrigins? Inner =>
        Row?.Inner is not { } inner ? null : Next(inner == ClientSourceRow.Receiver ? Receiver : Argument(inner));

    /// <summary>The client that a step that no table knows may wrap: an input of the type that the step yields.</summary>
    public ClientOrigins? InnerOfSameType
    {
        get
        {
            if (Method is not { ReturnType: var type })
                return null;
            if (Receiver is not null && SymbolEqualityComparer.Default.Equals(Receiver.Type, type))
                return Next(Receiver);
            if (Method.IsExtensionMethod)
                foreach (var argument in Arguments)
                    if (SymbolEqualityComparer.Default.Equals(argument.Value.Type, type))
                        return Next(argument.Value);
            return null;
        }
    }

    /// <summary>All inputs of the step, whether a table knows it or not.</summary>
    public IEnumerable<ClientOrigins> Given
    {
        get
        {
            if (Receiver is not null)
                yield return Next(Receiver)!;
            else
                foreach (var argument in Arguments)
                {
                    yield return Next(argument.Value)!;
                    if (Operation is IInvocationOperation)
                        break;
                }
        }
    }

    /// <summary>The argument for a parameter; null where it is left out.</summary>
    public IOperation? Argument(string? name) =>
        ArgumentOrDefault(name) is { Parent: not IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } } value ? value : null;

    /// <summary>The argument for a parameter, or its default value.</summary>
    public IOperation? ArgumentOrDefault(string? name)
    {
        if (name is not null)
            foreach (var argument in Arguments)
                if (argument.Parameter?.Name == name)
                    return argument.Value;
        return null;
    }

    /// <summary>The delegate that is passed for a parameter; null where it is left out.</summary>
    public ConfigureDelegate? DelegateOf(string? parameter) => ConfigureDelegate.Of(Argument(parameter), _chain.Objects, _chain.Options);

    /// <summary>What is written to members of the created object, in its initializer or later.</summary>
    public IEnumerable<IOperation> WritesTo(ImmutableArray<string> members)
    {
        if (members.IsEmpty)
            yield break;
        _tracked ??= _chain.Objects.Track(Operation);
        foreach (var member in members)
        foreach (var value in _tracked.WritesTo(member))
            yield return value;
    }

    /// <summary>The options that are written to members of the created object, and those of its configuration.</summary>
    public IEnumerable<CallOptions> MemberOptions
    {
        get
        {
            var written = WritesTo(Created?.Options ?? ImmutableArray<string>.Empty).ToList();
            foreach (var value in written)
                yield return _chain.Options.Read(value);
            if (Argument(Created?.Configuration) is not { } configuration)
                yield break;
            // What is written to the members replaces the options of the configuration.
            yield return written.Count > 0 || _chain.Catalog.Level <= HygieneLevel.V0_1
                ? CallOptions.Unknown
                : _chain.Options.Read(configuration);
        }
    }

    /// <summary>The clients that are written to members of the created object.</summary>
    public IEnumerable<ClientOrigins> InnerMembers
    {
        get
        {
            foreach (var value in WritesTo(Created?.Inner ?? ImmutableArray<string>.Empty))
                yield return Next(value)!;
        }
    }

    /// <summary>The origins of another input of the step.</summary>
    public ClientOrigins? Next(IOperation? value) => value is null ? null : _chain.Of(value, Depth + 1);
}
