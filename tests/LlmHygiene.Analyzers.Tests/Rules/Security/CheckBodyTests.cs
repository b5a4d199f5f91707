using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>Methods that are named like checks. Some of them do decide, although their bodies look as if they did not.</summary>
public class CheckBodyTests
{
    private const string Answer = "TaskCompletionSource<bool> _answer = new(); ";
    private const string Approvals = "Dictionary<string, List<string>> _approvals = new(); ";

    [Theory]
    [InlineData(Answer + "async Task<bool> IsAllowed(string id) => await _answer.Task.ConfigureAwait(false);")]
    [InlineData(Answer + "async Task<bool> IsAllowed(string id) => await _answer.Task.WaitAsync(TimeSpan.FromMinutes(5));")]
    [InlineData(Answer + "Task<bool> IsAllowed(string id) => _answer.Task;")]
    [InlineData(Answer + "bool IsAllowed(string id) => _answer.Task.GetAwaiter().GetResult();")]
    [InlineData("Task<bool>? _asked; Task<bool> IsAllowed(string id) => _asked ?? Task.FromResult(true);")]
    [InlineData("Func<bool> _ask = () => true; Task<bool> IsAllowed(string id) => Task.Run(_ask);")]
    [InlineData("bool IsAllowed(string id) => File.Exists(Path.Combine(\"approved\", id));")]
    [InlineData("bool IsAllowed(string id) => !Path.IsPathRooted(id);")]
    [InlineData("bool IsAllowed(string id) => Console.In.Read() == 'y';")]
    [InlineData("TextReader _input = Console.In; bool IsAllowed(string id) => _input.ReadLine()![0] == 'y';")]
    [InlineData(Approvals + "bool IsAllowed(string id) => _approvals[id].Count >= 2;")]
    [InlineData(Approvals + "bool IsAllowed(string id) => _approvals is { Count: > 1 };")]
    [InlineData(Approvals + "bool IsAllowed(string id) => _approvals.Any();")]
    [InlineData(Approvals + "bool IsAllowed(string id) => _approvals[id] is not null;")]
    [InlineData(Approvals + "bool IsAllowed(string id) => _approvals.GetValueOrDefault(id) is { };")]
    [InlineData(
        "System.Collections.Concurrent.ConcurrentDictionary<string, int> _once = new(); "
            + "bool IsAllowed(string id) => _once.TryRemove(id, out _);"
    )]
    [InlineData("System.Collections.Concurrent.BlockingCollection<bool> _answers = new(); bool IsAllowed(string id) => _answers.Take();")]
    [InlineData("HashSet<string> _plain = []; bool IsAllowed(string id) => _plain.IsSupersetOf(id.Split('/'));")]
    [InlineData("IEqualityComparer<string> _same = StringComparer.Ordinal; bool IsAllowed(string id) => _same.Equals(\"a\", id);")]
    [InlineData("bool IsAllowed(string id) => s_ids.Count(Path.GetFullPath(id).StartsWith) > 0;")]
    [InlineData("bool IsAllowed(string id) => Array.TrueForAll(id.Split('/'), IsPlain); bool IsPlain(string part) => part != \"..\";")]
    [InlineData("bool IsAllowed(string id) => Convert.ToBoolean(settings[\"AllowDelete\"]);")]
    [InlineData("bool IsAllowed(string id) => Environment.GetEnvironmentVariable(\"ALLOW_DELETE\") is not null;")]
    [InlineData("bool IsAllowed(string id) => session.User != null;")]
    [InlineData("bool IsAllowed(string id) => session?.User is { };")]
    [InlineData("bool IsAllowed(string id) { var user = session.User; return user is not null; }")]
    [InlineData("bool IsAllowed(string id) { ArgumentNullException.ThrowIfNull(session.User); return true; }")]
    [InlineData("bool IsAllowed(string id) => !string.IsNullOrEmpty(session.User?.Name);")]
    [InlineData("bool IsAllowed(string id) => (session.User?.Name ?? \"\") != \"\";")]
    [InlineData("bool[] _open = [true]; bool IsAllowed(string id) => _open[0];")]
    [InlineData("bool IsAllowed(string id) => ReferenceEquals(session, id);")]
    [InlineData("bool IsAllowed(string id) => session.User is Admin;")]
    [InlineData("bool IsAllowed(string id) { object user = id; return user is Admin { Name: not null }; }")]
    [InlineData("User? Current { get { return session.Find(\"u\") as Admin; } } bool IsAllowed(string id) => Current is not null;")]
    [InlineData("string _role = \"\"; bool IsAllowed(string id) => (_role, id) == (\"admin\", \"a\");")]
    [InlineData("bool IsAllowed(string id) => false;")]
    [InlineData("Task<bool> IsAllowed(string id) => Task.FromResult(false);")]
    [InlineData("bool IsAllowed(string id) => throw new NotSupportedException(id);")]
    [InlineData("bool IsAllowed(string id) {\n#if SERVER\nreturn Console.ReadLine() == \"y\";\n#else\nreturn true;\n#endif\n}")]
    public async Task An_approval_that_the_application_decides(string members) => Assert.Empty(await ToolAsync(members));

