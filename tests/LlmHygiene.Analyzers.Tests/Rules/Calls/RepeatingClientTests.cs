using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>LLMH5005 where a client class of the project repeats its inner client.</summary>
public class RepeatingClientTests
{
    private const string Id = "LLMH5005";

    [Theory]
    [InlineData(
        "for (var i = 0; i < 3; i++) { try { return CALL; } catch (Exception) { await Task.Delay(1); } } throw new Exception();",
        12
    )]
    [InlineData(
        "for (var i = 1; i <= Most; i++) { try { return CALL; } catch (Exception) when (i < Most) { await Task.Delay(1); } } return null!;",
        20
    )]
    [InlineData(
        "for (int i = 0; i < 2; i++) { try { return CALL; } catch (ClientResultException) { if (i == 1) throw; } } return null!;",
        8
    )]
    [InlineData("for (var i = 0; i < 3; i++) { try { return CALL; } catch (Exception e) { if (e is null) throw; } } return null!;", 4)]
    [InlineData("for (var i = 0; i < 3; i++) { try { return CALL; } catch (Exception e) when (e.Data is null) { } } return null!;", 4)]
    [InlineData("for (var i = 0; i < 3; i++) { try { return CALL; } catch (FormatException) { } } return null!;", 4)]
    [InlineData("for (var i = 0; i < 3; i++) { try { return CALL; } catch (Exception) { break; } } return null!;", 4)]
    [InlineData("for (var i = 0; i < options!.GetHashCode(); i++) { try { return CALL; } catch { } } return null!;", 4)]
    [InlineData("while (true) { try { return CALL; } catch { await Task.Delay(1); } }", 4)]
    [InlineData("return CALL;", 4)]
    public async Task The_attempts_of_a_client_class_of_the_project_count(string body, int attempts)
    {
        const string Call = "await base.GetResponseAsync(messages, options, token)";
        foreach (var made in new[] { "new Repeating(CLIENT)", "CLIENT.AsBuilder().Use(inner => new Repeating(inner)).Build()" })
            Assert.Equal(
                $"'GetResponseAsync': {attempts} attempts of the SDK{(attempts > 4 ? " and 'Repeating'" : "")} inside each of 4 attempts "
                    + $"of the pipeline: up to {attempts * 4} requests for one call; turn one of the two off",
                await ResilienceTest.CallMessageAsync(
                    Id,
                    $$"""
                    class Repeating(IChatClient inner) : DelegatingChatClient(inner)
                    {
                        private const int Most = 5;
                        public override async Task<ChatResponse> GetResponseAsync(
                            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default)
                        {
                            {{body.Replace("CALL", Call, StringComparison.Ordinal)}}
                        }
                    }
                    class C(string key)
                    {
                        readonly ResiliencePipeline _pipeline =
                            new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();

                        public async Task M()
                        {
                            var client = {{made.Replace(
                        "CLIENT",
                        "new ChatClient(\"gpt-5\", key).AsIChatClient()",
                        StringComparison.Ordinal
                    )}};
                            _ = await _pipeline.ExecuteAsync(async t => await client.GetResponseAsync("q"));
                        }
                    }
                    """
                )
            );
    }
}
