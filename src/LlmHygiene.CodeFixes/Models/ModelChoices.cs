using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>The models that a call without one could state.</summary>
internal static class ModelChoices
{
    private const int MaxUsed = 3;

    // Fixes are computed while the user types; in a project with thousands of calls, these are a sufficient sample.
    private const int MaxCalls = 300;

    private static readonly ConditionalWeakTable<Compilation, List<UsedModel>> s_used = new();

    /// <summary>The project's default, then what it uses elsewhere, most used first, then what it allows by name.</summary>
    public static IReadOnlyList<string> For(FixableCall call)
    {
        var options = call.Options;
        var (models, allowed) = (options.Models, options.AllowedModels);
        var provider = ClientProvider.Of(call);
        var kind = KindOf(call.Facts.Call.Operation);
        var used = s_used
            .GetValue(call.Model.Compilation, _ => Find(call))
            .Where(model =>
                model.Kind == kind && MayBeOf(provider, model.Id, models) && models.Find(model.Id, provider) is not { IsEnding: true }
            )
            .GroupBy(model => model.Id)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key)
            .Where(id => ModelNotAllowedRule.IsAllowed(id, allowed))
            .Take(MaxUsed);
        var choices =
            options.DefaultModel is { } byDefault && MayBeOf(provider, byDefault, models) && kind == LlmOperation.Chat
                ? new List<string> { byDefault }
                : [];
        choices.AddRange(used);
        // The purpose of a listed model is not known; most are for text.
        if (kind == LlmOperation.Chat)
            choices.AddRange(Literal(allowed).Where(id => MayBeOf(provider, id, models)));
        return choices.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>The entries that are model names, not globs.</summary>
    public static IEnumerable<string> Literal(IEnumerable<string> globs) => globs.Where(glob => glob.IndexOfAny(['*', '?']) < 0);

    /// <summary>False where the model is known, and no entry is of this provider.</summary>
    public static bool MayBeOf(string? provider, string id, ModelCatalog models) =>
        provider is null
        || models.Find(id, provider) is not { Entry.Provider: var known }
        || string.Equals(known, provider, StringComparison.OrdinalIgnoreCase);

    private static List<UsedModel> Find(FixableCall at)
    {
        var used = new List<UsedModel>();
        var compilation = at.Model.Compilation;
        foreach (var tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            SourceScope? scope = null;
            foreach (
                var syntax in tree.GetRoot(at.Scope.Cancellation)
                    .DescendantNodes()
                    .OfType<InvocationExpressionSyntax>()
                    .Where(node =>
                        CallSyntax.NameOf(node) is SimpleNameSyntax { Identifier.ValueText: var name }
                        && at.Session.Catalog.MightBeCall(name, node)
                    )
            )
            {
                if (used.Count == MaxCalls)
                    return used;
                model ??= compilation.GetSemanticModel(tree);
                if (
                    model.FindOperation(syntax, at.Scope.Cancellation) is not IInvocationOperation invocation
                    || at.Session.Recognizer.Recognize(invocation) is not { } call
                )
                    continue;
                var facts = new SdkCallFacts(
                    call,
                    scope ??= at.Session.ScopeOf(model, at.Scope.Cancellation),
                    at.Session.Services,
                    at.Session.OptionsOf(tree).PromptTagKeys
                );
                if (facts.IsCall && facts.Model is { Id: { } id, IsDeployment: false, IsFromPrompt: false })
                    used.Add(new UsedModel(id, KindOf(call.Entry.Operation)));
            }
        }

        used.AddRange(OfPromptFiles(at));
        return used;
    }

    private static IEnumerable<UsedModel> OfPromptFiles(FixableCall at)
    {
        foreach (var file in PromptFileSet.Of(at.Document.Project.AnalyzerOptions).Parsed)
            if (file.Result.Model?.ModelId is { } id)
                yield return new UsedModel(id, LlmOperation.Chat);
    }

    // All operations that respond with text take the same models; a model for embeddings is a different kind.
    private static LlmOperation? KindOf(LlmOperation? operation) =>
        operation is LlmOperation.Response or LlmOperation.Text or LlmOperation.Agent ? LlmOperation.Chat : operation;

    private sealed record UsedModel(string Id, LlmOperation? Kind);
}
