using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Security;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>What <see cref="FlowProgramTests"/> does not attack.</summary>
public class OutputInDangerousPlaceRuleTests
{
    private const string Id = "LLMH6003";

    [Theory]
    [InlineData("Process.Start({|LLMH6003:answer|});")]
    [InlineData("Process.Start(\"sh\", \"-c \" + {|LLMH6003:answer|});")]
    [InlineData("Process.Start(new ProcessStartInfo({|LLMH6003:answer|}) { UseShellExecute = true });")]
    [InlineData("var info = new ProcessStartInfo(\"sh\"); info.Arguments = {|LLMH6003:answer|};")]
    [InlineData("command.CommandText = {|LLMH6003:answer|};")]
    [InlineData("command.CommandText = $\"SELECT * FROM t WHERE name = '{{|LLMH6003:answer|}}'\";")]
    [InlineData("File.Delete({|LLMH6003:answer|});")]
    [InlineData("File.WriteAllText(Path.Combine(\"out\", {|LLMH6003:answer|}), \"\");")]
    [InlineData("using var stream = new FileStream({|LLMH6003:answer|}, FileMode.Create);")]
    [InlineData("Directory.Delete({|LLMH6003:answer|}, true);")]
    [InlineData("System.Reflection.Assembly.Load(Convert.FromBase64String({|LLMH6003:answer|}));")]
    [InlineData("Process.Start(\"sh\", [\"-c\", {|LLMH6003:answer|}]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"/bin/bash\", new[] { \"-c\", \"ls \" + {|LLMH6003:answer|} }));")]
    [InlineData("Process.Start({|LLMH6003:answer|}, [\"-m\", \"text\"]);")]
    [InlineData("foreach (var one in Path.GetInvalidPathChars()) answer = answer.Replace(one, '_'); File.Delete({|LLMH6003:answer|});")]
    [InlineData("File.Delete(string.Join(\"_\", {|LLMH6003:answer.Split(' ')|}));")]
    [InlineData("File.Delete({|LLMH6003:answer.Replace('\\\\', '/')|});")]
    [InlineData("command.CommandText = string.Concat({|LLMH6003:answer|}.Where(one => !char.IsControl(one)));")]
    [InlineData("if (!File.Exists(answer)) return; File.Delete({|LLMH6003:answer|});")]
    [InlineData("ArgumentException.ThrowIfNullOrEmpty(answer); Process.Start({|LLMH6003:answer|});")]
    [InlineData("ArgumentNullException.ThrowIfNull(answer); Process.Start({|LLMH6003:answer|});")]
    [InlineData("if (IsNullOrBlank(answer)) return; Process.Start({|LLMH6003:answer|});")]
    [InlineData("int.TryParse(answer, out var number); Process.Start({|LLMH6003:answer|}, [$\"{number}\"]);")]
    [InlineData("if (!int.TryParse(answer, out var number)) number = 1; Process.Start({|LLMH6003:answer|}, [$\"{number}\"]);")]
    [InlineData("if (int.TryParse(answer, out var number)) Keep(number); Process.Start({|LLMH6003:answer|});")]
    [InlineData("File.Delete({|LLMH6003:answer.Replace(\"../\", \"\")|});")]
    [InlineData("File.Delete(Path.Combine({|LLMH6003:answer.Split('/')|}));")]
    [InlineData("if (int.TryParse(answer, out var number)) return; Process.Start({|LLMH6003:answer|});")]
    [InlineData("Process.Start({|LLMH6003:Regex.Match(answer, \"run: (.*)\").Groups[1].Value|});")]
    [InlineData("Process.Start({|LLMH6003:Regex.Match(answer, \"(a|b): (?<run>.+)\").Groups[\"run\"].Value|});")]
    [InlineData("var found = Regex.Match(answer, \"```(.*?)```\"); if (found.Success) Process.Start({|LLMH6003:found.Groups[1].Value|});")]
    [InlineData("foreach (Match found in Regex.Matches(answer, @\"\\$ ([\\s\\S]+)\")) Process.Start({|LLMH6003:found.Groups[1].Value|});")]
    [InlineData("Process.Start({|LLMH6003:s_run.Match(answer).Value|});")]
    [InlineData("Process.Start({|LLMH6003:Regex.Matches(answer, \"run: .+\")[0].Value|});")]
    [InlineData("_ = Regex.Match(answer, \"run: (.*)\").Groups[1].Value; Process.Start({|LLMH6003:answer|});")]
    [InlineData("if (!IsValid(answer)) return; Process.Start({|LLMH6003:answer|});")]
    [InlineData("if (!IsGiven(answer)) return; Process.Start({|LLMH6003:answer|});")]
    [InlineData("Validate(answer); Process.Start({|LLMH6003:answer|});")]
    [InlineData("CheckLength(answer); Process.Start({|LLMH6003:answer|});")]
    [InlineData("Process.Start(Sanitize({|LLMH6003:answer|}));")]
    [InlineData("Process.Start(EnsureText({|LLMH6003:answer|}));")]
    [InlineData("Process.Start(Sanitize(EnsureText({|LLMH6003:answer|})));")]
    [InlineData(
        "if (!s_commands.ContainsKey(answer)) answer = (await client.GetResponseAsync(question)).Text; Process.Start({|LLMH6003:answer|});"
    )]
    [InlineData(
        "var text = answer; if (!IsValidCommand(text)) { text = (await client.GetResponseAsync(question)).Text; } "
            + "Process.Start({|LLMH6003:text|});"
    )]
    [InlineData("Process.Start({|LLMH6003:Regex.Replace(answer, \"```sql\\\\s*\", \"\")|});")]
    [InlineData("Process.Start({|LLMH6003:Regex.Replace(answer, \"<think>.*?</think>\", \"\", RegexOptions.Singleline).Trim()|});")]
    [InlineData("Process.Start({|LLMH6003:s_fence.Replace(answer, \"\")|});")]
    public Task Fires_where_model_output_arrives(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var info = new ProcessStartInfo(\"grep\"); info.ArgumentList.Add(answer);")]
    [InlineData("Process.Start(\"sh\", \"-c ls\");")]
    [InlineData("command.CommandText = \"SELECT * FROM t WHERE name = @name\"; Keep(answer);")]
    [InlineData("File.WriteAllText(\"answer.md\", answer);")]
    [InlineData("File.WriteAllText(Path.Combine(\"out\", Path.GetFileName(answer)), \"\");")]
    [InlineData("if (!Path.GetFullPath(answer).StartsWith(\"/out/\")) return; File.Delete(answer);")]
    [InlineData("if (answer.Contains(\"..\")) return; File.Delete(answer);")]
    [InlineData("File.Delete(answer.GetHashCode().ToString());")]
    [InlineData("File.Delete(response.ModelId!);")]
    [InlineData("File.Delete(response.ResponseId!);")]
    [InlineData("File.Delete(question);")]
    [InlineData("Process.Start(question);")]
    [InlineData("File.Delete(Path.GetTempFileName());")]
    [InlineData("Process.Start(\"git\", [\"commit\", \"-m\", answer]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"git\", [.. answer.Split(' ')]));")]
    [InlineData("Process.Start(\"git\", new List<string> { answer });")]
    [InlineData("Process.Start(\"sh\", [\"script.sh\", answer]);")]
    [InlineData("Process.Start(\"sh\", [\"-c\", \"ls \\\"$1\\\"\", \"sh\", answer]);")]
    [InlineData("foreach (var one in Path.GetInvalidFileNameChars()) answer = answer.Replace(one, '_'); File.Delete(answer);")]
    [InlineData(
        "foreach (var one in Path.GetInvalidFileNameChars()) { answer = answer.Replace(one.ToString(), \"\"); } File.Delete(answer);"
    )]
    [InlineData(
        "foreach (var one in s_forbidden) answer = answer.Replace(one, '_'); File.Delete(Path.Combine(\"out\", answer + \".md\"));"
    )]
    [InlineData(
        "var all = new StringBuilder(answer); foreach (var one in s_forbidden) all.Replace(one, '_'); File.Delete(all.ToString());"
    )]
    [InlineData("File.Delete(string.Join(\"_\", answer.Split(Path.GetInvalidFileNameChars())));")]
    [InlineData("File.Delete(string.Concat(answer.Split(Path.GetInvalidFileNameChars(), StringSplitOptions.RemoveEmptyEntries)));")]
    [InlineData("File.Delete(string.Join(\"-\", answer.Split(s_forbidden)).Trim());")]
    [InlineData("File.Delete(answer.Replace('/', '_').Replace('\\\\', '_'));")]
    [InlineData("File.Delete(answer.Split('/', '\\\\').Last());")]
    [InlineData("File.Delete(new string(answer.Where(char.IsLetterOrDigit).ToArray()));")]
    [InlineData("File.Delete(string.Concat(answer.Where(char.IsLetterOrDigit)));")]
    [InlineData("File.Delete(string.Concat(answer.Where(one => !s_forbidden.Contains(one))));")]
    [InlineData("File.Delete(new string(answer.Select(one => s_forbidden.Contains(one) ? '_' : one).ToArray()));")]
    [InlineData("File.Delete(new string(Array.FindAll(answer.ToCharArray(), char.IsLetterOrDigit)));")]
    [InlineData("File.Delete(Plain(answer));")]
    [InlineData("File.Delete(Letters(answer));")]
    [InlineData("command.CommandText = \"SELECT \" + string.Concat(answer.Where(one => char.IsLetter(one) || one == '_'));")]
    [InlineData("Process.Start(s_commands.GetValueOrDefault(answer, \"ls\"));")]
    [InlineData("Process.Start(\"ls x\".Replace(answer, \"\"));")]
    [InlineData("if (response.Text.Trim() is \"asc\" or \"desc\") command.CommandText = \"ORDER BY a \" + response.Text.Trim();")]
    [InlineData("if (answer.ToLower() is not (\"asc\" or \"desc\")) return; command.CommandText = \"ORDER BY a \" + answer;")]
    [InlineData("if (!int.TryParse(answer, out _)) return; command.CommandText = \"SELECT \" + answer;")]
    [InlineData("if (int.TryParse(answer, out _)) command.CommandText = \"SELECT \" + answer;")]
    [InlineData("var isNumber = int.TryParse(answer, out _); if (!isNumber) return; command.CommandText = \"SELECT \" + answer;")]
    [InlineData("if (!int.TryParse(answer, out _)) Fail(); command.CommandText = \"SELECT \" + answer;")]
    [InlineData("if (int.TryParse(answer, out _)) { } else { throw new Exception(); } command.CommandText = \"SELECT \" + answer;")]
    [InlineData("command.CommandText = \"SELECT \" + (int.TryParse(answer, out _) ? answer : \"1\");")]
    [InlineData("if (!Regex.IsMatch(answer, \"^[a-z]+$\")) return; Process.Start(answer);")]
    [InlineData("if (!Regex.Match(answer, \"^[a-z]+$\").Success) return; Process.Start(answer);")]
    [InlineData("var found = Regex.Match(answer, \"^[a-z]+$\"); if (!found.Success) return; Process.Start(answer);")]
    [InlineData("Process.Start(Regex.Match(answer, \"[a-z]+\").Value);")]
    [InlineData("Process.Start(Regex.Match(answer, \"name: (\\\\w+).*\").Groups[1].Value);")]
    [InlineData("Process.Start(Regex.Match(answer, \"(.*): (?<run>[a-z.*]+)\").Groups[\"run\"].Value);")]
    [InlineData("Process.Start(Regex.Match(answer, question).Value);")]
    [InlineData("var parts = answer.Split(' '); if (parts[0] is \"ls\" or \"pwd\") Process.Start(parts[0]);")]
    [InlineData(
        "var found = Regex.Match(answer, \"run: (.*)\"); "
            + "if (found.Success && found.Groups[1].Value is \"ls\" or \"pwd\") Process.Start(found.Groups[1].Value);"
    )]
    [InlineData("if (!s_commands.ContainsKey(answer.Trim())) return; Process.Start(answer.Trim());")]
    [InlineData("File.Delete(answer.Split('/').Last());")]
    [InlineData("EnsureShort(answer); Process.Start(answer);")]
    [InlineData("if (!s_commands.ContainsKey(answer)) answer = \"ls\"; Process.Start(answer);")]
    [InlineData("if (!s_commands.ContainsKey(answer)) return; answer = answer.Trim(); Process.Start(answer);")]
    [InlineData(
        "if (!s_commands.ContainsKey(answer)) answer = (await client.GetResponseAsync(question)).Text; "
            + "if (!s_commands.ContainsKey(answer)) return; Process.Start(answer);"
    )]
    [InlineData("Process.Start(Regex.Replace(answer, \"[^a-z`]\", \"\"));")]
    [InlineData("Process.Start(Regex.Replace(answer, question, \"\"));")]
    [InlineData("if (!IsValidCommand(answer)) return; Process.Start(answer);")]
    [InlineData("ValidateByList(answer); Process.Start(answer);")]
    [InlineData("Process.Start(SanitizeCommand(answer));")]
    [InlineData("Process.Start(SanitizeByPattern(answer));")]
    [InlineData("Process.Start(SanitizeOutside(answer));")]
    [InlineData("if (!IsSmall(answer)) return; Process.Start(answer);")]
    [InlineData("if (!IsAddress(answer)) return; Process.Start(answer);")]
    public Task Stays_silent_elsewhere(string statements) => VerifyAsync(statements);

