using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Writes a diagnostic about text that gets somewhere, with its way as additional locations.</summary>
internal static class FlowReport
{
    private const int MaxText = 60;
    private const int MaxSteps = 10;

    /// <summary>Reports at the part of the text that is not trusted. The additional locations are its way, the source first.</summary>
    public static Diagnostic Create(DiagnosticDescriptor rule, TextSink sink, TaintPath path, params object[] arguments)
    {
        var tree = sink.Value.Syntax.SyntaxTree;
        var span = sink.Value.Syntax.Span;
        var place = span;
        foreach (var step in path.Steps)
            if (step.Syntax.SyntaxTree == tree && span.Contains(step.Syntax.Span) && step.Syntax.Span.Length <= place.Length)
                place = step.Syntax.Span;
        var at = Location.Create(tree, place);
        var steps = path.Steps.Select(static step => step.Syntax.GetLocation()).Where(location => location != at).Distinct().ToList();
        // Where the text is used as it is read, the way is from the call that has it.
        if (
            path.Origin is { } origin
            && (steps.Count == 0 || path.Kind == TextSourceKind.ModelOutput && origin is InvocationExpressionSyntax)
        )
            steps.Insert(0, origin.GetLocation());
        if (steps.Count > MaxSteps)
            steps = [steps[0], .. steps.Skip(steps.Count - MaxSteps + 1)];
        return Diagnostic.Create(rule, at, steps, arguments);
    }

    /// <summary>The code of the source, on one line.</summary>
    public static string TextOf(IOperation source)
    {
        var text = string.Join(" ", source.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxText ? text : text.Substring(0, MaxText) + "…";
    }

    public static string Origin(TextSourceKind kind) =>
        kind switch
        {
            TextSourceKind.Request => "comes from a request",
            TextSourceKind.Console => "comes from the console",
            TextSourceKind.CommandLine => "comes from the command line",
            TextSourceKind.File => "comes from a file",
            TextSourceKind.Database => "comes from a database",
            TextSourceKind.ModelOutput => "is written by a model",
            _ => "is the result of a tool",
        };

    public static string Place(SinkKind kind) =>
        kind switch
        {
            SinkKind.SystemMessage => "a system message",
            SinkKind.Instructions => "the instructions",
            SinkKind.ToolDescription => "a tool description",
            SinkKind.Process => "a process start",
            SinkKind.Sql => "SQL text",
            SinkKind.FilePath => "a file path",
            SinkKind.Html => "raw HTML",
            _ => "code that runs",
        };
}
