using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>The inventory says which calls are measured, and agrees with what is emitted.</summary>
public class InventoryStateTests
{
    private static readonly InterceptedProject s_project = InterceptedProject.Of(
        """
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        namespace Shop;
        public class Base
        {
            [LlmCall] public virtual string Ask(string prompt) => prompt;
        }
        public class Desk(IChatClient client, OpenAI.Chat.ChatClient openAI) : Base
        {
            private sealed record Hidden(string Text);
            [LlmCall] private static string Secret(string prompt) => prompt;
            [LlmCall] internal static string Span(ReadOnlySpan<char> prompt) => prompt.ToString();
            public async Task Send()
            {
                await client.GetResponseAsync("Intercepted.");
                await client.GetResponseAsync<Hidden>("Intercepted.");
                base.Ask("BaseCall.");
                Secret("InaccessibleMethod.");
                Span("RefSignature.");
                var stream = openAI.CompleteChatStreamingAsync("StreamUse.");
                _ = stream.GetRawPagesAsync();
                await client.GetResponseAsync("GeneratedArgument.", new Made());
            }
        }
        """
    );

    [Fact]
    public async Task Each_call_has_its_state_and_what_is_intercepted_is_emitted()
    {
        var compilation = s_project
            .With("Made.g.cs", "namespace Shop; public sealed class Made : Microsoft.Extensions.AI.ChatOptions;")
            .Compilation();
        var entries = await EntriesAsync(compilation, on: true);
        Assert.Equal(
            [
                InterceptionState.Intercepted,
                InterceptionState.Intercepted,
                InterceptionState.BaseCall,
                InterceptionState.InaccessibleMethod,
                InterceptionState.RefSignature,
                InterceptionState.StreamUse,
                InterceptionState.GeneratedArgument,
            ],
            entries.Select(entry => entry.Interception)
        );
        // The generator does not see the type of the last call's argument, so telemetry has no name for that call.
        Assert.Equal(2, s_project.Sites().Length);
        Assert.Equal([.. Enumerable.Repeat("Shop.Desk.Send", 6), null], entries.Select(entry => entry.Site));
    }

