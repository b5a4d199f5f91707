using LlmHygiene.Analyzers.Facts.Secrets;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

public class ApiKeyInSourceRuleTests
{
    private const string Id = "LLMH6001";

    public static TheoryData<string, string?> Shapes =>
        new()
        {
            { TestKeys.OpenAI, "openai" },
            { TestKeys.OldOpenAI, "openai" },
            { TestKeys.Anthropic, "anthropic" },
            { TestKeys.OpenRouter, "openrouter" },
            { TestKeys.DeepSeek, null },
            { TestKeys.Google, "google" },
            { TestKeys.Groq, "groq" },
            { TestKeys.XAI, "xai" },
            { TestKeys.HuggingFace, "huggingface" },
            { TestKeys.Replicate, "replicate" },
            { TestKeys.Perplexity, "perplexity" },
            { TestKeys.Cerebras, "cerebras" },
            { TestKeys.Nvidia, "nvidia" },
            { TestKeys.GitHub, "github" },
            { TestKeys.Aws, "aws" },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Fires_for_every_shape_wherever_it_is(string key, string? provider)
    {
        var found = await AnalyzeAsync(
            $$"""
            // {{key}}
            class C
            {
                string a = "{{key}}";
                string b(string q) => $"Bearer {{key}} {q}";
                string c = "https://host/path?key={{key}}&more";
            }
            """
        );
        Assert.Equal([0, 3, 4, 5], found.Select(one => one.Location.GetLineSpan().StartLinePosition.Line));
        Assert.All(
            found,
            one =>
            {
                Assert.Equal(
                    key,
                    one.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(one.Location.SourceSpan)
                );
                Assert.DoesNotContain(key, one.GetMessage(null), StringComparison.Ordinal);
                Assert.DoesNotContain(key[..(key.Length * 2 / 3)], one.GetMessage(null), StringComparison.Ordinal);
                Assert.Contains(
                    provider is null ? "is an API key in" : $"is an API key of {provider} in",
                    one.GetMessage(null),
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Theory]
    [InlineData("https://x.example/{0}.png", 0)]
    [InlineData("https://x.example/images/{0}", 0)]
    [InlineData("https://x.example/{0}/large?w=3", 0)]
    [InlineData("/images/{0}?w=3", 0)]
    [InlineData("images/{0}.png", 0)]
    [InlineData("{0}.png", 0)]
    [InlineData("{0}/thumb", 0)]
    [InlineData("C:\\\\images\\\\{0}", 0)]
    [InlineData("icon.{0}.small", 0)]
    [InlineData("https://x.example/v1?key={0}", 1)]
    [InlineData("https://x.example/v1?key={0}&a=/b", 1)]
    [InlineData("https://{0}@x.example/v1", 1)]
    [InlineData("https://{0}:@x.example/v1", 1)]
    [InlineData("key={0}/eu", 1)]
    [InlineData("The key is {0}. Keep it.", 1)]
    [InlineData("{0}/", 1)]
    [InlineData("//{0}", 1)]
    [InlineData("\\\"{0}\\\"", 1)]
    public async Task The_name_of_a_file_or_an_object_is_no_key(string text, int count)
    {
        foreach (var key in new[] { TestKeys.DeepSeek, TestKeys.HuggingFace, TestKeys.OpenAI })
            Assert.Equal(
                count,
                (await AnalyzeAsync($"class C {{ string a = \"{text.Replace("{0}", key, StringComparison.Ordinal)}\"; }}")).Count
            );
    }

    [Theory]
    [InlineData("new ApiKeyCredential(\"{0}\")", 1)]
    [InlineData("new System.Guid(\"{0}\")", 0)]
    [InlineData("System.Guid.Parse(\"{0}\")", 0)]
    public async Task A_key_may_look_like_a_Guid(string creation, int count)
    {
        var value = creation.Replace("{0}", "755c8f9e-b172-4ff7-9797-9cc130bf4939", StringComparison.Ordinal);
        Assert.Equal(count, (await AnalyzeAsync($"using System.ClientModel; class C {{ object a = {value}; }}")).Count);
    }

    [Theory]
    [InlineData("https://lens-pa.googleapis.com/v1/upload", 0)]
    [InlineData("https://x.firebaseio.com", 0)]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models", 1)]
    [InlineData("https://lens-pa.googleapis.com/v1/upload?then=gemini", 1)]
    [InlineData("https://host/path", 1)]
    public async Task A_key_of_Google_is_not_reported_beside_another_of_its_services(string address, int count) =>
        Assert.Equal(count, (await AnalyzeAsync($"class C {{ string a = \"{TestKeys.Google}\"; string b = \"{address}\"; }}")).Count);

    [Fact]
    public async Task Keys_of_others_are_reported_beside_any_service_of_Google() =>
        Assert.Single(await AnalyzeAsync($"class C {{ string a = \"{TestKeys.Groq}\"; string b = \"https://x.googleapis.com\"; }}"));

    [Fact]
    public async Task The_message_shows_the_first_characters_and_says_what_to_do()
    {
        var found = Assert.Single(await AnalyzeAsync($"class C {{ string a = \"{TestKeys.Groq}\"; }}"));
        Assert.Equal(
            $"'{TestKeys.Groq[..8]}…' is an API key of groq in the source: revoke it, and read it from the environment (GROQ_API_KEY), "
                + "user secrets or a key vault",
            found.GetMessage(null)
        );
        Assert.Contains("CWE-798", found.Descriptor.Description.ToString(null), StringComparison.Ordinal);
        Assert.Contains("external/cwe/cwe-798", found.Descriptor.CustomTags);
    }

    [Theory]
    [InlineData("sk-your-key-goes-here-and-nowhere-else-1234")]
    [InlineData("sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk-...")]
    [InlineData("sk-")]
    [InlineData("sk-ant-...")]
    [InlineData("sk-1234567890abcdef1234567890abcdef")]
    [InlineData("sk-abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv")]
    [InlineData("sk-proj-this-is-not-a-key-but-a-sentence-with-dashes-42")]
    [InlineData("<your-api-key>")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("ollama")]
    [InlineData("lm-studio")]
    [InlineData("not-needed")]
    [InlineData("")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("AIzaSyYOUR_API_KEY_GOES_HERE_0123456789")]
    [InlineData("hf_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("ghp_000000000000000000000000000000000000")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("my-openai-key-for-region-2-and-stage-3")]
    public async Task Stays_silent_for_placeholders(string text) =>
        Assert.Empty(
            await AnalyzeAsync(
                $$"""
                class C
                {
                    object a = new OpenAI.Chat.ChatClient("m", "{{text}}");
                    object b = new System.ClientModel.ApiKeyCredential("{{text}}");
                }
                """
            )
        );

    public static TheoryData<string> Places =>
        [
            "var c = new OpenAI.Chat.ChatClient(\"m\", \"KEY\");",
            "var c = new OpenAI.Chat.ChatClient(\"m\", new System.ClientModel.ApiKeyCredential(\"KEY\"));",
            "var key = \"KEY\"; var c = new OpenAI.Chat.ChatClient(\"m\", key);",
            "var key = System.Environment.GetEnvironmentVariable(\"A\") ?? \"KEY\"; var c = new OpenAI.Chat.ChatClient(\"m\", key);",
            "var c = new Azure.AI.OpenAI.AzureOpenAIClient(new Uri(\"https://x\"), new Azure.AzureKeyCredential(\"KEY\"));",
            "Azure.AzureKeyCredential c = new(\"KEY\");",
            "Make(\"KEY\");",
            "const string Key = \"KEY\"; Make(Key);",
            "string key; key = \"KEY\"; Make(key);",
            "_ = new Holder { Secret = \"KEY\" };",
            "Microsoft.SemanticKernel.Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"KEY\");",
        ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Fires_for_what_is_passed_as_a_key(string statement)
    {
        foreach (var key in new[] { TestKeys.Azure, TestKeys.AzureResource })
        {
            var found = Assert.Single(await AnalyzeAsync(Frame(statement.Replace("KEY", key, StringComparison.Ordinal))));
            Assert.Equal(
                $"\"{key}\"",
                found.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan)
            );
            Assert.DoesNotContain(key, found.GetMessage(null), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("var hash = \"KEY\";")]
    [InlineData("var id = \"task-KEY\";")]
    [InlineData("Console.WriteLine(\"KEY\");")]
    [InlineData("var c = new OpenAI.Chat.ChatClient(\"KEY\", \"x\");")]
    [InlineData("Own(apiKey: \"KEY\");")]
    [InlineData("_ = new Holder { Name = \"KEY\" };")]
    [InlineData("System.Environment.SetEnvironmentVariable(\"a\", \"KEY\");")]
    public async Task Stays_silent_for_other_random_text(string statement) =>
        Assert.Empty(await AnalyzeAsync(Frame(statement.Replace("KEY", TestKeys.Azure, StringComparison.Ordinal))));

    [Theory]
    [InlineData("https://x.openai.azure.com/openai/deployments/a/chat/completions", 1)]
    [InlineData("https://api.mistral.ai/v1/chat/completions", 1)]
    [InlineData("https://weather.contoso.com/v1", 0)]
    public async Task Fires_for_headers_of_requests_to_providers(string address, int count)
    {
        var found = await AnalyzeAsync(
            $$"""
            class C(System.Net.Http.HttpClient http)
            {
                const string Address = "{{address}}";
                object Chat(IChatClient client) => client;
                void A() => http.DefaultRequestHeaders.Add("api-key", "{{TestKeys.Azure}}");
            }
            """
        );
        Assert.Equal(count, found.Count);
    }

    [Fact]
    public async Task Fires_for_a_bearer_token_and_names_the_provider()
    {
        var found = Assert.Single(
            await AnalyzeAsync(
                $$"""
                class C(System.Net.Http.HttpClient http)
                {
                    const string Address = "https://api.mistral.ai/v1/chat/completions";
                    void A() =>
                        http.DefaultRequestHeaders.Authorization =
                            new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "{{TestKeys.Random(32)}}");
                }
                """
            )
        );
        Assert.Contains("MISTRAL_API_KEY", found.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fires_for_a_connection_string()
    {
        var text = $"Endpoint=https://x.openai.azure.com/;Key={TestKeys.Azure}";
        var found = Assert.Single(await AnalyzeAsync($"class C {{ string a = \"{text}\"; }}"));
        Assert.Contains("of azure", found.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(await AnalyzeAsync($"class C {{ string a = \"Endpoint=https://x.servicebus.windows.net/;Key={TestKeys.Azure}\"; }}"));
    }

    [Fact]
    public async Task Stays_silent_in_a_project_without_LLM_calls() =>
        Assert.Empty(
            await RuleTest.DiagnosticsAsync<SourceTextAnalyzer>(
                [$"class C {{ string a = \"{TestKeys.OpenAI}\"; }}"],
                references: TestReferences.Framework,
                mustCompile: false
            )
        );

    [Fact]
    public void The_prefix_of_no_shape_hides_a_later_one() =>
        Assert.All(
            ApiKeyShapes.All.Select((shape, index) => (shape, index)),
            one =>
                Assert.DoesNotContain(
                    ApiKeyShapes.All.Take(one.index),
                    earlier => one.shape.Prefix.StartsWith(earlier.Prefix, StringComparison.Ordinal) && one.shape.Prefix != earlier.Prefix
                )
        );

    [Fact]
    public void Every_provider_of_a_shape_has_a_variable() =>
        Assert.All(
            ApiKeyShapes.All.Where(shape => shape.Provider is not null),
            shape => Assert.NotEqual(ApiKeyShapes.VariableOf(null), ApiKeyShapes.VariableOf(shape.Provider))
        );

    [Theory]
    [InlineData(32, "0123456789abcdef")]
    [InlineData(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData(40, "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData(84, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")]
    public void Nearly_every_random_text_looks_random(int length, string alphabet) =>
        Assert.InRange(
            Enumerable.Range(1, 1000).Count(seed => ApiKeyText.LooksRandom(TestKeys.Random(length, (uint)seed, alphabet))),
            970,
            1000
        );

    [Theory]
    [InlineData("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 950)]
    [InlineData("hf_", 34, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 990)]
    [InlineData("sk-", 32, "0123456789abcdef", 990)]
    [InlineData("r8_", 37, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 990)]
    [InlineData("sk-or-v1-", 64, "0123456789abcdef", 990)]
    public void Nearly_every_random_key_is_found(string prefix, int length, string alphabet, int least) =>
        Assert.InRange(
            Enumerable.Range(1, 1000).Count(seed => ApiKeyText.In(prefix + TestKeys.Random(length, (uint)seed, alphabet)).Any()),
            least,
            1000
        );

    [Fact]
    public void A_mask_never_shows_more_than_a_third()
    {
        Assert.Equal("abc…", ApiKeyText.Masked("abcdefghi"));
        Assert.Equal("sk-proj-abcd…", ApiKeyText.Masked("sk-proj-abcd" + TestKeys.Random(60), 12));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source) =>
        [.. (await RuleTest.DiagnosticsAsync<SourceTextAnalyzer>([source], mustCompile: false)).Where(one => one.Id == Id)];

    private static string Frame(string statement) =>
        $$"""
            using Microsoft.SemanticKernel;

            class Holder
            {
                public string Secret { get; set; } = "";
                public string Name { get; set; } = "";
                public object Client() => new OpenAI.Chat.ChatClient("m", Secret);
            }

            class C
            {
                private static object Make(string key) => new OpenAI.Chat.ChatClient("m", key);
                private static void Own(string apiKey) => Console.WriteLine(apiKey);
                void Run()
                {
                    {{statement}}
                }
            }
            """;
}
