using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptOutputTypeAnalyzerTests
{
    private const string Source = """
        using System.Text.Json.Serialization;
        namespace Shop.Tickets
        {
            public record Triage(string Title);
            internal struct Score { public int Value { get; set; } }
            public enum Urgency { Low }
            public interface IAnswer { }
            public static class Helper { }
            public class Many : System.Collections.Generic.List<string> { }
            public class Desk { public record Answer(string Text); private record Hidden(string Text); }
            public class Generic<T> { }
            public abstract class Json : JsonSerializerContext { protected Json() : base(null) { } }
            public class NoJson { }
        }
        """;

    private static string[] Analyze(string marked)
    {
        var (text, expected) = PromptMarkup.Read(
            $"name: triage\nversion: 1.0.0\n{marked}\nmessages:\n  - role: user\n    content: Hello\n"
        );
        var found = (PromptProject.With(text) with { Source = Source }).Analyze(new PromptOutputTypeAnalyzer());
        Assert.Equal(expected.Select(one => (one.Id, one.Span)), found.Select(one => (one.Id, one.Location.SourceSpan)));
        return [.. found.Select(one => one.GetMessage(null))];
    }

    [Theory]
    [InlineData("Shop.Tickets.Triage")]
    [InlineData("global::Shop.Tickets.Triage")]
    [InlineData("Shop.Tickets.Score")]
    [InlineData("Shop.Tickets.Desk.Answer")]
    [InlineData("Shop.Tickets.Desk+Answer")]
    [InlineData("Shop.Tickets.Triage\njsonContext: Shop.Tickets.Json")]
    [InlineData("{ title: string }")]
    public void A_type_that_exists_is_silent(string output) => Assert.Empty(Analyze("output: " + output));

    [Theory]
    [InlineData("{|LLMH2119:Shop.Tickets.Triagee|}", "The project has no type 'Shop.Tickets.Triagee'. Did you mean 'Shop.Tickets.Triage'?")]
    [InlineData("{|LLMH2119:Triage|}", "Did you mean 'Shop.Tickets.Triage'?")]
    [InlineData("{|LLMH2119:Xylophone.Orchestra|}", "Write its full name")]
    [InlineData("{|LLMH2119:Shop.Tickets.Urgency|}", "Wrap it in a record")]
    [InlineData("{|LLMH2119:Shop.Tickets.IAnswer|}", "Wrap it in a record")]
    [InlineData("{|LLMH2119:Shop.Tickets.Helper|}", "Wrap it in a record")]
    [InlineData("{|LLMH2119:Shop.Tickets.Many|}", "Wrap it in a record")]
    [InlineData("{|LLMH2119:System.String|}", "Wrap it in a record")]
    [InlineData("{|LLMH2119:Shop.Tickets.Desk.Hidden|}", "Make it internal or public")]
    [InlineData("{|LLMH2119:Shop.Tickets.Generic|}", "no type")]
    [InlineData("Shop.Tickets.Triage\njsonContext: {|LLMH2119:Shop.Tickets.NoJson|}", "is not a JsonSerializerContext")]
    [InlineData("Shop.Tickets.Triage\njsonContext: {|LLMH2119:Shop.Tickets.Jsonn|}", "no type")]
    public void A_type_that_cannot_be_used_is_reported_at_its_name(string output, string fix) =>
        Assert.Contains(fix, Assert.Single(Analyze("output: " + output)), StringComparison.Ordinal);
}
