using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// What a search has visited in vain. Many places are reached through the same helpers, and each would be searched again for each of them.
/// </summary>
internal sealed class TaintMemory
{
    private readonly ConcurrentDictionary<(SinkKind, string), Clean> _clean = new();

    public TaintMemory(Func<HttpCallRecognizer> http)
    {
        RawResponses = new RawResponses(http);
        Files = new OutputFiles(RawResponses);
    }

    public Clean For(SinkKind sink, TaintOptions options) =>
        _clean.GetOrAdd(
            (sink, string.Join(",", options.Trusted.Names) + options.TrustsFiles + options.TrustsDatabases),
            static _ => new Clean()
        );

    /// <summary>The files that are searched.</summary>
    public OutputFiles Files { get; }

    /// <summary>The raw requests to models.</summary>
    public RawResponses RawResponses { get; }

    /// <summary>The values to which no text that is not trusted comes.</summary>
    internal sealed class Clean
    {
        private readonly ConcurrentDictionary<(SyntaxNode, OperationKind, string?), bool> _values = new();

        public bool Contains(SyntaxNode value, OperationKind kind, string? members) => _values.ContainsKey((value, kind, members));

        public void Add(SyntaxNode value, OperationKind kind, string? members) => _values.TryAdd((value, kind, members), true);
    }
}
