using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Where new prompts of a project are created, and which names are taken there.</summary>
internal sealed class PromptProjectFacts
{
    private const string FolderName = "Prompts";

    private readonly SemanticModel _model;

    // Reads every prompt of the project. Applying a fix needs that; offering one needs it only where the call states a name.
    private readonly Lazy<HashSet<string>> _names;

    private PromptProjectFacts(Project project, SemanticModel model, string folder, string @namespace, TargetFacts target)
    {
        _model = model;
        Folder = folder;
        Namespace = @namespace;
        Target = target;
        _names = new(() => new HashSet<string>(NamesIn(project, model.Compilation), StringComparer.OrdinalIgnoreCase));
    }

    public string Folder { get; }

    /// <summary>The namespace of the classes that are generated from files there.</summary>
    public string Namespace { get; }

    public TargetFacts Target { get; }

    /// <summary>Null for a project in which no class would be generated from a prompt file.</summary>
    public static PromptProjectFacts? Of(Document document, SemanticModel model)
    {
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        var settings = GeneratorSettings.From(options);
        var target = TargetFacts.From(model.Compilation, ((CSharpParseOptions)model.SyntaxTree.Options).LanguageVersion);
        if (
            !settings.IsEnabled
            || !target.CanGenerate
            || !HasOverload(model.Compilation)
            || ProjectFolder.Of(document.Project) is not { } folder
        )
            return null;
        var root = settings.RootNamespace ?? model.Compilation.AssemblyName ?? "";
        var @namespace = PromptNamespaces.FromFolders(root, FolderName + "/x.prompt.yml");

        // A type of that name would hide the namespace.
        return model.Compilation.GetTypeByMetadataName(@namespace) is null
            ? new PromptProjectFacts(document.Project, model, Path.Combine(folder, FolderName), @namespace, target)
            : null;
    }

    public string PathOf(string name) => Path.Combine(Folder, name + ".prompt.yml");

    /// <param name="position">Where the class is used.</param>
    public bool IsFree(string name, int position) =>
        !_names.Value.Contains(name)
        && PromptNames.Family(name) is { } family
        && _model.Compilation.GetTypeByMetadataName(PromptNamespaces.FullName(Namespace, family)) is null
        && _model.LookupNamespacesAndTypes(position, name: family).Length == 0;

    // An older runtime has no extension method that sends a prompt with additional options.
    private static bool HasOverload(Compilation compilation) =>
        compilation
            .GetTypeByMetadataName(LlmHygieneSdk.PromptExecution)
            ?.GetMembers(LlmHygieneSdk.SendMethods[0])
            .OfType<IMethodSymbol>()
            .Any(method => method.IsExtensionMethod && method.Parameters.Any(parameter => parameter.Name == LlmHygieneSdk.SendOptions))
        == true;

    private static IEnumerable<string> NamesIn(Project project, Compilation compilation)
    {
        foreach (var file in PromptFileSet.Of(project.AnalyzerOptions).Parsed)
            if (file.Result.Model is { } prompt)
                yield return prompt.Name;

        foreach (var method in PromptMethodPlaces.Of(compilation))
            yield return method.Key.Substring(0, method.Key.LastIndexOf('@'));
    }
}
