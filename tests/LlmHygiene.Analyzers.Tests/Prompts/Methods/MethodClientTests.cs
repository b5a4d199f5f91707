using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Methods;

/// <summary>By which member a method with <c>[Prompt]</c> reaches its client: one client is one, however many members show it.</summary>
public class MethodClientTests
{
    private const string Base = "public abstract class Service { protected abstract IChatClient Client { get; } }\n";
    private const string Holder = "public class Holder(IChatClient client) { protected IChatClient Client { get; } = client; }\n";

    [Theory]
    [InlineData(
        "this.Client",
        Base + "partial class P : Service { protected override IChatClient Client => throw new Exception(); METHOD }"
    )]
    [InlineData(
        "this.Client",
        Base
            + "public class Mid : Service { protected override IChatClient Client => throw new Exception(); }\n"
            + "partial class P : Mid { protected override IChatClient Client => base.Client; METHOD }"
    )]
    [InlineData(
        "this.Client",
        Holder
            + "partial class P : Holder { public P(IChatClient c) : base(c) { } protected new IChatClient Client => base.Client; METHOD }"
    )]
    [InlineData("this._client", "partial class P(IChatClient client) { private readonly IChatClient _client = client; METHOD }")]
    [InlineData(
        "this._client",
        "partial class P(IChatClient client) { readonly IChatClient _client = client ?? throw new "
            + "ArgumentNullException(nameof(client)); METHOD }"
    )]
    [InlineData(
        "this._client",
        "partial class P(IChatClient client) { readonly IChatClient _client = client.AsBuilder().Build(); METHOD }"
    )]
    [InlineData("this.Client", "partial class P(IChatClient client) { public IChatClient Client { get; } = client; METHOD }")]
    [InlineData("this.Client", "partial class P(IChatClient client) { IChatClient Client => client; METHOD }")]
    [InlineData(
        "this.Client",
        Holder + "partial class P(IChatClient client) : Holder(client) { METHOD public void X() => client.Dispose(); }"
    )]
    [InlineData(
        "this.Client",
        "partial class P { IChatClient? _lazy; IChatClient Client => _lazy ??= Make(); static IChatClient Make() => null!; METHOD }"
    )]
    [InlineData(
        "this.Client",
        "partial class P { IChatClient? _lazy; IChatClient Client { get { if (this._lazy == null) this._lazy = "
            + "Make(); return this._lazy; } } "
            + "static IChatClient Make() => null!; METHOD }"
    )]
    [InlineData(
        "this.Client",
        "partial class P(IChatClient client) { readonly IChatClient _client = client; IChatClient Client => _client; METHOD }"
    )]
    [InlineData("client", "partial class P(IChatClient client) { METHOD }")]
    [InlineData("this.@event", "partial class P { IChatClient @event = null!; METHOD }")]
    [InlineData("@event", "partial class P(IChatClient @event) { METHOD }")]
    [InlineData(
        "this._client",
        "interface IHolder { IChatClient Client { get; } }\n"
            + "partial class P(IChatClient c) : IHolder { readonly IChatClient _client = c; IChatClient IHolder.Client => _client; METHOD }"
    )]
    [InlineData("s_client", "partial class P { static readonly IChatClient s_client = null!; METHOD }")]
    [InlineData("this.Client", "partial record P(IChatClient Client) { METHOD }")]
    public void One_client_is_found_by_its_outermost_member(string expected, string source)
    {
        var project = Project(source);
        Assert.DoesNotContain(project.Analyze(new PromptMethodAnalyzer()), problem => problem.Id == "LLMH2122");
        Assert.Contains($", {expected}, default)", Assert.Single(project.Generate()).Value, StringComparison.Ordinal);
        var errors = project.Driver();
        errors.RunGeneratorsAndUpdateCompilation(project.Compilation(), out var output, out _, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            problem => problem.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error
        );
    }

