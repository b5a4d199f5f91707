using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Resilience;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Runs the rules about how clients are made over source, with the factory of HTTP clients, its handlers and Polly.</summary>
internal static class ResilienceTest
{
    private const string Usings = """
        global using System.ClientModel;
        global using System.ClientModel.Primitives;
        global using System.Net.Http;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Http.Resilience;
        global using Microsoft.SemanticKernel;
        global using OllamaSharp;
        global using OpenAI;
        global using OpenAI.Chat;
        global using Polly;
        global using Polly.Retry;
        global using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        """;

    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. TestReferences.All,
        .. new[]
        {
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Http",
            "Microsoft.Extensions.Http.Polly",
            "Microsoft.Extensions.Http.Resilience",
            "Microsoft.Extensions.Options",
            "Polly",
            "Polly.Core",
            "Polly.Extensions",
            "Polly.Extensions.Http",
        }.Select(TestReferences.FromOutput),
    ];

    /// <summary>Verifies one rule about the places where clients are made.</summary>
    public static Task VerifyAsync(string id, string source, string? editorConfig = null) =>
        RuleTest.VerifyAsync<ClientSetupAnalyzer>([source, Usings], editorConfig, only: id, references: References);

    /// <summary>Verifies one rule about calls.</summary>
    public static Task VerifyCallAsync(string id, string source) =>
        RuleTest.VerifyAsync<LlmCallAnalyzer>([source, Usings], only: id, references: References);

    /// <summary>The message of the only diagnostic of a rule.</summary>
    public static async Task<string> MessageAsync(string id, string source) =>
        Assert
            .Single(await RuleTest.DiagnosticsAsync<ClientSetupAnalyzer>([source, Usings], references: References, only: id))
            .GetMessage(null);

    /// <summary>The messages of a rule.</summary>
    public static async Task<IEnumerable<string>> MessagesAsync(string id, string source) =>
        (await RuleTest.DiagnosticsAsync<ClientSetupAnalyzer>([source, Usings], references: References, only: id)).Select(static found =>
            found.GetMessage(null)
        );

    /// <summary>The message of the only diagnostic of a rule about calls.</summary>
    public static async Task<string> CallMessageAsync(string id, string source) =>
        Assert
            .Single(await RuleTest.DiagnosticsAsync<LlmCallAnalyzer>([source, Usings], references: References, only: id))
            .GetMessage(null);
}
