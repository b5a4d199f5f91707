namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

// Text and messages that methods of the project make.
public partial class InputBeforeTextRuleTests
{
    [Theory]
    // A method of the project makes the messages.
    [InlineData(
        "await chat.{|LLMH4006:GetResponseAsync|}(Messages(text), model); static List<ChatMessage> Messages(string who) => "
            + "[new(ChatRole.System, $\"{who} RULES\")];"
    )]
    [InlineData(
        "await chat.{|LLMH4006:GetResponseAsync|}([System(text)], model); static ChatMessage System(string who) => "
            + "new(ChatRole.System, $\"{who} RULES\");"
    )]
    [InlineData(
        "await chat.{|LLMH4006:GetResponseAsync|}(Messages(text), model); static List<ChatMessage> Messages(string who) "
            + "{ var all = new List<ChatMessage>(); all.Add(new(ChatRole.System, who)); "
            + "all.Add(new(ChatRole.User, \"RULES\")); return all; }"
    )]
    // The value is in another method or variable: the expression in the text stands for it.
    [InlineData(
        "await chat.GetResponseAsync($\"{{|LLMH4006:Trimmed(text)|}} RULES\", model); static string Trimmed(string s) => s.Trim();"
    )]
    [InlineData(
        "var about = Trimmed(text); await chat.GetResponseAsync($\"{{|LLMH4006:about|}} RULES\", model); "
            + "static string Trimmed(string s) => s.Trim();"
    )]
    [InlineData(
        "await chat.GetResponseAsync($\"{{|LLMH4006:Framed(text)|}} RULES\", model); static string Framed(string s) => $\"# About\\n{s}\";"
    )]
    [InlineData("var about = text.Trim(); await chat.GetResponseAsync($\"{{|LLMH4006:about|}} RULES\", model);")]
    public Task Text_of_another_method_is_followed(string body) => VerifyAsync(body);

    [Theory]
    [InlineData(
        "await chat.GetResponseAsync(Messages(text), model); static List<ChatMessage> Messages(string who) "
            + "{ if (who.Length > 9) return []; return [new(ChatRole.System, $\"{who} RULES\")]; }"
    )]
    [InlineData(
        "var all = Messages(); all.Add(new(ChatRole.User, $\"{text} RULES\")); await chat.GetResponseAsync(all, model); "
            + "static List<ChatMessage> Messages() { var made = new List<ChatMessage>(); Fill(made); return made; } "
            + "static void Fill(List<ChatMessage> made) => made.Add(new(ChatRole.User, DateTime.Now.ToString()));"
    )]
    [InlineData(
        "var all = Messages(); all.Add(new(ChatRole.User, $\"{text} RULES\")); await chat.GetResponseAsync(all, model); "
            + "static IList<ChatMessage> Messages() { var made = new List<ChatMessage>(); Fill(made); return made; } "
            + "static void Fill(List<ChatMessage> made) => made.Add(new(ChatRole.User, DateTime.Now.ToString()));"
    )]
    public Task What_another_method_makes_in_several_ways_is_not_known(string body) => VerifyAsync(body);
}
