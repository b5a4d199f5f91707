using LlmHygiene.Analyzers.Prompts;

namespace LlmHygiene.Analyzers.Generation;

/// <summary>Writes the type of one major version. Where only one version of it is live, the type knows nothing of others.</summary>
internal static class VersionEmitter
{
    public static void Emit(CodeWriter code, PromptMajor major, TargetFacts facts)
    {
        var prompt = major.Default;
        var model = prompt.ModelId is null ? "the model is the client's" : "model " + CSharpText.Documentation(prompt.ModelId);
        code.Line($"/// <summary>{Summary(prompt)} Version {prompt.Version}, {model}.</summary>");
        if (major.HasChoice) code.Line($"/// <remarks>Live versions: {string.Join(", ", major.Live.Select(version => version == prompt ? $"{version.Version} (default)" : version.Version.ToString()))}.</remarks>");

        // The type warns of what it sends when nobody decides. A version beside it is deprecated on its own.
        if (prompt.DeprecationReason is { } reason) code.Line($"[global::System.Obsolete({CSharpText.Literal(reason)})]");

        var marks = "";
        if (prompt.ModelId is { } modelId) marks += ", ModelId = " + CSharpText.Literal(modelId);
        if (prompt.Parameters.MaxOutputTokens is { } limit) marks += ", MaxOutputTokens = " + CSharpText.Number(limit);
        code.Line($"[{TypeNames.GeneratedPrompt}({NameAndVersion(prompt)}{marks})]");

        code.Open($"public sealed partial record {PromptNames.VersionType(prompt.Version)} : {(major.HasChoice ? TypeNames.VersionedPrompt : TypeNames.Prompt)}");
        EmitInfo(code, prompt);
        if (major.HasChoice) LiveVersionsEmitter.EmitChoice(code, major);
        var defaults = VersionDefaults.Of(major);
        FieldEmitter.EmitConstructor(code, PromptNames.VersionType(prompt.Version), "Fills in the prompt.", major.Inputs, facts, defaults);
        FieldEmitter.EmitProperties(code, major.Inputs, facts, defaults);
        FieldTypeEmitter.Emit(code, major.Inputs, facts);
        code.Line();
        code.Line($"{TypeNames.PromptInfo} {TypeNames.Prompt}.Info => {(major.HasChoice ? LiveVersionsEmitter.CurrentInfo : "Info")};");
        if (major.HasChoice)
        {
            LiveVersionsEmitter.EmitInterface(code);
            LiveVersionsEmitter.EmitToMessages(code, major);
            LiveVersionsEmitter.EmitToOptions(code, major);
        }
        else
        {
            MessageEmitter.EmitToMessages(code, prompt);
            OptionsEmitter.Emit(code, prompt);
        }

        ExecutionEmitter.Emit(code);
        if (major.HasChoice) LiveVersionsEmitter.EmitRenderMethods(code, major);
        else MessageEmitter.EmitRenderMethods(code, prompt);
        FieldTypeEmitter.EmitWireTexts(code, major.Inputs);
        code.Close();
    }

    private static void EmitInfo(CodeWriter code, PromptModel prompt)
    {
        code.Line("/// <summary>The prompt's name, version, content hash and model.</summary>");
        code.Line($"public static {TypeNames.PromptInfo} Info {{ get; }} =");
        code.Indent();
        code.Line(Info(prompt) + ";");
        code.Outdent();
    }

    /// <summary>The creation of the information on one version.</summary>
    public static string Info(PromptModel prompt)
    {
        var model = prompt.ModelId is { } modelId ? $" {{ ModelId = {CSharpText.Literal(modelId)} }}" : "";
        return $"new({NameAndVersion(prompt)}, {CSharpText.Literal(prompt.ContentHash)}){model}";
    }

    private static string NameAndVersion(PromptModel prompt) =>
        CSharpText.Literal(prompt.Name) + ", " + CSharpText.Literal(prompt.Version.ToString());

    public static string Summary(PromptModel prompt) =>
        prompt.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence ? sentence : $"The prompt <c>{CSharpText.Documentation(prompt.Name)}</c>.";
}
