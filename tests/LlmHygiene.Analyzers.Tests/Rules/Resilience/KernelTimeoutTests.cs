using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Resilience;

/// <summary>The HTTP client of a kernel, and what the application registers for itself.</summary>
public class KernelTimeoutTests
{
    // What the application registers is not in the container of a kernel that is built in one expression.
    [Theory]
    [InlineData("services.AddHttpClient();", "_ = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5\", \"key\").Build();", true)]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(c => c.Timeout = TimeSpan.FromMinutes(9)));",
        "_ = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5\", \"key\").Build();",
        true
    )]
    [InlineData(
        "services.AddHttpClient();",
        "_ = Kernel.CreateBuilder().AddOwn().AddOpenAIChatCompletion(\"gpt-5\", \"key\").Build();",
        false
    )]
    [InlineData(
        "services.AddHttpClient();",
        "_ = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5\", \"key\").AddOwn().Build();",
        false
    )]
    public async Task A_kernel_that_is_built_in_one_expression_has_only_what_is_added_there(string registration, string built, bool isOwn)
    {
        var messages = await ResilienceTest.MessagesAsync(
            "LLMH5004",
            $$"""
            static class App
            {
                static IKernelBuilder AddOwn(this IKernelBuilder builder) => builder;

                static void Add(IServiceCollection services)
                {
                    {{registration}}
                    {{built}}
                }
            }
            """
        );
        Assert.Equal(
            isOwn,
            messages.Contains(
                "'AddOpenAIChatCompletion': the HttpClient that it makes cuts a call after 100 s, its default, "
                    + "and long responses take longer: pass an HttpClient with a longer Timeout"
            )
        );
    }
}
