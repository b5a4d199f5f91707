using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>
/// Writes the inputs whose default differs between live versions: a given value is stored separately, so that each version
/// applies its own default if there is none.
/// </summary>
internal sealed class VersionDefaults
{
    public static readonly VersionDefaults None = new([]);

    private readonly Dictionary<string, (PromptModel Version, InputDefault Default)[]> _others;

    private VersionDefaults(Dictionary<string, (PromptModel Version, InputDefault Default)[]> others) => _others = others;

    public static VersionDefaults Of(PromptMajor major)
    {
        if (!major.HasChoice)
            return None;
        var others = new Dictionary<string, (PromptModel, InputDefault)[]>(StringComparer.Ordinal);
        foreach (var input in major.Inputs)
        {
            if (input.Default is not { } value)
                continue;
            var different = major
                .Live.Select(version => (version, version.Inputs.FirstOrDefault(own => own.Name == input.Name)?.Default))
                .Where(pair => pair.Default is { } own && own != value)
                .Select(static pair => (pair.version, pair.Default!))
                .ToArray();
            if (different.Length > 0)
                others.Add(input.Name, different);
        }

        return others.Count == 0 ? None : new VersionDefaults(others);
    }

    public bool Has(PromptInput input) => _others.ContainsKey(input.Name);

    /// <summary>The field with the given value. No other member's name starts with this prefix.</summary>
    public static string Field(PromptInput input) => "_given" + input.PropertyName;

    public void EmitProperty(CodeWriter code, PromptInput input, bool hasInit)
    {
        code.Line($"private readonly {FieldEmitter.BareType(input)}? {Field(input)};");
        code.Line();
        code.Line($"/// <summary>{FieldEmitter.Describe(input)}</summary>");
        code.Open($"public {FieldEmitter.BareType(input)} {FieldEmitter.Property(input)}");
        code.Open($"get => {Field(input)} ?? {LiveVersionsEmitter.ChosenVersion} switch");
        foreach (var (version, value) in _others[input.Name])
            code.Line($"{CSharpText.Literal(version.Version.ToString())} => {FieldEmitter.Value(value, input.Type)},");
        code.Line($"_ => {FieldEmitter.Value(input.Default!, input.Type)},");
        code.Close("};");
        if (hasInit)
            code.Line($"init => {Field(input)} = value;");
        code.Close();
    }
}
