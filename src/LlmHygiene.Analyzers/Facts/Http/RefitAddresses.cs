using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>The addresses of a request that an interface of Refit sends: the path of the attribute, after the base of the client.</summary>
/// <param name="basesOf">The base addresses of an HTTP client.</param>
internal sealed class RefitAddresses(
    PlaceTracker places,
    ObjectTracker objects,
    HttpTextReader texts,
    Func<FramedOperation, IEnumerable<string>> basesOf
)
{
    private const int MaxParts = 8;

    /// <summary>The possible texts of the path, with the arguments of the call in their places.</summary>
    public IReadOnlyList<string> PathsOf(IInvocationOperation send, string path, CallFrame? frame)
    {
        IReadOnlyList<string> found = [""];
        for (var at = 0; at < path.Length; )
        {
            var open = path.IndexOf('{', at);
            var close = open < 0 ? -1 : path.IndexOf('}', open);
            var literal = path.Substring(at, (close < 0 ? path.Length : open) - at);
            var parts = close < 0 ? [""] : PartOf(send, path.Substring(open + 1, close - open - 1), frame);
            found = [.. found.SelectMany(start => parts.Select(part => start + literal + part))];
            at = close < 0 ? path.Length : close + 1;
        }

        return found;
    }

    /// <summary>The addresses that the project gives the clients of an interface.</summary>
    public IEnumerable<string> BasesOf(INamedTypeSymbol type) =>
        RefitClients
            .Make.SelectMany(name => places.Scope.InvocationsOf(name, IsMake))
            .Where(call => IsFor(call, type))
            .SelectMany(Made)
            .Concat(
                RefitClients
                    .Register.SelectMany(name => places.Scope.InvocationsOf(name, IsRegistration))
                    .Where(call => IsFor(call, type))
                    .SelectMany(Registered)
            );

    // `{model}`, `{**model}`, `{model:alpha}`
    private IReadOnlyList<string> PartOf(IInvocationOperation send, string name, CallFrame? frame)
    {
        var end = name.IndexOf(':');
        name = (end < 0 ? name : name.Substring(0, end)).TrimStart('*');
        var parameter = RefitSends.PartOf(send.TargetMethod.OriginalDefinition, name);
        var given = send.Arguments.FirstOrDefault(one => one.Parameter?.Ordinal == parameter?.Ordinal);
        var read = parameter is null || given is null ? [] : texts.Read(new FramedOperation(given.Value, frame));
        return read.Count is > 0 and <= MaxParts ? read : [HttpTextReader.Hole.ToString()];
    }

    // `RestService.For<IApi>("https://…")`, `RestService.For<IApi>(http)`
    private IEnumerable<string> Made(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            var given = new FramedOperation(argument.Value, null);
            if (argument.Parameter?.Name == RefitClients.HostUrl)
                foreach (var text in texts.Read(given))
                    yield return text;
            else if (argument.Parameter?.Name == RefitClients.HttpClient)
                foreach (var text in basesOf(given))
                    yield return text;
        }
    }

    // `AddRefitClient<IApi>().ConfigureHttpClient(http => http.BaseAddress = new Uri("https://…"))`
    private IEnumerable<string> Registered(IInvocationOperation call)
    {
        for (var step = CallReceiver.NextOf(call); step is not null; step = CallReceiver.NextOf(step))
        {
            if (step.TargetMethod.Name != HttpClients.ConfigureClient)
                continue;
            foreach (var argument in step.Arguments)
            {
                if (argument.Value.WithDelegate() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation configure })
                    continue;
                foreach (var given in configure.Symbol.Parameters.Where(static one => one.Type.Name == HttpClients.Client))
                foreach (var value in objects.TrackUses(given).WritesTo(LlmEndpoints.BaseAddress))
                foreach (var text in texts.Read(new FramedOperation(value, null)))
                    yield return text;
            }
        }
    }

    private static bool IsMake(IMethodSymbol method) =>
        method.ContainingType is { Name: RefitClients.Service, ContainingNamespace.Name: RefitClients.Name };

    private static bool IsRegistration(IMethodSymbol method) =>
        method.ContainingAssembly?.Name.StartsWith(RefitClients.Name, StringComparison.Ordinal) == true;

    private static bool IsFor(IInvocationOperation call, INamedTypeSymbol type) =>
        call.TargetMethod.TypeArguments.Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, type.OriginalDefinition));
}
