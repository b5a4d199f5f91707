using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>What the class of a prompt depends on, besides its own file.</summary>
internal sealed record GeneratorProject(GeneratorSettings Settings, string AssemblyName, PromptPartials Partials);
