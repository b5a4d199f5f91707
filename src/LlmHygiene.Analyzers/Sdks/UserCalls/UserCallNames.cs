using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>
/// The names of the methods that carry <c>[LlmCall]</c> or <c>[Prompt]</c>, so that calls of all other methods are ruled out by name alone.
/// They are read from the text of a file and from the attribute table of an assembly, once for each, without creating symbols.
/// </summary>
internal static class UserCallNames
{
    // Lives as long as the tree or reference that the names are read from, so that an edit reads one file again.
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_ofTrees = new();
    private static readonly ConditionalWeakTable<MetadataReference, string[]> s_ofReferences = new();

    /// <summary>Null when nothing that the compilation can use has the attributes.</summary>
    public static HashSet<string>? Find(Compilation compilation)
    {
        // The assemblies that declare the attributes, and the runtime library, which this compilation may lack.
        var declaring = new HashSet<string>(StringComparer.Ordinal) { LlmCallMarks.Namespace };
        var isDeclared = false;
        foreach (var type in AssemblyTypes.Declared(compilation, LlmCallMarks.Namespace, LlmCallMarks.CallAttribute))
        {
            isDeclared = true;
            declaring.Add(type.ContainingAssembly.Name);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in compilation.References)
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly && CanUse(assembly, declaring))
                names.UnionWith(
                    reference is CompilationReference other
                        ? OfTrees(other.Compilation)
                        : s_ofReferences.GetValue(reference, _ => OfMetadata(assembly))
                );
        }

        if (isDeclared)
            names.UnionWith(OfTrees(compilation));
        return names.Count == 0 ? null : names;
    }

    private static bool CanUse(IAssemblySymbol assembly, HashSet<string> declaring)
    {
        if (assembly.Name == LlmCallMarks.Namespace)
            return false;
        if (declaring.Contains(assembly.Name))
            return true;
        foreach (var module in assembly.Modules)
        foreach (var used in module.ReferencedAssemblies)
            if (declaring.Contains(used.Name))
                return true;
        return false;
    }

    private static IEnumerable<string> OfTrees(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(tree => s_ofTrees.GetValue(tree, OfTree));

    private static string[] OfTree(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        List<string>? names = null;
        Add(tree, text, LlmCallMarks.CallAttributeShort, LlmCallMarks.CallAttribute, ref names);
        Add(tree, text, PromptAttributeReader.AttributeShort, PromptAttributeReader.AttributeName, ref names);
        return names?.ToArray() ?? [];
    }

    private static void Add(SyntaxTree tree, string text, string word, string attribute, ref List<string>? names)
    {
        for (
            var at = text.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal)
        )
        {
            // The word occurs in much other code: only after '[', ',', '.' or ':' can it be an attribute.
            if (!MayBeAttribute(text, at, word, attribute))
                continue;
            if (
                tree.GetRoot().FindToken(at).Parent is SimpleNameSyntax name
                && (name.Identifier.ValueText == word || name.Identifier.ValueText == attribute)
                && name.FirstAncestorOrSelf<AttributeListSyntax>() is { } list
                && NameOf(list.Parent) is { } method
            )
                (names ??= []).Add(method);
        }
    }

    private static bool MayBeAttribute(string text, int at, string word, string attribute)
    {
        var end = string.CompareOrdinal(text, at, attribute, 0, attribute.Length) == 0 ? at + attribute.Length : at + word.Length;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            return false;
        var before = at - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
            before--;
        return before >= 0 && text[before] is '[' or ',' or '.' or ':';
    }

    private static string? NameOf(SyntaxNode? declaration) =>
        declaration switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => null,
        };

    private static string[] OfMetadata(IAssemblySymbol assembly)
    {
        try
        {
            return assembly.GetMetadata() is { } metadata
                ? [.. metadata.GetModules().SelectMany(module => OfModule(module.GetMetadataReader()))]
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
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind == HandleKind.MethodDefinition && IsMark(attribute.Constructor, reader))
                names.Add(reader.GetString(reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Parent).Name));
        }

        return names;
    }

    private static bool IsMark(EntityHandle constructor, MetadataReader reader)
    {
        var type = constructor.Kind switch
        {
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            _ => default,
        };
        var (space, name) = type.Kind switch
        {
            HandleKind.TypeReference when reader.GetTypeReference((TypeReferenceHandle)type) is var used => (used.Namespace, used.Name),
            HandleKind.TypeDefinition when reader.GetTypeDefinition((TypeDefinitionHandle)type) is var declared => (
                declared.Namespace,
                declared.Name
            ),
            _ => default,
        };
        return !name.IsNil
            && (
                reader.StringComparer.Equals(name, LlmCallMarks.CallAttribute)
                || reader.StringComparer.Equals(name, PromptAttributeReader.AttributeName)
            )
            && reader.StringComparer.Equals(space, LlmCallMarks.Namespace);
    }
}
