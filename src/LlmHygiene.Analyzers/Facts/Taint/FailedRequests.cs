using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Code that runs only after a request has failed: <c>if (!response.IsSuccessStatusCode)</c>. What such code reads is written by the
/// service, not by a model.
/// </summary>
internal sealed class FailedRequests : ConditionsAround
{
    private static readonly string[] s_statuses = ["StatusCode", "HttpStatusCode", "ResponseStatus"];

    private const int FirstBadStatus = 300;

    private static readonly string[] s_successes = ["IsSuccessStatusCode", "IsSuccessful"];

    // Of the project's own results of a request.
    private static readonly string[] s_ownSuccesses = ["isok", "issuccess", "issuccessful", "ok", "succeeded", "success", "successful"];

    private static readonly string[] s_ownFailures = ["failed", "failure", "haserror", "iserror", "isfailed", "isfailure"];

    private static readonly string[] s_goodStatuses = ["OK", "Created", "Accepted", "Completed"];

    private readonly SyntaxNode _place;
    private readonly SyntaxNode? _declaration;

    private FailedRequests(SyntaxNode place, SyntaxNode? declaration) => (_place, _declaration) = (place, declaration);

    /// <summary>
    /// True for a variable or a member that is read only after the request has failed. What is declared after that may belong to another
    /// request.
    /// </summary>
    public static bool IsHandledAt(IOperation read)
    {
        // What is read of an object is decided where the object is read.
        var isRead = read switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation => true,
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
            _ => false,
        };
        if (!isRead)
            return false;
        ISymbol? variable = read switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            _ => null,
        };
        var declaration = variable?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return new FailedRequests(read.Syntax, declaration).Around(read.Syntax) is { } handler
            && !(declaration?.SyntaxTree == read.Syntax.SyntaxTree && handler.Contains(declaration.Span));
    }

    protected override bool Says(ExpressionSyntax condition, bool isTrue) =>
        condition switch
        {
            // `(int)response.StatusCode >= 400`
            BinaryExpressionSyntax { Left: var left, Right: LiteralExpressionSyntax { Token.Value: int number } } comparison
                when IsStatus(left) => comparison.Kind() switch
            {
                SyntaxKind.GreaterThanOrEqualExpression => isTrue && number >= FirstBadStatus,
                SyntaxKind.GreaterThanExpression => isTrue && number >= FirstBadStatus - 1,
                SyntaxKind.LessThanExpression => !isTrue && number >= FirstBadStatus,
                SyntaxKind.LessThanOrEqualExpression => !isTrue && number >= FirstBadStatus - 1,
                _ => false,
            },
            // `if (!TrySend(out var body)) …`
            InvocationExpressionSyntax call => !isTrue
                && InvokedName.Of(call)?.StartsWith("Try", StringComparison.Ordinal) == true
                && _declaration?.IsWithin(call) == true,
            _ => NameOf(condition) is { } name
                && (isTrue ? IsOwn(condition, name, s_ownFailures) : s_successes.Contains(name) || IsOwn(condition, name, s_ownSuccesses)),
        };

    protected override bool SaysEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue) =>
        IsStatus(value) && IsConstant(constant) && IsGood(constant) != isTrue;

    private static bool IsConstant(ExpressionSyntax status) =>
        status is LiteralExpressionSyntax || NameOf(status) is [var first, ..] && char.IsUpper(first);

    private static bool IsStatus(ExpressionSyntax value) =>
        value switch
        {
            CastExpressionSyntax { Expression: var inner } => IsStatus(inner),
            ParenthesizedExpressionSyntax { Expression: var inner } => IsStatus(inner),
            _ => NameOf(value) is { } name && s_statuses.Contains(name),
        };

    private static bool IsGood(ExpressionSyntax status) =>
        status is LiteralExpressionSyntax { Token.Value: int number }
            ? number < FirstBadStatus
            : NameOf(status) is { } name && s_goodStatuses.Contains(name);

    // A flag of the project says the same about what comes from the same place: `result.Success ? "" : result.Body`.
    private bool IsOwn(ExpressionSyntax flag, string name, string[] names) =>
        names.Contains(name.ToLowerInvariant())
        && flag switch
        {
            MemberAccessExpressionSyntax { Expression: var holder } => holder.ToString() is var text
                && (
                    _place is ExpressionSyntax place && TextComparisons.Is(place, text)
                    || _place is MemberAccessExpressionSyntax { Expression: var read } && TextComparisons.Is(read, text)
                ),
            IdentifierNameSyntax => IsDeclaredWith(name),
            _ => false,
        };

    // `var (ok, body) = await SendAsync();`, `var ok = Send(out var body);`
    private bool IsDeclaredWith(string flag) =>
        _declaration?.Parent switch
        {
            ParenthesizedVariableDesignationSyntax list => list.Variables.Any(one =>
                one is SingleVariableDesignationSyntax { Identifier.ValueText: var name } && name == flag
            ),
            DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax list } } => list.Arguments.Any(one =>
                one.Expression
                    is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var name } }
                && name == flag
            ),
            DeclarationExpressionSyntax { Parent: ArgumentSyntax argument } => argument
                .FirstAncestorOrSelf<VariableDeclaratorSyntax>()
                ?.Identifier.ValueText == flag,
            _ => false,
        };

    private static string? NameOf(ExpressionSyntax value) =>
        value switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => NameOf(inner),
            IdentifierNameSyntax { Identifier.ValueText: var name } => name,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } } =>
                name,
            _ => null,
        };
}
