using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The template factories of Semantic Kernel: a template has the text of the configuration that it is made of.</summary>
internal static class SemanticKernelTemplates
{
    public static readonly ImmutableArray<PromptFunctionRow> Factories = ImmutableArray.Create(
        Makes("PromptTemplateFactoryExtensions", "Create"),
        Makes("IPromptTemplateFactory", "TryCreate"),
        Makes("KernelPromptTemplateFactory", "TryCreate"),
        Makes("AggregatorPromptTemplateFactory", "TryCreate")
    );

    private static PromptFunctionRow Makes(string type, string method) =>
        new()
        {
            Type = SemanticKernelSdk.RootNamespace + "." + type,
            Methods = ImmutableArray.Create(method),
            Configuration = "templateConfig",
            MakesTemplate = true,
        };
}
