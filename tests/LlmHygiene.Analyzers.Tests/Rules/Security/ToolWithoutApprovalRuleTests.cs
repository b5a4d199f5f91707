using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

public class ToolWithoutApprovalRuleTests
{
    private const string Id = "LLMH6005";

    [Theory]
    [InlineData("System.Diagnostics.Process.Start(id);", "starts a process")]
    [InlineData("File.WriteAllText(id, id);", "writes or deletes files")]
    [InlineData("File.Delete(id);", "writes or deletes files")]
    [InlineData("Directory.Delete(id, true);", "writes or deletes files")]
    [InlineData("new FileInfo(id).Delete();", "writes or deletes files")]
    [InlineData("using var writer = new StreamWriter(id);", "writes or deletes files")]
    [InlineData("using var stream = new FileStream(id, FileMode.Create);", "writes or deletes files")]
    [InlineData("command.CommandText = \"DELETE FROM Orders\"; command.ExecuteNonQuery();", "changes a database")]
    [InlineData("command.ExecuteNonQueryAsync();", "changes a database")]
    [InlineData("http.PostAsync(id, null);", "sends an HTTP request that is no GET")]
    [InlineData("http.DeleteAsync(id);", "sends an HTTP request that is no GET")]
    [InlineData(
        "http.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Put, id));",
        "sends an HTTP request that is no GET"
    )]
    [InlineData(
        "var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Post, id); http.SendAsync(request);",
        "sends an HTTP request that is no GET"
    )]
    [InlineData("new System.Net.Mail.SmtpClient().Send(new System.Net.Mail.MailMessage());", "sends mail")]
    [InlineData("Helper(id);", "writes or deletes files")]
    [InlineData("store.Save(id);", "writes or deletes files")]
    [InlineData("Task.Run(() => File.Delete(id));", "writes or deletes files")]
    public async Task Fires_for_a_tool_that_changes_something(string body, string does)
    {
        var found = Assert.Single(await AnalyzeAsync(Frame("AIFunctionFactory.Create(Tool)", body)));
        Assert.Contains(does, found.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("'Tool'", found.GetMessage(null), StringComparison.Ordinal);
        Assert.Single(found.AdditionalLocations);
        Assert.Equal(DiagnosticSeverity.Info, found.DefaultSeverity);
    }

    [Theory]
    [InlineData("Console.WriteLine(id);")]
    [InlineData("File.ReadAllText(id);")]
    [InlineData("using var stream = new FileStream(id, FileMode.Open);")]
    [InlineData("File.WriteAllText(Path.GetTempFileName(), id);")]
    [InlineData("command.CommandText = \"SELECT 1\"; command.ExecuteNonQuery();")]
    [InlineData("command.ExecuteReader();")]
    [InlineData("http.GetAsync(id);")]
    [InlineData("http.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, id));")]
    [InlineData("http.SendAsync(Unknown(id));")]
    [InlineData("http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null);")]
    [InlineData("http.PostAsync(\"https://login.contoso.com/oauth2/v2.0/token\", null);")]
    [InlineData("if (Confirm(id)) File.Delete(id);")]
    [InlineData("if (Console.ReadLine() == \"y\") File.Delete(id);")]
    [InlineData("several.Save(id);")]
    [InlineData("outside.Invoke(id);")]
    public async Task Stays_silent_for_a_tool_that_is_not_proven_to(string body) =>
        Assert.Empty(await AnalyzeAsync(Frame("AIFunctionFactory.Create(Tool)", body)));

    // The name says that somebody or something decides, but the body decides nothing.
    [Theory]
    [InlineData("if (HasAllowedChars(id)) File.Delete(id);", "bool HasAllowedChars(string text) => text.All(char.IsLetterOrDigit);")]
    [InlineData("if (HasAllowedChars(id)) File.Delete(id);", "bool HasAllowedChars(string t) => t.All(c => s_plain.Contains(c));")]
    [InlineData("if (HasAllowedChars(id)) File.Delete(id);", "bool HasAllowedChars(string t) => !t.Any(c => c == '/' || c < ' ');")]
    [InlineData("if (HasAllowedChars(id)) File.Delete(id);", "bool HasAllowedChars(string t) => t.IndexOfAny(['/', '*']) < 0;")]
    [InlineData(
        "if (HasAllowedChars(id)) File.Delete(id);",
        "bool HasAllowedChars(string t) { foreach (var c in t) if (!char.IsLetter(c)) return false; return true; }"
    )]
    [InlineData(
        "if (IsAllowedLength(id)) File.Delete(id);",
        "bool IsAllowedLength(string text) => text.Length is > 0 && text.Length < 80;"
    )]
    [InlineData("if (IsAllowed(id)) File.Delete(id);", "bool IsAllowed(string text) => !string.IsNullOrWhiteSpace(text);")]
    [InlineData("if (IsAllowed(id)) File.Delete(id);", "bool IsAllowed(string text) => true;")]
    [InlineData("if (await IsAllowed(id)) File.Delete(id);", "Task<bool> IsAllowed(string text) => Task.FromResult(text != \"\");")]
    [InlineData(
        "if (IsAllowed(id)) File.Delete(id);",
        "bool IsAllowed(string text) => HasText(text); bool HasText(string t) => t.Length > 0;"
    )]
    [InlineData("LogPermission(id); File.Delete(id);", "void LogPermission(string text) => Console.WriteLine($\"May use {text}\");")]
    [InlineData(
        "Authorize(http); http.DeleteAsync(id);",
        "void Authorize(System.Net.Http.HttpClient c) => c.DefaultRequestHeaders.Authorization = new(\"Bearer\", _key); string _key = \"\";"
    )]
    [InlineData("ConfirmDeletion(id);", "void ConfirmDeletion(string text) { File.Delete(text); Console.WriteLine(\"Deleted \" + text); }")]
    public async Task A_name_alone_decides_nothing(string body, string members) =>
        Assert.Single(await AnalyzeAsync(AsyncFrame(body, members)));

    // The body decides, or cannot be read.
    [Theory]
    [InlineData("bool IsAllowed(string text) => s_ids.Contains(text);")]
    [InlineData("bool IsAllowed(string text) => text is \"a\" or \"b\";")]
    [InlineData("bool IsAllowed(string text) => text == \"a\" || text == \"b\";")]
    [InlineData("bool IsAllowed(string text) => text switch { \"a\" => true, _ => false };")]
    [InlineData("bool IsAllowed(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, \"^tmp_\");")]
    [InlineData("bool IsAllowed(string text) => Path.GetFullPath(text).StartsWith(\"/tmp/\");")]
    [InlineData("bool IsAllowed(string text) => !text.Contains(\"..\");")]
    [InlineData("bool IsAllowed(string text) => s_ids.Any(one => text.EndsWith(one));")]
    [InlineData("bool IsAllowed(string text) { Console.Write(text); return Console.ReadLine() == \"y\"; }")]
    [InlineData("bool IsAllowed(string text) => Ask(text); bool Ask(string text) => Console.ReadKey().Key == ConsoleKey.Y;")]
    [InlineData("bool IsAllowed(string text) => _mayWrite; bool _mayWrite = DateTime.Now.Hour > 8;")]
    [InlineData("bool IsAllowed(string text) => Rights.MayWrite; class Rights { public static bool MayWrite { get; set; } }")]
    [InlineData("bool IsAllowed(string text) => _level == Level.Admin; enum Level { User, Admin } Level _level = Level.User;")]
    [InlineData("bool IsAllowed(string text) => _ask!(text); Func<string, bool>? _ask = null;")]
    [InlineData("bool IsAllowed(string text) => _rights!.May(text); IRights? _rights = null; interface IRights { bool May(string text); }")]
    [InlineData("bool IsAllowed(string text) => _answer.Task.Result; TaskCompletionSource<bool> _answer = new();")]
    [InlineData("bool IsAllowed(string text) => System.Security.Principal.WindowsIdentity.GetCurrent().IsSystem;")]
    [InlineData("protected virtual bool IsAllowed(string text) => true;")]
    [InlineData("static extern bool IsAllowed(string text);")]
    public async Task A_body_that_decides_or_is_not_understood_may_ask(string members) =>
        Assert.Empty(await AnalyzeAsync(AsyncFrame("if (IsAllowed(id)) File.Delete(id);", members)));

    private static string AsyncFrame(string body, string members) =>
        $$"""
            #pragma warning disable CS1998, CS0626
            class C(System.Net.Http.HttpClient http)
            {
                public object Make() => AIFunctionFactory.Create(Tool);
                public object Used => new object[] { http, s_ids, s_plain, new ChatOptions { Tools = [] } };
                private static readonly HashSet<string> s_ids = ["a", "b"];
                private static readonly string s_plain = "abc" + Environment.NewLine;
                private async Task Tool(string id) { {{body}} }
                {{members}}
            }
            """;

    [Theory]
    [InlineData("AIFunctionFactory.Create((string id) => File.Delete(id), \"remove\")", "'remove'")]
    [InlineData("AIFunctionFactory.Create((string id) => { File.Delete(id); })", "'the function'")]
    [InlineData("AIFunctionFactory.Create(new Action<string>(Tool))", "'Tool'")]
    [InlineData("AIFunctionFactory.Create(this.Tool, new AIFunctionFactoryOptions { Name = \"x\" })", "'Tool'")]
    [InlineData("Microsoft.SemanticKernel.KernelFunctionFactory.CreateFromMethod(Tool)", "'Tool'")]
    [InlineData("new ChatOptions { Tools = [AIFunctionFactory.Create(Tool)] }", "'Tool'")]
    [InlineData("new Func<ChatOptions>(() => new() { Tools = [AIFunctionFactory.Create(Tool)] })", "'Tool'")]
    [InlineData("Kept = new(() => new ChatOptions { Tools = [AIFunctionFactory.Create(Tool)] })", "'Tool'")]
    public async Task Fires_for_every_way_to_make_a_tool(string tool, string name) =>
        Assert.Contains(
            name,
            Assert.Single(await AnalyzeAsync(Frame(tool, "File.Delete(id);"))).GetMessage(null),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Tool))", "")]
    [InlineData("new List<ApprovalRequiredAIFunction> { new(AIFunctionFactory.Create(Tool)) }", "")]
    [InlineData("Ask(AIFunctionFactory.Create(Tool))", "AIFunction Ask(AIFunction f) => new ApprovalRequiredAIFunction(f);")]
    [InlineData(
        "AIFunctionFactory.Create(Tool)",
        "object Client(IChatClient c) => new FunctionInvokingChatClient(c) { FunctionInvoker = (a, b) => default };"
    )]
    [InlineData("AIFunctionFactory.Create(Tool)", "void Seen(FunctionCallContent call) => Console.WriteLine(call.Name);")]
    public async Task Stays_silent_where_somebody_may_decide(string tool, string member) =>
        Assert.Empty(await AnalyzeAsync(Frame(tool, "File.Delete(id);", member)));

