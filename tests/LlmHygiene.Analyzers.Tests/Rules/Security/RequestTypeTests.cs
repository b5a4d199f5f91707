using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Security;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>
/// Which members of the objects of a request are text of the outside. Those with the keyword <c>field</c>, which the oldest Roslyn does not
/// know, are in <see cref="FlowTable"/>.
/// </summary>
public class RequestTypeTests
{
    [Theory]
    [InlineData("class R { string _t = \"\"; public string T { get => _t; set => _t = value; } }")]
    [InlineData("class R { string _t = \"\"; public string T { get { return _t; } set { this._t = value ?? \"\"; } } }")]
    [InlineData("class R { string? _t; public string T { get => _t ?? \"\"; init => _t = value.Trim(); } }")]
    [InlineData("class R(string t) { public string T => t; }")]
    [InlineData("class R(string t) { public string T { get; } = t; }")]
    [InlineData("class R(string t) { readonly string _t = t; public string T => _t; }")]
    [InlineData("class R { public R(string t) { T = t; } public string T { get; } }")]
    [InlineData("class R { public R(string t) { ArgumentNullException.ThrowIfNull(t); T = t; } public string T { get; } }")]
    [InlineData(
        "class R { public R() { } [System.Text.Json.Serialization.JsonConstructor] public R(string t) => T = t; "
            + "public string T { get; } = \"\"; }"
    )]
    [InlineData("record R(string T);")]
    [InlineData("record R(string T) { public string T { get; } = T; }")]
    [InlineData("class R { public string T { get; set; } = \"\"; }")]
    [InlineData("class R { public string T = \"\"; }")]
    [InlineData("class R : P { } public class P { string _t = \"\"; public string T { get => _t; set => _t = value; } }")]
    [InlineData("class R { public string T => About; public string About { get; set; } = \"\"; }")]
    public Task Fires_for_what_a_request_sets(string type) =>
        VerifyAsync(
            $$"""
            public {{type}}
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(R request) => new ChatMessage(ChatRole.System, {|LLMH6002:request.T|});
                public object Tell([Microsoft.AspNetCore.Mvc.FromBody] List<R> all) =>
                    all.Select(one => new ChatMessage(ChatRole.System, {|LLMH6002:one.T|}));
            }
            """
        );

    [Theory]
    [InlineData("class R { readonly string _t = \"Help.\"; public string T => _t; }")]
    [InlineData("class R { public string T { get; } = \"Help.\"; }")]
    [InlineData("class R { public string T => \"Help.\"; public string Other { get; set; } = \"\"; }")]
    [InlineData("class R { public string T => Other.Length.ToString(); public string Other { get; set; } = \"\"; }")]
    [InlineData("class R { string _t = \"\"; public string T { get => Known.Of(_t); set => _t = value; } }")]
    [InlineData("class R { string _t = \"\"; public string T { get => _t; set => _t = Known.Of(value); } }")]
    [InlineData("class R { string _t = \"\"; public string T { get => _t; set { if (value.Length > 9) throw new(); _t = value; } } }")]
    [InlineData("class R { string _t = \"\"; string _other = \"\"; public string T { get => _t; set => _other = value; } }")]
    [InlineData("class R(string t) { public string T => t.Length > 9 ? \"\" : \"Help.\"; }")]
    [InlineData("class R { public R(string t) { if (t.Length > 9) throw new(); T = t; } public string T { get; } }")]
    [InlineData("class R { public R(string t) { Known.Check(t); T = t; } public string T { get; } }")]
    [InlineData("class R { public R(string other) { T = \"Help.\"; } public string T { get; } }")]
    public Task Stays_silent_for_what_a_request_does_not_set(string type) =>
        VerifyAsync(
            $$"""
            public {{type}}
            public static class Known { public static extern string Of(string text); public static void Check(string text) { } }
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(R request) => new ChatMessage(ChatRole.System, request.T);
                public object Parse(string text) => new ChatMessage(ChatRole.System, JsonSerializer.Deserialize<R>(text)!.T);
            }
            """
        );

