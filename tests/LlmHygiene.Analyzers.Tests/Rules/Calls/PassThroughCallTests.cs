using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>A method that passes its own parameter on as the prompt: LLMH2001 is reported at the callers that write it.</summary>
public class PassThroughCallTests
{
    private const string PassThrough =
        "class Llm(OpenAI.Chat.ChatClient client) { public Task<int> AskAsync(string prompt, int n = "
        + "0) { client.CompleteChat(prompt); return Task.FromResult(n); } }\n";

    [Fact]
    public Task Fires_at_a_caller_that_writes_the_text() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A(string ticket) => llm.{|LLMH2001:AskAsync|}($"Is this ticket spam? {ticket}");
                    public Task B(string ticket) => llm.AskAsync(ticket);
                }
                """
        );

    [Fact]
    public Task Fires_at_the_end_of_a_chain_of_pass_through_methods() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                interface IMiddle { Task Two(string text); }
                class Middle(Llm llm) : IMiddle
                {
                    public Task Two(string text) => One(text + "\n");
                    private Task One(string text) => llm.AskAsync(text.Trim(), 2);
                }
                class Desk(IMiddle middle)
                {
                    private const string Prompt = "List the open tickets.";
                    public Task A() => middle.{|LLMH2001:Two|}(Prompt);
                }
                """
        );

    [Fact]
    public Task Fires_at_callers_of_a_local_function() =>
        RuleTest.VerifyAsync(
            """
            class Desk(OpenAI.Chat.ChatClient client)
            {
                public void A()
                {
                    {|LLMH2001:Ask|}("List the open tickets.");
                    void Ask(string text) => client.CompleteChat(text);
                }
            }
            """
        );

    [Fact]
    public Task Fires_once_where_pass_through_method_and_caller_both_write() =>
        RuleTest.VerifyAsync(
            """
            class Desk(OpenAI.Chat.ChatClient client)
            {
                public void A() => Ask("List the open tickets.");
                private void Ask(string text) => client.{|LLMH2001:CompleteChat|}("You are terse. " + text);
            }
            """
        );

    [Theory]
    [InlineData(
        "public Task A() { using var scope = LlmHygiene.PromptScope.Begin(\"spam\", \"1.0.0\"); return llm.AskAsync(\"Is this spam?\"); }"
    )]
    [InlineData(
        """
            public Task A() { System.Diagnostics.Activity.Current?.SetTag("prompt.version", "2"); return llm.AskAsync("Is this spam?"); }
            """
    )]
    [InlineData("public Task A() => llm.AskAsync(Console.ReadLine()!);")]
    [InlineData("public void A(Mock<Llm> mock) => mock.Setup(l => l.AskAsync(\"Is this spam?\", 0));")]
    public Task Stays_silent_at_callers_that_need_no_tag(string member) =>
        RuleTest.VerifyAsync(
            PassThrough
                + "class Mock<T> { public void Setup<R>(System.Linq.Expressions.Expression<Func<T, R>> call) { } }\nclass Desk(Llm llm) { "
                + member
                + " }"
        );

    [Fact]
    public Task Stays_silent_where_the_text_is_that_of_a_typed_prompt() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A(LlmHygiene.IPrompt prompt)
                    {
                        using var scope = LlmHygiene.PromptScope.Begin(prompt);
                        return llm.AskAsync(LlmHygiene.PromptTextExtensions.ToText(prompt));
                    }
                }
                """
        );

    [Fact]
    public Task The_projects_own_tag_keys_apply_at_callers() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A()
                    {
                        System.Diagnostics.Activity.Current?.SetTag("acme.revision", "2");
                        return llm.AskAsync("Is this spam?");
                    }
                }
                """,
            "llmhygiene.prompt_tag_keys = acme.revision"
        );

    [Fact]
    public Task Stays_silent_when_the_pass_through_method_names_the_prompt() =>
        RuleTest.VerifyAsync(
            """
            class Llm(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string prompt, string version) =>
                    client.CompleteChat([prompt], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["prompt_version"] = version } });
            }
            class Desk(Llm llm) { public void A() => llm.Ask("Is this spam?", "3"); }
            """
        );

    [Fact]
    public Task Stays_silent_at_other_arguments_and_at_methods_of_the_same_name() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Other { public void AskAsync(string question) { } }
                class Desk(Llm llm, Other other)
                {
                    public void A(string ticket)
                    {
                        other.AskAsync("Is this spam?");
                        llm.AskAsync(ticket, "some words".Length);
                    }
                }
                """
        );

    [Fact]
    public Task Fires_at_callers_where_the_method_adds_its_own_text_in_a_later_round() =>
        RuleTest.VerifyAsync(
            """
            static class Streamed
            {
                public static async Task<string> RunAsync(OpenAI.Chat.ChatClient client, string system, string request)
                {
                    List<OpenAI.Chat.ChatMessage> conversation =
                        [OpenAI.Chat.ChatMessage.CreateSystemMessage(system), OpenAI.Chat.ChatMessage.CreateUserMessage(request)];
                    while (true)
                    {
                        var answer = (await client.{|LLMH2001:CompleteChatAsync|}(conversation)).Value.Content[0].Text;
                        if (answer.Length < 9) return answer;
                        conversation = [conversation[0], OpenAI.Chat.ChatMessage.CreateUserMessage("Go on where it stops: " + answer)];
                    }
                }

                public static async Task AddAsync(OpenAI.Chat.ChatClient client, string request)
                {
                    var conversation = new List<OpenAI.Chat.ChatMessage> { OpenAI.Chat.ChatMessage.CreateUserMessage(request) };
                    for (var round = 0; round < 3; round++)
                    {
                        await client.{|LLMH2001:CompleteChatAsync|}(conversation);
                        conversation.Add(OpenAI.Chat.ChatMessage.CreateUserMessage("Please continue."));
                    }
                }

                public static Task OwnAsync(OpenAI.Chat.ChatClient client, string request)
                {
                    var conversation = new List<OpenAI.Chat.ChatMessage> { OpenAI.Chat.ChatMessage.CreateSystemMessage("You are terse.") };
                    conversation.Add(OpenAI.Chat.ChatMessage.CreateUserMessage(request));
                    return client.{|LLMH2001:CompleteChatAsync|}(conversation);
                }
            }
            class Desk(OpenAI.Chat.ChatClient client)
            {
                public Task Tests(string code) => Streamed.{|LLMH2001:RunAsync|}(client, "You write tests.", $"Write tests for {code}");
                public Task Docs(string code) => Streamed.{|LLMH2001:AddAsync|}(client, $"Document {code}");
                public Task Code(string code) => Streamed.AddAsync(client, code);
                public Task Data() => Streamed.OwnAsync(client, "Some data of the caller.");
            }
            """
        );

    [Fact]
    public Task Options_that_a_caller_passes_with_the_text_can_carry_the_tag() =>
        RuleTest.VerifyAsync(
            """
            #pragma warning disable OPENAI001
            public interface IChat { Task AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null); }
            class Chat(OpenAI.Chat.ChatClient client) : IChat
            {
                private readonly IChatClient _client = client.AsIChatClient();
                public Task AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null)
                {
                    var chats = messages.ToList();
                    return _client.GetResponseAsync(chats, options);
                }
            }
            class Page(IChat chat)
            {
                private const string SystemPrompt = "You are an assistant who answers in markdown.";
                private readonly ChatOptions _options = new();
                private readonly List<ChatMessage> _messages = new();
                public void Start() => _messages.Add(new(ChatRole.System, SystemPrompt));
                public Task A() => chat.{|LLMH2001:AskAsync|}([.. _messages], _options);
                public Task B() => chat.{|LLMH2001:AskAsync|}(_messages);
                public Task C() => chat.{|LLMH2001:AskAsync|}(_messages, new ChatOptions { Temperature = 0 });
                public Task D() => chat.AskAsync(_messages, new() { AdditionalProperties = new() { ["prompt_version"] = "1" } });
                public Task E(ChatOptions handedIn) => chat.AskAsync(_messages, handedIn);
                public Task F(List<ChatMessage> all) => chat.AskAsync(all, new());
                public Task G(IEnumerable<ChatMessage> all, ChatOptions handedIn) => chat.AskAsync(all, handedIn);
                public Task H() => {|LLMH2001:G|}(_messages, new());
                public Task I() => G(_messages, new() { AdditionalProperties = new() { ["prompt_version"] = "1" } });
                public Task J()
                {
                    var tags = new AdditionalPropertiesDictionary();
                    tags["prompt_version"] = "1";
                    return chat.AskAsync(_messages, new() { AdditionalProperties = tags });
                }
            }
            """,
            only: "LLMH2001"
        );

    [Fact]
    public Task Options_that_every_caller_makes_without_a_tag_hide_no_text() =>
        RuleTest.VerifyAsync(
            """
            internal class Desk(OpenAI.Chat.ChatClient client)
            {
                public void A() => Ask("spam", new());
                public void B() => Ask("ham", new() { Temperature = 0 });
                private void Ask(string word, OpenAI.Chat.ChatCompletionOptions options) =>
                    client.{|LLMH2001:CompleteChat|}([OpenAI.Chat.ChatMessage.CreateUserMessage("Explain: " + word)], options);

                public void C() => Tagged("ham", new() { Metadata = { ["prompt_version"] = "1" } });
                private void Tagged(string word, OpenAI.Chat.ChatCompletionOptions options) =>
                    client.CompleteChat([OpenAI.Chat.ChatMessage.CreateUserMessage("Explain: " + word)], options);
            }
            """
        );

    [Fact]
    public Task A_scope_around_a_middle_call_names_the_texts_of_its_callers() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A() => Middle("Is this spam?");
                    private async Task Middle(string text)
                    {
                        using var scope = LlmHygiene.PromptScope.Begin("spam", "1.0.0");
                        await llm.AskAsync(text);
                    }
                }
                """
        );

    [Fact]
    public Task A_delegate_that_makes_the_text_is_passed_on_too() =>
        RuleTest.VerifyAsync(
            """
            class Desk(OpenAI.Chat.ChatClient client)
            {
                private void Ask(Func<string, string> build, string text) => client.CompleteChat(build(text));
                public void A() => {|LLMH2001:Ask|}(text => $"Is this spam? {text}", "x");
                public void B() => Ask(text => text.Trim(), "x");
            }
            """
        );

    // A scope around the method that keeps the text would not surround the call that sends it.
    [Fact]
    public Task Stays_silent_at_a_method_that_only_keeps_a_text_which_another_method_sends() =>
        RuleTest.VerifyAsync(
            """
            class Entry { public string Role { get; set; } = ""; public string Text { get; set; } = ""; }
            class Conversation { public List<Entry> Entries { get; set; } = []; }
            class Store { public Conversation Create() => new() { Entries = [] }; public Conversation Find(int id) => Create(); }
            class Desk(OpenAI.Chat.ChatClient client, Store store)
            {
                public async Task Ask(int id, string text)
                {
                    var messages = Keep(id, text);
                    try { await client.CompleteChatAsync(messages); }
                    catch (Exception) { KeepAnswer(id, "The answer could not be written."); }
                }
                private List<OpenAI.Chat.ChatMessage> Keep(int id, string text)
                {
                    var conversation = store.Find(id);
                    conversation.Entries.Add(new() { Role = "user", Text = text });
                    return conversation.Entries.Select(e => (OpenAI.Chat.ChatMessage)new OpenAI.Chat.UserChatMessage(e.Text)).ToList();
                }
                private void KeepAnswer(int id, string text) =>
                    store.Find(id).Entries.Add(new Entry { Role = "assistant", Text = text });
            }
            class Page(Desk desk) { public Task Post(int id, string text) => desk.Ask(id, text); }
            """
        );
}
