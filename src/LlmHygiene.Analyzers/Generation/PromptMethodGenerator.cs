using System.Text;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the bodies of partial methods that carry <c>[Prompt]</c>. It reports nothing: the analyzer does.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class PromptMethodGenerator : IIncrementalGenerator
{
    public const string MethodStep = "PromptMethod";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => GeneratorSettings.From(options.GlobalOptions));

        var methods = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                PromptMethodReader.Attribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, token) => PromptMethodReader.Read((IMethodSymbol)found.TargetSymbol, found.Attributes[0], token)?.Method
            )
            .SelectMany(static (method, _) => PromptGenerator.Optional(method))
            .WithTrackingName(MethodStep);

        var counted = methods.Combine(PromptGenerator.Locked(context)).Select(static (pair, _) => Count(pair.Left, pair.Right));

        var output = counted
            .Combine(settings)
            .SelectMany(static (pair, _) => PromptGenerator.Optional(pair.Right.IsEnabled ? pair.Left : null));

        context.RegisterSourceOutput(
            output,
            static (production, method) =>
                production.AddSource(HintName(method), SourceText.From(PromptMethodEmitter.Emit(method), Encoding.UTF8))
        );
    }

    private static PromptMethod Count(PromptMethod method, PromptLock locked) =>
        method.Prompt is { } prompt && locked.FindSame(prompt)?.Tokens is { } tokens
            ? method with
            {
                Prompt = prompt with { Tokens = tokens },
            }
            : method;

    // The compiler compares these names case-insensitively, so the hash of the exact name is part of it.
    private static string HintName(PromptMethod method)
    {
        var name = PromptNamespaces.FullName(
            method.Namespace,
            string.Join(".", method.Containers.Select(static container => container.Substring(container.LastIndexOf(' ') + 1)))
                + "."
                + method.Name
        );
        return PromptFamily.HintNameOf(name + (method.Ordinal == 0 ? "" : "." + CSharpText.Number(method.Ordinal + 1)));
    }
}