    [Fact]
    public async Task Code_that_only_shows_function_calls_decides_nothing() =>
        Assert.Single(
            await AnalyzeAsync(
                Frame(
                    "AIFunctionFactory.Create(Tool)",
                    "File.Delete(id);",
                    "void Seen(FunctionCallContent call) => Console.WriteLine(call.Name); "
                        + "object Client(IChatClient c) => c.AsBuilder().UseFunctionInvocation().Build();"
                )
            )
        );

    // Code that runs the functions itself may ask before it does.
    [Theory]
    [InlineData("FunctionChoiceBehavior.Auto(autoInvoke: false)", 0)]
    [InlineData("FunctionChoiceBehavior.Auto(null, false)", 0)]
    [InlineData("Microsoft.SemanticKernel.FunctionChoiceBehavior.Required(autoInvoke: false)", 0)]
    [InlineData("FunctionChoiceBehavior.None()", 0)]
    [InlineData("(FunctionChoiceBehavior?)null", 0)]
    [InlineData("Microsoft.SemanticKernel.Connectors.OpenAI.ToolCallBehavior.EnableKernelFunctions", 0)]
    [InlineData("FunctionChoiceBehavior.Auto()", 1)]
    [InlineData("FunctionChoiceBehavior.Auto(autoInvoke: DateTime.Now.Hour > 3)", 1)]
    [InlineData("Microsoft.SemanticKernel.FunctionChoiceBehavior.Required(null, true)", 1)]
    [InlineData("Microsoft.SemanticKernel.Connectors.OpenAI.ToolCallBehavior.AutoInvokeKernelFunctions", 1)]
    public async Task Functions_of_a_kernel_run_by_themselves_unless_they_are_told_not_to(string behavior, int findings) =>
        Assert.Equal(
            findings,
            (
                await AnalyzeAsync(
                    "using Microsoft.SemanticKernel;\n"
                        + Frame(
                            "AIFunctionFactory.Create(Tool)",
                            "File.Delete(id);",
                            "void Seen(Microsoft.SemanticKernel.FunctionCallContent call) => Console.WriteLine(call.FunctionName); "
                                + $"object? Chosen => {behavior};"
                        )
                )
            ).Count
        );

