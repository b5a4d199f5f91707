using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>
/// Finds the provider of a call by the address that its client is given: a constant, or one that the project's settings state. It is
/// looked for where the client is made, and where the client is made from which it comes.
/// </summary>
internal sealed class ProviderResolver(ClientChain chain)
{
    private const int MaxDepth = 20;

    private readonly HashSet<SyntaxNode> _clients = [];
    private readonly HashSet<SyntaxNode> _seen = [];
    private readonly HashSet<string> _providers = new(StringComparer.Ordinal);
    private bool _isUnknown;

    private SdkCatalog Catalog => chain.Catalog;

    public ModelProvider Resolve(SdkCall call, ModelFact model)
    {
        if (!Catalog.MayStateEndpoint(chain.Values.Scope.TreesNaming) && !Catalog.EndpointKeys.Any(chain.Configuration.States))
            return ModelProvider.OfSdk;
        foreach (var statement in model.Statements)
            AddStatement(statement);
        if (call.Client is { } client)
            AddClient(client, 0);
        return _isUnknown || _providers.Count > 1 ? ModelProvider.Unknown
            : _providers.Count == 1 ? new ModelProvider(_providers.First(), IsStated: true)
            : ModelProvider.OfSdk;
    }

    // The object with the model may have the address too: `WithOpenAI(new OpenAIConfig { TextModel = "…", Endpoint = "…" })`.
    private void AddStatement(IOperation statement)
    {
        switch (statement.Parent)
        {
            case IArgumentOperation { Parent: { } user }:
                AddMade(user, user, 0);
                break;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } assignment
                when Catalog.EndpointsOf(owner.Type).Any(static row => row.IsOptions):
                if (
                    assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made }
                    && UserOf(made) is { } taking
                )
                {
                    AddMade(made, made, 0);
                    AddMade(taking, taking, 0);
                }
                else
                {
                    // What is written to it elsewhere, and who takes it, is not known.
                    _isUnknown = true;
                }

