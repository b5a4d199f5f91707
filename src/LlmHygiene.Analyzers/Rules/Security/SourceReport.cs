using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Reports what is wrong with a text in a C# file, whether that is a literal, a comment or code that is not compiled.</summary>
internal sealed record SourceReport(
    SemanticModel Model,
    BaselineReporter Reporter,
    Action<Diagnostic> Report,
    CancellationToken Cancellation
)
{
    /// <param name="subject">Distinguishes the text from others in the same member.</param>
    public void At(Diagnostic diagnostic, TextSpan span, string subject)
    {
        if (!Reporter.IsActive)
            Report(diagnostic);
        else if (OperationAt(span) is { } operation)
            Reporter.Report(diagnostic, Report, operation, subject, Cancellation);
        else
            Reporter.Report(diagnostic, Report, Path.GetFileName(Model.SyntaxTree.FilePath), subject);
    }

    private IOperation? OperationAt(TextSpan span)
    {
        var token = Model.SyntaxTree.GetRoot(Cancellation).FindToken(span.Start);
        return token.Span.Contains(span) && token.Parent?.FirstAncestorOrSelf<ExpressionSyntax>() is { } expression
            ? Model.FindOperation(expression, Cancellation)
            : null;
    }
}