    [Theory]
    [InlineData(
        "this.Client, client",
        Base
            + "partial class P(IChatClient client) : Service { protected override IChatClient Client => throw new Exception(); METHOD "
            + "public void X() => client.Dispose(); }"
    )]
    [InlineData(
        "this._slow, fast",
        "partial class P(IChatClient fast) { readonly IChatClient _slow = Make(); static IChatClient Make() => null!; METHOD }"
    )]
    [InlineData(
        "this.Fast, this.Slow",
        "partial class P(IChatClient a, IChatClient b) { IChatClient Fast => a; IChatClient Slow => b; METHOD }"
    )]
    [InlineData(
        "this._a, this._b, this.Any",
        "partial class P { IChatClient _a = null!, _b = null!; IChatClient Any => DateTime.Now.Hour > 12 ? _a : _b; METHOD }"
    )]
    [InlineData("a, b", "partial class P(IChatClient a, IChatClient b) { METHOD }")]
    public void Several_clients_are_all_named(string members, string source)
    {
        var problem = Assert.Single(Project(source).Analyze(new PromptMethodAnalyzer()), problem => problem.Id == "LLMH2122");
        Assert.StartsWith($"The class has several clients: {members}.", problem.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_one_file_cannot_have_its_other_half_in_another()
    {
        var problem = Assert.Single(
            Project("file partial class P(IChatClient client) { METHOD public void X() => client.Dispose(); }")
                .Analyze(new PromptMethodAnalyzer()),
            problem => problem.Id == "LLMH2122"
        );
        Assert.Equal(
            "The type 'P' exists only in this file, and the body of a prompt method is written in another. Remove 'file'; that resolves "
                + "CS8795, too.",
            problem.GetMessage(null)
        );
        Assert.Empty(Project("file static partial class P { public static partial class Inner { METHOD } }").Generate());
    }

    // A file-local type cannot have a part in another file, so the body stays missing. No analyzer can suppress the compiler's error.
    [Fact]
    public void In_a_file_local_type_the_compiler_reports_the_missing_body_too()
    {
        var project = Project("file partial class P(IChatClient client) { METHOD public void X() => client.Dispose(); }");
        var token = TestContext.Current.CancellationToken;
        project.Driver().RunGeneratorsAndUpdateCompilation(project.Compilation(), out var compilation, out _, token);
        Assert.Equal(
            "CS8795",
            Assert
                .Single(compilation.GetDiagnostics(token), static one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
                .Id
        );
    }

    [Theory]
    [InlineData("partial Task<string> AskAsync<T>(IChatClient client);")]
    [InlineData("partial Task<string> AskAsync<T, U>(IChatClient client, T x) where T : class, IComparable<U>, new() where U : struct;")]
    [InlineData("partial Task<string> AskAsync<T>(IChatClient client, List<T?> x) where T : class?;")]
    [InlineData("partial Task<string> AskAsync(IChatClient client, ref string x);")]
    [InlineData("partial Task<string> AskAsync(IChatClient client, in int x, out int y);")]
    [InlineData("partial Task<string> AskAsync(IChatClient client, ref readonly int x);")]
    [InlineData("partial Task<string> AskAsync(this ref int x, IChatClient client);")]
    public void The_compiler_does_not_report_a_missing_body_in_addition(string method)
    {
        var project = Project($"public static partial class P {{ [Prompt(\"a\", \"1.0.0\", User = \"u\")] public static {method} }}");
        Assert.Contains(project.Analyze(new PromptMethodAnalyzer()), static problem => problem.Id == "LLMH2122");
        project.Build();
    }

    [Theory]
    [InlineData("Guid", "id")]
    [InlineData("TimeSpan", "id")]
    [InlineData("TimeOnly", "id")]
    [InlineData("Uri", "id")]
    [InlineData("System.Numerics.BigInteger", "id")]
    [InlineData("System.Text.StringBuilder", "id")]
    [InlineData("Version", "id")]
    [InlineData("System.Text.Json.JsonElement", "id")]
    [InlineData("Guid?", "id")]
    [InlineData("Order", "id.Key")]
    [InlineData("List<Guid>", "#each id}}{{this")]
    public void A_value_of_the_framework_is_no_text(string type, string template)
    {
        var end = template.StartsWith('#') ? "{{/each}}" : "";
        var source =
            "public record Order(Guid Key, string Name);\npublic static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{"
            + template
            + "}}"
            + end
            + "\")] public static partial Task<string> Ask(IChatClient client, "
            + type
            + " id); }";
        var problem = Assert.Single(
            Project(source).Analyze(new PromptMethodAnalyzer()),
            problem => problem.Id is not ("LLMH2111" or "LLMH4001")
        );
        Assert.Equal("LLMH2122", problem.Id);
        Assert.Contains("cannot be converted to text. Pass a string", problem.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TimeSpan", "id.TotalHours")]
    [InlineData("Uri", "id.Host")]
    [InlineData("Exception", "id.Message")]
    [InlineData("Dictionary<string, int>", "#each id}}{{Key}}: {{Value}}{{/each")]
    public void Its_properties_are_text(string type, string template)
    {
        var source =
            "public static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{"
            + template
            + "}}\")] public static partial Task<string> Ask(IChatClient client, "
            + type
            + " id); }";
        Assert.DoesNotContain(Project(source).Analyze(new PromptMethodAnalyzer()), problem => problem.Id is not ("LLMH2111" or "LLMH4001"));
    }

    private static PromptProject Project(string source) =>
        new()
        {
            Generator = new PromptMethodGenerator(),
            Source =
                "#nullable enable\nusing System; using System.Collections.Generic; using System.Threading.Tasks; using LlmHygiene; "
                + "using Microsoft.Extensions.AI;\n"
                + source.Replace(
                    "METHOD",
                    "[Prompt(\"a\", \"1.0.0\", Model = \"gpt-5.4-mini-2026-03-17\", MaxOutputTokens = 5, User = \"{{s}}\")] "
                        + "public partial Task<string> Ask(string s);",
                    StringComparison.Ordinal
                ),
        };
}
