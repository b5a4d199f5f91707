using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>Prompts that a query creates, in either syntax; each of them or all of them are sent.</summary>
public class PromptQueryFactTests
{
    private static Task<string> PromptAsync(string body) =>
        FactTest.FactAsync(
            "prompt",
            $$"""
            using System.Collections.Immutable;
            internal class C(IChatClient client)
            {
                private static ChatMessage Message(string text) => new(ChatRole.User, $"Summarise: {text}");
                private static ChatMessage Plain(string text) => new(ChatRole.User, text);
                private static IEnumerable<ChatMessage> Several(string text) { yield return new(ChatRole.User, $"Summarise: {text}"); }
                public async Task Ask(IReadOnlyList<string> docs, List<ChatMessage> history, bool more) { {{body}} }
            }
            """
        );

    private const string Made = "docs.Select(d => new ChatMessage(ChatRole.User, $\"Summarise {d}\"))";

    [Theory]
    [InlineData("await client.GetResponseAsync(" + Made + ");")]
    [InlineData("await client.GetResponseAsync(" + Made + ".ToList());")]
    [InlineData("await client.GetResponseAsync([.. " + Made + "]);")]
    [InlineData("var all = " + Made + ".Where(m => m.Text != \"\").Take(3).ToArray(); await client.GetResponseAsync(all);")]
    [InlineData("foreach (var one in " + Made + ") await client.GetResponseAsync(one);")]
    [InlineData("foreach (var one in " + Made + ".ToList()) await client.GetResponseAsync([one]);")]
    [InlineData("var all = " + Made + ".ToList(); foreach (var one in all) await client.GetResponseAsync(one);")]
    [InlineData("var all = " + Made + ".ToList(); await client.GetResponseAsync(all[0]);")]
    [InlineData("await client.GetResponseAsync(" + Made + ".First());")]
    [InlineData("await Task.WhenAll(" + Made + ".Select(m => client.GetResponseAsync(m)));")]
    [InlineData("await Task.WhenAll(from m in " + Made + " select client.GetResponseAsync(m));")]
    [InlineData("await Task.WhenAll(docs.Select(d => $\"Summarise {d}\").Select(p => client.GetResponseAsync(p)));")]
    [InlineData("await Task.WhenAll(docs.Select(d => client.GetResponseAsync($\"Summarise {d}\")));")]
    [InlineData("await Task.WhenAll(from d in docs select client.GetResponseAsync($\"Summarise {d}\"));")]
    [InlineData("await client.GetResponseAsync((from d in docs select new ChatMessage(ChatRole.User, $\"Summarise {d}\")).ToList());")]
    [InlineData("await client.GetResponseAsync(from d in docs where d != \"\" select new ChatMessage(ChatRole.User, $\"Summarise {d}\"));")]
    [InlineData("var q = from d in docs orderby d select $\"Summarise {d}\"; foreach (var p in q) await client.GetResponseAsync(p);")]
    [InlineData(
        "var q = from d in docs let p = $\"Summarise {d}\" select new ChatMessage(ChatRole.User, p); await client.GetResponseAsync(q);"
    )]
    [InlineData("await client.GetResponseAsync(docs.Select(Message));")]
    [InlineData("await client.GetResponseAsync(docs.Select(d => Message(d)).ToImmutableArray());")]
    [InlineData("await client.GetResponseAsync(docs.SelectMany(Several));")]
    [InlineData("await client.GetResponseAsync(docs.SelectMany(d => new[] { new ChatMessage(ChatRole.User, $\"Summarise {d}\") }));")]
    [InlineData("await client.GetResponseAsync(history.Concat(" + Made + "));")]
    [InlineData("await client.GetResponseAsync(history.Append(new ChatMessage(ChatRole.User, \"Summarise it all.\")));")]
    [InlineData("await client.GetResponseAsync(history.Prepend(new ChatMessage(ChatRole.User, \"Summarise it all.\")).ToList());")]
    [InlineData("history.AddRange(" + Made + "); await client.GetResponseAsync(history);")]
    [InlineData("await client.GetResponseAsync(string.Join(\"\\n\", docs.Select(d => $\"Summarise {d}\")));")]
    [InlineData("await client.GetResponseAsync(docs.Aggregate(\"Summarise all of them: \", (all, d) => all + d));")]
    [InlineData("await client.GetResponseAsync(docs.Aggregate((all, d) => all + \"Summarise \" + d));")]
    [InlineData("await client.GetResponseAsync(docs.Zip(docs, (a, b) => new ChatMessage(ChatRole.User, $\"Compare {a} and {b}\")));")]
    [InlineData("var p = docs.Select(d => { var t = $\"Summarise {d}\"; return t; }).ToList(); await client.GetResponseAsync(p[0]);")]
    [InlineData("var p = docs.Select(d => (Doc: d, Prompt: $\"Summarise {d}\")).ToList(); await client.GetResponseAsync(p[0].Prompt);")]
    [InlineData("foreach (var (d, p) in docs.Select(d => (d, $\"Summarise {d}\"))) await client.GetResponseAsync(p);")]
    [InlineData(
        "var p = docs.Select(d => new { d, Prompt = $\"Summarise {d}\" }); foreach (var x in p) await client.GetResponseAsync(x.Prompt);"
    )]
    [InlineData("await Task.WhenAll(docs.Select(d => new { d, P = $\"Summarise {d}\" }).Select(x => client.GetResponseAsync(x.P)));")]
    [InlineData("var p = docs.ToDictionary(d => d, d => $\"Summarise {d}\"); await client.GetResponseAsync(p[\"a\"]);")]
    [InlineData("foreach (var chunk in " + Made + ".Chunk(3)) await client.GetResponseAsync(chunk);")]
    [InlineData("await Parallel.ForEachAsync(" + Made + ", async (m, t) => await client.GetResponseAsync(m, null, t));")]
    [InlineData("await client.GetResponseAsync(docs.Select(d => more ? $\"Summarise {d}\" : d).Last());")]
    [InlineData("docs.ToList().ForEach(d => history.Add(new(ChatRole.User, $\"Summarise {d}\"))); await client.GetResponseAsync(history);")]
    [InlineData("var all = new List<string>(docs).ConvertAll(d => $\"Summarise {d}\"); await client.GetResponseAsync(all[0]);")]
    [InlineData("await client.GetResponseAsync(Enumerable.Repeat(\"Summarise it.\", 3).First());")]
    [InlineData("await client.GetResponseAsync(Enumerable.Range(1, 3).Select(i => $\"Summarise part {i}\").First());")]
    [InlineData(
        "await client.GetResponseAsync(docs.Select(d => new List<ChatMessage> { new(ChatRole.User, $\"Summarise {d}\") }).First());"
    )]
    [InlineData(
        "await client.GetResponseAsync(docs.AsParallel().Select(d => new ChatMessage(ChatRole.User, $\"Summarise {d}\")).ToList());"
    )]
    [InlineData("await client.GetResponseAsync(Several(docs[0]));")]
    [InlineData("foreach (var one in Several(docs[0])) await client.GetResponseAsync(one);")]
    [InlineData(
        "await client.GetResponseAsync(All()); "
            + "IEnumerable<ChatMessage> All() { foreach (var d in docs) yield return new(ChatRole.User, $\"Summarise {d}\"); }"
    )]
    public async Task Prompts_of_a_query(string body) => Assert.Equal("Untagged", await PromptAsync(body));