    [Fact]
    public async Task Another_function_that_is_wrapped_where_it_is_made_decides_nothing() =>
        Assert.Single(
            await AnalyzeAsync(
                Frame(
                    "new object[] { new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Tool)), AIFunctionFactory.Create(Tool) }",
                    "File.Delete(id);"
                )
            )
        );

    [Fact]
    public async Task Fires_for_a_kernel_function_at_its_name()
    {
        var found = Assert.Single(
            await AnalyzeAsync(
                """
                class Orders
                {
                    [Microsoft.SemanticKernel.KernelFunction]
                    public void Remove(string id) => File.Delete(id);

                    [Microsoft.SemanticKernel.KernelFunction("read")]
                    public string Read(string id) => File.ReadAllText(id);

                    public void Other(string id) => File.Delete(id);

                    public object Offer() => Microsoft.SemanticKernel.FunctionChoiceBehavior.Auto();
                }
                """
            )
        );
        Assert.Equal(
            "The model decides when 'Remove' writes or deletes files ('Delete'), and nobody approves it: "
                + "ask in a function-invocation filter",
            found.GetMessage(null)
        );
    }

    // In a program that offers no function to a model, only code calls it. Another project that uses a library may offer its functions:
    // then a model writes the arguments, and that project decides who is asked.
    [Theory]
    [InlineData("kernel.InvokePromptAsync(\"Hello\")", true, 0)]
    [InlineData("kernel.InvokePromptAsync(\"Hello\")", false, 0, 1)]
    [InlineData("kernel.Plugins.GetFunctionsMetadata()", true, 0)]
    [InlineData("new { tools = kernel.Plugins }", true, 1)]
    [InlineData("new { tools = kernel.Plugins }", false, 1)]
    [InlineData("kernel.InvokePromptAsync(\"Hello\", new(new PromptExecutionSettings { FunctionChoiceBehavior = null }))", true, 1)]
    [InlineData("kernel.ImportPluginFromPromptDirectory(\"Prompts\")", true, 1)]
    [InlineData("new ChatOptions { Tools = [] }", true, 1)]
    public async Task A_program_that_offers_no_function_calls_it_itself(string use, bool isProgram, int findings, int? written = null)
    {
        var source = $$"""
            using Microsoft.SemanticKernel;

            class Orders
            {
                [KernelFunction]
                public void Remove(string id) => File.Delete(id);
            }

            static class Program { static object? Ask(Kernel kernel) => {{use}}; static void Main() { } }
            """;
        var compilation = TestCode.Compile(
            [source],
            TestReferences.All,
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary
        );
        TestCode.MustCompile(compilation);
        Assert.Equal(findings, (await TestCode.AnalyzeAsync(compilation, [new ToolAnalyzer()])).Count(found => found.Id == Id));
        Assert.Equal(
            written ?? findings,
            (await TestCode.AnalyzeAsync(compilation, [new TextFlowAnalyzer()])).Count(static found => found.Id == "LLMH6003")
        );
    }

