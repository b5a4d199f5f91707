using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Damages a project as typing, merging and generating do.</summary>
internal static partial class Mutations
{
    private static readonly string[] s_tokens =
    [
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "=>",
        "=",
        ";",
        ",",
        ".",
        "?.",
        "??=",
        "<",
        ">",
        "\"",
        "$\"{",
        "await",
        "new",
        "ref",
        "out",
        "in",
        "this",
        "base",
        "null",
        "default",
        "with { ModelId = \"m\" }",
        "partial",
        "static",
        "class",
        "record struct",
        "using var x =",
        "return",
        "yield return",
        "lock (this)",
        "checked",
        "typeof",
        "nameof(",
        "stackalloc",
        "unsafe",
        "async",
        "=> throw null!",
        "..",
        "is { } p",
        "switch { _ => ",
        "@",
        "\\u0041",
        "#if X",
        "#line hidden",
        "/*",
        "\"\"\"",
        "client",
        "_options",
        "ChatOptions",
        "IChatClient",
        "dynamic",
        "Unknown<int>",
        "global::",
        "T",
        "where T : T",
    ];

    /// <summary>The project with one to five kinds of damage.</summary>
    public static Gen<(string Path, string Text)[]> Damaged { get; } =
        Gen.Select(SourceGen.Project, Gen.Select(Gen.Int[0, 14], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Array[1, 5])
            .Select(
                (project, damage) =>
                {
                    var files = project.ToList();
                    foreach (var (kind, at, other) in damage)
                        Apply(files, kind, at, other);
                    return files.ToArray();
                }
            );

    private static void Apply(List<(string Path, string Text)> files, int kind, int at, int other)
    {
        var index = at % files.Count;
        var (path, text) = files[index];
        switch (kind)
        {
            // The first two kinds occur in an editor at almost every keystroke.
            case 0:
                text = text[..(at % (text.Length + 1))];
                break;
            case 1 or 2 or 3 or 4:
                text = OnTokens(text, kind, at, other);
                break;
            case 5:
                text = Rename(text, at, other);
                break;
            case 6:
                files.Add(($"Copy{files.Count}.cs", text));
                return;
            case 7:
                text = text.Replace("ChatOptions", "ChatOptionz", StringComparison.Ordinal);
                break;
            case 8:
                text = ClassHeader().Replace(text, "$0 : Desk" + (other % 4), 1);
                break;
            case 9:
                files.Add(($"Cycle{files.Count}.cs", Cycles(other)));
                return;
            case 10:
                text = ClassHeader().Replace(text, "$0<T>", 1).Replace("Make(", "Make<Desk0<Desk0<T>>>(", StringComparison.Ordinal);
                break;
            case 11:
                text = "await System.Console.Out.WriteLineAsync(\"top\");\n" + text;
                break;
            case 12:
                text = text.Replace("using ", "// using ", StringComparison.Ordinal);
                break;
            case 13:
                text = text.Replace("Task<ChatResponse>", "Missing.Response", StringComparison.Ordinal)
                    .Replace("string text", "__arglist", StringComparison.Ordinal);
                break;
            default:
                text +=
                    "\nclass IChatClient { public string GetResponseAsync(object o, object p) => \"\"; "
                    + "}\nnamespace Microsoft.Extensions.AI { public class ChatOptions { public string "
                    + "ModelId; } }";
                break;
        }

        files[index] = (path, text);
    }

    private static string OnTokens(string text, int kind, int at, int other)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        if (tokens.Count == 0)
            return s_tokens[other % s_tokens.Length];
        var (first, second) = (at % tokens.Count, other % tokens.Count);
        switch (kind)
        {
            case 1:
                tokens.RemoveAt(first);
                break;
            case 2:
                tokens.Insert(first, tokens[second]);
                break;
            case 3:
                (tokens[first], tokens[second]) = (tokens[second], tokens[first]);
                break;
            default:
                tokens.Insert(first, " " + s_tokens[other % s_tokens.Length] + " ");
                break;
        }

        return new StringBuilder().AppendJoin("", tokens).ToString();
    }

    // A name replaces another one everywhere: conflicts, recursion, wrong types.
    private static string Rename(string text, int at, int other)
    {
        var names = Name().Matches(text).Select(match => match.Value).Distinct().ToList();
        return names.Count == 0 ? text : Regex.Replace(text, $@"\b{names[at % names.Count]}\b", names[other % names.Count]);
    }

    private static string Cycles(int kind) =>
        (kind % 6) switch
        {
            0 => "class A : B { } class B : A { public B(IChatClient c) => c.GetResponseAsync(\"Hello there.\"); }",
            1 => """
                class P(IChatClient c) { ChatOptions X => Y; ChatOptions Y => X; public Task R() => c.GetResponseAsync("Hello there.", X); }
                """,
            2 => """
                class K
                {
                    K(ChatOptions o) : this(o, 1) { } K(ChatOptions o, int n) : this(o) { }
                    static void M(IChatClient c, K k) => c.GetResponseAsync("Hello there.", new K(null));
                }
                """,
            3 => "using A1 = B1; using B1 = A1; class Q { public Task R(A1 client) => client.GetResponseAsync(\"Hello there.\"); }",
            4 => """
                class G<T> where T : G<G<T>>
                {
                    public static ChatOptions O => G<G<T>>.O;
                    public Task R(IChatClient c) => c.GetResponseAsync("Hello there.", G<T>.O);
                }
                """,
            _ => """
                interface I1 : I2 { }
                interface I2 : I1, IChatClient { }
                class U(I1 c)
                {
                    static IChatClient F(IChatClient x) => F(F(x));
                    public Task R() => F(c).GetResponseAsync(R().ToString()!, (ChatOptions)null!);
                }
                """,
        };

    [GeneratedRegex(@"\w+|\s+|""|[^\w\s""]")]
    private static partial Regex Token();

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"class Desk\d")]
    private static partial Regex ClassHeader();
}
