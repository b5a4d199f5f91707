using System.Text;
using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A prompt file in which <c>{|LLMH2108:name|}</c> marks what must be reported, and nothing else may be.</summary>
internal static partial class PromptMarkup
{
    public static PromptParseResult Verify(string marked) => Verify(marked, PromptPartials.None);

    /// <summary>The same for a <c>.prompty</c> file.</summary>
    public static PromptParseResult VerifyPrompty(string marked) => Verify(marked, PromptPartials.None, PromptFormat.Prompty);

    public static PromptParseResult Verify(string marked, PromptPartials partials, PromptFormat format = PromptFormat.PromptYaml)
    {
        var (text, expected) = Read(marked);
        var result = PromptParser.Parse(SourceText.From(text), partials, format);
        var actual = result.Problems.Select(problem => Describe(text, problem.RuleId, problem.Span) + "  " + problem.Message).ToArray();
        Assert.Equal(
            expected.Select(problem => Describe(text, problem.Id, problem.Span)).ToArray(),
            result.Problems.Select(problem => Describe(text, problem.RuleId, problem.Span)).ToArray()
        );
        Assert.All(actual, problem => Assert.EndsWith(problem.EndsWith('?') ? "?" : ".", problem, StringComparison.Ordinal));
        return result;
    }

    /// <summary>The message of the only problem.</summary>
    public static string Message(string marked) => Assert.Single(Verify(marked).Problems).Message;

    public static (string Text, IReadOnlyList<(string Id, TextSpan Span)> Expected) Read(string marked)
    {
        var text = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var at = 0;
        foreach (Match match in Marker().Matches(marked))
        {
            text.Append(marked, at, match.Index - at);
            expected.Add((match.Groups["id"].Value, new TextSpan(text.Length, match.Groups["text"].Length)));
            text.Append(match.Groups["text"].Value);
            at = match.Index + match.Length;
        }

        text.Append(marked, at, marked.Length - at);
        return (text.ToString(), expected);
    }

    private static string Describe(string text, string id, TextSpan span) => $"{id} {span} '{text.Substring(span.Start, span.Length)}'";

    [GeneratedRegex(@"\{\|(?<id>LLMH\d{4}):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Marker();
}
