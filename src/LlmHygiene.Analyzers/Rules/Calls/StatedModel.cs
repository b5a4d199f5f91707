using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model ID that is a known constant, and where a diagnostic about it is reported.</summary>
/// <param name="Provider">The provider that the code calls; null where it could be any.</param>
/// <param name="Written">Where the ID is written, when that is not <paramref name="Location"/>.</param>
internal sealed record StatedModel(string Id, string? Provider, Location Location, Location? Written = null)
{
    /// <summary>
    /// Null where the ID is not known, is the name of a deployment, or is written in a prompt file, where it is judged. A model that many
    /// calls share is reported at each call: each has its own line to suppress or to change.
    /// </summary>
    public static StatedModel? Of(CallFacts facts)
    {
        if (
            facts.Model
            is not { Id: { } id, IsDeployment: false, IsFromPrompt: false, State: ModelState.Constant or ModelState.AtClient } model
        )
            return null;

        var call = facts.Call.Invocation.Syntax;
        var written = model.Evidence?.Syntax;
        var isInCall = written is not null && written.SyntaxTree == call.SyntaxTree && call.Span.Contains(written.Span);
        return new StatedModel(
            id,
            ProviderOf(facts, model.Evidence),
            isInCall ? written!.GetLocation() : facts.Call.Location,
            isInCall ? null : written?.GetLocation()
        );
    }

    public Diagnostic Report(DiagnosticDescriptor rule, params object[] arguments) =>
        Diagnostic.Create(rule, Location, Written is null ? [] : [Written], arguments);

    private static string? ProviderOf(CallFacts facts, IOperation? evidence)
    {
        var library = evidence?.Parent is IArgumentOperation { Parent: var user }
            ? user switch
            {
                IObjectCreationOperation creation => creation.Type,
                IInvocationOperation invocation => invocation.TargetMethod.ContainingType,
                _ => null,
            }
            : null;
        return ProviderOf(library) ?? ProviderOf(facts.Call.Method.ContainingType);
    }

    /// <summary>The provider that a type of an SDK calls; null where it can call any provider.</summary>
    public static string? ProviderOf(ITypeSymbol? type) => SdkProviders.Of(type);
}
