using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Levels;

/// <summary>
/// An update finds nothing new in the same code under an older level. What version 0.1.0 reported for <see cref="LevelShapes"/> was
/// recorded with its package; a later version may report less, never more.
/// </summary>
public sealed partial class LevelSnapshotTests
{
    private const string Level = "build_property.LlmHygieneLevel";

    [Fact]
    public async Task An_update_finds_nothing_new_under_level_0_1() =>
        Assert.Empty((await FindingsAsync("0.1")).Except(LevelSnapshot.Of01).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_level_it_does() =>
        Assert.Equal(
            [
                "Carrier LLMH2001",
                "Delegate LLMH2001",
                "Element LLMH2001",
                "Handler LLMH2001",
                "HttpAddress LLMH3001",
                "HttpAudio LLMH3001",
                "HttpEmbedding LLMH3001",
                "HttpImage LLMH3001",
                "Loop LLMH2001",
                "Named LLMH2001",
                "OfChoice LLMH1004",
                "Query LLMH2001",
                "Record LLMH2001",
                "Select LLMH2001",
            ],
            (await FindingsAsync("latest")).Except(LevelSnapshot.Of01).Order(StringComparer.Ordinal)
        );

    private static async Task<ImmutableHashSet<string>> FindingsAsync(string level)
    {
        string[] sources = [LevelShapes.Source];
        var config = new Dictionary<string, string> { [Level] = level };
        return
        [
            .. (await RuleTest.DiagnosticsAsync<LlmCallAnalyzer>(sources, config: config, hints: true)).Select(MemberAndRule),
            .. (await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(sources, config: config, hints: true)).Select(MemberAndRule),
            .. (await RuleTest.DiagnosticsAsync<TelemetryAnalyzer>(sources, config: config, hints: true)).Select(MemberAndRule),
        ];
    }

    // By member: a later version may report another place in it.
    private static string MemberAndRule(Diagnostic diagnostic)
    {
        var lines = LevelShapes.Source.ReplaceLineEndings("\n").Split('\n');
        var declared = lines.Take(diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).Last(Member().IsMatch);
        return $"{Member().Match(declared).Groups[1].Value} {diagnostic.Id}";
    }

    [GeneratedRegex(@"^\s+(?:public|private) (?:async |readonly )*[\w.<>]+ (\w+)")]
    private static partial Regex Member();
}
