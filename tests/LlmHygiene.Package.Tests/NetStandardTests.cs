using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The oldest supported project: a library for netstandard2.0 in C# 9.</summary>
public sealed class NetStandardTests(PackedPackages packages)
{
    [Fact]
    public async Task A_library_in_CSharp_9_builds_with_warnings_as_errors()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: """
                <PropertyGroup>
                  <TargetFramework>netstandard2.0</TargetFramework>
                  <OutputType>Library</OutputType>
                  <LangVersion>9</LangVersion>
                  <ImplicitUsings>disable</ImplicitUsings>
                  <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  <GenerateDocumentationFile>true</GenerateDocumentationFile>
                </PropertyGroup>
                """
            )
            .With("Prompts/triage.prompt.yml", Prompt("1.0.0", "You decide who takes a ticket."))
            .With("Prompts/triage-next.prompt.yml", Prompt("1.1.0-beta.1", "You route tickets."))
            .With(
                "Desk.cs",
                """
                using System;
                using System.Threading;
                using System.Threading.Tasks;
                using App.Prompts;
                using LlmHygiene;
                using Microsoft.Extensions.AI;

                namespace App
                {
                    internal static partial class Desk
                    {
                        [Prompt("title", "1.0.0", Model = "gpt-5.4-mini-2026-03-17", MaxOutputTokens = 20,
                            User = "{{ticket}} {{days}} {{share}} {{day}}")]
                        public static partial Task<string> TitleAsync(IChatClient client, string ticket, int days, double share,
                            DateTime day, CancellationToken cancellationToken = default);

                        public static async Task<string> AskAsync(IChatClient client, string ticket, CancellationToken cancellationToken)
                        {
                            var customer = new TriagePrompt.V1.CustomerRecord("Ada", DateTime.Today,
                                TriagePrompt.V1.CustomerRecord.PlanOption.Team);
                            var triage = new TriagePrompt.V1(customer, ticket, new[] { "Same here." });
                            return (await triage.GetResponseAsync(client, cancellationToken)).Result.Team
                                + await TitleAsync(client, ticket, 1, 0.5, DateTime.Today, cancellationToken);
                        }
                    }
                }
                """
            );

        (await consumer.BuildAsync()).Succeeded().Reports();
    }

    private static string Prompt(string version, string system) =>
        $$$"""
            name: triage
            version: {{{version}}}
            description: Decides who takes a ticket.
            model: gpt-5.4-mini-2026-03-17
            modelParameters: { maxCompletionTokens: 300 }
            inputs:
              customer: { fields: { name: string, since: date, plan: { enum: [free, team] } } }
              ticket: string
              comments: { list: string }
              words: { type: int, optional: true }
              score: { type: number, default: 0.5 }
            output:
              team: string
              urgency: { enum: [low, high] }
              reasons: { list: { fields: { text: string, weight: number } } }
            messages:
              - role: system
                content: {{{system}}}
              - role: user
                content: |
                  {{customer.name}}, {{customer.since}}, {{customer.plan}}, {{score}}: {{ticket}}
                  {{#each comments}}{{@index}}. {{this}}
                  {{/each}}
                  {{#if words}}In at most {{words}} words.{{/if}}

            """;
}
