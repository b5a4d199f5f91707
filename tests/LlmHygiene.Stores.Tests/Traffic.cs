using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using SupportDesk;

namespace LlmHygiene.Stores.Tests;

/// <summary>The support desk at work, with calls that nobody has touched beside it, and responses that end in every way.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly PromptRollout _rollout = new(
        new ConfigurationBuilder()
            .SetBasePath(Path.GetDirectoryName(typeof(TicketDesk).Assembly.Location)!)
            .AddJsonFile("appsettings.json")
            .Build()
            .GetSection(PromptRollout.SectionName)
    );

    private readonly IChatClient _scripted = new ScriptedModel()
        .AsBuilder()
        .UseFunctionInvocation()
        .UseOpenTelemetry()
        .UsePromptTelemetry()
        .Build();

    private readonly IChatClient _loopWithoutStep = new ScriptedModel().AsBuilder().UseFunctionInvocation().Build();

    private LlmEndpoint? _endpoint;

    static Traffic()
    {
        // The support desk must use its own server.
        foreach (var variable in new[] { "OPENAI_API_KEY", "OLLAMA_HOST" })
            Environment.SetEnvironmentVariable(variable, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_endpoint is not null)
            await _endpoint.DisposeAsync();
        _scripted.Dispose();
        _loopWithoutStep.Dispose();
        _rollout.Dispose();
    }

    /// <summary>Makes each call once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _endpoint ??= await LlmEndpoint.OpenAsync(_rollout, cancellationToken);
        foreach (var ticket in Ticket.Open)
            await HandleAsync(ticket, _endpoint, cancellationToken);

        var untouched = new UntouchedCalls(_endpoint.Chat);
        await untouched.AskAsync(cancellationToken);
        Assert.NotEqual(0, await untouched.StreamAsync(cancellationToken));
        await untouched.TaggedAsync(cancellationToken);
        Assert.True(await untouched.FailAsync(cancellationToken));

        foreach (var end in new[] { "end stop", "end length", "end content_filter", "end refusal" })
            await new ScriptedPrompt(end).GetResponseAsync(_scripted, cancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            new ScriptedPrompt(ScriptedModel.Fails).GetResponseAsync(_scripted, cancellationToken)
        );
        await Assert.ThrowsAsync<PromptBudgetExceededException>(() =>
            new ScriptedPrompt(ScriptedModel.CallsTools) { Budget = new PromptBudget { Calls = 1 } }.GetResponseAsync(
                _scripted,
                cancellationToken
            )
        );
        // Nothing in this pipeline counts the calls of the tool loop.
        await new ScriptedPrompt("end stop") { Budget = new PromptBudget { Calls = 5 } }.GetResponseAsync(
            _loopWithoutStep,
            cancellationToken
        );
    }

    private static async Task HandleAsync(Ticket ticket, LlmEndpoint endpoint, CancellationToken cancellationToken)
    {
        // The key decides who gets the new version of a prompt.
        using var context = PromptRolloutContext.Begin(key: ticket.Customer);
        var desk = new TicketDesk(endpoint.Chat);
        var team = await desk.ClassifyAsync(ticket, cancellationToken);
        var summary = await desk.SummarizeAsync(ticket, cancellationToken);
        var earlier = await new SimilarTickets(endpoint.Embeddings, endpoint.EmbeddingModel).FindAsync(ticket.Body, cancellationToken);
        await foreach (var _ in desk.DraftReplyAsync(ticket, team, summary, earlier, cancellationToken))
            ;
    }
}
