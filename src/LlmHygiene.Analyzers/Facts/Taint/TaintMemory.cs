using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>A value that a search has visited. A class, because the JIT compiles a set again for each struct that is in one.</summary>
/// <param name="Members">What is read of the value; null for the value itself.</param>
/// <param name="Call">The call by which the search came there; null for none.</param>
internal sealed record TaintedRead(SyntaxNode Syntax, OperationKind Kind, string? Members, SyntaxNode? Call);

/// <summary>
/// What a search has visited in vain. Many places are reached through the same helpers, and each would be searched again for each of them.
/// </summary>
internal sealed class TaintMemory
{
    private readonly ConcurrentDictionary<string, Clean> _clean = new();

    public TaintMemory(Func<HttpCallRecognizer> http)
    {
        RawResponses = new RawResponses(http);
        Files = new OutputFiles(RawResponses);
    }

    public Clean For(SinkKind sink, TaintOptions options) =>
        _clean.GetOrAdd(
            $"{sink},{options.TrustsFiles},{options.TrustsDatabases},{string.Join(",", options.Trusted.Names)}",
            static _ => new Clean()
        );

    /// <summary>The files that are searched.</summary>
    public OutputFiles Files { get; }

    /// <summary>The raw requests to models.</summary>
    public RawResponses RawResponses { get; }

    /// <summary>The values to which no text that is not trusted comes.</summary>
    internal sealed class Clean
    {
        private readonly ConcurrentDictionary<TaintedRead, object?> _reads = new();

        public bool Contains(TaintedRead read) => _reads.ContainsKey(read);

        public void Add(TaintedRead read) => _reads.TryAdd(read, null);
    }
}
