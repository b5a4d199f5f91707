using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>LLMH6003 where a person is shown what the model wrote, and has to agree, in a framework of the application.</summary>
public class UserApprovalTests
{
    [Theory]
    [InlineData("if (!Confirm(answer)) return; Start(answer);")]
    [InlineData("if (!await ConfirmAsync(answer)) return; Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync(answer)) return; Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync(answer).ConfigureAwait(false)) throw new Exception(); Start(answer);")]
    [InlineData("if (!ui.ConfirmAsync(answer).Result) return; Start(answer);")]
    [InlineData("if (!ui.ConfirmAsync(answer).GetAwaiter().GetResult()) return; Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync($\"Run {answer}?\")) return; Start(answer);")]
    [InlineData("if (await ui.ConfirmAsync(\"Run \" + answer)) Start(answer);")]
    [InlineData("if (await ui.ConfirmAsync(answer)) { Console.WriteLine(); Start(answer); }")]
    [InlineData("if (question.Length > 3 && await ui.ConfirmAsync(answer)) Start(answer);")]
    [InlineData("if (question.Length > 3 || !await ui.ConfirmAsync(answer)) return; Start(answer);")]
    [InlineData("var isAgreed = await ui.ConfirmAsync(answer); if (!isAgreed) return; Start(answer);")]
    [InlineData("if (!ui.RequestUserApproval(answer)) return; Start(answer);")]
    [InlineData("if (!ui.AskUser(answer)) return; Start(answer);")]
    [InlineData("if (!ui.TryGetPermission(answer)) return; Start(answer);")]
    [InlineData("if (await ui.ConfirmAsync(answer) == false) return; Start(answer);")]
    [InlineData("if (await ui.ConfirmAsync(answer) is not true) return; Start(answer);")]
    [InlineData("var consent = await ui.RequestConsentAsync(answer); if (!consent.IsAccepted) return; Start(answer);")]
    [InlineData("if ((await ui.RequestConsentAsync(answer)).IsAccepted) Start(answer);")]
    [InlineData("if (await ui.AskForConsentAsync(answer) != Choice.Yes) return; Start(answer);")]
    [InlineData("var choice = await ui.AskForConsentAsync(answer); if (choice is Choice.Yes or Choice.AllowAlways) Start(answer);")]
    [InlineData("if (MessageBox.Show(answer) != Choice.Yes) return; Start(answer);")]
    [InlineData("await Task.Run(async () => { if (await ui.ConfirmAsync(answer)) Start(answer); });")]
    [InlineData("if (!await ui.ConfirmAsync(answer)) return; Later(answer);")]
    [InlineData("if (!Missing.Confirm(answer)) return; Start(answer);", false)]
    public async Task A_person_agrees(string statements, bool mustCompile = true) => Assert.Empty(await FindAsync(statements, mustCompile));

    [Theory]
    // Nobody has seen the text.
    [InlineData("if (!await ui.ConfirmAsync(\"Go on?\")) return; Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync(question)) return; Start(answer);")]
    // The answer does not decide.
    [InlineData("await ui.ConfirmAsync(answer); Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync(answer)) Console.WriteLine(); Start(answer);")]
    [InlineData("if (await ui.ConfirmAsync(answer)) return; Start(answer);")]
    [InlineData("if (!await ui.ConfirmAsync(answer)) Start(answer);")]
    [InlineData("if (question.Length > 3 && !await ui.ConfirmAsync(answer)) return; Start(answer);")]
    [InlineData("if (question.Length > 3 || await ui.ConfirmAsync(answer)) Start(answer);")]
    [InlineData("if (question.Length > 3) { if (!await ui.ConfirmAsync(answer)) return; } Start(answer);")]
    [InlineData("var isAgreed = await ui.ConfirmAsync(answer); isAgreed = true; if (!isAgreed) return; Start(answer);")]
    [InlineData("var consent = await ui.RequestConsentAsync(answer); if (consent is null) return; Start(answer);")]
    [InlineData("var consent = await ui.RequestConsentAsync(answer); if (consent.IsDenied) Start(answer);")]
    [InlineData("if (await ui.AskForConsentAsync(answer) == Choice.No) Start(answer);")]
    [InlineData("if (await ui.AskForConsentAsync(answer) != Choice.NotAllowed) Start(answer);")]
    [InlineData("Start(answer); if (!await ui.ConfirmAsync(answer)) return;")]
    [InlineData("MessageBox.Show(answer); Start(answer);")]
    // Another text is used.
    [InlineData("if (!await ui.ConfirmAsync(answer)) return; answer = (await client.GetResponseAsync(question)).Text; Start(answer);")]
    // The name asks something else.
    [InlineData("if (ui.RequiresApproval(answer)) Start(answer);")]
    [InlineData("if (!ui.AskModel(answer)) return; Start(answer);")]
    [InlineData("if (ui.ApproveAll(answer)) Start(answer);")]
    [InlineData("if (!ui.FindUser(answer)) return; Start(answer);")]
    // The body asks nobody.
    [InlineData("if (!ConfirmNothing(answer)) return; Start(answer);")]
    [InlineData("if (!ConfirmLength(answer)) return; Start(answer);")]
    public async Task Nobody_agrees(string statements) => Assert.Single(await FindAsync(statements, mustCompile: true));

    private static async Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> FindAsync(string statements, bool mustCompile) =>
        await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>(
            [
                $$"""
                #pragma warning disable CS1998
                public interface IUi
                {
                    Task<bool> ConfirmAsync(string text);
                    bool RequestUserApproval(string text);
                    bool AskUser(string text);
                    bool TryGetPermission(string text);
                    bool RequiresApproval(string text);
                    bool AskModel(string text);
                    bool ApproveAll(string text);
                    bool FindUser(string text);
                    Task<Consent> RequestConsentAsync(string text);
                    Task<Choice> AskForConsentAsync(string text);
                }
                public enum Choice { No, NotAllowed, Yes, AllowAlways }
                public static class MessageBox { public static Choice Show(string text) => Enum.Parse<Choice>(Console.ReadLine()!); }
                public class Consent { public bool IsAccepted { get; set; } public bool IsDenied { get; set; } }
                class Desk(IChatClient client, IUi ui)
                {
                    private bool Confirm(string text) { Console.Write(text); return Console.ReadLine() == "y"; }
                    private async Task<bool> ConfirmAsync(string text)
                    {
                        Console.Write(text);
                        return await Task.Run(Console.ReadLine) == "y";
                    }

                    private bool ConfirmNothing(string text) => true;
                    private bool ConfirmLength(string text) => text.Length > 3;
                    public async Task RunAsync(string question)
                    {
                        var answer = (await client.GetResponseAsync(question)).Text;
                        {{statements}}
                        _ = ui;
                    }
                    private static void Later(string command) => Start(command);
                    private static void Start(string command) => System.Diagnostics.Process.Start(command);
                }
                """,
            ],
            mustCompile: mustCompile,
            only: "LLMH6003"
        );
}
