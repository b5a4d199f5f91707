using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// An empty compilation for each set of references, from which those of the tests are derived: the compiler then reads the framework and
/// the SDKs once, and not for each test.
/// </summary>
internal static class SharedCompilation
{
    private static readonly ConcurrentDictionary<(string Name, ImmutableArray<MetadataReference> References), CSharpCompilation> s_empty =
        new(
            EqualityComparer<(string Name, ImmutableArray<MetadataReference> References)>.Create(
                static (one, other) => one.Name == other.Name && one.References.SequenceEqual(other.References, ReferenceEquals),
                static key => HashCode.Combine(key.Name, key.References.Length)
            )
        );

    public static CSharpCompilation Of(string name, IEnumerable<MetadataReference> references, CSharpCompilationOptions options)
    {
        ImmutableArray<MetadataReference> all = [.. references];
        // Other references, such as stubs that a test has compiled, are not kept.
        return all.All(static reference => reference is PortableExecutableReference { FilePath: not null })
            ? s_empty.GetOrAdd((name, all), Bound).WithOptions(options)
            : CSharpCompilation.Create(name, references: all, options: options);
    }

    private static CSharpCompilation Bound((string Name, ImmutableArray<MetadataReference> References) key)
    {
        var empty = CSharpCompilation.Create(key.Name, references: key.References, options: new(OutputKind.DynamicallyLinkedLibrary));
        _ = empty.ObjectType;
        return empty;
    }
}
