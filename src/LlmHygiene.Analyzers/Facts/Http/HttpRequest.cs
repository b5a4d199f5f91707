using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>What the code shows of a request: its addresses, its verb, and where its body comes from.</summary>
internal sealed class HttpRequest
{
    /// <summary>Every possible address, with holes for parts that the code does not show.</summary>
    public List<string> Addresses { get; } = [];

    public List<FramedOperation> Bodies { get; } = [];

    /// <summary>The expressions that the address is written as; names in them may name the service.</summary>
    public List<FramedOperation> AddressPlaces { get; } = [];

    /// <summary>The names of what declares the method that sends; they may name the service.</summary>
    public List<string> Declarations { get; } = [];

    /// <summary>False where a body that looks like a chat may be sent to something else than an address.</summary>
    public bool IsKnownByBody { get; set; } = true;

    /// <summary>Whether the verb sends a body; null where the code does not show it.</summary>
    public bool? HasBody { get; set; } = true;
}

/// <summary>Reads what a send method sends, from its arguments and its request object.</summary>
internal sealed class HttpRequestReader(PlaceTracker places, ObjectTracker objects, HttpTextReader texts)
{
    private const int MaxRequestDepth = 6;

    // The members of a request, the last of each as Unity names it.
    private static readonly string[] s_addresses = ["RequestUri", "url", "uri"];
    private static readonly string[] s_methods = ["Method", "method"];
    private static readonly string[] s_contents = ["Content", "uploadHandler"];

    public HttpRequest Read(IInvocationOperation send, HttpSendEntry entry, CallFrame? frame)
    {
        var request = new HttpRequest();
        if (Role(send, entry.Url) is { } url)
            AddAddress(new FramedOperation(url, frame), request);
        if (Role(send, entry.Body) is { } body)
            request.Bodies.Add(new FramedOperation(body, frame));
        if (entry.IsOutside)
            ReadOutside(send, entry, frame, request);
        if (Role(send, entry.Request) is { } message)
        {
            var verbs = new List<bool?>();
            ReadMessage(new FramedOperation(message, frame), entry, request, verbs, MaxRequestDepth);
            if (!entry.IsPost)
                request.HasBody =
                    verbs.Contains(true) ? true
                    : verbs.Count == 0 || verbs.Contains(null) ? null
                    : false;
        }

        if (Role(send, entry.Client) is { } client)
            AddBaseAddress(new FramedOperation(client, frame), request);
        return request;
    }

    // `Http.SendAsync(HttpMethod.Post, url, body)`: where no verb is passed, the name of the method has to say it.
    private void ReadOutside(IInvocationOperation send, HttpSendEntry entry, CallFrame? frame, HttpRequest request)
    {
        foreach (var name in entry.Bodies)
            if (send.Arguments.FirstOrDefault(one => one.Parameter?.Name == name) is { ArgumentKind: not ArgumentKind.DefaultValue } given)
                request.Bodies.Add(new FramedOperation(given.Value, frame));
        // A message of the project may be for a queue or a handler; JSON, and what has no type of its own, is for a service.
        request.IsKnownByBody = !request.Bodies.Exists(IsOwnType);
        request.Declarations.Add(send.TargetMethod.ContainingType.Name);
        request.Declarations.Add(send.TargetMethod.Name);
        if (entry.Path is { } path)
        {
            var refit = new RefitAddresses(places, objects, texts, BaseAddresses);
            request.Addresses.AddRange(refit.PathsOf(send, path, frame));
            Join([.. refit.BasesOf(send.TargetMethod.ContainingType).Distinct(StringComparer.Ordinal)], request);
        }
        else if (entry.Request is null)
            request.HasBody =
                Role(send, entry.Verb) is { } verb ? VerbOf(new FramedOperation(verb, frame))
                : entry.IsPost ? true
                : null;
        if (Role(send, entry.Base) is { } start)
            Join(texts.Read(new FramedOperation(start, frame)), request);
    }

