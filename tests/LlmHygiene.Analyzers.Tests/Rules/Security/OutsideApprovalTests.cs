using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>LLMH6005 where a library that the project references may add the approval.</summary>
public class OutsideApprovalTests
{
    private const string Shared = """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.SemanticKernel;
        using Context = Microsoft.SemanticKernel.FunctionInvocationContext;

        namespace Shared;

        public sealed class Asking : IFunctionInvocationFilter
        {
            public Task OnFunctionInvocationAsync(Context context, Func<Context, Task> next) => next(context);
        }

        public sealed class AskingClient(IChatClient inner) : DelegatingChatClient(inner);

        public sealed class Provider : DelegatingChatClient
        {
            public Provider(string address) : base(null!) { }
        }

        public class Setup(IServiceCollection services)
        {
            public void Run() => services.AddSingleton<IFunctionInvocationFilter, Asking>();
        }

        public static class Registrations
        {
            public static IServiceCollection AddShared(this IServiceCollection services) =>
                services.AddSingleton<IFunctionInvocationFilter, Asking>();
            public static TBuilder AddDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder => builder;
            public static IKernelBuilder AddFilters(this IKernelBuilder builder) => builder;
            public static void Extend(Kernel kernel) => kernel.FunctionInvocationFilters.Add(new Asking());
            public static ChatClientBuilder UseShared(this ChatClientBuilder builder) =>
                builder.UseFunctionInvocation(null, c => c.FunctionInvoker = (_, _) => default);
            public static AIFunction Asked(this AIFunction function) => new ApprovalRequiredAIFunction(function);
            public static void AskAll(IList<AITool> tools) { }
            public static string Describe(this AIFunction function) => function.Name;
            public static void Log(ChatResponse response) { }
            public static string Clean(this string text) => text;
        }
        """;

    [Theory]
    [InlineData("services.AddShared();")]
    [InlineData("services.AddSingleton(new object()).AddShared();")]
    [InlineData("Shared.Registrations.AddShared(services);")]
    [InlineData("host.AddDefaults();")]
    [InlineData("new Shared.Setup(services).Run();")]
    [InlineData("Kernel.CreateBuilder().AddFilters();")]
    [InlineData("Shared.Registrations.Extend(new Kernel());")]
    [InlineData("client.AsBuilder().UseShared().Build();")]
    [InlineData("_ = new Shared.AskingClient(client);")]
    [InlineData("client.AsBuilder().Use(inner => new Shared.AskingClient(inner)).Build();")]
    [InlineData("_ = AIFunctionFactory.Create(() => 1).Asked();")]
    [InlineData("Shared.Registrations.AskAll([]);")]
    [InlineData("new Kernel().FunctionInvocationFilters.Add(new Shared.Asking());")]
    public async Task A_library_may_ask(string statement) => Assert.Empty(await AnalyzeAsync(statement));

    [Theory]
    [InlineData("")]
    [InlineData("services.AddSingleton(new object()).AddKeyedSingleton(\"x\", new object());")]
    [InlineData("services.AddKernel(); services.AddChatClient(client).UseLogging();")]
    [InlineData("client.AsBuilder().UseFunctionInvocation().UseLogging().UseDistributedCache().Build();")]
    [InlineData("_ = new Shared.Provider(\"x\");")]
    [InlineData("_ = AIFunctionFactory.Create(() => 1).Describe();")]
    [InlineData("Shared.Registrations.Log(null);")]
    [InlineData("_ = \"x\".Clean();")]
    [InlineData("services.Add(); void Own() => services.ToString();")]
    public async Task A_library_that_is_given_nothing_to_which_it_can_add_one_does_not_ask(string statement) =>
        Assert.Single(await AnalyzeAsync(statement));

