using System.Text;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Interception.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>How a stream of a class is replaced by one that measures it.</summary>
/// <param name="Wrapping">The expression that creates the other stream from <c>inner</c> and <c>values</c>.</param>
/// <param name="Chunks">The expression that yields the chunks of <c>inner</c>.</param>
/// <param name="IsOpen">True where the request has been sent when the stream exists.</param>
internal sealed record StreamWrapper(string Wrapping, string Chunks, bool IsOpen);

/// <summary>Writes the classes that replace the streams of an SDK, as the rows of their types say.</summary>
internal sealed class StreamBuilder(ResponseCatalog responses, ISet<string> experimental)
{
    private readonly Dictionary<ITypeSymbol, StreamWrapper?> _wrappers = new(SymbolEqualityComparer.Default);
    private readonly List<Helper> _classes = [];

    public EquatableArray<Helper> Classes => _classes.ToEquatableArray();

    /// <returns>Null where the class cannot be replaced.</returns>
    public StreamWrapper? Of(ITypeSymbol type, IReadOnlyList<ITypeParameterSymbol> typeParameters)
    {
        if (!_wrappers.TryGetValue(type, out var wrapper))
            _wrappers.Add(type, wrapper = Create((INamedTypeSymbol)type, typeParameters));
        return wrapper;
    }

    private StreamWrapper? Create(INamedTypeSymbol type, IReadOnlyList<ITypeParameterSymbol> typeParameters)
    {
        if (responses.FindStream(type) is not { } row)
            return null;
        Experimental.AddTo(experimental, type);
        if (row is { FactoryType: { } factoryType, Factory: { } method })
            return FromFactory(type, factoryType, method, typeParameters);
        if (row.Factory is { } factory)
            return new StreamWrapper(
                $"{TypeText.Bare(type)}.{factory}(inner.{row.Response}(), _ => values)",
                $"inner.{row.Chunks}()",
                IsOpen: true
            );
        // A class with its own type parameters would have to repeat those of the method.
        return typeParameters.Count > 0 || Derive(type, row) is not { } name
            ? null
            : new StreamWrapper($"new {name}(inner, values)", "inner", IsOpen: false);
    }

    private StreamWrapper? FromFactory(
        INamedTypeSymbol type,
        string factoryType,
        string factory,
        IReadOnlyList<ITypeParameterSymbol> typeParameters
    )
    {
        if (
            typeParameters.Count > 0
            || type.ContainingAssembly.GetTypeByMetadataName(factoryType) is not { } declaring
            || StreamResult.ElementOf(type) is not { } chunk
            || declaring.GetMembers(factory).OfType<IMethodSymbol>().FirstOrDefault(TakesResponse) is not { } method
        )
            return null;
        Experimental.AddTo(experimental, method);
        var name = "Stream" + _classes.Count;
        _classes.Add(new Helper(name, ResponseOfStream.Emit(name, type, (INamedTypeSymbol)method.Parameters[0].Type, experimental)));
        return new StreamWrapper(
            $"{TypeText.Bare(declaring)}.{TypeText.Name(factory)}<{TypeText.Of(chunk)}>(new {name}(inner), (_, _) => values, default)",
            "inner",
            IsOpen: true
        );
    }

    private static bool TakesResponse(IMethodSymbol method) =>
        method is { IsStatic: true, TypeParameters.Length: 1, Parameters.Length: 3 }
        && method.Parameters[0].Type is INamedTypeSymbol { IsAbstract: true, TypeKind: TypeKind.Class };

    private string? Derive(INamedTypeSymbol type, StreamRow row)
    {
        if (StreamResult.InterfaceOf(type) is not { } stream)
            return null;
        var isAsync = StreamResult.IsAsyncInterface(stream);
        var element = stream.TypeArguments[0];
        var values = TypeText.Bare(stream);
        var name = "Stream" + _classes.Count;
        var code = new StringBuilder();
        // The interface is implemented again: its reader gets the chunks without the detour through the pages.
        code.Append(
            $$"""
            file sealed class {{name}} : {{TypeText.Bare(type)}}, {{values}}
            {
                private readonly {{TypeText.Bare(type)}} _inner;
                private readonly {{values}} _values;

                public {{name}}({{TypeText.Bare(type)}} inner, {{values}} values)
                {
                    _inner = inner;
                    _values = values;
                }


            """
        );
        foreach (var member in ResponseOfStream.AbstractMembers(type))
        {
            if (member is not IMethodSymbol { IsGenericMethod: false } method)
                return null;
            Experimental.AddTo(experimental, method);
            var access = method.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
            var parameters = string.Join(", ", method.Parameters.Select(one => TypeText.Of(one.Type) + " " + TypeText.Name(one.Name)));
            var modifier = method.Name == row.Pages && isAsync ? "async " : "";
            var head = $"    {access} override {modifier}{TypeText.Of(method.ReturnType)} {method.Name}({parameters})";
            if (method.Name == row.Values)
                code.Append($"{head} => _values;\n\n");
            else if (method.Name == row.Pages)
                // One page with all chunks. Nobody reads it: see StreamUse.
                code.Append(
                    isAsync
                        ? $$"""
                        {{head}}
                            {
                                await global::System.Threading.Tasks.Task.CompletedTask.ConfigureAwait(false);
                                yield return null!;
                            }


                        """
                        : $$"""
                        {{head}}
                            {
                                yield return null!;
                            }


                        """
                );
            else if (method.DeclaredAccessibility == Accessibility.Public)
                code.Append(
                    $"{head} => _inner.{method.Name}({string.Join(", ", method.Parameters.Select(one => TypeText.Name(one.Name)))});\n\n"
                );
            else
                return null;
        }

        var item = TypeText.Of(element);
        code.Append(
            isAsync
                ? $$"""
                    global::System.Collections.Generic.IAsyncEnumerator<{{item}}> {{values}}.GetAsyncEnumerator(
                        global::System.Threading.CancellationToken cancellationToken
                    ) => _values.GetAsyncEnumerator(cancellationToken);
                }

                """
                : $$"""
                    global::System.Collections.Generic.IEnumerator<{{item}}> {{values}}.GetEnumerator() => _values.GetEnumerator();

                    global::System.Collections.IEnumerator global::System.Collections.IEnumerable.GetEnumerator() =>
                        _values.GetEnumerator();
                }

                """
        );
        _classes.Add(new Helper(name, code.ToString()));
        return name;
    }
}
