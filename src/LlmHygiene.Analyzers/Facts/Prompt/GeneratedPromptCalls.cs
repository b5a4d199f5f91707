using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds the calls that send a generated prompt.</summary>
internal static class GeneratedPromptCalls
{
    private static readonly string[] s_contents = ["ToText", "ToMessages"];

    /// <summary>
    /// True when the prompt is sent, and each time through another call or with additional options: what the prompt leaves out is judged
    /// there.
    /// </summary>
    /// <param name="type">The simple name of the class that is generated from the prompt; only files that name it are searched.</param>
    public static bool AreJudgedAtTheirCalls(string type, string name, SourceScope scope, SdkCatalog catalog)
    {
        var files = scope.TreesNaming([type]);
        if (files.Count == 0)
            return false;
        var found = false;
        foreach (var call in LlmHygieneSdk.SendMethods.SelectMany(method => scope.Invocations(method, IsCall, files)))
        {
            if (PromptOf(call, catalog) != name)
                continue;
            if (!call.Arguments.Any(IsOptions))
                return false;
            found = true;
        }

        return found
            || s_contents.SelectMany(method => scope.Invocations(method, IsCall, files)).Any(call => PromptOf(call, catalog) == name);
    }

    // `prompt.ToText()`, but not the calls inside generated classes. For an extension method, the prompt is the first argument.
    private static string? PromptOf(IInvocationOperation call, SdkCatalog catalog) =>
        (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.WithoutConversion() is { } prompt and not IInstanceReferenceOperation
            ? GeneratedPromptReader.Of(prompt.Type, catalog.Known)?.Name
            : null;

    private static bool IsCall(SimpleNameSyntax name) => TreeNames.Reference(name) is InvocationExpressionSyntax;

    private static bool IsOptions(IArgumentOperation argument) =>
        argument.Parameter?.Name == LlmHygieneSdk.SendOptions && argument.ArgumentKind != ArgumentKind.DefaultValue;
}
