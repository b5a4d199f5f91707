using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model that is not among the allowed models. Reports nothing until the project lists some.</summary>
internal sealed class ModelNotAllowedRule : ModelIdRule
{
    private static readonly DiagnosticDescriptor s_modelNotAllowed = Descriptors.Create(
        id: RuleIds.ModelNotAllowed,
        title: "The model is not among the allowed models",
        message: "'{0}' is not among the allowed models: use one that matches '{1}', or add it to 'llmhygiene.allowed_models'",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The project lists the models that it uses, for reasons such as contracts, data protection or cost."
    );

    public override DiagnosticDescriptor Descriptor => s_modelNotAllowed;

    public override Diagnostic? Judge(StatedModel model, RuleOptions options) =>
        IsAllowed(model.Id, options.AllowedModels)
            ? null
            : model.Report(s_modelNotAllowed, model.Id, string.Join(", ", options.AllowedModels));

    /// <param name="allowed">Globs; when there are none, every model is allowed.</param>
    public static bool IsAllowed(string id, ImmutableArray<string> allowed)
    {
        if (allowed.IsEmpty)
            return true;
        var bare = ModelCatalog.WithoutPrefix(id);
        return allowed.Any(glob => Glob.IsMatch(glob, id) || Glob.IsMatch(glob, bare));
    }
}