    // Its body may use an SDK that a reference assembly does not show; then only the name says what it does.
    [Theory]
    [InlineData("AddApprovals", 0)]
    [InlineData("AddConfirmations", 0)]
    [InlineData("AddServiceDefaults", 1)]
    public async Task A_library_that_shows_no_SDK(string method, int findings) =>
        Assert.Equal(findings, (await AnalyzeAsync($"services.{method}();", Plain(method))).Count);

    // A library of a library.
    [Fact]
    public async Task A_library_that_uses_another_one() =>
        Assert.Empty(
            await AnalyzeAsync(
                "services.AddCompany();",
                [
                    .. Default(),
                    new(
                        "Company",
                        """
                        using Microsoft.Extensions.DependencyInjection;
                        namespace Company;
                        public static class Registrations
                        {
                            public static void AddCompany(this IServiceCollection services) => Shared.Registrations.AddShared(services);
                        }
                        """
                    ),
                ],
                "using Company;"
            )
        );

    [Theory]
    [InlineData("Contoso.AI", 0)]
    [InlineData("Microsoft.Extensions.AI.Contoso", 1)]
    [InlineData("Azure.Contoso", 1)]
    [InlineData("Azured", 0)]
    public async Task A_framework_does_not_ask(string assembly, int findings) =>
        Assert.Equal(findings, (await AnalyzeAsync("services.AddShared();", [new(assembly, Shared)])).Count);

    // An IDE has the source of the other projects.
    [Theory]
    [InlineData("services.AddSingleton<IFunctionInvocationFilter>(_ => null!);", 0)]
    [InlineData("services.AddSingleton<IChatClient>(_ => null!);", 1)]
    public async Task The_source_of_a_project(string body, int findings)
    {
        var project = CSharpCompilation.Create(
            "Shared",
            [
                CSharpSyntaxTree.ParseText(
                    $$"""
                    using Microsoft.Extensions.AI;
                    using Microsoft.Extensions.DependencyInjection;
                    using Microsoft.SemanticKernel;
                    namespace Shared;
                    public static class Registrations
                    {
                        public static void AddShared(this IServiceCollection services) { {{body}} }
                    }
                    """,
                    cancellationToken: TestContext.Current.CancellationToken
                ),
            ],
            TestReferences.All.Where(static reference =>
                Path.GetFileName(reference.Display) is { } file
                && (
                    file.StartsWith("System.", StringComparison.Ordinal)
                    || file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || file.StartsWith("Microsoft.SemanticKernel.", StringComparison.Ordinal)
                )
            ),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        TestCode.MustCompile(project);
        Assert.Equal(
            findings,
            (await FindingsAsync("services.AddShared();", [.. TestReferences.All, project.ToMetadataReference()])).Count
        );
    }

    private static StubSdk[] Default() => [new("Shared", Shared)];

    private static StubSdk[] Plain(string method) =>
        [
            new(
                "Shared",
                $$"""
                using Microsoft.Extensions.DependencyInjection;
                namespace Shared;
                public static class Registrations
                {
                    public static IServiceCollection {{method}}(this IServiceCollection services) => services;
                }
                """
            ),
        ];

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string statement, StubSdk[]? libraries = null, string usings = "") =>
        FindingsAsync(statement, StubSdk.Build(TestReferences.All, libraries ?? Default()), usings);

    private static async Task<IReadOnlyList<Diagnostic>> FindingsAsync(
        string statement,
        IReadOnlyList<MetadataReference> references,
        string usings = ""
    ) =>
        await RuleTest.DiagnosticsAsync<ToolAnalyzer>(
            [
                $$"""
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Hosting;
                using Microsoft.SemanticKernel;
                using Shared;
                {{usings}}
                public static class Own { public static void Add(this IServiceCollection services) { } }
                public class Files
                {
                    public object Make() => new ChatOptions { Tools = [AIFunctionFactory.Create(Remove)] };
                    public void Start(IServiceCollection services, IHostApplicationBuilder host, IChatClient client) { {{statement}} }
                    private static void Remove(string id) => File.Delete(id);
                }
                """,
            ],
            references: references,
            only: "LLMH6005"
        );
}
