using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Interception.SdkPrograms;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Raw requests with other libraries than <c>HttpClient</c>: their own classes of responses are read.</summary>
public class HttpLibraryTests
{
    private const string Set =
        "const string url = \"https://api.openai.com/v1/chat/completions\"; var asked = new { model = \"gpt-asked\", messages = new[] { "
        + "new { role = \"user\", content = \"Say it.\" } } }; "
        + "var http = (HttpClient)Activator.CreateInstance(typeof(HttpClient), server)!; ";

    private const string Rest =
        Set
        + "var client = new RestSharp.RestClient(http); var request = new RestSharp.RestRequest(url, RestSharp.Method.Post); "
        + "RestSharp.RestRequestExtensions.AddJsonBody(request, asked); ";

    private const string Flurl = Set + "var client = new Flurl.Http.FlurlClient(http); ";

    private const string Failed = "http.DefaultRequestHeaders.Add(\"status\", \"TooManyRequests\"); ";

    private static InterceptedProject Of(string body, string setUp)
    {
        var project = Program(body, setUp, OpenAIChat).With("Usings.g.cs", "global using RestSharp; global using Flurl.Http;");
        return project with { References = [.. project.References, .. TestReferences.HttpLibraries] };
    }

    [Theory]
    [InlineData("return (await client.ExecuteAsync(request)).Content!;")]
    [InlineData("return (await client.ExecutePostAsync(request)).Content!;")]
    [InlineData("return (await client.PostAsync(request)).Content!;")]
    [InlineData("return client.Execute(request).Content!;")]
    [InlineData("return (await client.ExecuteAsync<object>(request)).Content!;")]
    public async Task RestSharp(string body)
    {
        var run = await Of(body, Rest).RunAsync();
        Assert.Equal(OpenAIChat, run.Result);
        Assert.Equal("Code.Run | RestSharp | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Fact]
    public async Task RestSharp_returns_a_failure()
    {
        var run = await Of("return (await client.ExecuteAsync(request)).StatusCode.ToString();", Rest + Failed).RunAsync();
        Assert.Equal("TooManyRequests", run.Result);
        Assert.Equal("Code.Run | RestSharp | chat | gpt-asked | - | - | - | - | - | - | failure | 429", run.Table);
    }

    [Theory]
    [InlineData("return await (await client.Request(url).PostJsonAsync(asked)).GetStringAsync();")]
    [InlineData("return await client.Request(url).PostJsonAsync(asked).ReceiveString();")]
    [InlineData("return (await client.Request(url).PostJsonAsync(asked).ReceiveJson<System.Text.Json.JsonElement>()).GetRawText();")]
    [InlineData("return await client.Request(url).PostJsonAsync(asked, HttpCompletionOption.ResponseHeadersRead).ReceiveString();")]
    public async Task Flurl_(string body)
    {
        var run = await Of(body, Flurl).RunAsync();
        Assert.Equal(OpenAIChat, run.Result);
        Assert.Equal("Code.Run | Flurl.Http | chat | gpt-asked | gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table);
    }

    [Theory]
    [InlineData("", "FlurlHttpException")]
    [InlineData(".AllowAnyHttpStatus()", "429")]
    public async Task Flurl_throws_a_failure_or_returns_it(string allowed, string type)
    {
        var run = await Of(
                $"try {{ return (await client.Request(url){allowed}.PostJsonAsync(asked)).StatusCode.ToString(); }} "
                    + "catch (FlurlHttpException error) { return error.StatusCode.ToString()!; }",
                Flurl + Failed
            )
            .RunAsync();
        Assert.Equal("429", run.Result);
        Assert.Equal($"Code.Run | Flurl.Http | chat | gpt-asked | - | - | - | - | - | - | failure | {Named(type)}", run.Table);

        static string Named(string type) => char.IsDigit(type[0]) ? type : "Flurl.Http." + type;
    }

    // It takes no handler, so that a server answers.
    private const string Web = """
        #pragma warning disable SYSLIB0014
        var port = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = "http://localhost:" + ((IPEndPoint)port.LocalEndpoint).Port + "/";
        port.Stop();
        using var listener = new HttpListener { Prefixes = { address } };
        listener.Start();
        var answered = Task.Run(async () =>
        {
            var context = await listener.GetContextAsync();
            context.Response.StatusCode = context.Request.Headers["status"] is { } status ? int.Parse(status) : 200;
            var body = await server.Answer();
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        });
        using var client = new WebClient();
        const string asked = "{\"model\":\"gpt-asked\",\"messages\":[{\"role\":\"user\",\"content\":\"Say it.\"}]}";
        """;

    [Theory]
    [InlineData("return client.UploadString(address + \"v1/chat/completions\", asked);")]
    [InlineData("return await client.UploadStringTaskAsync(address + \"v1/chat/completions\", asked);")]
    [InlineData("return Encoding.UTF8.GetString(client.UploadData(address + \"v1/chat/completions\", Encoding.UTF8.GetBytes(asked)));")]
    public async Task WebClient_returns_the_body_itself(string body)
    {
        var run = await Of(body, Web).RunAsync();
        Assert.Equal(OpenAIChat, run.Result);
        Assert.EndsWith("| gpt-served | 12 | 3 | 5 | - | 2 | truncated | -", run.Table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebClient_throws_a_failure()
    {
        var run = await Of(
                "client.Headers[\"status\"] = \"429\"; "
                    + "try { return client.UploadString(address + \"v1/chat/completions\", asked); } "
                    + "catch (WebException error) { return ((int)((HttpWebResponse)error.Response!).StatusCode).ToString(); }",
                Web
            )
            .RunAsync();
        Assert.Equal("429", run.Result);
        Assert.EndsWith("| - | - | - | - | - | - | failure | System.Net.WebException", run.Table, StringComparison.Ordinal);
    }
}