    [Fact]
    public async Task A_function_of_a_process_step_is_run_by_the_process() =>
        Assert.Empty(
            await AnalyzeAsync(
                """
                class Orders : Microsoft.SemanticKernel.KernelProcessStep
                {
                    [Microsoft.SemanticKernel.KernelFunction]
                    public void Remove(string id) => File.Delete(id);
                }

                namespace Microsoft.SemanticKernel
                {
                    public abstract class KernelProcessStep { }
                }
                """
            )
        );

    [Fact]
    public async Task A_filter_may_decide_about_kernel_functions() =>
        Assert.Empty(
            await AnalyzeAsync(
                """
                using Context = Microsoft.SemanticKernel.FunctionInvocationContext;

                class Orders
                {
                    [Microsoft.SemanticKernel.KernelFunction]
                    public void Remove(string id) => File.Delete(id);
                }

                class Filter : Microsoft.SemanticKernel.IFunctionInvocationFilter
                {
                    public Task OnFunctionInvocationAsync(Context context, Func<Context, Task> next) => next(context);
                }
                """
            )
        );

    [Theory]
    [InlineData("C.Helper")]
    [InlineData("C.*")]
    public async Task A_trusted_method_decides(string trusted) =>
        Assert.Empty(
            await AnalyzeAsync(Frame("AIFunctionFactory.Create(Tool)", "Helper(id);"), new() { ["llmhygiene.trusted_methods"] = trusted })
        );

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source, Dictionary<string, string>? config = null) =>
        await RuleTest.DiagnosticsAsync<ToolAnalyzer>([source], config: config, only: Id);

    private static string Frame(string tool, string body, string member = "") =>
        $$"""
            #pragma warning disable MEAI001
            interface IStore { void Save(string id); }
            class Store : IStore { public void Save(string id) => File.WriteAllText(id, id); }
            interface ISeveral { void Save(string id); }
            class First : ISeveral { public void Save(string id) => File.WriteAllText(id, id); }
            class Second : ISeveral { public void Save(string id) { } }

            class C(
                System.Data.Common.DbCommand command,
                System.Net.Http.HttpClient http,
                IStore store,
                ISeveral several,
                Action<string> outside)
            {
                public object Make() => {{tool}};
                public object Used => new object[] { command, http, store, several, outside, new ChatOptions { Tools = [] } };
                private void Tool(string id) { {{body}} }
                private Lazy<ChatOptions>? Kept { get; set; }
                private static void Helper(string id) => File.AppendAllText(id, id);
                private static bool Confirm(string id) => Console.ReadKey().KeyChar == id[0];
                private static System.Net.Http.HttpRequestMessage Unknown(string id) => new(System.Net.Http.HttpMethod.Post, id);
                {{member}}
            }
            """;
}
