using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Security;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>What <see cref="FlowProgramTests"/> does not attack: other SDKs, options, and shapes that the tracker does not know.</summary>
public class UntrustedInstructionsRuleTests
{
    private const string Id = "LLMH6002";

    [Theory]
    [InlineData("new OpenAI.Chat.SystemChatMessage({|LLMH6002:input|})")]
    [InlineData("new OpenAI.Chat.DeveloperChatMessage($\"About {{|LLMH6002:input|}}\")")]
    [InlineData("OpenAI.Chat.ChatMessage.CreateSystemMessage({|LLMH6002:input|})")]
    [InlineData("new OpenAI.Chat.SystemChatMessage(OpenAI.Chat.ChatMessageContentPart.CreateTextPart(\"Help.\"))")]
    [InlineData("new ChatMessage(ChatRole.System, {|LLMH6002:input|})")]
    [InlineData("new ChatMessage(ChatRole.System, [new TextContent({|LLMH6002:input|})])")]
    [InlineData("new OpenAI.Chat.SystemChatMessage(OpenAI.Chat.ChatMessageContentPart.CreateTextPart({|LLMH6002:input|}))")]
    [InlineData(
        "new Azure.AI.Inference.ChatRequestSystemMessage(new Azure.AI.Inference.ChatMessageTextContentItem({|LLMH6002:input|}).Text)"
    )]
    [InlineData("new ChatMessage(new ChatRole(\"developer\"), {|LLMH6002:input|})")]
    [InlineData("new ChatOptions { Instructions = {|LLMH6002:input|} }")]
    [InlineData("AIFunctionFactory.Create(() => 1, \"count\", {|LLMH6002:input|})")]
    [InlineData("OpenAI.Chat.ChatTool.CreateFunctionTool(\"count\", {|LLMH6002:input|})")]
    [InlineData("new Microsoft.SemanticKernel.ChatCompletion.ChatHistory({|LLMH6002:input|})")]
    [InlineData(
        "new Microsoft.SemanticKernel.ChatMessageContent(Microsoft.SemanticKernel.ChatCompletion.AuthorRole.System, {|LLMH6002:input|})"
    )]
    [InlineData("new Azure.AI.Inference.ChatRequestSystemMessage({|LLMH6002:input|})")]
    public Task Fires_where_an_instruction_is_made(string made) => VerifyAsync($"Keep({made});");

    [Theory]
    [InlineData("new OpenAI.Chat.UserChatMessage(input)")]
    [InlineData("OpenAI.Chat.ChatMessage.CreateUserMessage(input)")]
    [InlineData("new ChatMessage(ChatRole.User, input)")]
    [InlineData("new ChatMessage(new ChatRole(input), \"Help.\")")]
    [InlineData("new ChatMessage(Role(), input)")]
    [InlineData("new ChatMessage(ChatRole.System, Unknown.Make(input))")]
    [InlineData("new ChatMessage(ChatRole.System, input.GetType().Name)")]
    [InlineData("new ChatMessage(ChatRole.System, System.Text.RegularExpressions.Regex.Replace(input, \"[^a-z]\", \"\"))")]
    [InlineData("new ChatMessage(ChatRole.System, input.Length.ToString())")]
    [InlineData("new ChatMessage(ChatRole.System, Environment.MachineName)")]
    [InlineData("new ChatMessage(ChatRole.System, File.ReadAllText(\"system.md\"))")]
    [InlineData("new ChatMessage(ChatRole.System, LlmHygiene.TrustedText.From(input).Value)")]
    [InlineData("AIFunctionFactory.Create(() => 1, input, \"Counts\")")]
    [InlineData("new Microsoft.SemanticKernel.ChatCompletion.ChatHistory(\"Help.\")")]
    public Task Stays_silent_elsewhere(string made) => VerifyAsync($"Keep({made});");

