using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Models;

/// <summary>A line of a model list that cannot be understood: its position, and a message with the fix.</summary>
internal sealed record ModelListProblem(TextSpan Span, string Message);

/// <summary>The content of a model list. Valid lines are used even if others are wrong.</summary>
/// <param name="AsOf">The date of the list; null when it states none.</param>
internal sealed record ModelList(string? AsOf, IReadOnlyList<ModelEntry> Entries, IReadOnlyList<ModelListProblem> Problems);
