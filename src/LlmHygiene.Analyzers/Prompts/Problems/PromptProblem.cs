using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Problems;

/// <summary>A mistake in a prompt file: the rule, what to do about it, and where.</summary>
internal sealed record PromptProblem(string RuleId, string Message, TextSpan Span, LinePositionSpan LineSpan);
