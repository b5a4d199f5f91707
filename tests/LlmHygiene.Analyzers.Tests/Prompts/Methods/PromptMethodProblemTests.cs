using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Methods;

/// <summary>Mistakes in a method that carries <c>[Prompt]</c> are reported at their exact position.</summary>
public class PromptMethodProblemTests
{
    private const string Usings =
        "using System;\nusing System.Collections.Generic;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing "
        + "LlmHygiene;\nusing Microsoft.Extensions.AI;\n";

    private static string[] Verify(string marked, params System.Collections.Immutable.ImmutableArray<PromptText> files)
    {
        var (text, expected) = PromptMarkup.Read(Usings + marked);
        // For every method it is also reported that it is not locked.
        var found = (new PromptProject { Source = text, Files = files })
            .Analyze(new PromptMethodAnalyzer())
            .Where(problem =>
                problem.Id != "LLMH4001"
                && (problem.Id != "LLMH2111" || files.Any(file => file.Path.EndsWith("prompts.lock", StringComparison.Ordinal)))
            )
            .ToArray();
        Assert.Equal(
            expected.Select(problem => $"{problem.Id} {text.Substring(problem.Span.Start, problem.Span.Length)} {problem.Span}"),
            found.Select(problem =>
                $"{problem.Id} {text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length)} "
                + $"{problem.Location.SourceSpan}"
            )
        );
        return [.. found.Select(problem => problem.GetMessage(null))];
    }

    private static string[] InAttribute(string arguments, string parameters = "string x") =>
        Verify(
            $"static partial class P {{ [Prompt({arguments})] public static partial Task<string> Ask(IChatClient client, {parameters}); }}"
        );

    [Fact]
    public void A_good_method_is_silent() => Assert.Empty(InAttribute("\"a\", version: \"1.0.0\", User = \"{{x}}\""));

