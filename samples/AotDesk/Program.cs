using AotDesk;
using AotDesk.Prompts;
using LlmHygiene;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;

const string Ticket = "The export to PDF stops at page 12 since the last update.";

// Half of the tickets use the beta version; the key decides which half.
var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();
using var rollout = new PromptRollout(settings.GetSection(PromptRollout.SectionName));
using var client = new CannedClient().AsBuilder().UsePromptRollout(rollout).UsePromptTelemetry().Build();

var triage = new TriagePrompt.V1
{
    Customer = new() { Name = "Ada", Since = new DateTime(2021, 3, 1), Plan = TriagePrompt.V1.CustomerRecord.PlanOption.Enterprise },
    Ticket = Ticket,
    Comments = [new() { Author = "Grace", Text = "Same here." }],
    OpenDays = 3,
};

foreach (var message in triage.ToMessages()) Console.WriteLine($"{message.Role}: {message.Text}");

using (PromptRolloutContext.Begin("ticket-7"))
{
    var output = (await triage.GetResponseAsync(client)).Result;
    Console.WriteLine($"{output.Team}, {output.Urgency}: {string.Join("; ", output.Reasons)}");
}

Console.WriteLine(await TicketPrompts.TitleAsync(client, Ticket));
Console.WriteLine(await TicketPrompts.MoodAsync(client, Ticket));
await foreach (var update in triage.WithVersion("1.1.0-beta.1").GetStreamingResponseAsync(client)) Console.Write(update.Text);
Console.WriteLine();
