using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>An SDK whose package the tests cannot restore: a small assembly with its names and signatures.</summary>
internal sealed record StubSdk(string Assembly, string Source)
{
    private const string Usings =
        "#pragma warning disable OPENAI001\nusing System; using System.Collections.Generic; using System.IO; "
        + "using System.Threading; using System.Threading.Tasks;\n";

    /// <summary>The facts of every call in the source, which must compile against the stubs and the references.</summary>
    public static string[] Inventory(string source, IEnumerable<MetadataReference> references, params StubSdk[] stubs) =>
        Inventory(source, references, options: null, stubs);

    /// <summary>The same in a project with files of its own.</summary>
    public static string[] Inventory(
        string source,
        IEnumerable<MetadataReference> references,
        AnalyzerOptions? options,
        params StubSdk[] stubs
    ) => [.. FactTest.Inventory(Compile(source, references, stubs), options)];

    public static CSharpCompilation Compile(string source, IEnumerable<MetadataReference> references, params StubSdk[] stubs)
    {
        var user = TestCode.Compile([source], Build(references, stubs));
        TestCode.MustCompile(user);
        return user;
    }

    /// <summary>The references and the stubs; each stub is compiled against those before it.</summary>
    public static List<MetadataReference> Build(IEnumerable<MetadataReference> references, params StubSdk[] stubs)
    {
        List<MetadataReference> all = [.. references];
        foreach (var stub in stubs)
        {
            var compilation = CSharpCompilation.Create(
                stub.Assembly,
                [CSharpSyntaxTree.ParseText(Usings + stub.Source)],
                all,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            );
            TestCode.MustCompile(compilation);
            // As an image, which refers only to what it uses.
            using var image = new MemoryStream();
            Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
            all.Add(MetadataReference.CreateFromImage(image.ToArray()));
        }

        return all;
    }
}