    [Fact]
    public Task The_parameters_of_a_tool_are_written_by_the_model() =>
        VerifySourceAsync(
            """
            public class Tools
            {
                public AIFunction Make() => AIFunctionFactory.Create((string path, int lines) => File.ReadAllText({|LLMH6003:path|}));
                public AIFunction MakeGroup() => AIFunctionFactory.Create(Read, "read");
                private static string Read(string path) => File.ReadAllText({|LLMH6003:path|});
                [Microsoft.SemanticKernel.KernelFunction] public string Load(string path) => File.ReadAllText({|LLMH6003:path|});
                public string NoTool(string path) => File.ReadAllText(path);
            }
            """
        );

    [Fact]
    public Task Input_alone_is_another_rules_business() =>
        VerifySourceAsync("public class Desk { public void Run() { Process.Start(Console.ReadLine()!); } }");

    [Theory]
    [InlineData(
        "Process.Start(answer);",
        "'response.Text' is written by a model and reaches a process start (CWE-78): choose the command in the code, and pass "
            + "what the model writes through ArgumentList"
    )]
    [InlineData(
        "command.CommandText = answer;",
        "'response.Text' is written by a model and reaches SQL text (CWE-89): pass it as a parameter"
    )]
    [InlineData(
        "File.Delete(answer);",
        "'response.Text' is written by a model and reaches a file path (CWE-22): keep only its file name with Path.GetFileName, "
            + "or check that the full path is inside your folder"
    )]
    public async Task The_message_says_what_to_do(string statements, string message) =>
        Assert.Equal(
            message,
            Assert.Single(await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([Usings + Class(statements)])).GetMessage(null)
        );

