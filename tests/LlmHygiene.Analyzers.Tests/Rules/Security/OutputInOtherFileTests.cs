using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>A file with a dangerous call is examined if it uses a file with a model call, whatever name it uses for that.</summary>
public class OutputInOtherFileTests
{
    private const string Ask = "async Task<string> AskAsync(string q) => (await client.GetResponseAsync(q)).Text; }";

    [Theory]
    [InlineData(
        "(IAsker asker)",
        "class Asker(IChatClient client) : Contracts.IAsker { public " + Ask,
        "namespace Contracts { interface IAsker { Task<string> AskAsync(string q); } }",
        "global using Contracts;"
    )]
    [InlineData(
        "(IAsker asker)",
        "partial class Asker(IChatClient client) { public " + Ask,
        "partial class Asker : IAsker { }",
        "interface IAsker { Task<string> AskAsync(string q); }"
    )]
    [InlineData(
        "(IAsker asker)",
        "class Asker(IChatClient client) : Base { public override " + Ask,
        "abstract class Base : IAsker { public abstract Task<string> AskAsync(string q); }",
        "interface IAsker { Task<string> AskAsync(string q); }"
    )]
    [InlineData(
        " : Middle",
        "class Base(IChatClient client) { public " + Ask,
        "class Middle : Base { public Middle() : base(null!) { } }",
        ""
    )]
    [InlineData(
        "(Services asker)",
        "static class Asking { extension(Services services) { public async Task<string> AskAsync(string q) => "
            + "(await services.Client.GetResponseAsync(q)).Text; } }",
        "class Services { public IChatClient Client { get; set; } = null!; }",
        ""
    )]
    public async Task A_dangerous_call_near_a_model_call_is_found(string runner, params string[] others)
    {
        Assert.SkipUnless(
            !others[0].Contains("extension(", StringComparison.Ordinal) || Enum.IsDefined(typeof(LanguageVersion), 1400),
            "This compiler has no extension blocks."
        );
        var found = await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>(
            [
                $$"""
                class Runner{{runner}}
                {
                    public async Task RunAsync(string q) =>
                        System.Diagnostics.Process.Start(await {{(runner[0] == '(' ? "asker." : "")}}AskAsync(q));
                }
                """,
                .. others,
            ],
            only: "LLMH6003"
        );
        Assert.Equal("Source0.cs", Assert.Single(found).Location.SourceTree!.FilePath);
    }

    [Theory]
    [InlineData(
        "await Ask(q)",
        "static class Asking { public static IChatClient Client { get; set; } = null!; "
            + "public static async Task<string> Ask(string q) => (await Client.GetResponseAsync(q)).Text; }",
        "global using static Asking;"
    )]
    [InlineData(
        "Last",
        "namespace Shop { public static class Asking { public static IChatClient Client { get; set; } = null!; "
            + "public static string Ask(string q) => Last = Client.GetResponseAsync(q).Result.Text; "
            + "public static string Last { get; private set; } = \"\"; } }",
        "global using static Shop.Asking;"
    )]
    [InlineData(
        "await new Service(null!).AskAsync(q)",
        "class Asker(IChatClient client) { public " + Ask,
        "class Service(Asker asker) { public Task<string> AskAsync(string q) => asker.AskAsync(q); }"
    )]
    [InlineData(
        "await new Page().Service.AskAsync(q)",
        "class Asker(IChatClient client) : IAsker { public " + Ask,
        "interface IAsker { Task<string> AskAsync(string q); }",
        "class Service(IAsker asker) : IService { public Task<string> AskAsync(string q) => asker.AskAsync(q); }",
        "interface IService { Task<string> AskAsync(string q); } class Page { public IService Service { get; set; } = null!; }"
    )]
    public async Task A_dangerous_call_two_files_away_is_found(string answer, params string[] others) =>
        Assert.Equal(
            "Source0.cs",
            await PlaceAsync(
                "class Runner { public async Task RunAsync(string q) => System.Diagnostics.Process.Start(" + answer + "); }",
                others
            )
        );

    [Theory]
    [InlineData(
        "class Shell : IShell { public void Run(string command) => System.Diagnostics.Process.Start(command); }",
        "interface IShell { void Run(string command); }",
        "class Agent(IChatClient client, IShell shell) "
            + "{ public async Task RunAsync(string q) => shell.Run((await client.GetResponseAsync(q)).Text); }"
    )]
    [InlineData(
        "static class Shell { public static void Run(string command) => System.Diagnostics.Process.Start(command); }",
        "class Tool { public void Use(string text) => Shell.Run(text); }",
        "class Agent(IChatClient client, Tool tool) "
            + "{ public async Task RunAsync(string q) => tool.Use((await client.GetResponseAsync(q)).Text); }"
    )]
    [InlineData(
        "static class Shell { public static void Run(string command) => System.Diagnostics.Process.Start(command); }",
        "global using static Shell;",
        "class Agent(IChatClient client) { public async Task RunAsync(string q) => Run((await client.GetResponseAsync(q)).Text); }"
    )]
    [InlineData(
        "class Shell : IShell { public void Run(string command) => System.Diagnostics.Process.Start(command); }",
        "interface IShell { void Run(string command); }",
        "interface ITool { void Use(string text); }",
        "class Tool(IShell shell) : ITool { public void Use(string text) => shell.Run(text); }",
        "class Agent(IChatClient client, ITool tool) "
            + "{ public async Task RunAsync(string q) => tool.Use((await client.GetResponseAsync(q)).Text); }"
    )]
    public async Task A_dangerous_method_two_files_away_is_found(string shell, params string[] others) =>
        Assert.Equal("Source0.cs", await PlaceAsync(shell, others));

    private static async Task<string> PlaceAsync(string first, string[] others) =>
        Assert
            .Single(await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([first, .. others], only: "LLMH6003"))
            .Location.SourceTree!.FilePath;
}
