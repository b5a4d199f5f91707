using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Code that reads a line of a stream of server-sent events that the service writes and not the model: the name of an event, its ID. A
/// model writes what is in the lines with <c>data:</c>.
/// </summary>
internal sealed class EventLines : ConditionsAround
{
    private static readonly EventLines s_instance = new();

    private static readonly string[] s_fields = ["event", "id", "retry"];

    public static bool IsReadAt(IOperation read) =>
        read.Type?.SpecialType == SpecialType.System_String
        && read is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IInvocationOperation
        && s_instance.Around(read.Syntax) is not null;

    // `line.StartsWith("event:")`
    protected override bool Says(ExpressionSyntax condition, bool isTrue) =>
        isTrue
        && condition
            is InvocationExpressionSyntax
            {
                ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string prefix } }, ..]
            } call
        && InvokedName.Of(call) == nameof(string.StartsWith)
        && s_fields.Any(field => prefix.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase));

    // `if (field == "event")`
    protected override bool SaysEqual(ExpressionSyntax value, ExpressionSyntax constant, bool isTrue) =>
        isTrue
        && constant is LiteralExpressionSyntax { Token.Value: string field }
        && s_fields.Contains(field, StringComparer.OrdinalIgnoreCase);
}
