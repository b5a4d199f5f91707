using System.Runtime.CompilerServices;
using LlmHygiene;
using Microsoft.Extensions.AI;
using SupportDesk.Prompts;
using Team = SupportDesk.Prompts.ClassifyTicketPrompt.V3.Output.TeamOption;

namespace SupportDesk;

/// <summary>The model calls of the support desk. The prompts are files in Prompts; their classes are generated.</summary>
internal sealed class TicketDesk(IChatClient client)
{
    public async Task<Team> ClassifyAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var prompt = new ClassifyTicketPrompt.V3 { Subject = ticket.Subject, Body = ticket.Body };
        var response = await prompt.GetResponseAsync(client, cancellationToken);
        return response.Result.Team;
    }

    public async Task<string> SummarizeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var prompt = new SummarizeTicketPrompt.V1 { Ticket = ticket.Body, Comments = ticket.Comments };
        var response = await prompt.GetResponseAsync(client, cancellationToken);
        return response.Text;
    }

    public async IAsyncEnumerable<string> DraftReplyAsync(
        Ticket ticket, Team team, string summary, SolvedTicket earlier, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prompt = new DraftReplyPrompt.V1
        {
            Customer = ticket.Customer,
            Summary = summary,
            Apologize = team is Team.Billing or Team.Bug,
            Earlier = earlier.Solution,
        };

        await foreach (var update in prompt.GetStreamingResponseAsync(client, cancellationToken))
            yield return update.Text;
    }
}
