using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The rows for responses and streams, bound to the symbols of one compilation.</summary>
internal sealed class ResponseCatalog
{
    private readonly Dictionary<INamedTypeSymbol, ResponseRow> _responses = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, StreamRow> _streams = new(SymbolEqualityComparer.Default);
    private readonly List<(INamedTypeSymbol Type, ResponseRow Row)> _ordered = [];

    public ResponseCatalog(Compilation compilation)
    {
        // A type that two assemblies declare is not found, because code cannot name it either.
        foreach (var row in SdkResponses.Rows)
        {
            if (compilation.GetTypeByMetadataName(row.Type) is not { } type || _responses.ContainsKey(type))
                continue;
            _responses.Add(type, row);
            _ordered.Add((type, row));
        }

        // Not in the order of the table: no SDK hides such a response in a member of type object.
        foreach (var row in SdkResponses.Http)
            if (compilation.GetTypeByMetadataName(row.Type) is { } type)
                _responses[type] = row;
        foreach (var row in SdkResponses.Streams)
            if (compilation.GetTypeByMetadataName(row.Type) is { } type)
                _streams[type] = row;
    }

    /// <summary>Every type of an SDK that has a row, in the order of the table.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, ResponseRow Row)> Responses => _ordered;

    public ResponseRow? FindResponse(INamedTypeSymbol type) => _responses.TryGetValue(type.OriginalDefinition, out var row) ? row : null;

    /// <summary>The row of a class that is a stream; null for any other type.</summary>
    public StreamRow? FindStream(ITypeSymbol type) =>
        type is INamedTypeSymbol named && _streams.TryGetValue(named.OriginalDefinition, out var row) ? row : null;
}
