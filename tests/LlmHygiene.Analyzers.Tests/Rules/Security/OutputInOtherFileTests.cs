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
}
