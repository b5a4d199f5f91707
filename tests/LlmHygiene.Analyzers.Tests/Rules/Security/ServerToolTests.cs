using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>LLMH6005 at tools of MCP servers: what a tool says about itself, and what its code does.</summary>
public class ServerToolTests
{
    private const string Id = "LLMH6005";

    [Theory]
    [InlineData("ReadOnly = true", "File.Delete(id);", "writes or deletes files")]
    [InlineData("ReadOnly = true", "File.WriteAllText(id, id);", "writes or deletes files")]
    [InlineData("ReadOnly = true", "http.PutAsync(id, null);", "sends an HTTP request that is no GET")]
    [InlineData("ReadOnly = true", "command.ExecuteNonQuery();", "changes a database")]
    [InlineData("ReadOnly = true", "Helper(id);", "writes or deletes files")]
    [InlineData("ReadOnly = IsReader", "File.Delete(id);", "writes or deletes files")]
    [InlineData("Name = \"x\", ReadOnly = true, OpenWorld = false", "File.Delete(id);", "writes or deletes files")]
    [InlineData("Destructive = false", "File.Delete(id);", "writes or deletes files")]
    [InlineData("Destructive = false", "http.DeleteAsync(id);", "sends an HTTP request that is no GET")]
    [InlineData(
        "Destructive = false",
        "http.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Delete, id));",
        "sends an HTTP request that is no GET"
    )]
    [InlineData("Destructive = false", "command.CommandText = \"DROP TABLE a\"; command.ExecuteNonQuery();", "changes a database")]
    public async Task Fires_where_the_code_does_what_the_tool_denies(string claim, string body, string does)
    {
        var found = Assert.Single(await AnalyzeAsync(Frame($"({claim})", body)));
        Assert.Contains($"'Tool' {does} (", found.GetMessage(null), StringComparison.Ordinal);
        Assert.Single(found.AdditionalLocations);
        var made = Assert.Single(await AnalyzeAsync(Made($"new() {{ {claim} }}", body)));
        Assert.Contains(does, made.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    // Who says nothing, says that the tool can destroy.
    [InlineData("", "File.Delete(id);")]
    [InlineData("(ReadOnly = false)", "File.Delete(id);")]
    [InlineData("(Destructive = true)", "File.Delete(id);")]
    [InlineData("(Idempotent = true, OpenWorld = false)", "File.Delete(id);")]
    [InlineData("(ReadOnly = true)", "File.ReadAllText(id);")]
    // A process may only show something, and a POST may be a search.
    [InlineData("(ReadOnly = true)", "System.Diagnostics.Process.Start(id);")]
    [InlineData("(ReadOnly = true)", "http.PostAsync(id, null);")]
    [InlineData("(ReadOnly = true)", "http.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Post, id));")]
    [InlineData("(ReadOnly = true)", "command.CommandText = \"SELECT 1\"; command.ExecuteNonQuery();")]
    // Books of the program.
    [InlineData("(ReadOnly = true)", "var cachePath = id; File.WriteAllText(cachePath, id);")]
    [InlineData("(ReadOnly = true)", "command.CommandText = \"INSERT INTO Audit VALUES (1)\"; command.ExecuteNonQuery();")]
    [InlineData("(ReadOnly = true)", "WriteLog(id);")]
    [InlineData("(ReadOnly = true)", "outside.Invoke(id);")]
    [InlineData("(ReadOnly = true)", "if (Confirm(id)) File.Delete(id);")]
    // What only adds, or may only add.
    [InlineData("(Destructive = false)", "File.WriteAllText(id, id);")]
    [InlineData("(Destructive = false)", "http.PutAsync(id, null);")]
    [InlineData("(Destructive = false)", "command.CommandText = \"INSERT INTO a VALUES (1)\"; command.ExecuteNonQuery();")]
    [InlineData("(Destructive = false)", "command.ExecuteNonQuery();")]
    [InlineData("(Destructive = false)", "System.Diagnostics.Process.Start(id);")]
    public async Task Stays_silent_where_nothing_contradicts(string arguments, string body) =>
        Assert.Empty(await AnalyzeAsync(Frame(arguments, body)));

    [Fact]
    public async Task Stays_silent_where_the_options_are_not_visible() =>
        Assert.Empty(await AnalyzeAsync(Made("Options()", "File.Delete(id);")));

    [Fact]
    public async Task The_message_says_what_to_state() =>
        Assert.Equal(
            "The model decides when 'Tool' writes or deletes files ('Delete'), and nobody approves it: "
                + "hosts need not ask about a tool with 'ReadOnly = true', so state 'ReadOnly = false'",
            Assert.Single(await AnalyzeAsync(Frame("(ReadOnly = true)", "File.Delete(id);"))).GetMessage(null)
        );

    [Fact]
    public async Task A_trusted_method_may_be_called() =>
        Assert.Empty(
            await RuleTest.DiagnosticsAsync<ToolAnalyzer>(
                [Frame("(ReadOnly = true)", "Helper(id);")],
                config: new() { ["llmhygiene.trusted_methods"] = "C.Helper" },
                only: Id
            )
        );

    [Theory]
    [InlineData("(ReadOnly = true)", "(ReadOnly = false)")]
    [InlineData("(Name = \"x\", Destructive = false)", "(Name = \"x\", Destructive = true)")]
    public Task The_fix_states_it_in_the_attribute(string before, string after) =>
        FixAsync(Frame(Marked(before), "File.Delete(id);"), Frame(after, "File.Delete(id);"));

    [Fact]
    public Task The_fix_states_it_in_the_options() =>
        FixAsync(
            Made("new() { {|LLMH6005:ReadOnly = true|} }", "File.Delete(id);"),
            Made("new() { ReadOnly = false }", "File.Delete(id);")
        );

    [Fact]
    public Task There_is_no_fix_for_a_constant() =>
        FixAsync(
            Frame("({|LLMH6005:ReadOnly = IsReader|})", "File.Delete(id);"),
            Frame("({|LLMH6005:ReadOnly = IsReader|})", "File.Delete(id);")
        );

    private static Task FixAsync(string before, string after) =>
        FixTest
            .Create<ToolWithoutApprovalFix>(Id, before, after, analyzers: new ToolAnalyzer())
            .RunAsync(TestContext.Current.CancellationToken);

    private static string Marked(string arguments) =>
        arguments
            .Replace("ReadOnly = true", "{|LLMH6005:ReadOnly = true|}", StringComparison.Ordinal)
            .Replace("Destructive = false", "{|LLMH6005:Destructive = false|}", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source) =>
        await RuleTest.DiagnosticsAsync<ToolAnalyzer>([source], only: Id);

    private static string Frame(string arguments, string body) => Class($"[McpServerTool{arguments}]", body, "null");

    private static string Made(string options, string body) => Class("", body, $"McpServerTool.Create(Tool, {options})");

    private static string Class(string attribute, string body, string made) =>
        $$"""
            using ModelContextProtocol.Server;

            class C(System.Data.Common.DbCommand command, System.Net.Http.HttpClient http, Action<string> outside)
            {
                private const bool IsReader = true;
                public object Used => new object[] { command, http, outside };
                public object? Make() => {{made}};
                {{attribute}}
                public void Tool(string id) { {{body}} }
                private static void Helper(string id) => File.AppendAllText(id, id);
                private static void WriteLog(string id) => File.AppendAllText(id, id);
                private static bool Confirm(string id) => Console.ReadKey().KeyChar == id[0];
                private static McpServerToolCreateOptions Options() => new() { ReadOnly = true };
            }
            """;
}
