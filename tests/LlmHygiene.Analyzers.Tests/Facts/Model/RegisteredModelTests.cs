using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>What a project registers answers for the calls of a library whose clients come from the container.</summary>
public class RegisteredModelTests
{
    private const string Usings = "using Microsoft.Extensions.DependencyInjection; using Microsoft.SemanticKernel; using OpenAI;\n";
    private const string OpenAI = "new OpenAIClient(\"key\").GetChatClient(\"gpt-5.4\").AsIChatClient()";
    private const string Ask = "client.GetResponseAsync(\"x\")";

    [Theory]
    [InlineData("class C(IChatClient client) { object Ask() => CALL; }", "services.AddChatClient(CLIENT);", "AtClient(gpt-5.4)")]
    [InlineData(
        "class C(IChatClient client) { object Ask() => CALL; }",
        "services.AddSingleton<IChatClient>(_ => CLIENT);",
        "AtClient(gpt-5.4)"
    )]
    [InlineData(
        "class C(IChatClient inner) { readonly IChatClient client = inner.AsBuilder().UseLogging().Build(); object Ask() => CALL; }",
        "services.AddChatClient(CLIENT);",
        "AtClient(gpt-5.4)"
    )]
    [InlineData(
        "class C(IServiceProvider services) { object Ask() => services.GetRequiredService<IChatClient>().GetResponseAsync(\"x\"); }",
        "services.AddChatClient(CLIENT);",
        "AtClient(gpt-5.4)"
    )]
    [InlineData(
        "class C(IEmbeddingGenerator<string, Embedding<float>> client) { object Ask() => client.GenerateAsync([\"x\"]); }",
        "services.AddEmbeddingGenerator(new OpenAIClient(\"key\").GetEmbeddingClient(\"text-embedding-3-small\").AsIEmbeddingGenerator());",
        "AtClient(text-embedding-3-small)"
    )]
    [InlineData(
        "class C(Kernel kernel) { object Ask() => kernel.InvokePromptAsync(\"x\"); }",
        "services.AddKernel().AddOpenAIChatCompletion(\"gpt-4o\", \"key\");",
        "AtClient(gpt-4o)"
    )]
    // Nothing is registered, or under another key.
    [InlineData("class C(IChatClient client) { object Ask() => CALL; }", "", "nothing")]
    [InlineData("class C(IChatClient client) { object Ask() => CALL; }", "services.AddKeyedChatClient(\"a\", CLIENT);", "nothing")]
    [InlineData(
        "class C([FromKeyedServices(\"a\")] IChatClient client) { object Ask() => CALL; }",
        "services.AddKeyedChatClient(\"a\", CLIENT); services.AddChatClient(CLIENT);",
        "AtClient(gpt-5.4)"
    )]
    // What is registered is not followed to its end, or may be replaced.
    [InlineData("class C(IChatClient client) { object Ask() => CALL; }", "services.AddChatClient(Elsewhere);", "FlowsIn")]
    [InlineData(
        "class C(IChatClient client) { object Ask() => CALL; }",
        "services.AddChatClient(CLIENT); services.Add(new ServiceDescriptor(typeof(IChatClient), Elsewhere));",
        "AtClient"
    )]
    public void The_model_of_the_host(string library, string registrations, string expected) =>
        Assert.Equal(expected, Answer(library, registrations));

    [Theory]
    // The caller of the method decides, not a container.
    [InlineData("class C { object Ask(IChatClient client) => CALL; }")]
    [InlineData("class C([FromKeyedServices(42)] IChatClient client) { object Ask() => CALL; }")]
    // Options that somebody else fills may state a model.
    [InlineData(
        "class C(IChatClient client) { object Ask(ChatOptions o) { Fill(o); return client.GetResponseAsync(\"x\", Made()); } "
            + "static void Fill(ChatOptions o) { } static ChatOptions Made() => System.Activator.CreateInstance<ChatOptions>()!; }"
    )]
    // The project states the model itself.
    [InlineData("class C(IChatClient client) { object Ask() => client.GetResponseAsync(\"x\", new() { ModelId = \"gpt-4o\" }); }")]
    public void Calls_that_no_container_of_another_project_decides(string library) => Assert.Null(Entry(library).Service);

    private static string Answer(string library, string registrations)
    {
        var service = Entry(library).Service;
        Assert.NotNull(service);
        var host = TestCode.Compile(
            [
                Usings
                    + $$"""
                    static class Host
                    {
                        static IChatClient Elsewhere => throw new NotSupportedException();
                        static void Register(IServiceCollection services)
                        {
                            {{registrations.Replace("CLIENT", OpenAI, StringComparison.Ordinal)}}
                        }
                    }
                    """,
            ],
            TestReferences.All
        );
        TestCode.MustCompile(host);
        var found = RegisteredModels.Of(host, [])!.Find(service, TestContext.Current.CancellationToken);
        return found.Fact?.ToString() ?? "nothing";
    }

    private static InventoryEntry Entry(string library)
    {
        var compilation = TestCode
            .Compile([Usings + library.Replace("CALL", Ask, StringComparison.Ordinal)], TestReferences.All)
            .WithInventory();
        TestCode.MustCompile(compilation);
        var entries = TestCode.AnalyzeAsync(compilation, [new LlmCallAnalyzer()]).GetAwaiter().GetResult();
        return InventoryEntry.Read(Assert.Single(entries, entry => entry.Id == "LLMH0001"));
    }
}
