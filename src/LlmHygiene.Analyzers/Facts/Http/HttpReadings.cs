using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>What the address of a send shows, when its method is entered through the given calls.</summary>
/// <param name="Open">The parameters of the project's own methods that decide the address, where no given call supplies them.</param>
internal sealed record HttpAddress(Verdict Verdict, IReadOnlyCollection<IParameterSymbol> Open);

/// <summary>
/// Reads each send once for each chain of calls into its method. The analysis of sends, the search for helpers and the analysis of helper
/// calls share the result. Only the result is kept, because an operation belongs to the analysis that bound it.
/// </summary>
internal sealed class HttpReadings(SdkCatalog catalog)
{
    private readonly ConcurrentDictionary<Key, HttpAddress> _addresses = new();

    /// <param name="place">The operation at which a diagnostic would be reported: the send, or the call of a helper.</param>
    /// <param name="frame">The calls of helpers between them.</param>
    public HttpAddress AddressOf(
        IInvocationOperation send,
        HttpSendEntry entry,
        IInvocationOperation place,
        CallFrame? frame,
        SourceScope scope
    )
    {
        var key = Key.Of(send, frame);
        return _addresses.TryGetValue(key, out var known)
            ? known
            : Keep(key, HttpSendReader.Read(send, entry, place, frame, scope, catalog));
    }

    /// <summary>The complete reading, for reporting; null if the request goes elsewhere or its address is unknown.</summary>
    public HttpReading? ReadLlm(
        IInvocationOperation send,
        HttpSendEntry entry,
        IInvocationOperation place,
        CallFrame? frame,
        SourceScope scope
    )
    {
        var key = Key.Of(send, frame);
        if (_addresses.TryGetValue(key, out var known) && known.Verdict != Verdict.Llm)
            return null;
        var reading = HttpSendReader.Read(send, entry, place, frame, scope, catalog);
        return Keep(key, reading).Verdict == Verdict.Llm ? reading : null;
    }

    private HttpAddress Keep(Key key, HttpReading reading) => _addresses.GetOrAdd(key, new HttpAddress(reading.Verdict, reading.Open));

    // By syntax: each analysis has operations of its own for the same code.
    private sealed record Key(SyntaxNode Place, ISymbol? Method, Key? Outer)
    {
        public static Key Of(IInvocationOperation send, CallFrame? frame) => new(send.Syntax, null, Of(frame));

        private static Key? Of(CallFrame? frame) =>
            frame is null ? null : new Key(frame.Call.Syntax, frame.Method.OriginalDefinition, Of(frame.Outer));
    }
}
