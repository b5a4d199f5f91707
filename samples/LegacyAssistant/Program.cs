using LegacyAssistant;
using LegacyAssistant.Chat;
using LegacyAssistant.Knowledge;
using LegacyAssistant.Responses;
using OpenAI;

// The support desk as it grew: one class per feature, each with its own way to call a model.
var settings = AssistantSettings.FromEnvironment();
var openAI = new OpenAIClient(settings.ApiKey);
var ticket = Ticket.Sample;
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

if (settings.ProviderAssembly is { } provider)
{
    // A customer's own model, in an assembly that operations deploys.
    using var chat = ProviderPlugin.LoadChatClient(provider);
    using var embeddings = ProviderPlugin.LoadEmbeddingGenerator(provider);
    var summarizer = new TicketSummarizer(chat);
    Console.WriteLine(await summarizer.SummarizeAsync(ticket));
    Console.WriteLine(await summarizer.AnswerAsync(ticket, settings.LoadChatOptions()));
    Console.WriteLine(await summarizer.AskAsync($"Is this ticket spam? Answer yes or no. {ticket.Subject}"));
    await foreach (var word in new ReplyWriter(chat).WriteAsync(ticket))
        Console.Write(word);
    Console.WriteLine($"{await new TicketIndex(embeddings).AddAsync(ticket)} numbers in the index");
    return;
}

var classifier = new TicketClassifier(openAI, settings);
var category = await classifier.ClassifyAsync(ticket);
Console.WriteLine($"{category}, {await classifier.RateUrgencyAsync(ticket)}");
Console.WriteLine(await classifier.DetectLanguageAsync(ticket));

var escalation = new EscalationDesk(settings);
Console.WriteLine(await escalation.NeedsHumanAsync(ticket));
Console.WriteLine(await escalation.ExplainAsync(ticket));

Console.WriteLine(await new ReleaseNotes(settings).FindAsync(ticket));

var assistant = new ResponsesAssistant(settings);
var reply = await assistant.DraftAsync(ticket);
Console.WriteLine(await assistant.TextOfAsync(reply));
Console.WriteLine(await assistant.TranslateAsync(ticket, "German"));
Console.WriteLine(await assistant.PolishAsync(reply));
