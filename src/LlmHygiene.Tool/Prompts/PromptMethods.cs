using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Tool.Analysis;
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
        var hasAny = project
            .Arguments.SourceFiles.Where(static file => File.Exists(file.Path))
            .Select(file => CSharpSyntaxTree.ParseText(Read(file.Path), project.Arguments.ParseOptions, file.Path))
            .SelectMany(PromptMethodPlaces.In)
            .Any();

        // With the code of the source generators: a parameter may be of a type that one of them makes.
        return hasAny
            ? Of(
                ProjectCompilation
                    .Create(project, project.Options.Severities, project.AdditionalFiles, ProjectOutputs.None, CancellationToken.None)
                    .Compilation
            )
            : [];
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