    [Theory]
    [InlineData("public List<string> Tags { get; } = new();", "request.Tags[0]", true)]
    [InlineData("public List<string> Tags { get; } = [];", "request.Tags[0]", true)]
    [InlineData("public IList<string> Tags { get; } = new List<string>();", "request.Tags[0]", true)]
    [InlineData("public List<string> Tags { get; } = [\"a\"];", "request.Tags[0]", false)]
    [InlineData("public Inner One { get; set; } = new();", "request.One.Text", true)]
    [InlineData("public Inner One { get; set; } = new();", "request.One.Help", false)]
    public Task Lists_and_objects_in_a_request(string member, string value, bool isReported) =>
        VerifyAsync(WithMember(member, isReported ? "{|LLMH6002:" + value + "|}" : value));

    [Fact]
    public Task Messages_and_streams_of_grpc_are_requests() =>
        VerifyAsync(
            """
            namespace Shop
            {
                using Grpc.Core;
                public sealed partial class Question : Google.Protobuf.IMessage
                {
                    private string text_ = "";
                    public string Text
                    {
                        get { return text_; }
                        set { text_ = Google.Protobuf.ProtoPreconditions.CheckNotNull(value, "value"); }
                    }
                    private object? kind_;
                    public string Kind { get { return kind_ is string ? (string)kind_ : ""; } set { kind_ = value; } }
                    private readonly Google.Protobuf.Collections.RepeatedField<string> tags_ = new();
                    public Google.Protobuf.Collections.RepeatedField<string> Tags { get { return tags_; } }
                    public string Help => "Help.";
                }
                public abstract class DeskBase
                {
                    public abstract object Ask(Question request, ServerCallContext context);
                    public abstract Task<object> Chat(IAsyncStreamReader<Question> requests, ServerCallContext context);
                }
                public class Desk : DeskBase
                {
                    public override object Ask(Question request, ServerCallContext context) => new[]
                    {
                        new ChatMessage(ChatRole.System, {|LLMH6002:request.Text|}),
                        new ChatMessage(ChatRole.System, {|LLMH6002:request.Kind|}),
                        new ChatMessage(ChatRole.System, {|LLMH6002:request.Tags[0]|}),
                        new ChatMessage(ChatRole.System, request.Help),
                    };
                    public override async Task<object> Chat(IAsyncStreamReader<Question> requests, ServerCallContext context)
                    {
                        var all = new List<ChatMessage>();
                        while (await requests.MoveNext(default))
                            all.Add(new(ChatRole.System, {|LLMH6002:requests.Current.Text|}));
                        await foreach (var one in requests.ReadAllAsync())
                            all.Add(new(ChatRole.System, {|LLMH6002:one.Text|}));
                        return all;
                    }
                }
            }
            """,
            TestCode.Compile([Grpc], TestReferences.All).WithAssemblyName("Grpc").ToMetadataReference()
        );

    private const string Grpc = """
        namespace Google.Protobuf { public interface IMessage { } public static class ProtoPreconditions {
            public static T CheckNotNull<T>(T value, string name) => value; } }
        namespace Google.Protobuf.Collections { public sealed class RepeatedField<T> : List<T> { } }
        namespace Grpc.Core
        {
            public interface IAsyncStreamReader<out T> { T Current { get; } Task<bool> MoveNext(CancellationToken token); }
            public static class AsyncStreamReaderExtensions
            {
                public static extern IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> reader);
            }
        }
        """;

    private static string WithMember(string member, string value) =>
        $$"""
            public class Inner { public string Text { get; set; } = ""; public string Help { get; } = "Help."; }
            public class R { {{member}} }
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(R request) => new ChatMessage(ChatRole.System, {{value}});
            }
            """;

    private static async Task VerifyAsync(string source, params MetadataReference[] references)
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(only: "LLMH6002");
        test.TestState.Sources.Add(source);
        test.TestState.AdditionalReferences.AddRange(references);
        test.TestState.Sources.Add(
            FlowStubs.Web
                + "public static class Stubs { public static string Attack => \"\"; public static List<string> Reached { get; } = []; }"
        );
        test.TestState.Sources.Add(TestCode.Usings + "global using System.Linq; global using System.Text; global using System.Text.Json;");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
