using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>The name of the class of a prompt.</summary>
internal sealed record PromptClassName(string Namespace, string Name);

/// <summary>The names of several classes.</summary>
internal sealed record PromptClassNames(EquatableArray<PromptClassName> Names)
{
    /// <summary>The names that code of the project has already.</summary>
    public PromptClassNames TakenIn(Compilation compilation) =>
        Names.Count == 0
            ? this
            : new(Names.Where(name => TakenNames.Problem(name.Namespace, name.Name, compilation) is not null).ToEquatableArray());
}