    [Theory]
    [InlineData("Process.Start(\"sh\", response.Text);", "client.GetResponseAsync(question)")]
    [InlineData("Process.Start(\"sh\", answer);", "client.GetResponseAsync(question)", "response.Text")]
    [InlineData("Process.Start((await client.GetResponseAsync(\"Hi\")).Text);", "client.GetResponseAsync(\"Hi\")")]
    public async Task The_locations_begin_at_the_call_of_the_model(string statements, params string[] way)
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([Usings + Class(statements)]),
            static one => one.Id == Id
        );
        Assert.Equal(way, found.AdditionalLocations.Select(TextAt));
    }

    [Fact]
    public async Task The_parameter_of_a_tool_is_shown()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([
                "class Tools { AIFunction Make() => AIFunctionFactory.Create((string path) => File.ReadAllText(path)); }",
            ])
        );
        Assert.Equal("string path", TextAt(Assert.Single(found.AdditionalLocations)));
    }

    private static string TextAt(Microsoft.CodeAnalysis.Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    [Fact]
    public Task A_trusted_method_checks_its_text() =>
        VerifySourceAsync(
            Class("if (!Policy.Permits(answer)) return; Process.Start(answer);")
                + "public static class Policy { public static bool Permits(string command) => command.Length < 5; }",
            "llmhygiene.trusted_methods = Policy.Permits"
        );

    private const string Usings =
        "global using System.Diagnostics; global using System.Linq; global using System.Text; "
        + "global using System.Text.RegularExpressions;\n";

    private static Task VerifyAsync(string statements) => VerifySourceAsync(Class(statements));

    private static string Class(string statements) =>
        $$"""
            public class Desk(IChatClient client, System.Data.IDbCommand command)
            {
                public async Task RunAsync(string question)
                {
                    var response = await client.GetResponseAsync(question);
                    var answer = response.Text;
                    {{statements}}
                }
                static void Keep(object kept) { }
                static void Fail() => throw new InvalidOperationException();
                static void EnsureShort(string text) { if (text.Length > 3) Fail(); }
                static bool IsValid(string text) => !string.IsNullOrWhiteSpace(text);
                static bool IsGiven(string? text) => text is { Length: > 0 };
                static void Validate(string text)
                {
                    ArgumentException.ThrowIfNullOrEmpty(text);
                    if (text.Length > 4000)
                        throw new ArgumentException("Too long: " + text.Length, nameof(text));
                }
                static void CheckLength(string text) { if (text.Trim().Length == 0) throw new ArgumentException(text); }
                static string Sanitize(string text) => text.Trim().Replace("\r\n", "\n");
                static string EnsureText(string? text) => string.IsNullOrEmpty(text) ? "none" : text;
                static bool IsValidCommand(string text) => IsGiven(text) && s_commands.ContainsKey(text);
                static void ValidateByList(string text) { if (!s_commands.ContainsKey(text)) throw new ArgumentException(text); }
                static string SanitizeCommand(string text) => text.Replace("\"", "").Replace(";", "");
                static string SanitizeByPattern(string text) => Regex.Replace(text, "[^a-z]", "");
                static string SanitizeOutside(string text) => System.Net.WebUtility.UrlEncode(text);
                static bool IsSmall(string text) => text.Length <= 2;
                static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
                static bool IsNullOrBlank(string text) => text.Trim().Length == 0;
                static string Plain(string name)
                {
                    foreach (var one in Path.GetInvalidFileNameChars())
                        name = name.Replace(one, '_');
                    return name;
                }
                static string Letters(string name)
                {
                    var kept = new StringBuilder();
                    foreach (var one in name)
                        if (char.IsLetterOrDigit(one))
                            kept.Append(one);
                    return kept.ToString();
                }
                static readonly Regex s_fence = new("^```(?:json)?\\s*|```$");
                static readonly Regex s_run = new("run: .*", RegexOptions.IgnoreCase);
                static readonly char[] s_forbidden = Path.GetInvalidFileNameChars();
                static readonly Dictionary<string, string> s_commands = new() { ["list"] = "ls", ["where"] = "pwd" };
                object Command => command;
            }
            """;

    private static async Task VerifySourceAsync(string source, string? config = null)
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(only: Id);
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(TestCode.Usings + Usings);
        if (config is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + config));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
