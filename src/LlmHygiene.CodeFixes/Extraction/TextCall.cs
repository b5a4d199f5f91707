using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// A call that takes its prompt as a string, such as a call of the user's own helper: it gets the text of the typed prompt, in a scope that
/// names the prompt.
/// </summary>
internal sealed class TextCall
{
    private const string Runtime = RuntimeTypes.Namespace;

    private readonly FixableCall _call;
    private readonly CallPlace _place;
    private readonly bool _isTagged;

    private TextCall(FixableCall call, CallPlace place, IOperation prompt, ExpressionSyntax argument, bool isTagged)
    {
        _call = call;
        _place = place;
        _isTagged = isTagged;
        Prompt = prompt;
        Argument = argument;
    }

    public IOperation Prompt { get; }

    /// <summary>The new argument.</summary>
    public ExpressionSyntax Argument { get; }

    /// <summary>The statement before which another can be added; null for an expression body.</summary>
    public StatementSyntax? Statement => _place.Statement;

    public static TextCall? Of(FixableCall call)
    {
        if (
            call.Prompt.State is not (PromptState.Untagged or PromptState.Tagged)
            || !HasRuntime(call)
            || PromptOf(call)
                is not {
                    Parameter: { Type.SpecialType: SpecialType.System_String, RefKind: RefKind.None, IsParams: false },
                    ArgumentKind: ArgumentKind.Explicit
                } prompt
            || (prompt.Syntax is ArgumentSyntax written ? written.Expression : prompt.Syntax as ExpressionSyntax) is not { } argument
            || prompt.Value is IConversionOperation { OperatorMethod: not null }
            || call.Invocation.Arguments.Any(ShowsCode)
            || CallPlace.Of(call) is not { } place
        )
            return null;
        var isTagged = call.Prompt.State == PromptState.Tagged;
        if (!isTagged && !place.KeepsScopeOpen)
            return null;
        return OtherCalls.Share(call, place.Anchor) ? null : new TextCall(call, place, prompt.Value, argument, isTagged);
    }

    /// <summary>True when the values stay the same if the prompt is created in a separate statement before the call.</summary>
    public bool KeepsOrder(IEnumerable<Hole> holes) => EvaluationOrder.MayPrecede(Argument, _place.Anchor, holes.ToArray(), _call.Model);

    public async Task ApplyAsync(
        SolutionChange change,
        DocumentEditor editor,
        CallRewriter rewriter,
        string type,
        CancellationToken cancellation
    )
    {
        var names = new TagWriter(change, editor, _call, _place);
        var local = rewriter.Variable ?? names.FreeName("prompt");
        var writer = rewriter.Variable is not null
            ? names
            : new TagWriter(change, editor, _call, _place)
            {
                Before = indent => rewriter.Declaration(local, type, indent),
                Leading = Statement is not null && StatementList.Of(Statement) is not null ? rewriter.LeadingOf(Statement) : null,
            };
        rewriter.Apply(change, editor, type, local);
        await change.AddUsingAsync(_call.Document, _call.Syntax.SpanStart, Runtime, cancellation).ConfigureAwait(false);

        if (!_isTagged)
            writer.WriteScope($"{PromptTagging.TypeName(_call, "PromptScope", Runtime)}.Begin({local})");
        else if (Opened(rewriter.Place) is not { } opened)
            writer.WriteBefore();
        else
        {
            var begin = (InvocationExpressionSyntax)opened.Declaration.Variables[0].Initializer!.Value;
            editor.ReplaceNode(begin.ArgumentList, SyntaxFactory.ParseArgumentList($"({local})").WithTriviaFrom(begin.ArgumentList));
            if (rewriter.Variable is null)
                writer.WriteBefore(opened);
        }
    }

    // `using var scope = PromptScope.Begin("name", "version");`, where the prompt is, or can be, created before it.
    private LocalDeclarationStatementSyntax? Opened(StatementSyntax? made)
    {
        if (_call.Prompt.Source != PromptTagSource.Scope || Statement is null || StatementList.Of(Statement) is not { } list)
            return null;
        var opened = list.TakeWhile(statement => statement != Statement).OfType<LocalDeclarationStatementSyntax>().LastOrDefault(IsScope);
        if (opened is null || OtherCalls.Follow(_call, opened))
            return null;
        var isBefore = made is null
            ? StatementList.Between(opened, Statement) is { Count: 0 }
            : StatementList.Between(made, opened) is not null;
        return isBefore ? opened : null;
    }

    private bool IsScope(LocalDeclarationStatementSyntax statement) =>
        statement
            is {
                UsingKeyword.RawKind: not 0,
                Declaration.Variables: [{ Initializer.Value: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2 } begin }]
            }
        && SymbolEqualityComparer.Default.Equals(
            _call.Model.GetSymbolInfo(begin).Symbol?.ContainingType,
            _call.Session.Catalog.Known.PromptScope
        )
        && _call.Model.FindOperation(begin)
            is IInvocationOperation
            {
                Arguments: [{ Parameter.Ordinal: 0, Value.ConstantValue.Value: string name }, { Value.ConstantValue.Value: string version }]
            }
        && name == _call.Prompt.Name
        && version == _call.Prompt.Version;

    private static IArgumentOperation? PromptOf(FixableCall call)
    {
        var prompts = call.SdkCall is { } sdkCall && !IsOfText(sdkCall) ? [] : call.Facts.Call.Prompts.ToArray();
        return prompts is [var prompt]
            ? call.Invocation.Arguments.FirstOrDefault(argument => argument.Value.Syntax == prompt.Syntax)
            : null;
    }

    // A Semantic Kernel template has holes of its own, and a marked method states its prompt itself.
    private static bool IsOfText(SdkCall call) =>
        call is { Marked: null, DeclaredPrompt: null, PromptObject: null, Function: null }
        && !call.Entry.Type.StartsWith(SemanticKernelSdk.RootNamespace, StringComparison.Ordinal);

    // `[CallerArgumentExpression]` would get other code.
    private static bool ShowsCode(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
        && argument.Parameter!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CallerArgumentExpressionAttribute");

    // An older runtime has no ToText method.
    private static bool HasRuntime(FixableCall call) =>
        call.Model.Compilation.GetTypeByMetadataName(LlmHygieneSdk.PromptTexts) is not null
        && call.Session.Catalog.Known.PromptScope?.GetMembers(LlmHygieneSdk.PromptScopeBegin)
            .OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Length == 1) == true;
}
