using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>A <see cref="UriBuilder"/> that is passed on, kept or returned has the address that other code makes of it.</summary>
public class UriBuilderTests
{
    [Theory]
    // A method of the project changes it.
    [InlineData("await PostToFiles(new UriBuilder(Chat));")]
    [InlineData("var b = new UriBuilder(Chat); await PostToFiles(b);")]
    [InlineData("var b = new UriBuilder(Chat); b.Path = \"v1/files\"; await Post(b);")]
    [InlineData("var b = new UriBuilder(Chat); ToFiles(b); await Post(b);")]
    [InlineData("await http.PostAsync(Changed(new UriBuilder(Chat)).Uri, content);")]
    [InlineData("var b = Made(Chat); b.Path = \"v1/files\"; await http.PostAsync(b.Uri, content);")]
    [InlineData("var b = Made(Chat); ToFiles(b); await http.PostAsync(b.Uri, content);")]
    [InlineData("var b = new UriBuilder(Chat); void Turn() => b.Path = \"v1/files\"; b.Path = Path; Turn(); await Post(b);")]
    [InlineData(
        "void Turn() => b.Path = \"v1/files\"; b.Path = Path; Turn(); await http.PostAsync(b.Uri, content);",
        "UriBuilder b = new(Chat);"
    )]
    // Code that is not visible may change it.
    [InlineData("var b = new UriBuilder(Chat); Outside.Change(b); await http.PostAsync(b.Uri, content);")]
    [InlineData("var b = new UriBuilder(Chat); change(b); await http.PostAsync(b.Uri, content);")]
    [InlineData("var b = new UriBuilder(Chat); Open = b; await http.PostAsync(b.Uri, content);")]
    [InlineData("Open = new UriBuilder(Chat); await http.PostAsync(Open.Uri, content);")]
    [InlineData("var b = new UriBuilder(Chat); all.Add(b); await http.PostAsync(b.Uri, content);")]
    [InlineData("_kept = new UriBuilder(Chat); Turn(); await http.PostAsync(_kept.Uri, content);")]
    // It still goes to the endpoint.
    [InlineData("await [|Post|](new UriBuilder(Chat));")]
    [InlineData("var b = new UriBuilder(Host); b.Path = Path; await [|Post|](b);")]
    [InlineData("var b = new UriBuilder(Host); ToChat(b); await http.[|PostAsync|](b.Uri, content);")]
    [InlineData("await [|PostToChat|](new UriBuilder(Host));")]
    [InlineData("await [|PostToChat|](Made(Host));")]
    [InlineData("await http.[|PostAsync|](Made(Chat).Uri, content);")]
    [InlineData("var b = Made(Host); b.Path = Path; await http.[|PostAsync|](b.Uri, content);")]
    [InlineData("await http.[|PostAsync|](WithPath(new UriBuilder(Host), Path).Uri, content);")]
    [InlineData("await http.PostAsync(WithPath(new UriBuilder(Host), \"v1/files\").Uri, content);")]
    [InlineData("var b = new UriBuilder(Chat); Console.WriteLine(b); await http.[|PostAsync|](b.Uri, content);")]
    [InlineData("_once = new UriBuilder(Chat); await http.[|PostAsync|](_once.Uri, content);")]
    public Task A_builder_that_other_code_may_change(string statements, string before = "") =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                $$"""
                public class Api(HttpClient http, HttpContent content)
                {
                    protected const string Host = "https://api.openai.com";
                    protected const string Path = "v1/chat/completions";
                    protected const string Chat = Host + "/" + Path;
                    protected Task Post(UriBuilder given) => http.PostAsync(given.Uri, content);
                    protected Task PostToFiles(UriBuilder given) { given.Path = "v1/files"; return http.PostAsync(given.Uri, content); }
                    protected Task PostToChat(UriBuilder given) { given.Path = Path; return http.PostAsync(given.Uri, content); }
                }
                public class Sender(HttpClient http, HttpContent content, List<UriBuilder> all, Action<UriBuilder> change)
                    : Api(http, content)
                {
                    private UriBuilder _kept;
                    private UriBuilder _once;
                    public UriBuilder Open { get; set; }
                    private void Turn() => _kept.Path = "v1/files";
                    private static void ToFiles(UriBuilder given) => given.Path = "v1/files";
                    private static void ToChat(UriBuilder given) => given.Path = Path;
                    private static UriBuilder Made(string address) => new(address);
                    private static UriBuilder Changed(UriBuilder given) { given.Path = "v1/files"; return given; }
                    private static UriBuilder WithPath(UriBuilder given, string path) { given.Path = path; return given; }
                    public async Task Run() { {{before}} {{statements}} }
                }
                public static class Outside { public static extern void Change(UriBuilder given); }
                """,
            ],
            only: "LLMH3001"
        );
}
