using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Models;

/// <summary>A line of a model list that cannot be understood: where, and what to write instead.</summary>
internal sealed record ModelListProblem(TextSpan Span, string Message);

/// <summary>What a model list says. The good lines count even when others are wrong.</summary>
/// <param name="AsOf">The day of which the list speaks; null where it does not say.</param>
internal sealed record ModelList(string? AsOf, IReadOnlyList<ModelEntry> Entries, IReadOnlyList<ModelListProblem> Problems);
