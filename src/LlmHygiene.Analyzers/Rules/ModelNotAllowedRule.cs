using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>A model outside those that the project has said it uses. Silent until it has.</summary>
internal sealed class ModelNotAllowedRule : ModelIdRule
{
    private static readonly DiagnosticDescriptor ModelNotAllowed = Descriptors.Create(
        id: RuleIds.ModelNotAllowed,
        title: "The model is not among the allowed models",
        message: "'{0}' is not among the allowed models: use one that fits '{1}', or add it to 'llmhygiene.allowed_models'",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The project has listed the models that it uses, for reasons such as contracts, data protection or cost.");

    public override DiagnosticDescriptor Descriptor => ModelNotAllowed;

    public override Diagnostic? Judge(StatedModel model, RuleOptions options)
    {
        var allowed = options.AllowedModels;
        if (allowed.IsEmpty) return null;
        var bare = ModelCatalog.WithoutPrefix(model.Id);
        return allowed.Any(glob => Glob.IsMatch(glob, model.Id) || Glob.IsMatch(glob, bare))
            ? null
            : model.Report(ModelNotAllowed, model.Id, string.Join(", ", allowed));
    }
}
