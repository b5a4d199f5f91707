using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>
/// Writes the members of a type whose prompt has several live versions: their list, the chosen version, and the messages and options of
/// each.
/// </summary>
internal static class LiveVersionsEmitter
{
    /// <summary>The expression for the number of the chosen version, or null.</summary>
    public const string ChosenVersion = Chosen + "?.Version";

    private const string Chosen = "_chosen";

    /// <summary>The information on the version that is sent.</summary>
    public const string CurrentInfo = Chosen + " ?? Info";

    public static void EmitChoice(CodeWriter code, PromptMajor major)
    {
        var type = PromptNames.VersionType(major.Default.Version);

        code.Line();
        code.Line("/// <summary>The live versions, in ascending order. A rollout can choose among them.</summary>");
        code.Open($"public static {TypeNames.ReadOnlyList}<{TypeNames.PromptInfo}> Versions {{ get; }} = new {TypeNames.PromptInfo}[]");
        foreach (var version in major.Live)
            if (version == major.Default)
                code.Line("Info,");
            else
                VersionEmitter.EmitCreation(code, version, ",");
        code.Close("};");
        code.Line();
        code.Line($"private {TypeNames.PromptInfo}? {Chosen};");
        code.Line();
        code.Line("/// <summary>Returns the same prompt, to be sent as this version regardless of rollouts.</summary>");
        code.Line("/// <param name=\"version\">One of <see cref=\"Versions\"/>.</param>");
        code.Line($"/// <exception cref=\"{TypeNames.ArgumentException}\">No such version is live.</exception>");
        code.Line(
            $"public {type} WithVersion(string version) => this with {{ {Chosen} = {TypeNames.PromptVersions}.Get(Versions, version) }};"
        );
    }

    public static void EmitInterface(CodeWriter code)
    {
        const string Interface = TypeNames.VersionedPrompt;

        code.Line();
        code.Line($"{TypeNames.ReadOnlyList}<{TypeNames.PromptInfo}> {Interface}.Versions => Versions;");
        code.Line();
        code.Line($"{TypeNames.PromptInfo} {Interface}.DefaultVersion => Info;");
        code.Line();
        code.Line($"{TypeNames.PromptInfo}? {Interface}.ChosenVersion => {Chosen};");
        code.Line();
        code.Line($"{TypeNames.Prompt} {Interface}.WithVersion(string version) => WithVersion(version);");
    }

    public static void EmitToMessages(CodeWriter code, PromptMajor major)
    {
        code.Line();
        code.Line("/// <summary>Gets the messages to send, with the inputs filled in.</summary>");
        code.Open($"public {TypeNames.ReadOnlyList}<{TypeNames.ChatMessage}> ToMessages() => {ChosenVersion} switch");
        EmitArms(code, major, MessageEmitter.Method);
        code.Close("};");
        foreach (var (version, suffix) in Suffixes(major))
        {
            code.Line();
            MessageEmitter.EmitMethod(code, version, "private", suffix);
        }
    }

    public static void EmitToOptions(CodeWriter code, PromptMajor major, OutputTarget? output)
    {
        code.Line();
        code.Line(
            "/// <summary>Gets the options to send the messages with: what the version states, and the prompt's name and version.</summary>"
        );
        code.Open($"public {TypeNames.ChatOptions} ToOptions()");
        code.Open($"var options = {ChosenVersion} switch");
        EmitArms(code, major, OptionsEmitter.Method);
        code.Close("};");
        code.Line($"({CurrentInfo}).Tag(options);");
        OptionsEmitter.EmitStrictness(code, major.Default, OutputEmitter.Format(output));
        code.Line("return options;");
        code.Close();
        foreach (var (version, suffix) in Suffixes(major))
        {
            code.Line();
            var format = OutputEmitter.Format(output, OtherOutputs(major).Any(other => other.Version == version) ? suffix : "");
            OptionsEmitter.EmitCreation(
                code,
                version,
                format,
                $"private static {TypeNames.ChatOptions} {OptionsEmitter.Method}{suffix}() => "
            );
        }
    }

    public static void EmitRenderMethods(CodeWriter code, PromptMajor major)
    {
        foreach (var (version, suffix) in Suffixes(major))
            MessageEmitter.EmitRenderMethods(code, version, suffix);
    }

    /// <summary>The versions whose output has other descriptions than that of the default version.</summary>
    public static IEnumerable<(PromptModel Version, string Suffix)> OtherOutputs(PromptMajor major) =>
        Suffixes(major).Where(pair => pair.Version.Output is not null && pair.Version.Output != major.Default.Output);

    // The default version is sent if none is chosen, and the chosen version is always in the list.
    private static void EmitArms(CodeWriter code, PromptMajor major, string method)
    {
        var suffixes = Suffixes(major).ToList();
        foreach (var (version, suffix) in suffixes.Where(pair => pair.Version != major.Default))
            code.Line($"{CSharpText.Literal(version.Version.ToString())} => {method}{suffix}(),");
        code.Line($"_ => {method}{suffixes.Find(pair => pair.Version == major.Default).Suffix}(),");
    }

    /// <summary>
    /// Distinguishes the members of one version from those of another: <c>_1_3_0_beta_1</c>. No input's name has such a suffix.
    /// </summary>
    private static IEnumerable<(PromptModel Version, string Suffix)> Suffixes(PromptMajor major)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in major.Live)
        {
            var suffix =
                "_" + string.Concat((version.Version with { Build = "" }).ToString().Select(static c => char.IsLetterOrDigit(c) ? c : '_'));
            while (!taken.Add(suffix))
                suffix += "_";
            yield return (version, suffix);
        }
    }
}
