using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>The type that the response is read as, in the emitted code.</summary>
/// <param name="Type">The type as written in members of the prompt's class.</param>
/// <param name="QualifiedType">The type as written in its base list.</param>
internal sealed record OutputTarget(string Type, string QualifiedType)
{
    /// <returns>Null if the response is text, or if its type does not exist, which the analyzer reports.</returns>
    public static OutputTarget? Of(PromptModel prompt, TargetFacts facts)
    {
        if (prompt.Output is not { } output)
            return null;
        if (output.Kind == PromptOutputKind.Record)
            return new OutputTarget(PromptOutput.RecordName, PromptNames.VersionType(prompt.Version) + "." + PromptOutput.RecordName);
        if (output.TypeName is not { } type || !facts.OutputTypes.Contains(type))
            return null;

        var name = FullName(type);
        return new OutputTarget(name, name);
    }

    public static string FullName(string typeName) => "global::" + CSharpText.Namespace(OutputTypes.DisplayName(typeName));
}