    private bool IsOwnType(FramedOperation body) =>
        body.Operation.WithoutConversion().Type is INamedTypeSymbol { IsAnonymousType: false } type
        && places.Scope.Contains(type.OriginalDefinition);

    private static IOperation? Role(IInvocationOperation send, string? role)
    {
        if (role is null)
            return null;
        if (role == HttpSendEntry.Receiver && send.Instance is { } instance)
            return instance;
        return send.Arguments.FirstOrDefault(argument => role == HttpSendEntry.Receiver || argument.Parameter?.Name == role)?.Value
            ?? (role == "client" ? send.Instance : null);
    }

    private void AddAddress(FramedOperation address, HttpRequest request)
    {
        request.AddressPlaces.Add(address);
        request.Addresses.AddRange(texts.Read(address));
    }

    // The message may be made by a helper, and changed where it is made and where it is sent.
    private void ReadMessage(FramedOperation message, HttpSendEntry entry, HttpRequest request, List<bool?> verbs, int depth)
    {
        var tracked = objects.Track(message.Operation);
        foreach (var creation in tracked.Creations)
            ReadCreation(message.With(creation), creation, request, verbs);
        foreach (var value in s_addresses.SelectMany(tracked.WritesTo))
            AddAddress(message.With(value), request);
        foreach (var value in s_methods.SelectMany(tracked.WritesTo))
            verbs.Add(VerbOf(message.With(value)));
        foreach (var value in s_contents.SelectMany(tracked.WritesTo))
            request.Bodies.Add(message.With(value));
        foreach (var body in BodiesAddedTo(message.Operation))
            request.Bodies.Add(message.With(body));
        if (depth == 0)
            return;

        foreach (var origin in places.Trace(message.Operation).Origins)
        {
            var place = message.With(origin.Operation);
            switch (origin.Operation)
            {
                case IInvocationOperation { TargetMethod: { Name: "Create" or "CreateHttp", ContainingType.Name: "WebRequest" } } made
                    when made.Arguments.Length > 0:
                    AddAddress(place.With(made.Arguments[0].Value), request);
                    break;
                // Unity: `UnityWebRequest.Post(address, body, "application/json")`
                case IInvocationOperation
                {
                    TargetMethod: { Name: var verb, ContainingType.Name: HttpSends.UnityRequest, IsStatic: true }
                } made when made.Arguments.Length > 0:
                    AddAddress(place.With(made.Arguments[0].Value), request);
                    verbs.Add(verb is "Post" or "PostWwwForm" or "Put");
                    request.Bodies.AddRange(made.Arguments.Skip(1).Select(argument => place.With(argument.Value)));
                    break;
                // RestSharp: `new RestRequest(…).AddJsonBody(body)`
                case IInvocationOperation step when IsRestSharp(step.TargetMethod.ContainingType):
                    if ((step.Instance ?? step.Arguments.FirstOrDefault()?.Value) is { } receiver)
                        ReadMessage(place.With(receiver), entry, request, verbs, depth - 1);
                    if (BodyOf(step) is { } body)
                        request.Bodies.Add(place.With(body));
                    break;
                case IInvocationOperation invocation:
                    foreach (var returned in places.Returned(place, invocation))
                        ReadMessage(returned, entry, request, verbs, depth - 1);
                    break;
                case IInvalidOperation unbound:
                    foreach (var returned in places.Returned(unbound))
                        ReadMessage(returned, entry, request, verbs, depth - 1);
                    break;
                case IParameterReferenceOperation:
                    foreach (var given in places.Follow(place))
                        if (given.Operation is not IParameterReferenceOperation)
                            ReadMessage(given, entry, request, verbs, depth - 1);
                    break;
            }
        }
    }