    [Theory]
    [InlineData("{|LLMH2102:\"1a\"|}, \"1.0.0\", User = \"{{x}}\"", "not a valid prompt name")]
    [InlineData("\"a\", {|LLMH2103:\"1.2\"|}, User = \"{{x}}\"", "Write '1.2.0'")]
    [InlineData("version: {|LLMH2103:\"latest\"|}, name: \"a\", User = \"{{x}}\"", "three numbers")]
    [InlineData(
        "\"a\", \"1.0.0\", User = \"{{x}} {{{|LLMH2108:y|}}}\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = \"tab\\t\\u0041 {{x}} {{{|LLMH2108:y|}}}\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = @\"\"\"q\"\" {{x}} {{{|LLMH2108:y|}}}\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = \"{{x}}\" + \" {{{|LLMH2108:y|}}}\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = \"\"\"{{x}} {{{|LLMH2108:y|}}}\"\"\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = \"\"\"\n     {{x}}\n\n       {{{|LLMH2108:y|}}}\n     \"\"\"",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData(
        "\"a\", \"1.0.0\", User = {|LLMH2108:\"{{x}}\" + nameof(Task) + \"{{y}}\"|}",
        "'y' is not a parameter of this method. Add a parameter of that name."
    )]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}} {|LLMH2107:{{#if x}}|}\"", "never closed")]
    [InlineData("{|LLMH2113:Prompt(\"a\", \"1.0.0\")|}", "no message")]
    [InlineData("\"a\", \"1.0.0\", User = {|LLMH2105:\"\"|}", "is empty")]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}}\", MaxOutputTokens = {|LLMH2105:-1|}", "1 or more")]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}}\", Temperature = {|LLMH2105:2.5|}", "from 0 to 2")]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}}\", Model = {|LLMH2105:\" \"|}", "model ID")]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}}\", CacheSystem = {|LLMH2105:true|}", "Write 'System', or remove 'CacheSystem'.")]
    [InlineData("\"a\", \"1.0.0\", User = \"{{x}}\", StopSequences = {|LLMH2105:new[] { \"\" }|}", "empty text")]
    public void A_mistake_in_the_attribute_is_reported_with_its_fix(string arguments, string fix)
    {
        var message = arguments.StartsWith("{|LLMH2113", StringComparison.Ordinal)
            ? Assert.Single(
                Verify($"static partial class P {{ [{arguments}] public static partial Task<string> Ask(IChatClient client); }}")
            )
            : Assert.Single(InAttribute(arguments));
        Assert.Contains(fix, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_judged_where_it_is_stated() =>
        Assert.Contains(
            "gpt-4-32k",
            Assert.Single(InAttribute("\"a\", \"1.0.0\", User = \"{{x}}\", Model = {|LLMH1004:\"gpt-4-32k\"|}")),
            StringComparison.Ordinal
        );

    private const string Method =
        "static partial class P { [Prompt(\"a\", VERSION, User = \"{{x}}\")] public static partial Task<string> "
        + "Ask(IChatClient client, string x); }";

    private static string With(string version) => Method.Replace("VERSION", version, StringComparison.Ordinal);

    [Fact]
    public void A_version_that_is_written_twice_is_reported()
    {
        Assert.Contains(
            "p.prompt.yml",
            Assert.Single(
                Verify(
                    With("{|LLMH2114:\"1.0.0\"|}"),
                    new PromptText(
                        PromptProject.Folder + "Prompts/p.prompt.yml",
                        "name: a\nversion: 1.0.0\nmessages: [{ role: user, content: x }]\n"
                    )
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(
            2,
            Verify(
                With("{|LLMH2114:\"1.0.0\"|}") + "\n" + With("{|LLMH2114:\"1.0.0+b\"|}").Replace("P {", "Q {", StringComparison.Ordinal)
            ).Length
        );
        Assert.Empty(Verify(With("\"1.0.0\"") + "\n" + With("\"1.0.1\"").Replace("P {", "Q {", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_locked_version_must_not_change()
    {
        var hash = new string('0', 64);
        Assert.Contains(
            "1.0.1",
            Assert.Single(
                Verify(With("{|LLMH2110:\"1.0.0\"|}"), new PromptText(PromptProject.Folder + "prompts.lock", $"a 1.0.0 sha256:{hash}\n"))
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "llm-hygiene lock",
            Assert.Single(
                Verify(With("{|LLMH2111:\"1.0.0\"|}"), new PromptText(PromptProject.Folder + "prompts.lock", $"b 1.0.0 sha256:{hash}\n"))
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_near_name_is_suggested_and_nothing_else_is_reported() =>
        Assert.Equal(
            "'mesage' is not a parameter of this method. Did you mean 'message'?",
            Assert.Single(InAttribute("\"a\", \"1.0.0\", User = \"{{{|LLMH2108:mesage|}}}\"", "string message"))
        );

    [Fact]
    public void Several_mistakes_are_all_reported() =>
        Assert.Equal(3, InAttribute("{|LLMH2102:\"\"|}, {|LLMH2103:\"x\"|}, User = \"{{x}}{|LLMH2107:{{/if}}|}\"").Length);

    [Theory]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static Task<string> "
            + "{|LLMH2122:Ask|}(IChatClient client); }",
        "Write 'partial'"
    )]
    [InlineData(
        "static class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> "
            + "{|LLMH2122:Ask|}(IChatClient client); }",
        "must be partial"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static Task<string> "
            + "{|LLMH2122:Ask|}(IChatClient client) => null!; }",
        "Remove the body"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> "
            + "{|LLMH2122:Ask|}<T>(IChatClient client); }",
        "type parameters"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{x}}\")] public static partial Task<string> "
            + "Ask(IChatClient client, ref string {|LLMH2122:x|}); }",
        "by value"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial {|LLMH2122:string|} "
            + "Ask(IChatClient client); }",
        "Return Task<string>"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> {|LLMH2122:Ask|}(); }",
        "IChatClient client"
    )]
    [InlineData(
        "partial class P { IChatClient a = null!, b = null!; [Prompt(\"a\", \"1.0.0\", User = \"u\")] public partial "
            + "Task<string> {|LLMH2122:Ask|}(); }",
        "this.a, this.b"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial IReadOnlyList<ChatMessage> "
            + "Ask(IChatClient {|LLMH2122:client|}); }",
        "sends nothing"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> Ask(IChatClient "
            + "client, IChatClient {|LLMH2122:other|}); }",
        "one client"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{x}}\")] public static partial Task<string> "
            + "Ask(IChatClient client, Action {|LLMH2122:x|}); }",
        "'Action' cannot be converted to text"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> Ask(IChatClient "
            + "client, string {|LLMH2109:x|}); }",
        "Write {{x}}"
    )]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static partial Task<string> Ask(IChatClient "
            + "client, string {|LLMH2115:@this|}); }",
        "Rename the parameter"
    )]
    public void A_wrong_signature_is_reported_with_its_fix(string source, string fix) =>
        Assert.Contains(fix, Assert.Single(Verify(source)), StringComparison.Ordinal);
}
