using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Distinguishes functions that are created from a prompt, whose execution is an LLM call, from functions that are plain C#.
/// </summary>
internal static class KernelFunctionPrompts
{
    /// <summary>Null unless every origin of the function is proven to be a prompt.</summary>
    public static KernelFunctionPrompt? Of(SdkCall call, ValueTracker values, SdkCatalog catalog)
    {
        if (call.Configuration is { } configuration)
            return new KernelFunctionPrompt([.. call.GivenPrompts], [configuration], IsUnknown: false) { IsReplacedBySettings = true };
        var directories = new PromptDirectories(values, catalog);
        if (call.Function is not { } function)
            return call.Entry.Plugin is { } plugin && directories.OfPlugin(call.ArgumentOrDefault(plugin)) is { } files ? files : null;
        var prompts = new List<IOperation>();
        var settings = new List<IOperation>();
        var templates = new List<IOperation>();
        var (isMade, isUnknown) = (false, false);
        foreach (var origin in values.Trace(function).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (directories.OfFunction(origin.Operation) is { } found)
            {
                if (values.Trace(function).Origins.Count == 1)
                    return found;
                isMade = isUnknown = true;
                continue;
            }

            if (
                origin.Operation is not IInvocationOperation made
                || catalog.FindPromptFunction(made.TargetMethod) is not { Plugin: null } entry
            )
                return null;
            isMade = true;
            foreach (var argument in made.Arguments)
            {
                if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { Name: var name })
                    continue;
                if (entry.Prompts.Contains(name))
                {
                    if (IsText(argument.Parameter))
                        prompts.Add(argument.Value);
                    else if (ConfigurationsOf(argument.Value, values, catalog) is { } configurations)
                        templates.AddRange(configurations);
                    else
                        isUnknown = true;
                }

                if (entry.Options == name || entry.Configuration == name)
                    settings.Add(argument.Value);
                isUnknown |= entry.Bodies.Contains(name) || (entry.Configuration == name && catalog.Level <= HygieneLevel.V0_1);
            }
        }

        return isMade ? new KernelFunctionPrompt(prompts, settings, isUnknown) { Templates = templates } : null;
    }

    /// <summary>True for a function that gets a template: it does not send the text of its configuration.</summary>
    public static bool GetsTemplate(IInvocationOperation made, PromptFunctionRow entry) =>
        made.TargetMethod.Parameters.Any(parameter => entry.Prompts.Contains(parameter.Name) && !IsText(parameter));

    private static bool IsText(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_String;

    // `factory.Create(configuration)`, `factory.TryCreate(configuration, out var template)`; null where a template is made in another way.
    private static IReadOnlyList<IOperation>? ConfigurationsOf(IOperation template, ValueTracker values, SdkCatalog catalog)
    {
        var found = new List<IOperation>();
        foreach (var origin in values.Trace(template).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            if (
                MakerOf(origin.Operation) is not { } made
                || catalog.FindPromptFunction(made.TargetMethod) is not { MakesTemplate: true } entry
                || made.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == entry.Configuration) is not { Value: var given }
            )
                return null;
            found.Add(given);
        }

        return found;
    }

    // The call that yields the value, or that writes it to the variable.
    private static IInvocationOperation? MakerOf(IOperation origin)
    {
        if (origin is IInvocationOperation made)
            return made;
        var given = origin.Parent is IDeclarationExpressionOperation declared ? declared : origin;
        return given.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call } ? call : null;
    }
}