    private void ReadCreation(FramedOperation place, IObjectCreationOperation creation, HttpRequest request, List<bool?> verbs)
    {
        var saysVerb = false;
        foreach (var argument in creation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "requestUri" or "resource":
                case "url" or "uri" when creation.Type?.Name == HttpSends.UnityRequest:
                    if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                        AddAddress(place.With(argument.Value), request);
                    break;
                case "method":
                    saysVerb = argument.ArgumentKind != ArgumentKind.DefaultValue;
                    verbs.Add(VerbOf(place.With(argument.Value)));
                    break;
                case "uploadHandler" when argument.ArgumentKind != ArgumentKind.DefaultValue:
                    request.Bodies.Add(place.With(argument.Value));
                    break;
            }
        }

        // A message without a verb is a GET, unless its property is set.
        if (!saysVerb && creation.Arguments.All(argument => argument.Parameter?.Name != "method"))
            verbs.Add(false);
    }

    // True for a verb with a body, false for a verb without; null where it is not known.
    private bool? VerbOf(FramedOperation verb)
    {
        bool? any = null;
        foreach (var origin in places.Follow(verb))
        {
            var operation = origin.Operation.WithoutConversion();
            var name = operation switch
            {
                IMemberReferenceOperation member => member.Member.Name,
                { ConstantValue: { HasValue: true, Value: string text } } => text,
                IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }] } => text,
                _ => null,
            };
            if (name is null)
                continue;
            if (name.ToUpperInvariant() is "POST" or "PUT" or "PATCH")
                return true;
            if (name.ToUpperInvariant() is "GET" or "HEAD" or "DELETE" or "OPTIONS" or "TRACE")
                any = false;
        }

        return any;
    }

    private IEnumerable<IOperation> BodiesAddedTo(IOperation message)
    {
        foreach (var use in places.Trace(message).Holders.SelectMany(places.Scope.References))
        {
            var step = use.Parent is IArgumentOperation { Parent: IInvocationOperation byArgument }
                ? byArgument
                : use.Parent as IInvocationOperation;
            if (step is not null && BodyOf(step) is { } body)
                yield return body;
        }
    }

    private static IOperation? BodyOf(IInvocationOperation step) =>
        step.TargetMethod.Name is "AddJsonBody" or "AddBody" or "AddStringBody" or "AddParameter"
        && IsRestSharp(step.TargetMethod.ContainingType)
            ? step.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "obj" or "body" or "value")?.Value
            : null;

    private static bool IsRestSharp(INamedTypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "RestSharp", ContainingNamespace.IsGlobalNamespace: true };

    // Only an address that is not absolute needs the base address of the client.
    private void AddBaseAddress(FramedOperation client, HttpRequest request)
    {
        if (request.Addresses.Any(IsRelative))
            Join([.. BaseAddresses(client).Distinct(StringComparer.Ordinal)], request);
    }

    private static void Join(IReadOnlyList<string> bases, HttpRequest request)
    {
        if (bases.Count == 0)
            return;
        var joined = request
            .Addresses.SelectMany(address =>
                IsRelative(address)
                    ? bases.Select(start => address.Length == 0 ? start : start.TrimEnd('/') + "/" + address.TrimStart('/'))
                    : [address]
            )
            .ToList();
        request.Addresses.Clear();
        request.Addresses.AddRange(joined);
    }

    private IEnumerable<string> BaseAddresses(FramedOperation client)
    {
        foreach (var origin in places.Follow(client))
        {
            var tracked = objects.Track(origin.Operation);
            foreach (var value in tracked.WritesTo("BaseAddress").SelectMany(value => texts.Read(origin.With(value))))
                yield return value;
            // RestSharp: `new RestClient("https://…")`
            if (origin.Operation is IObjectCreationOperation { Type: { } type } creation && IsRestSharp(type as INamedTypeSymbol))
            {
                var address = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "baseUrl")?.Value;
                foreach (var value in texts.Read(address is null ? null : origin.With(address)))
                    yield return value;
            }
        }

        foreach (var value in objects.Track(client.Operation).WritesTo("BaseAddress").SelectMany(value => texts.Read(client.With(value))))
            yield return value;
    }

    private static bool IsRelative(string address) =>
        address.Length == 0 || (address[0] != HttpTextReader.Hole && address.IndexOf("://", StringComparison.Ordinal) < 0);
}
