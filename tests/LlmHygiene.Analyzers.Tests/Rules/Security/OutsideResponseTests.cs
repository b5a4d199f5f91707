using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>What a model writes, as a helper of another project or Refit returns it.</summary>
public class OutsideResponseTests
{
    private static readonly StubSdk s_helper = new(
        "Shop.Util",
        "namespace Shop.Util { public static class HttpUtil { public static Task<string> PostAsync(string url, string json) => null; } }"
    );

    [Fact]
    public Task The_text_of_a_helper() =>
        VerifyAsync(
            """
            using Shop.Util;
            class Runner
            {
                const string Url = "https://api.openai.com/v1/chat/completions";
                public async Task A(string json)
                {
                    var answer = await HttpUtil.PostAsync(Url, json);
                    System.Diagnostics.Process.Start("sh", {|LLMH6003:answer|});
                }
                public async Task B(string json)
                {
                    var answer = await HttpUtil.PostAsync("https://shop.example/orders", json);
                    System.Diagnostics.Process.Start("sh", answer);
                }
            }
            """
        );

    [Fact]
    public Task The_objects_of_Refit() =>
        VerifyAsync(
            """
            using Refit;
            public class Reply { public string Text { get; set; } = ""; }
            public interface IApi
            {
                [Post("/v1/chat/completions")] Task<Reply> Write([Body] object body);
                [Post("/v1/chat/completions")] Task<ApiResponse<Reply>> Ask([Body] object body);
                [Post("/v1/files")] Task<Reply> Save([Body] object body);
            }
            class Runner(IApi api)
            {
                public async Task A(object body) => System.Diagnostics.Process.Start("sh", (await {|LLMH6003:api.Write(body)|}).Text);
                public async Task B(object body) =>
                    System.Diagnostics.Process.Start("sh", (await {|LLMH6003:api.Ask(body)|}).Content!.Text);
                public async Task C(object body) => System.Diagnostics.Process.Start("sh", (await api.Ask(body)).ReasonPhrase!);
                public async Task D(object body) => System.Diagnostics.Process.Start("sh", (await api.Save(body)).Text);
            }
            """
        );

    private static Task VerifyAsync(string source) =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            [source],
            only: "LLMH6003",
            references: StubSdk.Build([.. TestReferences.All, .. TestReferences.HttpLibraries], s_helper)
        );
}
