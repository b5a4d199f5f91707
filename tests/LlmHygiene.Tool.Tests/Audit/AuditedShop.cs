using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>A solution with an application, its library for two frameworks, and projects that cannot be read completely.</summary>
internal static class AuditedShop
{
    private const string V1 = "https://api.openai.com/v1";
    private const string Deployments = "https://shop.openai.azure.com/openai/deployments";

    public const string Desk = """
        using System.Threading;
        using System.Threading.Tasks;
        using App.Prompts;
        using LlmHygiene;
        using Microsoft.Extensions.AI;
        namespace App;
        public sealed class Desk(IChatClient client)
        {
            public async Task<string> SummarizeAsync(string ticket, CancellationToken token)
            {
                var response = await new SummarizePrompt.V1 { Ticket = ticket }.GetResponseAsync(client, token);
                return response.Text;
            }

            public async Task<string> AskAsync(string question)
            {
                var response = await client.GetResponseAsync("Answer: " + question, new() { ModelId = "gpt-4o", MaxOutputTokens = 200 });
                return response.Text;
            }

            public Task<string> KindAsync(string text) => Asks.ClassifyAsync(client, text);
        }

        public static partial class Asks
        {
            [Prompt("classify", "2.0.0", Model = "claude-opus-4-8", System = "Answer with one word.", User = "{{text}}")]
            public static partial Task<string> ClassifyAsync(IChatClient client, string text);
        }
        """;

    public static void WriteApp(TempFolder folder)
    {
        ShopProject.Isolate(folder);
        folder.With(
            "App/App.csproj",
            Project(
                "net10.0",
                "<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /><AdditionalFiles Include=\"llm-models.txt\" /></ItemGroup>"
            )
        );
        folder.With("App/Desk.cs", Desk);
        folder.With(
            "App/Sender.cs",
            """
            namespace App;
            public static class Sender
            {
                public static object Send() => Lib.Raw.SendAsync(new System.Net.Http.StringContent("hi"));
            }
            """
        );
        folder.With("App/llm-models.txt", "azure|mapped|deployment|active|||||small|1|2\n");
        folder.With(
            "App/Azure.cs",
            $$"""
            namespace App;
            public static class Azure
            {
                private static readonly System.Net.Http.HttpClient s_http = new();
                public static object Mapped() => s_http.PostAsync("{{Deployments}}/mapped/chat/completions", null);
                public static object Unknown() => s_http.PostAsync("{{Deployments}}/gpt-4o/chat/completions", null);
            }
            """
        );
        folder.With("App/Prompts/summarize.prompt.yml", Prompt());
        folder.With("App/prompts.lock", "");
        folder.With("Lib/Lib.csproj", ShopProject.Text(framework: "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>"));
        folder.With(
            "Lib/Raw.cs",
            $$"""
            using System.Net.Http;
            using System.Threading.Tasks;
            namespace Lib
            {
                public static class Raw
                {
                    private static readonly HttpClient s_http = new HttpClient();
                    public static Task<HttpResponseMessage> SendAsync(HttpContent b) => s_http.PostAsync("{{V1}}/chat/completions", b);
            #if NETSTANDARD
                    public static Task<HttpResponseMessage> OldAsync(HttpContent body) => s_http.PostAsync("{{V1}}/completions", body);
            #endif
                }
            }
            """
        );
    }

    public static string Prompt(
        string version = "1.0.0",
        string model = "gpt-5.4",
        string text = "Summarise the ticket in one sentence."
    ) =>
        $$$"""
            name: summarize
            version: {{{version}}}
            model: {{{model}}}
            modelParameters: { maxCompletionTokens: 100 }
            tier: small
            budget: { inputTokens: 500 }
            inputs: { ticket: string }
            messages:
              - role: system
                content: {{{text}}}
              - role: user
                content: "{{ticket}}"
            """;

    public static void WriteSolution(TempFolder folder)
    {
        WriteApp(folder);
        folder.With("Broken/Broken.csproj", Project("net10.0"));
        folder.With(
            "Broken/Half.cs",
            """
            using Microsoft.Extensions.AI;
            public class Half(IChatClient client)
            {
                public object Ask() => client.GetResponseAsync("Say something.", new ChatOptions { ModelId = "gpt-4o" });
                public Missing Wrong() => null;
            }
            """
        );

        // Is read completely although its reference does not compile and nothing is built.
        folder.With(
            "User/User.csproj",
            Project("net10.0", "<ItemGroup><ProjectReference Include=\"../Broken/Broken.csproj\" /></ItemGroup>")
        );
        folder.With("User/User.cs", "class User { object Ask(Half half) => half.Ask(); }");
        folder.With(
            "Gone/Gone.csproj",
            Project(
                "net10.0",
                """
                <PropertyGroup><RestoreSources>$(MSBuildProjectDirectory)/nowhere</RestoreSources></PropertyGroup>
                <ItemGroup><PackageReference Include="No.Such.Package" Version="1.0.0" /></ItemGroup>
                """
            )
        );
        folder.With("Gone/Empty.cs", "class Empty { }");
        folder.With(
            "Old/Old.vbproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        );
        folder.With(
            "Shop.slnx",
            """
            <Solution>
              <Project Path="App/App.csproj" /><Project Path="Broken/Broken.csproj" /><Project Path="Gone/Gone.csproj" />
              <Project Path="Lib/Lib.csproj" /><Project Path="Old/Old.vbproj" />
              <Project Path="User/User.csproj" />
            </Solution>
            """
        );
    }

    private static string Project(string framework, string content = "") =>
        ShopProject.Text(
            $"<PropertyGroup><Nullable>enable</Nullable></PropertyGroup>{ShopProject.References}{content}",
            $"<TargetFramework>{framework}</TargetFramework>"
        );
}
