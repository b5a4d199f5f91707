using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Compares the inputs of a prompt version with those of the previous version of the same major version.</summary>
internal static class PromptInputsChangedRule
{
    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        RuleIds.PromptInputsChanged,
        "Inputs of a prompt changed within one major version",
        "{0}; make this version {1}, or {2}",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Warning,
        "The versions of one major version share one C# type and can replace each other, so they need the same inputs. "
            + "The inputs of the default version are compiled, and a version that does not fit them is never sent."
    );

    /// <returns>What changed, and the input or field that it is about.</returns>
    public static IEnumerable<(Diagnostic Diagnostic, string Subject)> Judge(CatalogEntry entry, PromptFileAction file)
    {
        if (file.Catalog.VersionBefore(entry) is not { } before)
            yield break;

        var next = string.Format(CultureInfo.InvariantCulture, "{0}.0.0", file.Catalog.HighestMajor(entry) + 1);
        foreach (var change in InputChange.Between(before.Model.Inputs, entry.Model.Inputs, before.Model.Version))
        {
            yield return (
                Diagnostic.Create(Descriptor, file.At(SpanOf(entry.Result.Spans, change)), change.Text, next, change.Fix),
                "inputs." + string.Join(".", change.Path)
            );
        }

        if (OutputChange.AreCompatible(before.Model.Output, entry.Model.Output))
            yield break;
        var spans = entry.Result.Spans;
        yield return (
            Diagnostic.Create(
                Descriptor,
                file.At(spans.Output.IsEmpty ? spans.Version : spans.Output),
                $"The output differs from {before.Model.Version}",
                next,
                "keep its fields and types"
            ),
            "output"
        );
    }

    /// <summary>The changed input or field, or the nearest enclosing element that exists.</summary>
    private static TextSpan SpanOf(PromptSpans spans, InputChange change)
    {
        for (var length = change.WasRemoved ? change.Path.Count - 1 : change.Path.Count; length >= 0; length--)
        {
            var path = string.Join(".", change.Path.Take(length));
            if (spans.Inputs.FirstOrDefault(input => input.Path == path) is { } found)
                return found.Span;
        }

        return spans.Version;
    }
}
