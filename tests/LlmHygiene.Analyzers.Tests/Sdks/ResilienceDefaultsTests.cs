using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Http.Resilience;
using OllamaSharp;
using OpenAI;
using OpenAI.Chat;
using Polly.Retry;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The defaults in the tables are those of the packages: time-outs, retries and rounds.</summary>
public class ResilienceDefaultsTests
{
    [Fact]
    public void An_HTTP_client_has_the_default_time_out()
    {
        using var client = new HttpClient();
        Assert.Equal(HttpClients.DefaultTimeout, client.Timeout.TotalSeconds);
    }

    [Fact]
    public void The_standard_handler_has_the_defaults_of_the_table()
    {
        var options = new HttpStandardResilienceOptions();
        Assert.Equal(HttpClients.AttemptTimeout, options.AttemptTimeout.Timeout.TotalSeconds);
        Assert.Equal(HttpClients.TotalTimeout, options.TotalRequestTimeout.Timeout.TotalSeconds);
        Assert.Equal(HttpClients.Retries, options.Retry.MaxRetryAttempts);
        Assert.Equal(HttpClients.Retries, new RetryStrategyOptions().MaxRetryAttempts);
        var hedging = new HttpStandardHedgingResilienceOptions();
        Assert.Equal(HttpClients.AttemptTimeout, hedging.Endpoint.Timeout.Timeout.TotalSeconds);
        Assert.Equal(HttpClients.TotalTimeout, hedging.TotalRequestTimeout.Timeout.TotalSeconds);
    }

    [Fact]
    public void The_step_that_calls_tools_has_the_rounds_of_the_table()
    {
        using var inner = new OllamaApiClient("http://localhost");
        using var client = new FunctionInvokingChatClient(inner);
        Assert.Equal(MicrosoftExtensionsAISdk.DefaultRounds, client.MaximumIterationsPerRequest);
    }

    [Fact]
    public async Task OpenAI_repeats_as_the_table_says()
    {
        using var failing = new Failing();
        var client = new ChatClient(
            "gpt-5",
            new ApiKeyCredential("key"),
            new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(failing)) }
        );
        await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync("q"));
        Assert.Equal(RowOf(OpenAISdk.Table, "OpenAI.Chat.ChatClient").Retries + 1, failing.Requests);
    }

    [Fact]
    public async Task Anthropic_repeats_as_the_table_says()
    {
        using var failing = new Failing();
        using var http = new HttpClient(failing);
        var client = new Anthropic.AnthropicClient { ApiKey = "key", HttpClient = http };
        await Assert.ThrowsAnyAsync<Exception>(() =>
            client.Messages.Create(
                new()
                {
                    Model = "claude",
                    MaxTokens = 10,
                    Messages = [],
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(RowOf(AnthropicSdk.Table, "Anthropic.AnthropicClient").Retries + 1, failing.Requests);
    }

    [Fact]
    public async Task Anthropic_uses_the_time_out_of_the_HTTP_client()
    {
        using var http = new HttpClient(new Slow()) { Timeout = TimeSpan.FromMilliseconds(20) };
        var client = new Anthropic.AnthropicClient
        {
            ApiKey = "key",
            HttpClient = http,
            MaxRetries = 0,
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.Messages.Create(
                new()
                {
                    Model = "claude",
                    MaxTokens = 10,
                    Messages = [],
                },
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task Ollama_uses_the_time_out_of_the_HTTP_client_and_does_not_repeat()
    {
        using var slow = new HttpClient(new Slow()) { BaseAddress = new Uri("http://localhost"), Timeout = TimeSpan.FromMilliseconds(20) };
        IChatClient client = new OllamaApiClient(slow, "llama3");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.GetResponseAsync("q", cancellationToken: TestContext.Current.CancellationToken)
        );

        using var failing = new Failing();
        using var http = new HttpClient(failing) { BaseAddress = new Uri("http://localhost") };
        IChatClient other = new OllamaApiClient(http, "llama3");
        await Assert.ThrowsAnyAsync<Exception>(() => other.GetResponseAsync("q", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, failing.Requests);
    }

    [Theory]
    [InlineData("OllamaSharp")]
    [InlineData("Betalgo.Ranul.OpenAI")]
    public void The_client_that_an_SDK_makes_has_the_default_time_out(string table)
    {
        object client =
            table == "OllamaSharp"
                ? new OllamaApiClient("http://localhost")
                : new Betalgo.Ranul.OpenAI.Managers.OpenAIService(new Betalgo.Ranul.OpenAI.OpenAIOptions { ApiKey = "key" });
        var http = client
            .GetType()
            .GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)
            .Select(field => field.GetValue(client))
            .OfType<HttpClient>()
            .Single();
        Assert.Equal(SdkTables.Current.Single(one => one.Name == table).Http.Single().OwnTimeout, http.Timeout.TotalSeconds);
    }

    private static HttpRow RowOf(SdkTable table, string type) => table.Http.Single(row => row.Type == type);

    private sealed class Failing : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("{}") };
            response.Headers.Add("retry-after-ms", "1");
            return Task.FromResult(response);
        }
    }

    private sealed class Slow : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