    // The form of an argument, the existence of a member, and what is done in any case decide nothing.
    [Theory]
    [InlineData("bool IsAllowed(string id) => id.Split('/').Length < 4;")]
    [InlineData("bool IsAllowed(string id) => File.Exists(id);")]
    [InlineData("bool IsAllowed(string id) => IsGiven(new Request(id)); bool IsGiven(Request request) => request.Id is not null;")]
    [InlineData("bool IsAllowed(string id) => IsGiven(new([id])); bool IsGiven(List<string> ids) => ids.Any() && ids.Count < 9;")]
    [InlineData("object? _log; bool IsAllowed(string id) { _log ??= id; return true; }")]
    [InlineData("string _last = \"\"; bool IsAllowed(string id) { _last = id; return _last.Length > 0; }")]
    [InlineData("async Task<bool> IsAllowed(string id) { await Task.Delay(10); await Task.CompletedTask; return true; }")]
    [InlineData("bool IsAllowed(string id) { if (id is null) return false; return true; }")]
    [InlineData("bool IsAllowed(object id) => id is string text && text.Length > 0;")]
    public async Task An_approval_that_decides_nothing(string members) => Assert.Single(await ToolAsync(members));

    [Theory]
    [InlineData("bool IsKnown(string text) => s_lookup[text].Any();")]
    [InlineData("bool IsKnown(string text) => Find(text) is not null; string? Find(string text) => s_map.GetValueOrDefault(text);")]
    [InlineData("bool IsKnown(string text) => s_map[text].Length > 0;")]
    [InlineData("bool IsKnown(string text) => Array.TrueForAll(text.ToCharArray(), char.IsAsciiLetter);")]
    [InlineData("bool IsKnown(string text) => s_map.Keys.Count(text.Equals) == 1;")]
    [InlineData("bool IsKnown(string text) { Convert.ToInt32(text); return true; }")]
    [InlineData("bool IsKnown(string text) { _ = new Guid(text); return true; }")]
    [InlineData("bool IsKnown(string text) => Type.GetType(\"Commands.\" + text) != null;")]
    [InlineData(
        "bool IsKnown(string text) { _ = new Name(text); return true; } "
            + "record Name(string Text) { public string Text { get; } = s_map.ContainsKey(Text) ? Text : throw new Exception(); }"
    )]
    [InlineData(
        "bool IsKnown(string text) { _ = new Name { Text = text }; return true; } "
            + "class Name { public string Text { get => \"\"; init { if (!s_map.ContainsKey(value)) throw new Exception(); } } }"
    )]
    public async Task A_text_that_is_checked(string members) => Assert.Empty(await FlowAsync(members));

    [Theory]
    [InlineData(
        "bool IsKnown(string text) { _ = new Name(text); return true; } record Name(string Text) { public int Size { get; } = 3; }"
    )]
    [InlineData("bool IsKnown(string text) { _last = text; return _last is not null; } string? _last;")]
    [InlineData("bool IsKnown(string text) { Console.WriteLine(Convert.ToString(text)); return true; }")]
    public async Task A_text_that_is_not_checked(string members) => Assert.Single(await FlowAsync(members));

    private static async Task<IReadOnlyCollection<object>> ToolAsync(string members) =>
        await RuleTest.DiagnosticsAsync<ToolAnalyzer>(
            [
                $$"""
                #pragma warning disable CS1998, CS0649, CS8618
                record Request(string Id);
                record User(string Name);
                record Admin(string Name) : User(Name);
                class Session { public User? User { get; set; } public object? Find(string key) => null; }
                class C(Session session, Dictionary<string, string> settings)
                {
                    private static readonly string[] s_ids = ["a", "b"];
                    public object Make() => AIFunctionFactory.Create(Tool);
                    public object Used => new object[] { s_ids, session, settings, new ChatOptions { Tools = [] } };
                    private async Task Tool(string id)
                    {
                        if ({{(members.Contains("Task<bool> IsAllowed", StringComparison.Ordinal) ? "await " : "")}}IsAllowed(id))
                            File.Delete(id);
                    }
                    {{members}}
                }
                """,
            ],
            only: "LLMH6005"
        );

    private static async Task<IReadOnlyCollection<object>> FlowAsync(string members) =>
        await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>(
            [
                $$"""
                class C(IChatClient client)
                {
                    private static readonly Dictionary<string, string> s_map = new() { ["ls"] = "/bin/ls" };
                    private static readonly ILookup<string, string> s_lookup = s_map.Values.ToLookup(one => one);
                    public object Used => new object[] { s_map, s_lookup };
                    public async Task RunAsync(string question)
                    {
                        var answer = (await client.GetResponseAsync(question)).Text;
                        if (!IsKnown(answer))
                            return;
                        System.Diagnostics.Process.Start(answer);
                    }
                    {{members}}
                }
                """,
            ],
            only: "LLMH6003"
        );
}
