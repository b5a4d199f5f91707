using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The settings files of a program are read, and what they state is reported at its line.</summary>
public sealed class SettingsItemTests(PackedPackages packages)
{
    [Fact]
    public async Task A_model_in_the_settings_of_a_program_is_reported_at_its_line_and_column()
    {
        var consumer = Consumer
            .Create(packages)
            .With("Program.cs", Sources.DoNothing)
            .With(
                "Desk.cs",
                """
                using Microsoft.Extensions.AI;
                using Microsoft.Extensions.Configuration;

                internal sealed class Desk(IChatClient client, IConfiguration configuration)
                {
                    public Task<ChatResponse> AskAsync(string question, CancellationToken stop) =>
                        client.GetResponseAsync(
                            question, new ChatOptions { ModelId = configuration["AI:Model"], MaxOutputTokens = 5 }, stop);
                }
                """
            )
            .With("appsettings.json", "{\n  // the model\n  \"AI\": { \"Model\": \"gpt-5.4-mini-2026-03-17\" },\n}\n")
            .With("appsettings.Production.json", "{\n  \"AI\": {\n    \"Model\": \"gpt-4-0314\"\n  }\n}\n")
            .With("Other/appsettings.json", "{ \"AI\": { \"Model\": \"gpt-3.5-turbo-0301\" } }");
        Assert.Equal(
            ["appsettings.Production.json(3,14): warning LLMH1004"],
            (await consumer.BuildAsync()).Succeeded().FindingsWithColumns
        );
        (await consumer.RebuildAsync("-p:EnableDefaultLlmSettingsItems=false")).Succeeded().Reports();
    }
}
