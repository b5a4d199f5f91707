using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>Where in the configuration a model is read from.</summary>
internal static class ConfigurationKeys
{
    /// <summary>True for a model that a settings file may state.</summary>
    public static bool MayHave(ModelFact model) => model is { Id: null, IsStated: true, MayBeOther: false, IsFromPrompt: false };

    /// <summary>
    /// The keys of the model, whichever project has the settings files; empty where the model is not read from the configuration, or where
    /// the key is not known.
    /// </summary>
    public static IReadOnlyList<string> Of(ModelFact model, ClientChain chain) =>
        MayHave(model)
            ?
            [
                .. model
                    .Statements.SelectMany(statement =>
                        chain.Configuration.KeysOf(statement, chain.Values, chain.Objects, MemberFilledBy(statement, chain.Catalog))
                    )
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ]
            : [];

    /// <summary>
    /// The member that the configuration fills, for <c>section.Get&lt;ChatOptions&gt;()</c> and <c>section.Bind(options)</c>; null where
    /// the statement is the value itself.
    /// </summary>
    public static string? MemberFilledBy(IOperation statement, SdkCatalog catalog) =>
        statement is IInvocationOperation binding && ConfigurationBinding.Is(binding.TargetMethod)
            ? binding
                .TargetMethod.TypeArguments.Concat(binding.Arguments.Select(static argument => argument.Value.WithoutConversion().Type))
                .Select(type => catalog.FindOptions(type)?.Model)
                .FirstOrDefault(static member => member is not null)
            : null;
}