    [Theory]
    [InlineData("Func<string, string> clean = Unknown.Make; Keep(new ChatMessage(ChatRole.System, clean(input)));")]
    [InlineData("dynamic any = input; Keep(new ChatMessage(ChatRole.System, (string)any.Other));")]
    [InlineData("var text = \"Help.\"; Unknown.Fill(ref text, input); Keep(new ChatMessage(ChatRole.System, text));")]
    [InlineData("var copy = new char[9]; input.CopyTo(0, copy, 0, 9); Keep(new ChatMessage(ChatRole.System, new string(copy)));")]
    [InlineData("var texts = new Unknown.Texts { input }; Keep(new ChatMessage(ChatRole.System, texts.ToString()));")]
    public Task A_shape_that_is_not_known_is_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Services_of_an_action_are_no_input() =>
        VerifySourceAsync(
            """
            public interface ITexts { string Help { get; } }
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask([Microsoft.AspNetCore.Mvc.FromServices] ITexts texts, IServiceProvider services, Uri uri) =>
                    new[] { new ChatMessage(ChatRole.System, texts.Help), new ChatMessage(ChatRole.System, services.ToString()) };
            }
            """
        );

    [Fact]
    public Task Private_methods_of_a_controller_are_not_called_from_outside() =>
        VerifySourceAsync(
            """
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask() => Make("Help.");
                private object Make(string text) => new ChatMessage(ChatRole.System, text);
            }
            """
        );

    [Fact]
    public Task A_method_that_says_so_is_no_action() =>
        VerifySourceAsync(
            """
            public abstract class Base : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                [Microsoft.AspNetCore.Mvc.NonAction] public virtual object Make(string text) => new ChatMessage(ChatRole.System, text);
            }
            public class Desk : Base
            {
                public override object Make(string text) => new ChatMessage(ChatRole.System, text);
                [Microsoft.AspNetCore.Mvc.NonAction] public object Build(string text) => new ChatMessage(ChatRole.System, text);
                [Microsoft.AspNetCore.Mvc.NonAction] public object Say(string text) => new ChatMessage(ChatRole.System, {|LLMH6002:text|});
                public object Ask(string topic) => Build("Help.") ?? Say(topic);
            }
            """
        );

    [Fact]
    public Task The_other_file_with_the_helper_is_followed() =>
        VerifySourceAsync(
            """
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(string topic) => new Prompts(topic).Build();
            }
            public class Prompts(string topic)
            {
                private readonly string _topic = topic;
                public object Build() => new ChatMessage(ChatRole.System, $"About {{|LLMH6002:_topic|}}");
            }
            """
        );

    [Theory]
    [InlineData("request.Owner", "{|LLMH6002:prompt|}")]
    [InlineData("\"our own\"", "prompt")]
    public Task A_message_whose_type_is_not_named_is_followed_through_an_interface_and_an_iterator(string owner, string prompt) =>
        VerifySourceAsync(
            $$"""
            public class Request { public string App { get; set; } = ""; public string? Owner { get; set; } }
            public interface IDesk { IAsyncEnumerable<string> StreamAsync(Request request, CancellationToken cancellationToken); }
            public class Desk(IChatClient client) : IDesk
            {
                public async IAsyncEnumerable<string> StreamAsync(
                    Request request,
                    [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
                {
                    if (!await ValidateAsync(request.App))
                        yield break;
                    var prompt = Build(request.App.Length > 0, {{owner}});
                    var messages = new List<ChatMessage> { new(ChatRole.System, {{prompt}}) };
                    await foreach (var update in client.GetStreamingResponseAsync(messages, null, cancellationToken))
                        yield return update.Text;
                }
                private static string Build(bool hasCode, string? owner)
                {
                    var text = new StringBuilder();
                    text.AppendLine("You explain code.");
                    if (hasCode)
                        text.AppendLine("Read it first.");
                    if (!string.IsNullOrWhiteSpace(owner))
                        text.AppendLine($"Repository: {owner}");
                    return text.ToString();
                }
                private static Task<bool> ValidateAsync(string app) => Task.FromResult(app.Length == 36);
            }
            public static class Endpoints
            {
                public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) =>
                    Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, "/ask", AskAsync);
                private static async Task AskAsync(
                    [Microsoft.AspNetCore.Mvc.FromBody] Request request,
                    [Microsoft.AspNetCore.Mvc.FromServices] IDesk desk,
                    CancellationToken cancellationToken)
                {
                    await foreach (var text in desk.StreamAsync(request, cancellationToken))
                        Console.Write(text);
                }
            }
            """
        );

