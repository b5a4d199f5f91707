using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Locking;

/// <summary>A written lock can be read again, and no input makes the reader fail.</summary>
public class PromptLockFuzzTests
{
    private static readonly string[] s_pieces =
    [
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "#",
        "# x",
        "a",
        "é",
        "1.0.0",
        "1.0.0-a.1",
        "1.0.0+b",
        "sha256:",
        "sha256:" + new string('0', 64),
        "sha256:" + new string('f', 64),
        "o200k_base:",
        "o200k_base:12",
        "<<<<<<<",
        "=======",
        ">>>>>>>",
        "|||||||",
        "\uFEFF",
        "\0",
        "\uD800",
        "\u2028",
        "\u0085",
        "\r",
        ":",
        "+",
        "-",
        ".",
    ];

    private static readonly string[] s_labels = ["", "beta", "beta.1", "0", "x-y.12"];

    private static readonly Gen<char> s_inName = Gen.OneOf(
        Gen.Char['a', 'z'],
        Gen.Char['A', 'Z'],
        Gen.Char['0', '9'],
        Gen.Char.Select(_ => ' '),
        Gen.Char.Select(_ => '.'),
        Gen.Char.Select(_ => '-'),
        Gen.Char.Select(_ => 'ä')
    );

    private static readonly Gen<string> s_name = Gen.Select(
        Gen.Char['a', 'z'],
        s_inName.Array[0, 30],
        (first, rest) => first + new string(rest)
    );

    private static readonly Gen<SemanticVersion> s_version = Gen.Select(
            Gen.Int[0, 20],
            Gen.Int[0, 20],
            Gen.Int[0, int.MaxValue],
            Gen.Int[0, s_labels.Length - 1].Select(i => s_labels[i])
        )
        .Select((major, minor, patch, label) => new SemanticVersion(major, minor, patch, label, ""));

    private static readonly Gen<LockedPrompt> s_entry = Gen.Select(
            s_name,
            s_version,
            Gen.Byte.Array[32],
            Gen.Int[0, int.MaxValue],
            Gen.Bool
        )
        .Select(
            (name, version, hash, tokens, counted) =>
                new LockedPrompt(name, version, "sha256:" + Convert.ToHexStringLower(hash), counted ? tokens : null)
        );

    [Fact]
    public void What_is_written_is_what_is_read() =>
        s_entry
            .Array[0, 30]
            .Sample(
                entries =>
                {
                    var expected = entries
                        .DistinctBy(entry => (entry.Name, entry.Version))
                        .OrderBy(entry => entry, LockedPrompt.Order)
                        .ToEquatableArray();
                    var text = PromptLockWriter.Write([], expected);
                    var read = PromptLockParser.Parse(SourceText.From(text));
                    Assert.Empty(read.Problems);
                    Assert.Equal(new PromptLock(expected), read.Lock);
                    Assert.Equal(text, PromptLockWriter.Write(read.Header, read.Lock.Entries.Reverse()));
                },
                iter: 2_000
            );

    [Fact]
    public void No_text_makes_it_fail() =>
        Gen.OneOf(Gen.String, Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]).Array[0, 40].Select(string.Concat))
            .Sample(Check, iter: 10_000);

    [Fact]
    public void No_bytes_make_it_fail() => Gen.Byte.Array[0, 200].Sample(bytes => Check(Encoding.UTF8.GetString(bytes)), iter: 3_000);

    private static void Check(string text)
    {
        var source = SourceText.From(text);
        var read = PromptLockParser.Parse(source);
        Assert.All(
            read.Problems,
            problem =>
            {
                Assert.True(problem.Span.End <= source.Length);
                Assert.Equal(source.Lines.GetLinePositionSpan(problem.Span), problem.LineSpan);
            }
        );

        // Everything that could be read is written in a form that can be read again.
        if (read.Problems.Count > 0)
            return;
        var again = PromptLockParser.Parse(SourceText.From(PromptLockWriter.Write(read.Header, read.Lock.Entries)));
        Assert.Empty(again.Problems);
        Assert.Equal(read.Lock, again.Lock);
    }
}
