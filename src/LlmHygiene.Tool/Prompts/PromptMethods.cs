using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Tool.Prompts;

/// <summary>The methods of a project with <c>[Prompt]</c>. A project without any is only parsed, not compiled.</summary>
internal static class PromptMethods
{
    public static IEnumerable<PromptMethodParseResult> Of(LoadedProject project)
    {
        var trees = project
            .Arguments.SourceFiles.Where(static file => File.Exists(file.Path))
            .Select(file => CSharpSyntaxTree.ParseText(Read(file.Path), project.Arguments.ParseOptions, file.Path))
            .ToList();
        var found = trees.SelectMany(PromptMethodPlaces.In).ToList();
        if (found.Count == 0)
            yield break;

        var references = project
            .Arguments.MetadataReferences.Where(static reference => File.Exists(reference.Reference))
            .Select(static reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var compilation = CSharpCompilation.Create(
            project.Arguments.CompilationName,
            trees,
            references,
            project.Arguments.CompilationOptions
        );
        foreach (var result in Read(compilation, found))
            yield return result;
    }

    /// <summary>The methods of an existing compilation.</summary>
    public static IEnumerable<PromptMethodParseResult> Of(Compilation compilation) =>
        Read(compilation, compilation.SyntaxTrees.SelectMany(PromptMethodPlaces.In));

    private static IEnumerable<PromptMethodParseResult> Read(Compilation compilation, IEnumerable<AttributeSyntax> found)
    {
        foreach (var syntax in found)
        {
            if (syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration)
                continue;
            if (compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(declaration) is not { } method)
                continue;
            foreach (var attribute in method.GetAttributes())
            {
                if (
                    attribute.ApplicationSyntaxReference?.GetSyntax() == syntax
                    && attribute.AttributeClass?.ToDisplayString() == PromptMethodReader.Attribute
                    && PromptMethodReader.Read(method, attribute, CancellationToken.None) is { } result
                )
                    yield return result;
            }
        }
    }

    private static Microsoft.CodeAnalysis.Text.SourceText Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Microsoft.CodeAnalysis.Text.SourceText.From(stream);
    }
}
