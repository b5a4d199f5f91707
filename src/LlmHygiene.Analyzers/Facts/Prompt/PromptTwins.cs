using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the calls of one member that send the same variable as it is, such as the streaming and the non-streaming form of one call.
/// Nothing is written to the variable between them.
/// </summary>
internal static class PromptTwins
{
    /// <summary>The other calls, in the order of the source.</summary>
    public static IReadOnlyList<IInvocationOperation> Of(SdkCall call, SourceScope scope, SdkCatalog catalog)
    {
        if (
            call.Prompts.ToList() is not [var prompt]
            || VariableOf(prompt.WithoutConversion()) is not { } variable
            || scope.IsTooCommon(variable)
        )
            return [];
        var member = InlineText.MemberOf(call.Invocation.Syntax);
        var uses = scope
            .References(variable)
            .Where(use => use.Syntax.SyntaxTree == call.Invocation.Syntax.SyntaxTree && InlineText.MemberOf(use.Syntax) == member)
            .OrderBy(use => use.Syntax.SpanStart)
            .ToList();
        var at = uses.FindIndex(use => call.Invocation.Syntax.Span.Contains(use.Syntax.Span));
        if (at < 0)
            return [];
        var found = new List<IInvocationOperation>();
        for (var i = at - 1; i >= 0 && SentBy(uses[i], catalog) is { } earlier; i--)
            found.Insert(0, earlier);
        for (var i = at + 1; i < uses.Count && SentBy(uses[i], catalog) is { } later; i++)
            found.Add(later);
        return found;
    }

    private static ISymbol? VariableOf(IOperation prompt) =>
        prompt switch
        {
            ILocalReferenceOperation { Local: { IsConst: false } local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation, Field: { IsConst: false } field } => field,
            _ => null,
        };

    // The call whose prompt is the variable and nothing else.
    private static IInvocationOperation? SentBy(IOperation use, SdkCatalog catalog)
    {
        var operation = use;
        while (operation.Parent is IConversionOperation)
            operation = operation.Parent;
        return
            operation.Parent is IArgumentOperation { Parent: IInvocationOperation call, Parameter.Name: var parameter }
            && catalog.FindCall(call.TargetMethod) is { } row
            && new SdkCall(call, row).Prompts.Any(prompt => prompt.WithoutConversion().Syntax == use.Syntax)
            && parameter is not null
            ? call
            : null;
    }
}
