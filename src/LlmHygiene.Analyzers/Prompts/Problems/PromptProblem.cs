using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Problems;

/// <summary>A mistake in a prompt file: the rule, the message with the fix, and the position.</summary>
internal sealed record PromptProblem(string RuleId, string Message, TextSpan Span, LinePositionSpan LineSpan);
