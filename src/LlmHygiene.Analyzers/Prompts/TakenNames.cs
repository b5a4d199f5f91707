using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>
/// What a project has already under the name of a prompt's class or of its namespace. The generator and the analyzer ask here, so
/// that what is reported is not generated: the error would be in code that has nothing to do with the prompt.
/// </summary>
internal static class TakenNames
{
    /// <param name="family">The C# class of the prompt.</param>
    /// <returns>Why the class cannot be there; null when it can.</returns>
    public static string? Problem(string @namespace, string family, Compilation compilation)
    {
        var space = compilation.Assembly.GlobalNamespace;
        if (@namespace.Length > 0)
        {
            var name = "";
            foreach (var part in @namespace.Split('.'))
            {
                name = PromptNamespaces.FullName(name, part);
                INamespaceSymbol? inner = null;
                foreach (var member in space.GetMembers(part))
                {
                    if (member is INamedTypeSymbol { Arity: 0, IsFileLocal: false })
                        return $"The namespace of the prompt's class, {@namespace}, cannot exist: {name} is a type of this project. "
                            + "Set 'namespace:' to another one, or rename the type.";
                    inner ??= member as INamespaceSymbol;
                }

                if (inner is null)
                    return null;
                space = inner;
            }
        }

        foreach (var member in space.GetMembers(family))
        {
            var fullName = PromptNamespaces.FullName(@namespace, family);
            if (member is INamespaceSymbol)
                return $"The prompt becomes the C# class {fullName}, which is a namespace of this project. "
                    + "Rename the prompt, or set 'namespace:'.";
            if (member is INamedTypeSymbol { Arity: 0, IsFileLocal: false } type && !CanBePart(type))
                return $"The prompt becomes the C# class {fullName}, which this project has already. "
                    + "Rename the prompt or the class, or set 'namespace:'.";
        }

        return null;
    }

    // The class is 'public static partial', so that a project can add members.
    private static bool CanBePart(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(static reference =>
            reference.GetSyntax() is ClassDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !declaration.Modifiers.Any(SyntaxKind.InternalKeyword)
        );
}
