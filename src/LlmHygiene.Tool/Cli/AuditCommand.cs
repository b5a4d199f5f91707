using System.CommandLine;
using System.Globalization;
using System.Text;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Output;
using LlmHygiene.Tool.Audit.Writing.Html;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Audit.Writing.Tables;
using LlmHygiene.Tool.Io;
using Spectre.Console;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene audit</c>: which models are called from where, with which prompts, and at what list price.</summary>
internal static class AuditCommand
{
    private const string Description = """
        Shows every LLM call and prompt of the code with its model, version, tokens and list price, models with a shutdown
        date, and what the rules report.

        Exit codes: 0 no violation; 1 a violation (a warning or an error); 2 bad input, or a project could not be read
        completely. The report shows everything that was read, and names what was not.
        """;

    public static Command Create()
    {
        var path = SharedOptions.PathOrFolder();
        var format = new Option<string>("--format")
        {
            Description = $"What to print: {string.Join(", ", AuditFormats.Names)}.",
            DefaultValueFactory = static _ => "table",
        };
        var output = new Option<string[]>("--output", "-o")
        {
            Description = "Also write this file: .json, .sarif, .cdx.json, .md, .html or .txt, or FORMAT=FILE. Can be repeated.",
            AllowMultipleArgumentsPerToken = false,
        };
        var diff = new Option<string>("--diff")
        {
            Description = "An earlier report in JSON. The table, the Markdown and the HTML page show what changed since then.",
        };
        var asOf = new Option<string>("--as-of")
        {
            Description = "The day to compare shutdown dates with, as in 2026-11-22. Default: the day of the model catalog.",
        };
        var linkTemplate = new Option<string>("--link-template")
        {
            Description = "Target of the HTML page's links into the code, as in https://github.com/owner/name/blob/main/{file}#L{line}",
        };
        var noRestore = SharedOptions.NoRestore();
        var strict = SharedOptions.Strict();
        var framework = SharedOptions.Framework();
        var property = SharedOptions.Property();
        var exitZero = new Option<bool>("--exit-zero") { Description = "Exit with 0 whatever was found, and with 2 only for bad input." };

        var command = new Command("audit", Description)
        {
            path,
            format,
            output,
            diff,
            asOf,
            linkTemplate,
            noRestore,
            framework,
            property,
            strict,
            exitZero,
        };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    new Request(
                        parsed.GetValue(path)!,
                        parsed.GetValue(format)!,
                        parsed.GetValue(output) ?? [],
                        parsed.GetValue(diff),
                        parsed.GetValue(linkTemplate),
                        parsed.GetValue(exitZero),
                        new AuditSettings(!parsed.GetValue(noRestore), parsed.GetValue(strict), parsed.GetValue(asOf))
                        {
                            Build = parsed.Build(framework, property),
                        }
                    ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        var format =
            AuditFormats.Parse(request.Format)
            ?? throw new BadInputException($"'{request.Format}' is not a format. Write {string.Join(", ", AuditFormats.Names)}.");
        var outputs = request.Outputs.Select(AuditOutput.Parse).ToList();
        if (
            request.Settings.AsOf is { } day
            && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
            throw new BadInputException($"'{day}' is not a date. Write it as in 2026-11-22.");
        var links = SourceLinks.Parse(request.LinkTemplate);
        var before = request.Diff is { } file ? AuditJson.Read(file) : null;

        var report = await ConsoleProgress
            .RunAsync(progress => AuditRunner.RunAsync(request.Path, request.Settings, progress, cancellationToken))
            .ConfigureAwait(false);
        var diff = before is null ? null : AuditDiff.Between(before, report);
        foreach (var output in outputs)
            AtomicFile.Write(Path.GetFullPath(output.Path), AuditFormats.Write(output.Format, report, diff, request.Settings.AsOf, links));
        Print(format, report, diff, request.Settings.AsOf, links);
        return request.ExitZero ? ExitCode.Success : Judge(report);
    }

    private static void Print(AuditFormat format, AuditReport report, AuditDiff? diff, string? asOf, SourceLinks links)
    {
        if (format == AuditFormat.Table && !Console.IsOutputRedirected)
        {
            new AuditTable(AnsiConsole.Console).Write(report, diff);
            return;
        }

        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.Out.Write(AuditFormats.Write(format, report, diff, asOf, links));
    }

    /// <summary>A project in another language is out of scope; any other project that was not read could hide a violation.</summary>
    public static int Judge(AuditReport report) =>
        report.NotRead.Any(static one => one.Kind != AuditNotRead.Language) ? ExitCode.BadInput
        : report.Violations.Any(static violation => violation.Counts) ? ExitCode.Found
        : ExitCode.Success;

    private sealed record Request(
        string Path,
        string Format,
        IReadOnlyList<string> Outputs,
        string? Diff,
        string? LinkTemplate,
        bool ExitZero,
        AuditSettings Settings
    );
}
