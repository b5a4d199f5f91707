using System.CommandLine;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene check</c>: the violations alone, as a build prints them, for CI.</summary>
internal static class CheckCommand
{
    private const string Description = """
        Prints what the rules report as a build would, and ends with 1 if there is any. What llmhygiene.baseline has is not
        reported.

        Exit codes: 0 no violation; 1 a violation (a warning or an error); 2 bad input, or a project could not be read as a
        whole.
        """;

    public static Command Create()
    {
        var path = PathArgument.Create(
            "A .csproj, .sln or .slnx file, or a folder with one; of a folder with neither, all projects below it."
        );
        var noRestore = new Option<bool>("--no-restore") { Description = "Do not restore the projects first." };
        var strict = new Option<bool>("--strict") { Description = "Judge as LlmHygieneMode Strict does." };

        var command = new Command("check", Description) { path, noRestore, strict };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetValue(path)!,
                    new AuditSettings(!parsed.GetValue(noRestore), parsed.GetValue(strict)),
                    new Report(),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string path, AuditSettings settings, Report report, CancellationToken cancellationToken)
    {
        var audit = await ConsoleProgress
            .RunAsync(progress => AuditRunner.RunAsync(path, settings, progress, cancellationToken))
            .ConfigureAwait(false);
        var violations = audit.Violations.Where(static violation => violation.Counts).ToList();
        foreach (var one in violations)
            report.Line(
                $"{one.Path}({AuditText.Line(one.Line)},{AuditText.Line(one.Column)}): {one.Severity} {one.Rule}: {one.Message} [{one.Project}{string.Concat((one.Frameworks ?? []).Select(static name => "::TargetFramework=" + name))}]"
            );
        foreach (var one in audit.NotRead.Where(static one => one.Kind != AuditNotRead.Language))
            report.Error(AuditText.NotRead(one));
        report.Line($"{audit.Root}: {AuditText.Headline(audit)}");
        return AuditCommand.Judge(audit);
    }
}
