using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Text that the application did not write becomes an instruction to a model.</summary>
internal static class UntrustedInstructionsRule
{
    // Also reported for prompt files and prompt methods.
    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.UntrustedInstructions,
        title: "Input from outside becomes an instruction to a model",
        message: "'{0}' {1} and becomes part of {2}: {3}",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Warning,
        description: "A model obeys what stands in a system message, in the instructions of an agent and in the description of a tool. Who "
            + "can write there can replace the instructions of the application. CWE-1427: Improper Neutralization of Input Used for LLM "
            + "Prompting.",
        tags: Descriptors.CweTag + "1427"
    );

    /// <summary>The property with the name of the input, in a diagnostic about a prompt.</summary>
    public const string InputProperty = "input";

    /// <summary>The diagnostics for a prompt file or a prompt method.</summary>
    /// <param name="at">Where an input stands in a system message.</param>
    /// <param name="trust">How a prompt of this kind says that an input is trusted.</param>
    public static IEnumerable<Diagnostic> OfPrompt(PromptModel prompt, Func<string, Location> at, string trust) =>
        UntrustedInputs
            .Of(prompt)
            .Select(input =>
                Diagnostic.Create(
                    Descriptor,
                    at(input),
                    ImmutableDictionary<string, string?>.Empty.Add(InputProperty, input),
                    input,
                    "is any text that a caller passes",
                    FlowReport.Place(SinkKind.SystemMessage),
                    "move it to a user message, or " + trust
                )
            );

    public static Diagnostic Report(TextSink sink, TaintPath path) =>
        FlowReport.Create(
            Descriptor,
            sink,
            path,
            FlowReport.TextOf(path.Source),
            FlowReport.Origin(path.Kind),
            FlowReport.Place(sink.Kind),
            sink.Choice is { } choice ? $"'{FlowReport.TextOf(choice)}' chooses its role; accept only the roles that callers may have"
                : sink.Kind == SinkKind.ToolDescription ? "write the description in the code, or check the input against a list first"
                : "send it in a user message, or check it against a list first"
        );
}