    [Theory]
    [InlineData("await client.GetResponseAsync(docs.Select(d => new ChatMessage(ChatRole.User, d)));")]
    [InlineData("await client.GetResponseAsync(docs.Select(Plain).ToList());")]
    [InlineData("await client.GetResponseAsync(from d in docs select new ChatMessage(ChatRole.User, d));")]
    [InlineData("await Task.WhenAll(docs.Where(d => d != \"a word\").Select(d => client.GetResponseAsync(d)));")]
    [InlineData("await client.GetResponseAsync(docs.First(d => d.StartsWith(\"the word\")));")]
    [InlineData("await client.GetResponseAsync(docs.OrderBy(d => d + \"a word\").First());")]
    [InlineData("await client.GetResponseAsync(from d in docs where d != \"a word\" select new ChatMessage(ChatRole.User, d));")]
    [InlineData("await client.GetResponseAsync(history.Where(m => m.Text != \"some words\").ToList());")]
    [InlineData("await client.GetResponseAsync(docs.GroupBy(d => \"a word\" + d).Select(g => new ChatMessage(ChatRole.User, g.First())));")]
    [InlineData("await client.GetResponseAsync(docs.ToDictionary(d => \"a word\" + d, d => d)[\"a word\"]);")]
    [InlineData("foreach (var (d, name) in docs.Select(d => (d, \"some words\"))) await client.GetResponseAsync(d);")]
    [InlineData("foreach (var x in docs.Select(d => new { d, Name = \"some words\" })) await client.GetResponseAsync(x.d);")]
    [InlineData("var p = docs.Select(d => (Doc: d, Name: \"some words\")).ToList(); await client.GetResponseAsync(p[0].Doc);")]
    [InlineData(
        "await client.GetResponseAsync(docs.Join(docs, a => a + \"a word\", b => b, (a, b) => new ChatMessage(ChatRole.User, a)));"
    )]
    [InlineData("await client.GetResponseAsync(docs.Aggregate((all, d) => all + d));")]
    [InlineData("foreach (var d in docs.Except([\"some words\"])) await client.GetResponseAsync(d);")]
    [InlineData("foreach (var d in docs.IntersectBy([\"some words\"], d => d)) await client.GetResponseAsync(d);")]
    [InlineData("await client.GetResponseAsync(new[] { \"some words\", docs[0] }[1]);")]
    [InlineData("var all = docs.Select(d => d).ToList(); all.Add(\"some words\"); await client.GetResponseAsync(all[0]);")]
    [InlineData(
        "await client.GetResponseAsync(All()); "
            + "IEnumerable<ChatMessage> All() { foreach (var d in docs) yield return new(ChatRole.User, d); }"
    )]
    public async Task Text_from_elsewhere(string body) => Assert.Equal("FlowsIn", await PromptAsync(body));
}
