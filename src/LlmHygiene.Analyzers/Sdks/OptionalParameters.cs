using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// The names of methods that can be called without arguments although they have parameters: an override, or the implementation of an
/// interface, may make all of them optional. They are looked for once a call of such a kind occurs.
/// </summary>
internal sealed class OptionalParameters(Compilation compilation)
{
    // Lives as long as the tree or reference that the names are read from, so that an edit reads one file again.
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_ofTrees = new();
    private static readonly ConditionalWeakTable<MetadataReference, string[]> s_ofReferences = new();

    private readonly Lazy<HashSet<string>> _names = new(() => Find(compilation), LazyThreadSafetyMode.PublicationOnly);

    public bool Has(string name) => _names.Value.Contains(name);

    private static HashSet<string> Find(Compilation compilation)
    {
        var names = new HashSet<string>(OfTrees(compilation), StringComparer.Ordinal);
        foreach (var reference in compilation.References)
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly && UsesSdk(assembly))
                names.UnionWith(
                    reference is CompilationReference other
                        ? OfTrees(other.Compilation)
                        : s_ofReferences.GetValue(reference, _ => OfMetadata(assembly))
                );
        }

        return names;
    }

    private static bool UsesSdk(IAssemblySymbol assembly) =>
        !SdkCatalog.IsSdk(assembly)
        && assembly
            .Modules.SelectMany(static module => module.ReferencedAssemblies)
            .Any(static used => SdkAssemblies.TablesOf(used.Name).Length > 0);

    private static IEnumerable<string> OfTrees(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(static tree => s_ofTrees.GetValue(tree, OfTree));

    private static string[] OfTree(SyntaxTree tree) =>
        [
            .. tree.GetRoot()
                .Declarations()
                .OfType<MethodDeclarationSyntax>()
                .Where(static method =>
                    method.ParameterList.Parameters.Count > 0
                    && method.ParameterList.Parameters.All(static parameter => parameter.Default is not null)
                )
                .Select(static method => method.Identifier.ValueText)
                .Distinct(),
        ];

    private static string[] OfMetadata(IAssemblySymbol assembly)
    {
        try
        {
            return assembly.GetMetadata() is { } metadata
                ? [.. metadata.GetModules().SelectMany(static module => OfModule(module.GetMetadataReader())).Distinct()]
                : [];
        }
        catch (BadImageFormatException)
        {
            // The compiler reports what is wrong with a broken reference.
            return [];
        }
    }

    private static List<string> OfModule(MetadataReader reader)
    {
        var names = new List<string>();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.Virtual) != 0 && IsOptional(method, reader))
                names.Add(reader.GetString(method.Name));
        }

        return names;
    }

    private static bool IsOptional(MethodDefinition method, MetadataReader reader)
    {
        var count = 0;
        foreach (var handle in method.GetParameters())
        {
            var parameter = reader.GetParameter(handle);
            // The first row may be the returned value.
            if (parameter.SequenceNumber == 0)
                continue;
            if ((parameter.Attributes & ParameterAttributes.Optional) == 0)
                return false;
            count++;
        }

        return count > 0;
    }
}
