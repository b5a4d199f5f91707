using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>The type that the response is read as, in the emitted code.</summary>
/// <param name="Type">As written in members of the prompt's class.</param>
/// <param name="QualifiedType">As written in its base list.</param>
/// <param name="Accessibility">Of members that show the type.</param>
internal sealed record OutputTarget(string Type, string QualifiedType, string Accessibility)
{
    /// <returns>Null if the response is text, or if its type does not exist, which the analyzer reports.</returns>
    public static OutputTarget? Of(PromptModel prompt, TargetFacts facts)
    {
        if (prompt.Output is not { } output)
            return null;
        if (output.Kind == PromptOutputKind.Record)
            return new OutputTarget(
                PromptOutput.RecordName,
                PromptNames.VersionType(prompt.Version) + "." + PromptOutput.RecordName,
                "public"
            );
        if (facts.OutputTypes.FirstOrDefault(type => type.Name == output.TypeName) is not { } known)
            return null;

        var name = FullName(known.Name);
        return new OutputTarget(name, name, known.IsPublic ? "public" : "internal");
    }

    public static string FullName(string typeName) => "global::" + CSharpText.Namespace(OutputTypes.DisplayName(typeName));
}
