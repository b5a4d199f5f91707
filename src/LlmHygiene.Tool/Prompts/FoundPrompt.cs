using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Prompts;

/// <summary>A prompt of a project and where its version is written.</summary>
internal sealed record FoundPrompt(PromptModel Model, string Path, LinePosition At);

/// <summary>Something that must be mended before the command can do its work.</summary>
internal sealed record FoundProblem(string Path, LinePosition At, string RuleId, string Message);
