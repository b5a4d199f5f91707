using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>A rollout chooses among the live versions of a generated prompt.</summary>
public class LiveVersionRolloutTests
{
    [Fact]
    public void A_rollout_is_visible_in_the_telemetry_of_generated_prompts() =>
        Assert.Equal(
            "1.2.0 default Hello u0 (formal); 1.3.0-beta.1 selected Be formal. Hi u1 (3); 1.2.0 default Hello u2 (formal)",
            (
                PromptProject.With(LiveVersionTests.Stable, LiveVersionTests.Canary) with
                {
                    Source = """
                    using System;
                    using System.Collections.Generic;
                    using System.Diagnostics;
                    using System.Linq;
                    using System.Threading;
                    using System.Threading.Tasks;
                    using LlmHygiene;
                    using Microsoft.Extensions.AI;
                    using Shop.Prompts;
                    public static class Test
                    {
                        // Other tests of the process send prompts at the same time.
                        private static readonly AsyncLocal<bool> IsOwn = new();

                        public static string Run() => RunAsync().GetAwaiter().GetResult();
                        private static async Task<string> RunAsync()
                        {
                            IsOwn.Value = true;
                            var seen = new List<string>();
                            using var listener = new ActivityListener
                            {
                                ShouldListenTo = source => source.Name == LlmHygieneTelemetry.ActivitySourceName,
                                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                                ActivityStopped = span =>
                                {
                                    if (IsOwn.Value)
                                        seen.Add(span.GetTagItem(LlmHygieneTelemetry.PromptVersionKey) + " "
                                            + span.GetTagItem(LlmHygieneTelemetry.RolloutKey) + " " + Client.Last);
                                },
                            };
                            ActivitySource.AddActivityListener(listener);
                            var client = new Client().AsBuilder().UsePromptRollout(new OddUsers()).Build();
                            for (var i = 0; i < 3; i++)
                            {
                                using var context = PromptRolloutContext.Begin(key: "u" + i);
                                await new GreetPrompt.V1 { Who = "u" + i, Lines = Array.Empty<string>(),
                                    Limit = 3 }.GetResponseAsync(client);
                            }
                            return string.Join("; ", seen);
                        }
                        private sealed class OddUsers : IPromptVersionSelector
                        {
                            public ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken) =>
                                new(request.Key == "u1" ? request.Versions[request.Versions.Count - 1].Version : null);
                        }
                        private sealed class Client : IChatClient
                        {
                            public static string Last = "";
                            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                                CancellationToken cancellationToken = default)
                            {
                                Last = string.Join(" ", messages.Select(message => message.Text));
                                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")));
                            }
                            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                                ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                                throw new NotSupportedException();
                            public object? GetService(Type serviceType, object? serviceKey = null) => null;
                            public void Dispose() { }
                        }
                    }
                    """,
                }
            ).Run<string>()
        );
}
