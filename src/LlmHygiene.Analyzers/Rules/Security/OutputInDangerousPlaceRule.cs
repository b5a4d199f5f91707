using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>What a model writes decides what the program runs, reads, writes or shows.</summary>
internal static class OutputInDangerousPlaceRule
{
    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.OutputInDangerousPlace,
        title: "Model output reaches a dangerous place",
        message: "'{0}' is written by a model and reaches {1} ({2}): {3}",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A model writes what its input makes it write, and its input is often a web page, a mail or a document of somebody "
            + "else. Its output needs the same care as input from outside. CWE-78, CWE-89, CWE-22, CWE-79, CWE-94.",
        tags:
        [
            Descriptors.CweTag + "78",
            Descriptors.CweTag + "89",
            Descriptors.CweTag + "22",
            Descriptors.CweTag + "79",
            Descriptors.CweTag + "94",
        ]
    );

    public static Diagnostic Report(TextSink sink, TaintPath path) =>
        FlowReport.Create(
            Descriptor,
            sink,
            path,
            FlowReport.TextOf(path.Source),
            FlowReport.Place(sink.Kind),
            WeaknessOf(sink.Kind),
            AdviceFor(sink.Kind)
        );

    private static string WeaknessOf(SinkKind kind) =>
        kind switch
        {
            SinkKind.Process => "CWE-78",
            SinkKind.Sql => "CWE-89",
            SinkKind.FilePath => "CWE-22",
            SinkKind.Html => "CWE-79",
            _ => "CWE-94",
        };

    private static string AdviceFor(SinkKind kind) =>
        kind switch
        {
            SinkKind.Process => "choose the command in the code, and pass what the model writes through ArgumentList",
            SinkKind.Sql => "pass it as a parameter",
            SinkKind.FilePath => "keep only its file name with Path.GetFileName, or check that the full path is inside your folder",
            SinkKind.Html => "encode it, or clean it with a sanitizer",
            _ => "do not run it, or run it in a sandbox after a person has approved it",
        };
}
