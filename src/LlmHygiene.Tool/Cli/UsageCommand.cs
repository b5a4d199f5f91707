using System.CommandLine;
using DuckDB.NET.Data;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Reporting;
using LlmHygiene.Tool.Usage.Store;
using LlmHygiene.Tool.Usage.Writing;

namespace LlmHygiene.Tool.Cli;

/// <summary><c>llm-hygiene usage</c>: calls, tokens, cost and latency of each prompt in production.</summary>
internal static class UsageCommand
{
    private const string Description = """
        Reads exported telemetry and shows calls, tokens, cost and latency of each prompt, version and model: which prompt
        costs most, whether a canary is slower or more expensive, and which prompts of the code were never called.

        Reads OTLP JSON lines, as the OpenTelemetry collector's file exporter writes them, plain or compressed by gzip or zstd.
        Exit codes: 0 done; 2 an argument, a file or a project cannot be read.
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files, folders, or patterns such as 'traces-*.json'; - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.RejectOptions();
        var format = new Option<string>("--format") { Description = "table, json or markdown.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "markdown");
        var output = new Option<string?>("--output", "-o") { Description = "Write the report to this file." };
        var since = new Option<string?>("--since")
        {
            Description = "Only calls from this time on, as in 2026-11-01 or 2026-11-01T08:00Z; UTC unless a zone is given.",
        };
        var until = new Option<string?>("--until") { Description = "Only calls before this time." };
        var by = new Option<string?>("--by") { Description = "Show the trend by day or by hour, in UTC." };
        by.AcceptOnlyFromAmong("day", "hour");
        var inventory = new Option<string?>("--inventory")
        {
            Description = "The JSON of 'llm-hygiene audit': compare with the prompts and calls of the code.",
        };
        var project = new Option<string?>("--project") { Description = "A project or solution: compare with its prompts." };
        var framework = SharedOptions.Framework();
        var property = SharedOptions.Property();
        var memory = new Option<string>("--memory")
        {
            Description = "Memory limit; data beyond it goes to disk.",
            DefaultValueFactory = static _ => "512MB",
        };

        var command = new Command("usage", Description)
        {
            files,
            format,
            output,
            since,
            until,
            by,
            inventory,
            project,
            framework,
            property,
            memory,
        };
        command.SetWork(
            (parsed, cancellationToken) =>
                RunAsync(
                    new Request(
                        parsed.GetValue(files)!,
                        parsed.GetValue(format)!,
                        parsed.GetValue(output),
                        parsed.GetValue(since),
                        parsed.GetValue(until),
                        parsed.GetValue(by),
                        parsed.GetValue(inventory),
                        parsed.GetValue(project),
                        parsed.Build(framework, property),
                        parsed.GetValue(memory)!
                    ),
                    new Report(),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(Request request, Report report, CancellationToken cancellationToken)
    {
        try
        {
            var options = request.Options();
            var files = InputFiles.Find(request.Files);
            var code = request switch
            {
                { Inventory: not null, Project: not null } => throw new BadInputException("Specify --inventory or --project, not both."),
                { Inventory: { } audit } => CodeInventory.ReadAudit(audit),
                { Project: { } path } => await ReadProjectsAsync(path, request.Build, report, cancellationToken).ConfigureAwait(false),
                { Build.IsDefault: false } => throw new BadInputException(
                    "'--framework' and '-p' are for a project. Give it with --project."
                ),
                _ => null,
            };

            using var store = UsageStore.Open(request.Memory);
            var input = new TelemetryFiles(store).Read(files, cancellationToken);
            if (input.BrokenLines > 0)
                report.Error($"{input.FirstBroken}{(input.BrokenLines > 1 ? $" ({input.BrokenLines - 1} more such lines)" : "")}");
            if (input.Lines > 0 && input.BrokenLines == input.Lines)
                throw new BadInputException(
                    "No line is OTLP JSON. Specify files that the collector's file exporter wrote in the format 'json'."
                );

            Write(UsageReader.Read(store, input, options, code), request);
            return code is { IsComplete: false } ? ExitCode.BadInput : ExitCode.Success;
        }
        catch (DuckDBException error)
        {
            report.Error($"The database failed: {error.Message.Split('\n')[0].TrimEnd()} (--memory is {request.Memory})");
            return ExitCode.BadInput;
        }
        catch (Exception error) when (error.GetBaseException() is DllNotFoundException or BadImageFormatException)
        {
            report.Error(
                "The database, DuckDB, has no build for this system. "
                    + "There are builds for Windows and Linux with glibc (x64, arm64) and for macOS."
            );
            return ExitCode.BadInput;
        }
    }

    // What cannot be read is missing in the comparison, not in the report.
    private static async Task<CodeInventory> ReadProjectsAsync(
        string path,
        BuildChoice build,
        Report report,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadProjects
            .FromAsync(path, new AuditSettings(Restore: false) { Build = build }, cancellationToken)
            .ConfigureAwait(false);
        report.NotRead(read.NotRead);
        if (read.Projects.Count == 0 && read.NotRead.Count > 0)
            throw new BadInputException($"No project of '{path}' could be read.");
        return CodeInventory.Of(path, read);
    }

    private static void Write(UsageReport report, Request request)
    {
        using var text = new StringWriter();
        switch (request.Format)
        {
            case "json":
                JsonWriter.Write(report, text);
                break;
            case "markdown":
                MarkdownWriter.Write(report, request.By == "hour", text);
                break;
            default:
                TableWriter.Write(
                    report,
                    request.By == "hour",
                    text,
                    request.Output is null && !Console.IsOutputRedirected ? Console.WindowWidth : null
                );
                break;
        }

        if (request.Output is { } path)
            AtomicFile.Write(Path.GetFullPath(path), text.ToString());
        else
            Console.Out.Write(text.ToString());
    }

    private sealed record Request(
        string[] Files,
        string Format,
        string? Output,
        string? Since,
        string? Until,
        string? By,
        string? Inventory,
        string? Project,
        BuildChoice Build,
        string Memory
    )
    {
        public UsageOptions Options()
        {
            var options = new UsageOptions(
                Time(Since, "--since") ?? UsageOptions.All.Since,
                Time(Until, "--until") ?? UsageOptions.All.Until,
                By switch
                {
                    "day" => UnixNanos.Day,
                    "hour" => UnixNanos.Hour,
                    _ => 0,
                }
            );
            return options.Since < options.Until ? options : throw new BadInputException("--since must be before --until.");
        }

        private static long? Time(string? text, string option) =>
            text is null
                ? null
                : UnixNanos.Parse(text)
                    ?? throw new BadInputException($"{option}: '{text}' is not a time. Write it as in 2026-11-01 or 2026-11-01T08:00Z.");
    }
}