    [Fact]
    public async Task A_raw_HTTP_request_has_its_state_and_its_site()
    {
        var project = InterceptedProject
            .Of(
                """
                using System.Net.Http.Json;
                using UnityEngine.Networking;
                public static class Desk
                {
                    public static Task<HttpResponseMessage> Send(HttpClient client) =>
                        client.PostAsJsonAsync("https://api.openai.com/v1/chat/completions",
                            new { model = "gpt-5.4-mini", messages = new[] { new { role = "user", content = "Say it." } } });
                    public static void Later() =>
                        UnityWebRequest.Post("https://api.openai.com/v1/chat/completions", "{}", "application/json").SendWebRequest();
                }
                """
            )
            .With(
                "Unity.cs",
                """
                namespace UnityEngine.Networking;
                public sealed class UnityWebRequest
                {
                    public static UnityWebRequest Post(string uri, string postData, string contentType) => new();
                    public object SendWebRequest() => new();
                }
                """
            );
        var entries = await EntriesAsync(project.Compilation(), on: true);
        Assert.Equal([InterceptionState.Intercepted, InterceptionState.LateRequest], entries.Select(entry => entry.Interception));
        Assert.Equal(["Desk.Send", "Desk.Later"], entries.Select(entry => entry.Site));
        Assert.Equal(["Desk.Send"], project.Sites());
        // LLMH3001 says that nothing reaches telemetry.
        Assert.Equal(["SendWebRequest"], await ReportedAsync(on: true));
        Assert.Equal(["PostAsJsonAsync", "SendWebRequest"], await ReportedAsync(on: false));

        async Task<string[]> ReportedAsync(bool on) =>
            [
                .. (await FoundAsync(project.Compilation(), on))
                    .Where(diagnostic => diagnostic.Id == "LLMH3001")
                    .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                    .Select(diagnostic => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)),
            ];
    }

    [Fact]
    public async Task A_helper_of_another_project_is_measured_like_one_of_this_project()
    {
        var references = StubSdk.Build(
            [.. TestReferences.All, .. TestReferences.HttpLibraries],
            new StubSdk(
                "Shop.Util",
                """
                namespace Shop.Util
                {
                    public static class HttpUtil
                    {
                        public static Task<string> PostAsync(string url, string json) => null;
                        public static Task<System.Net.Http.HttpResponseMessage> SendAsync(string url, object body) => null;
                        public static Task PostAsync(Uri uri, string json, Action<string> onData) => null;
                    }
                    public class ApiBase { protected Task<string> PostAsync(string path, object body) => null; }
                }
                """
            )
        );
        var project = InterceptedProject.Of(
            """
            using Shop.Util;
            public interface IChatApi { [Refit.Post("/v1/chat/completions")] Task<string> Complete([Refit.Body] object body); }
            public sealed class Desk : ApiBase
            {
                private const string Url = "https://api.openai.com/v1/chat/completions";
                public Task A(string json) => HttpUtil.PostAsync(Url, json);
                public Task B(string text) => HttpUtil.SendAsync(Url, new { model = text });
                public Task C(string json) => HttpUtil.PostAsync(new Uri(Url), json, _ => { });
                public Task D(object body) => PostAsync("v1/chat/completions", body);
                public Task E(IChatApi api, object body) => api.Complete(body);
            }
            """
        ) with
        {
            References = [.. references],
        };
        var entries = await EntriesAsync(project.Compilation(), on: true);
        Assert.Equal(
            [
                InterceptionState.Intercepted,
                InterceptionState.Intercepted,
                InterceptionState.Intercepted,
                InterceptionState.InaccessibleMethod,
                InterceptionState.Intercepted,
            ],
            entries.Select(entry => entry.Interception)
        );
        Assert.Equal(["Desk.A", "Desk.B", "Desk.C", "Desk.E"], project.Sites());
        // The text that a helper returns may be anything; a response of HTTP has its body.
        var emitted = project.Emitted();
        Assert.DoesNotContain("call.ReadBody", emitted, StringComparison.Ordinal);
        Assert.Single(emitted.Split('\n'), line => line.Contains("call.ReadResponse(", StringComparison.Ordinal));
        project.Build();
        Assert.Equal(
            ["Desk.D"],
            (await FoundAsync(project.Compilation(), on: true))
                .Where(diagnostic => diagnostic.Id == "LLMH3001")
                .Select(diagnostic => "Desk." + MethodAround(diagnostic))
        );

        static string MethodAround(Diagnostic diagnostic) =>
            diagnostic
                .Location.SourceTree!.GetRoot(TestContext.Current.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan)
                .FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()!
                .Identifier.ValueText;
    }

    [Fact]
    public async Task Without_the_property_an_entry_says_nothing_about_it()
    {
        var entries = await EntriesAsync(s_project.Compilation(), on: false);
        Assert.All(entries, entry => Assert.Null(entry.Interception));
        // The property may be on in another build, whose telemetry is compared.
        Assert.Equal("Shop.Desk.Send", entries[0].Site);
    }

    [Fact]
    public void The_page_explains_every_state()
    {
        var page = File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "interception.md"));
        Assert.All(
            Enum.GetNames<InterceptionState>(),
            name =>
                Assert.Contains(
                    $"`{name}`",
                    page.Replace("=Intercepted", "`Intercepted`", StringComparison.Ordinal),
                    StringComparison.Ordinal
                )
        );
    }

    private static async Task<InventoryEntry[]> EntriesAsync(Compilation compilation, bool on) =>
        [
            .. (await FoundAsync(compilation, on))
                .Where(diagnostic => diagnostic.Id == "LLMH0001")
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(InventoryEntry.Read),
        ];

    private static async Task<IReadOnlyList<Diagnostic>> FoundAsync(Compilation compilation, bool on)
    {
        var options = new PromptOptions(
            System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(
                "build_property.LlmHygieneIntercept",
                on ? "true" : ""
            ),
            []
        );
        return await TestCode.AnalyzeAsync(
            (Microsoft.CodeAnalysis.CSharp.CSharpCompilation)
                compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("LLMH0001", ReportDiagnostic.Warn)])),
            [new LlmCallAnalyzer(), new RawHttpAnalyzer()],
            new AnalyzerOptions([], options)
        );
    }
}
