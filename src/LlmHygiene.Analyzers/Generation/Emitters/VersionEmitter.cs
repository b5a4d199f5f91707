using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>Writes the type of one major version. If only one version is live, the type has no members to choose a version.</summary>
internal static class VersionEmitter
{
    public static void Emit(CodeWriter code, PromptMajor major, TargetFacts facts)
    {
        var prompt = major.Default;
        code.Line($"/// <summary>{Title(prompt)}</summary>");
        if (major.HasChoice)
        {
            var versions = major.Live.Select(version => version == prompt ? $"{version.Version} (default)" : version.Version.ToString());
            code.Line($"/// <remarks>Live versions: {string.Join(", ", versions)}.</remarks>");
        }

        // The type is obsolete if its default version is deprecated. Other versions are deprecated individually.
        if (prompt.DeprecationReason is { } reason)
            code.Line($"[global::System.Obsolete({CSharpText.Literal(reason)})]");

        code.Line(Mark(prompt));

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

    /// <summary>What the prompt does, its version and its model.</summary>
    public static string Title(PromptModel prompt)
    {
        var model = prompt.ModelId is null ? "model chosen by the client" : "model " + CSharpText.Documentation(prompt.ModelId);
        var tokens = prompt.Tokens is { } count ? $", {CSharpText.Number(count)} {(count == 1 ? "token" : "tokens")} of fixed text" : "";
        return $"{Summary(prompt)} Version {prompt.Version}, {model}{tokens}.";
    }

    /// <summary>The attribute with which the analyzer recognizes a prompt class.</summary>
    public static string Mark(PromptModel prompt)
    {
        var marks = "";
        if (prompt.ModelId is { } modelId)
            marks += ", ModelId = " + CSharpText.Literal(modelId);
        if (prompt.Parameters.MaxOutputTokens is { } limit)
            marks += ", MaxOutputTokens = " + CSharpText.Number(limit);
        return $"[{TypeNames.GeneratedPrompt}({NameAndVersion(prompt)}{marks})]";
    }

    public static void EmitInfo(CodeWriter code, PromptModel prompt)
    {
        var parts = new List<string> { "name", "version", "content hash" };
        if (prompt.ModelId is not null)
            parts.Add("model");
        if (prompt.Tokens is not null)
            parts.Add("size");
        if (prompt.Budget is not null)
            parts.Add("budget");
        var last = parts.Count - 1;
        code.Line($"/// <summary>The prompt's {string.Join(", ", parts.Take(last))} and {parts[last]}.</summary>");
        code.Line($"public static {TypeNames.PromptInfo} Info {{ get; }} =");
        code.Indent();
        code.Line(Info(prompt) + ";");
        code.Outdent();
    }

    /// <summary>The expression that creates the information on one version.</summary>
    public static string Info(PromptModel prompt)
    {
        var parts = new List<string>();
        if (prompt.ModelId is { } modelId)
            parts.Add("ModelId = " + CSharpText.Literal(modelId));
        if (prompt.Tokens is { } tokens)
            parts.Add("Tokens = " + CSharpText.Number(tokens));
        if (prompt.Budget is { } budget)
            parts.Add("Budget = " + Creation(budget));
        var rest = parts.Count > 0 ? $" {{ {string.Join(", ", parts)} }}" : "";
        return $"new({NameAndVersion(prompt)}, {CSharpText.Literal(prompt.ContentHash)}){rest}";
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

    private static string NameAndVersion(PromptModel prompt) =>
        CSharpText.Literal(prompt.Name) + ", " + CSharpText.Literal(prompt.Version.ToString());

    public static string Summary(PromptModel prompt) =>
        prompt.Description is { } text && CSharpText.Sentence(text) is { Length: > 0 } sentence
            ? sentence
            : $"The prompt <c>{CSharpText.Documentation(prompt.Name)}</c>.";
}
