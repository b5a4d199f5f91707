using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>A builder of an address, and the calls through which the methods are entered that it passes through.</summary>
internal sealed class PlacedBuilder(BuiltAddress address, IReadOnlyList<FramedOperation> places)
{
    public BuiltAddress Address { get; } = address;

    /// <summary>The part of the address, in the frame of the method that it is written in.</summary>
    public FramedOperation PlaceOf(IOperation part)
    {
        for (
            var symbol = part.SemanticModel?.GetEnclosingSymbol(part.Syntax.SpanStart);
            symbol is IMethodSymbol method;
            symbol = symbol.ContainingSymbol
        )
        {
            foreach (var place in places)
                if (place.Frame is { } frame && SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, method))
                    return place.With(part);
        }

        return places[0].With(part);
    }
}

/// <summary>
/// Finds where a builder of an address is created, and everything that is written to it: in the method that reads the address, in those
/// that the builder is passed through, and in those that it is passed to.
/// </summary>
internal sealed class BuilderPlaces(PlaceTracker places, ObjectTracker builders)
{
    private const int MaxPlaces = 8;

    /// <param name="use">Where the address is read.</param>
    /// <returns>Null where some of the code that can change the builder is not visible.</returns>
    public PlacedBuilder? Find(FramedOperation builder, IOperation use)
    {
        var visited = new List<FramedOperation>();
        var stages = new List<TrackedObject>();
        for (FramedOperation? next = builder; next is { } place && visited.Count < MaxPlaces; )
        {
            var tracked = builders.Track(place.Operation);
            visited.Add(place);
            stages.Add(tracked);
            if (tracked.IsUnseen)
                return null;
            if (!tracked.ComesFromCaller)
            {
                AddMakers(place, visited);
                return BuiltAddress.Of(stages, use) is { } address ? new PlacedBuilder(address, visited) : null;
            }

            next = tracked is { Creations: [], Bindings: [], Callers: [var parameter] } ? Given(place, parameter) : null;
        }

        return null;
    }

    // The argument for the parameter, in the caller or at the call of the method that returns it.
    private FramedOperation? Given(FramedOperation place, IParameterSymbol parameter)
    {
        if (place.ArgumentOf(parameter) is { } argument)
            return argument;
        // Notes that the callers decide.
        _ = places.Follow(place);
        return Made(place);
    }

    // `Endpoint("chat").Uri`: what the method that makes the builder is called with.
    private void AddMakers(FramedOperation place, List<FramedOperation> visited)
    {
        for (FramedOperation? next = Made(place); next is { } made && visited.Count < MaxPlaces; next = Made(made))
            visited.Add(made);
    }

    private FramedOperation? Made(FramedOperation place) =>
        places.Trace(place.Operation).Origins is [{ Operation: IInvocationOperation made } origin]
        && places.Returned(place.With(origin.Operation), made).Take(2).ToList() is [var returned]
            ? returned
            : null;
}
