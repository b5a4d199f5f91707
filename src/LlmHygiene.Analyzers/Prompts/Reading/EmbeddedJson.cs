using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>
/// JSON inside a text of the prompt file. JSON is valid YAML, so the same reader reads it; problems are reported at their positions in the
/// file.
/// </summary>
internal sealed class EmbeddedJson
{
    private const string NotYaml = "This is not valid YAML: ";

    private readonly YamlScalar _scalar;
    private readonly ScalarMap _map;

    private EmbeddedJson(string file, YamlScalar scalar)
    {
        _scalar = scalar;
        _map = ScalarMap.Create(file, scalar);
        Problems = new ProblemList(SourceText.From(scalar.Value));
    }

    /// <summary>The problems of the JSON, with positions in it.</summary>
    public ProblemList Problems { get; }

    /// <param name="read">Reads the JSON and reports to the given list.</param>
    public static T? Read<T>(YamlScalar scalar, ProblemList problems, Func<YamlNode, ProblemList, T?> read)
        where T : class
    {
        var json = new EmbeddedJson(problems.Text, scalar);

        // YAML does not allow tabs as indentation; JSON does, and has none inside its strings.
        var root = YamlReader.Read(scalar.Value.Replace('\t', ' '), json.Problems);
        var result = root is null || !json.Problems.IsEmpty ? null : read(root, json.Problems);
        json.ReportTo(problems);
        return result;
    }

    private void ReportTo(ProblemList problems)
    {
        foreach (var problem in Problems.ToSorted())
        {
            var start = problem.Span.Start;
            var span = _map.Map(start, Math.Min(Math.Max(problem.Span.End, start + 1), _scalar.Value.Length));
            if (problem.RuleId == RuleIds.PromptSyntax)
                problems.Add(RuleIds.PromptOutput, span, problem.Message.Replace(NotYaml, "This is not valid JSON: "));
            else
                problems.Add(problem.RuleId, span, problem.Message);
        }
    }
}