    [Fact]
    public Task Files_count_where_the_option_says_so() =>
        VerifySourceAsync(
            """
            public class Desk
            {
                public object Ask(string path) => new ChatMessage(ChatRole.System, {|LLMH6002:File.ReadAllText(path)|});
            }
            """,
            "llmhygiene.untrusted_sources = files, databases"
        );

    [Theory]
    [InlineData("Safety.Clean")]
    [InlineData("Shop.Safety.Clean")]
    [InlineData("Safety.*")]
    public Task A_trusted_method_cleans_its_text(string method) =>
        VerifySourceAsync(
            Trusted.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal),
            "llmhygiene.trusted_methods = A.B, " + method
        );

    [Theory]
    [InlineData("Other.Clean")]
    [InlineData("Clean")]
    [InlineData("Safety.Other")]
    public Task Another_trusted_method_does_not(string method) =>
        VerifySourceAsync(
            Trusted.Replace("[|", "{|LLMH6002:", StringComparison.Ordinal).Replace("|]", "|}", StringComparison.Ordinal),
            "llmhygiene.trusted_methods = " + method
        );

    [Fact]
    public async Task The_message_says_where_the_text_comes_from_and_the_locations_show_its_way()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([
                "using System.Text;\nusing System.Text.Json;\n" + FlowStubs.Web + Stubs,
                """
                public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
                {
                    public object Ask(string topic)
                    {
                        var about = "About " + topic;
                        return new ChatMessage(ChatRole.System, about);
                    }
                }
                """,
            ])
        );
        Assert.Equal(
            "'topic' comes from a request and becomes part of a system message: send it in a user message, or check it against "
                + "a list first",
            found.GetMessage(null)
        );
        Assert.Equal(["topic", "\"About \" + topic"], found.AdditionalLocations.Select(TextAt));
        Assert.Equal("about", TextAt(found.Location));
    }

    [Theory]
    [InlineData("0.1", 0)]
    [InlineData("0.2", 1)]
    public async Task An_older_level_reports_nothing(string level, int count) =>
        Assert.Equal(
            count,
            (
                await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>(
                    ["class C { object Ask() => new ChatMessage(ChatRole.System, Console.ReadLine()); }"],
                    config: new() { ["build_property.LlmHygieneLevel"] = level }
                )
            ).Length
        );

    private const string Trusted = """
        namespace Shop
        {
            public static class Safety { public static string Clean(string text) => text.Replace("<", ""); }
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(string topic) => new ChatMessage(ChatRole.System, Safety.Clean([|topic|]));
            }
        }
        """;

    private const string Stubs = """
        public static class Stubs
        {
            public static string Attack => "";
            public static List<string> Reached { get; } = [];
        }
        """;

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    [Theory]
    [InlineData("s_words[int.Parse(input)]")]
    [InlineData("s_words.First(one => one == input)")]
    [InlineData("s_words[Math.Abs(input.GetHashCode()) % s_words.Length]")]
    [InlineData("Random.Shared.GetItems(s_words, input.Length)[0]")]
    [InlineData("(s_set.TryGetValue(input, out var found) ? found : \"brief\")")]
    [InlineData("(s_words.FirstOrDefault(one => one == input) ?? {|LLMH6002:input|})")]
    public Task An_element_of_constants_is_trusted_whoever_chooses_it(string word) =>
        VerifySourceAsync(
            $$"""
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private static readonly string[] s_words = ["brief", "thorough"];
                private static readonly System.Collections.Frozen.FrozenSet<string> s_set =
                    System.Collections.Frozen.FrozenSet.ToFrozenSet(["brief", "thorough"]);
                public object Ask(string input) => new ChatMessage(ChatRole.System, {{word}});
            }
            """
        );

    // Who confirms a message does not decide what a model may be told to do.
    [Fact]
    public Task A_confirmed_text_is_no_checked_instruction() =>
        VerifySourceAsync(
            """
            public interface IUi { bool Confirm(string text); }
            public class Desk(IUi ui) : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public object Ask(string text) => ui.Confirm(text) ? new ChatMessage(ChatRole.System, {|LLMH6002:text|}) : "";
            }
            """
        );

    private static Task VerifyAsync(string statements) =>
        VerifySourceAsync(
            $$"""
            public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public void Ask(string input)
                {
                    {{statements}}
                }
                static void Keep(object made) { }
                static ChatRole Role() => default;
            }
            public static class Unknown
            {
                public static extern string Make(string text);
                public static extern void Fill(ref string text, string input);
                public sealed class Texts : List<string>;
            }
            """
        );

    private static async Task VerifySourceAsync(string source, string? config = null)
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(only: Id);
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(FlowStubs.Web + Stubs);
        test.TestState.Sources.Add(TestCode.Usings + "global using System.Text; global using System.Text.Json;");
        if (config is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + config));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private const string Turns = """
        using System.Linq;
        public record Turn(string Role, string Text);
        public record Conversation(List<Turn> Turns);
        public class Desk : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public object Ask(Conversation conversation, Turn turn)
            {
                STATEMENTS
            }
            private static ChatRole RoleOf(string name) => name switch { "system" => ChatRole.System, _ => ChatRole.User };
            private static ChatRole Known(string name) => name == "assistant" ? ChatRole.Assistant : ChatRole.User;
        }
        """;

    [Theory]
    [InlineData(
        "var role = turn.Role.ToLower() switch { \"system\" => ChatRole.System, _ => ChatRole.User }; "
            + "return new ChatMessage(role, {|LLMH6002:turn.Text|});"
    )]
    [InlineData("return new ChatMessage(turn.Role == \"system\" ? ChatRole.System : ChatRole.User, {|LLMH6002:turn.Text|});")]
    [InlineData("return new ChatMessage(new ChatRole(turn.Role), {|LLMH6002:turn.Text|});")]
    [InlineData("return new ChatMessage(RoleOf(turn.Role), {|LLMH6002:turn.Text|});")]
    [InlineData("return conversation.Turns.Select(one => new ChatMessage(RoleOf(one.Role), {|LLMH6002:one.Text|})).ToList();")]
    [InlineData("ChatMessage[] all = { new(RoleOf(turn.Role), {|LLMH6002:turn.Text|}) }; return all;")]
    [InlineData(
        "var role = ChatRole.User; switch (turn.Role) { case \"system\": role = ChatRole.System; break; } "
            + "return new ChatMessage(role, {|LLMH6002:turn.Text|});"
    )]
    [InlineData(
        "var role = ChatRole.User; if (turn.Role == \"system\") role = ChatRole.System; "
            + "return new ChatMessage(role, {|LLMH6002:turn.Text|});"
    )]
    [InlineData(
        "var contents = new List<AIContent>(); contents.Add(new TextContent(turn.Text)); "
            + "return new ChatMessage(RoleOf(turn.Role), {|LLMH6002:contents|});"
    )]
    [InlineData("return new ChatMessage(RoleOf(turn.Role), [new TextContent({|LLMH6002:turn.Text|})]);")]
    [InlineData(
        "return All(conversation.Turns); List<ChatMessage> All(List<Turn> turns) { var all = new List<ChatMessage>(); "
            + "foreach (var one in turns) { var role = one.Role.ToLowerInvariant() switch { \"user\" => ChatRole.User, "
            + "\"system\" => ChatRole.System, _ => ChatRole.User }; all.Add(new ChatMessage(role, {|LLMH6002:one.Text|})); } return all; }"
    )]
    public Task A_role_that_the_caller_chooses_is_reported(string statements) =>
        VerifySourceAsync(Turns.Replace("STATEMENTS", statements, StringComparison.Ordinal));

    [Theory]
    [InlineData("return new ChatMessage(Known(turn.Role), turn.Text);")]
    [InlineData("return new ChatMessage(DateTime.Now.Hour > 9 ? ChatRole.System : ChatRole.User, turn.Text);")]
    [InlineData("if (turn.Role is not (\"user\" or \"assistant\")) return 0; return new ChatMessage(RoleOf(turn.Role), turn.Text);")]
    [InlineData("return new ChatMessage(RoleOf(turn.Role), \"Help.\");")]
    public Task A_role_that_the_caller_does_not_choose_is_silent(string statements) =>
        VerifySourceAsync(Turns.Replace("STATEMENTS", statements, StringComparison.Ordinal));
}
