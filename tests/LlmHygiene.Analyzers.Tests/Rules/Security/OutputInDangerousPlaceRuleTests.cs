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
            Assert
                .Single(await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>(["global using System.Diagnostics;\n" + Class(statements)]))
                .GetMessage(null)
        );

    [Fact]
    public Task A_trusted_method_checks_its_text() =>
        VerifySourceAsync(
            Class("if (!Policy.Permits(answer)) return; Process.Start(answer);")
                + "public static class Policy { public static bool Permits(string command) => command.Length < 5; }",
            "llmhygiene.trusted_methods = Policy.Permits"
        );

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
                object Command => command;
            }
            """;

    private static async Task VerifySourceAsync(string source, string? config = null)
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(only: Id);
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(TestCode.Usings + "global using System.Diagnostics;");
        if (config is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + config));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
