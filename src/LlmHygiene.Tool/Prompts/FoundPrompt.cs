using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Prompts;

/// <summary>A prompt of a project and the position of its version.</summary>
internal sealed record FoundPrompt(PromptModel Model, string Path, LinePosition At);

/// <summary>An error that must be fixed before the command can continue.</summary>
internal sealed record FoundProblem(string Path, LinePosition At, string RuleId, string Message);
