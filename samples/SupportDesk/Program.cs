using System.ClientModel;
using System.Text.Json;
using LlmHygiene;
using Microsoft.Extensions.Configuration;
using Spectre.Console;
using SupportDesk;
using SupportDesk.Offline;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// Runs another program against the in-process server: SupportDesk offline dotnet run --project ../LegacyAssistant
if (args is ["offline", var program, .. var arguments])
    return await OfflineProgram.RunAsync(program, arguments, stop.Token);

// A file or a pipe has no width.
if (!AnsiConsole.Profile.Out.IsTerminal)
    AnsiConsole.Profile.Width = 120;

// Decides which version of a prompt a customer gets. The file can be changed while the app runs.
var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
    .AddJsonFile("appsettings.json", optional: false, reloadOnChange: true).Build();
using var rollout = new PromptRollout(configuration.GetSection(PromptRollout.SectionName));

using var export = TelemetryExport.Start();
using var calls = new CallTable();
using var versions = new VersionTable();
await using var endpoint = await LlmEndpoint.OpenAsync(rollout, stop.Token);
AnsiConsole.MarkupLineInterpolated($"[dim]Models: {endpoint.Description}[/]");

var desk = new TicketDesk(endpoint.Chat);
var similar = new SimilarTickets(endpoint.Embeddings, endpoint.EmbeddingModel);

try
{
    foreach (var ticket in Ticket.Open)
        await HandleAsync(ticket);
}
catch (Exception error)
    when (error is ClientResultException or JsonException or AggregateException or HttpRequestException or OperationCanceledException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{endpoint.Description}: {error.Message}[/]");
    Environment.ExitCode = 1;
}

AnsiConsole.WriteLine();
AnsiConsole.Write(calls.Build());
AnsiConsole.WriteLine();
AnsiConsole.Write(versions.Build());
return Environment.ExitCode;

async Task HandleAsync(Ticket ticket)
{
    using var context = PromptRolloutContext.Begin(key: ticket.Customer);
    AnsiConsole.WriteLine();
    AnsiConsole.MarkupLineInterpolated($"[bold]#{ticket.Number} {ticket.Subject}[/]");

    var team = await desk.ClassifyAsync(ticket, stop.Token);
    AnsiConsole.MarkupLineInterpolated($"Team:     {team}");

    var summary = await desk.SummarizeAsync(ticket, stop.Token);
    AnsiConsole.MarkupLineInterpolated($"Summary:  {summary}");

    var earlier = await similar.FindAsync(ticket.Body, stop.Token);
    Console.Write("Reply:    ");
    await foreach (var text in desk.DraftReplyAsync(ticket, team, summary, earlier, stop.Token))
        Console.Write(text);
    Console.WriteLine();
}
