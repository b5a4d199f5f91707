using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>LLMH4001 and LLMH1001 where the services of a kernel may come from code that is not visible.</summary>
public class ContainerFromOutsideTests
{
    private const string Known = "builder.AddOpenAIChatCompletion(\"gpt-6-luna\", \"key\");";

    [Theory]
    [InlineData("_configure(builder);")]
    [InlineData("_configure?.Invoke(builder);")]
    [InlineData("_own(builder);")]
    [InlineData("foreach (var setup in _setups) setup.Configure(builder);")]
    [InlineData("foreach (var setup in _setups) setup.Fill(builder.Services);")]
    [InlineData("_base.Configure(builder);")]
    [InlineData("_virtual.Configure(builder);")]
    [InlineData("Configured(builder);")]
    [InlineData("Helper(builder);")]
    [InlineData("_all.Add(builder);")]
    [InlineData("Shared = builder;")]
    [InlineData("new Setup(builder).Run();")]
    public async Task Stays_silent_where_other_code_may_fill_the_container(string fill)
    {
        Assert.Empty(await IdsAsync(fill));
        Assert.Empty(await IdsAsync(Known + fill));
        Assert.Empty(await IdsAsync(fill + Known));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Add(builder);")]
    [InlineData("Add(builder.Services);")]
    [InlineData("if (builder != null) builder.Services.AddSingleton(this);")]
    [InlineData("builder.Plugins.AddFromType<Assistant>();")]
    public async Task Reports_where_all_that_fills_it_is_visible(string fill)
    {
        Assert.Equal(2, (await IdsAsync(Known + fill)).Length);
    }

    // The services of an injected kernel are those of the application.
    [Theory]
    [InlineData("services.AddKernel().AddOpenAIChatCompletion(\"m\", \"k\");", 1)]
    [InlineData("services.AddKernel(); services.AddOpenAIChatCompletion(\"m\", \"k\");", 1)]
    [InlineData("services.AddSingleton(_ => Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").Build());", 1)]
    [InlineData("services.AddKernel();", 0)]
    [InlineData("configure(services.AddKernel().AddOpenAIChatCompletion(\"m\", \"k\"));", 0)]
    [InlineData("services.AddKernel().AddOpenAIChatCompletion(\"m\", \"k\"); services.AddSingleton(own);", 0)]
    [InlineData("services.AddKernel().AddOpenAIChatCompletion(\"m\", \"k\"); services.AddSingleton(given);", 0)]
    [InlineData("services.AddSingleton(_ => { var b = Kernel.CreateBuilder(); configure(b); return b.Build(); });", 0)]
    public async Task The_kernel_of_the_application_is_followed(string registration, int count) =>
        Assert.Equal(
            count,
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        $$"""
                        using Microsoft.Extensions.DependencyInjection;
                        using Microsoft.SemanticKernel;
                        using Microsoft.SemanticKernel.ChatCompletion;
                        static class Startup
                        {
                            public static void Add(IServiceCollection services, Action<IKernelBuilder> configure,
                                Func<IServiceProvider, IChatCompletionService> own, Kernel given) { {{registration}} }
                        }
                        class Assistant(Kernel kernel)
                        {
                            public Task AskAsync(string text) => kernel.InvokePromptAsync(text);
                        }
                        """,
                    ],
                    only: "LLMH4001"
                )
            ).Length
        );

    // An agent has options of its own, and a limit may be among them.
    [Theory]
    [InlineData("factory.Create()", 0)]
    [InlineData("given", 0)]
    [InlineData("new ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-6-luna\", \"key\").AsIChatClient())", 1)]
    public async Task An_agent_that_other_code_makes(string agent, int count)
    {
        var compilation = TestCode.Compile(
            [
                $$"""
                using Microsoft.Agents.AI;
                public interface IFactory { ChatClientAgent Create(); }
                public class Desk(IFactory factory, ChatClientAgent given)
                {
                    public object Used => new object[] { factory, given };
                    public Task AskAsync(string text) => {{agent}}.RunAsync(text);
                }
                """,
            ],
            TestReferences.All.Append(TestReferences.Agents)
        );
        TestCode.MustCompile(compilation);
        var found = await TestCode.AnalyzeAsync(compilation, [new LlmHygiene.Analyzers.Rules.Calls.LlmCallAnalyzer()]);
        Assert.Equal(count, found.Count(static diagnostic => diagnostic.Id == "LLMH4001"));
    }

    private static async Task<string[]> IdsAsync(string fill) => (
            await RuleTest.DiagnosticsAsync(
                [
                    $$"""
                    using Microsoft.Extensions.DependencyInjection;
                    using Microsoft.SemanticKernel;
                    using Microsoft.SemanticKernel.ChatCompletion;

                    public delegate void Configure(IKernelBuilder builder);
                    public interface ISetup { void Configure(IKernelBuilder builder); void Fill(IServiceCollection services); }
                    public abstract class Base { public abstract void Configure(IKernelBuilder builder); }
                    public class Virtual { public virtual void Configure(IKernelBuilder builder) { } }
                    class Setup(IKernelBuilder builder) { public void Run() => Other.Fill(builder); }
                    static class Other { public static Configure Fill = b => { }; }

                    class Assistant(Action<IKernelBuilder> _configure, Configure _own, List<ISetup> _setups, Base _base, Virtual _virtual)
                    {
                        private readonly List<IKernelBuilder> _all = [];
                        public IKernelBuilder? Shared { get; set; }
                        public event Action<IKernelBuilder> Configured = b => { };

                        private void Helper(IKernelBuilder given) => _configure(given);
                        private static void Add(IKernelBuilder given) => given.Services.AddSingleton("a");
                        private static void Add(IServiceCollection given) => given.AddSingleton("a");

                        private Kernel Create()
                        {
                            var builder = Kernel.CreateBuilder();
                            {{fill}}
                            return builder.Build();
                        }

                        public Task AskAsync(string text) => Create().InvokePromptAsync(text);

                        public Task AskServiceAsync(string text) =>
                            Create().GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(text);
                    }
                    """,
                ],
                only: "LLMH4001"
            )
        ).Select(diagnostic => diagnostic.Id).ToArray();
}