                break;
        }
    }

    // What takes the object where it is made.
    private static IOperation? UserOf(IOperation made) =>
        made.WithConversions().Parent is IArgumentOperation { Parent: { } user } ? user : null;

    // Through pipelines and containers.
    private void AddClient(IOperation client, int depth)
    {
        // `builder = builder.UseLogging()` comes from itself.
        if (depth > MaxDepth || !_clients.Add(client.Syntax))
            return;
        foreach (var step in chain.Of(client).Steps)
        {
            if (step.Kind == ClientStepKind.Requested)
                foreach (var registration in chain.ServicesOf(step).Registrations)
                {
                    if (registration.Own is { } own)
                        AddMade(own.Operation, own.Operation, depth + 1);
                    foreach (var given in registration.Clients)
                        AddClient(given.Value, depth + 1);
                }

            AddOrigin(step.Operation, client, depth);
            if (step.Inner is { } inner)
                AddClient(inner.Value, depth + 1);
        }
    }

    private void AddValue(IOperation value, int depth)
    {
        if (depth > MaxDepth)
            return;
        foreach (var origin in chain.Values.Trace(value).Origins)
            if (origin.Kind != OriginKind.Null)
                AddOrigin(origin.Operation.WithoutConversion(), value, depth);
    }

    private void AddOrigin(IOperation origin, IOperation value, int depth)
    {
        switch (origin)
        {
            case IObjectCreationOperation:
                AddMade(origin, value, depth);
                break;
            case IInvocationOperation { TargetMethod: { TypeArguments.Length: 1 } method } when Containers.IsRequest(method):
            case IParameterReferenceOperation:
                AddRegistered(origin, depth);
                break;
            case IInvocationOperation:
                AddMade(origin, value, depth);
                break;
            // `client.Messages`
            case IPropertyReferenceOperation { Instance: { } owner } when IsRelevant(owner.Type):
                AddValue(owner, depth + 1);
                break;
            default:
                _isUnknown |= Catalog.EndpointsOf(origin.Type).Any(static row => row.IsOptions);
                break;
        }
    }

    private void AddRegistered(IOperation requested, int depth)
    {
        var any = false;
        if (requested.Type is { } type && IsRelevant(type) && _seen.Add(requested.Syntax))
            foreach (var value in chain.RegisteredValues(type, requested))
            {
                any = true;
                AddValue(value, depth + 1);
            }

        _isUnknown |= !any && Catalog.EndpointsOf(requested.Type).Any(static row => row.IsOptions);
    }

    // A constructor or method that makes a client, and what it is given.
    private void AddMade(IOperation made, IOperation value, int depth)
    {
        if (!_seen.Add(made.Syntax))
            return;
        var (method, arguments, receiver) = made switch
        {
            IInvocationOperation call => (call.TargetMethod, call.Arguments, call.Instance),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments, null),
            _ => (null, ImmutableArray<IArgumentOperation>.Empty, null),
        };
        if (made is IObjectCreationOperation)
            foreach (var row in Catalog.EndpointsOf(made.Type))
            foreach (var written in chain.Objects.Track(value).WritesTo(row.Member))
                AddAddress(written);
        foreach (var argument in arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                AddArgument(argument, Catalog.EndpointsOf(method?.ContainingType), depth);
        if (receiver is not null && IsRelevant(receiver.Type))
            AddValue(receiver, depth + 1);
    }

    private void AddArgument(IArgumentOperation argument, IReadOnlyList<EndpointRow> rows, int depth)
    {
        var name = argument.Parameter?.Name;
        if (rows.Any(row => row.Parameter == name))
            AddAddress(argument.Value);
        else if (rows.Any(row => row.HttpClient == name))
            AddHttpClient(argument.Value);
        else if (IsRelevant(argument.Value.WithoutConversion().Type))
            AddValue(argument.Value, depth + 1);
    }

    private bool IsRelevant(ITypeSymbol? type) => Catalog.EndpointsOf(type).Count > 0 || Catalog.MakesClients(type);

    // Its own base address takes precedence; what a handler of the project does with a request is not known.
    private void AddHttpClient(IOperation client)
    {
        foreach (var origin in chain.Values.Trace(client).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (origin.Operation is not IObjectCreationOperation creation)
            {
                _isUnknown = true;
                continue;
            }

            foreach (var address in chain.Objects.Track(client).WritesTo(LlmEndpoints.BaseAddress))
                AddAddress(address);
            _isUnknown |= creation.Arguments.Any(argument =>
                argument.Value.WithoutConversion().Type is { } handler && chain.Values.Scope.Contains(handler.OriginalDefinition)
            );
        }
    }

    private void AddAddress(IOperation address)
    {
        var origins = chain.Values.Trace(address).Origins;
        foreach (var origin in origins)
        {
            var operation = origin.Operation.WithoutConversion();
            if (origin.Kind == OriginKind.Null)
                continue;
            // `public string Endpoint { get; set; } = "";` beside the value of the settings.
            if (origins.Count > 1 && operation.ConstantValue is { HasValue: true, Value: "" })
                continue;
            // `new UriBuilder("https", "…").Uri`
            if (BuiltAddress.BuilderOf(operation) is not null)
                AddBuilt(BuiltAddress.Of(operation, chain.Objects));
            // `new Uri("https://…")`
            else if (operation is IObjectCreationOperation { Type.Name: nameof(Uri), Arguments: [{ Value: var text }, ..] })
                AddAddress(text);
            else if (operation.ConstantValue is { HasValue: true, Value: string constant })
                Add(constant);
            else if (chain.Configuration.ValuesOf(operation, chain.Values, chain.Objects) is { Count: > 0 } configured)
                foreach (var value in configured)
                    Add(value.Text);
            else
                _isUnknown = true;
        }
    }

    private void AddBuilt(BuiltAddress? built)
    {
        var hosts = built?.Hosts ?? [];
        if (built is null || (hosts.Count == 0 && built.Start is null))
            _isUnknown = true;
        if (built?.Start is { } start && !built.Replaces(nameof(UriBuilder.Host)))
            AddAddress(start);
        foreach (var host in hosts)
            if (Constant(host) is { } name)
                foreach (var port in built!.Ports.Select(Constant).DefaultIfEmpty())
                    Add($"https://{name}{(int.TryParse(port, out var number) && number > 0 ? ":" + port : "")}/");
            else
                _isUnknown = true;
    }

    private string? Constant(IOperation value) => chain.Values.TraceConstant(value).SingleConstant;

    private void Add(string address)
    {
        if (ProviderHosts.Of(address) is { NamesDeployments: false, Provider: var provider })
            _providers.Add(provider);
        else
            _isUnknown = true;
    }
}
