using System.CommandLine;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene check</c>: only the violations, in the format of a build, for CI.</summary>
internal static class CheckCommand
{
    private const string Description = """
        Prints violations in the format of a build. Violations in llmhygiene.baseline are not reported.

        Exit codes: 0 no violation; 1 a violation (a warning or an error); 2 bad input, or a project could not be read
        completely.
        """;

    public static Command Create()
    {
        var path = SharedOptions.PathOrFolder();
        var noRestore = SharedOptions.NoRestore();
        var strict = SharedOptions.Strict();
        var framework = SharedOptions.Framework();
        var property = SharedOptions.Property();

        var command = new Command("check", Description) { path, noRestore, framework, property, strict };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetValue(path)!,
                    new AuditSettings(!parsed.GetValue(noRestore), parsed.GetValue(strict)) { Build = parsed.Build(framework, property) },
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
            report.Line(Line(one));
        report.NotRead(audit.NotRead);
        report.Line($"{audit.Root}: {AuditText.Headline(audit)}");
        return AuditCommand.Judge(audit);
    }

    // As MSBuild prints it.
    private static string Line(AuditViolation one)
    {
        var frameworks = string.Concat((one.Frameworks ?? []).Select(static name => "::TargetFramework=" + name));
        var position = $"{AuditText.Line(one.Line)},{AuditText.Line(one.Column)}";
        return TerminalText.Of($"{one.Path}({position}): {one.Severity} {one.Rule}: {one.Message} [{one.Project}{frameworks}]");
    }
}
