using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the type of one major version. If only one version is live, the type has no members to choose a version.</summary>
internal static class VersionEmitter
{
    public static void Emit(CodeWriter code, PromptMajor major, TargetFacts facts)
    {
        var prompt = major.Default;
        EmitTitle(code, prompt);
        if (major.HasChoice)
        {
            var versions = major.Live.Select(version => version == prompt ? $"{version.Version} (default)" : version.Version.ToString());
            code.Line($"/// <remarks>Live versions: {string.Join(", ", versions)}.</remarks>");
        }

        // The type is obsolete if its default version is deprecated. Other versions are deprecated individually.
        if (prompt.DeprecationReason is { } reason)
            code.Line($"[global::System.Obsolete({CSharpText.Literal(reason)})]");

        EmitMark(code, prompt);

        var output = OutputTarget.Of(prompt, facts);
        var contracts = new List<string>();
        if (major.HasChoice)
            contracts.Add(TypeNames.VersionedPrompt);
        if (output is not null)
            contracts.Add($"{TypeNames.Prompt}<{output.QualifiedType}>");
        if (contracts.Count == 0)
            contracts.Add(TypeNames.Prompt);
        code.Open($"public sealed partial record {PromptNames.VersionType(prompt.Version)} : {string.Join(", ", contracts)}");
        EmitInfo(code, prompt);
        if (major.HasChoice)
            LiveVersionsEmitter.EmitChoice(code, major);
        var defaults = VersionDefaults.Of(major);
        var type = PromptNames.VersionType(prompt.Version);
        FieldEmitter.EmitConstructor(code, type, "Creates the prompt with its inputs.", major.Inputs, facts, defaults);
        FieldEmitter.EmitProperties(code, major.Inputs, facts, defaults);
        FieldTypeEmitter.Emit(code, major.Inputs, facts);
        if (prompt.Output is not null)
            OutputEmitter.EmitRecord(code, prompt.Output, facts);
        code.Line();
        code.Line($"{TypeNames.PromptInfo} {TypeNames.Prompt}.Info => {(major.HasChoice ? LiveVersionsEmitter.CurrentInfo : "Info")};");
        if (major.HasChoice)
        {
            LiveVersionsEmitter.EmitInterface(code);
            LiveVersionsEmitter.EmitToMessages(code, major);
            LiveVersionsEmitter.EmitToOptions(code, major, output);
        }
        else
        {
            MessageEmitter.EmitToMessages(code, prompt);
            OptionsEmitter.Emit(code, prompt, OutputEmitter.Format(output));
        }

        if (major.HasChoice)
            LiveVersionsEmitter.EmitRenderMethods(code, major);
        else
            MessageEmitter.EmitRenderMethods(code, prompt);
        FieldTypeEmitter.EmitWireTexts(code, major.Inputs);
        if (output is not null)
            OutputEmitter.EmitMembers(code, prompt, LiveVersionsEmitter.OtherOutputs(major), output, facts);
        code.Close();
    }

    /// <summary>Writes what the prompt does, its version and its model.</summary>
    public static void EmitTitle(CodeWriter code, PromptModel prompt)
    {
        var model = prompt.ModelId is null ? "model chosen by the client" : "model " + CSharpText.Documentation(prompt.ModelId);
        var tokens = prompt.Tokens is { } count ? $", {CSharpText.Number(count)} {(count == 1 ? "token" : "tokens")} of fixed text" : "";
        code.Line($"/// <summary>{Summary(prompt)} Version {prompt.Version}, {model}{tokens}.</summary>");
    }

    /// <summary>Writes the attribute with which the analyzer recognizes a prompt class.</summary>
    public static void EmitMark(CodeWriter code, PromptModel prompt)
    {
        var model = prompt.ModelId is { } modelId ? ", ModelId = " + CSharpText.Literal(modelId) : "";
        var limit = prompt.Parameters.MaxOutputTokens is { } tokens ? ", MaxOutputTokens = " + CSharpText.Number(tokens) : "";
        code.Line($"[{TypeNames.GeneratedPrompt}({CSharpText.Literal(prompt.Name)}, \"{prompt.Version}\"{model}{limit})]");
    }

    public static void EmitInfo(CodeWriter code, PromptModel prompt)
    {
        var (hasModel, hasSize, hasBudget) = (prompt.ModelId is not null, prompt.Tokens is not null, prompt.Budget is not null);
        var hash = hasModel || hasSize || hasBudget ? ", content hash" : " and content hash";
        var model =
            !hasModel ? ""
            : hasSize || hasBudget ? ", model"
            : " and model";
        var size =
            !hasSize ? ""
            : hasBudget ? ", size"
            : " and size";
        var budget = hasBudget ? " and budget" : "";
        code.Line($"/// <summary>The prompt's name, version{hash}{model}{size}{budget}.</summary>");
        code.Line($"public static {TypeNames.PromptInfo} Info {{ get; }} =");
        code.Indent();
        EmitCreation(code, prompt, ";");
        code.Outdent();
    }

    /// <summary>Writes the expression that creates the information on one version.</summary>
    public static void EmitCreation(CodeWriter code, PromptModel prompt, string end)
    {
        var model = prompt.ModelId is { } modelId ? ", ModelId = " + CSharpText.Literal(modelId) : "";
        var size = prompt.Tokens is { } tokens ? ", Tokens = " + CSharpText.Number(tokens) : "";
        var budget = prompt.Budget is { } limits ? ", Budget = " + Creation(limits) : "";
        var members = model + size + budget;
        members = members.Length > 0 ? " { " + members.Substring(2) + " }" : "";
        code.Line($"new({CSharpText.Literal(prompt.Name)}, \"{prompt.Version}\", \"{prompt.ContentHash}\"){members}{end}");
    }

    private static string Creation(ExecutionBudget budget)
    {
        var limits = new List<string>();
        if (budget.Usd is { } usd)
            limits.Add($"Usd = {ExecutionBudget.Invariant(usd)}m");
        if (budget.Calls is { } calls)
            limits.Add("Calls = " + CSharpText.Number(calls));
        return $"new {TypeNames.PromptBudget} {{ {string.Join(", ", limits)} }}";
    }

    public static string Summary(PromptModel prompt) =>
        prompt.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence
            ? sentence
            : $"The prompt <c>{CSharpText.Documentation(prompt.Name)}</c>.";
}
