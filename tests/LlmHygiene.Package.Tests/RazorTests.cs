using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The Razor compiler of the SDK, on components and pages with calls in them.</summary>
public sealed class RazorTests(PackedPackages packages)
{
    [Fact]
    public async Task Calls_in_components_and_pages_are_reported_at_their_line()
    {
        var consumer = Consumer
            .Create(packages)
            .With(
                "App.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <NuGetAudit>false</NuGetAudit>
                    <NoWarn>$(NoWarn);NU1603</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="LlmHygiene" Version="{packages.Version}" />
                  </ItemGroup>
                </Project>
                """
            )
            .With("Program.cs", "WebApplication.CreateBuilder(args).Build().Run();\n")
            .With("_Imports.razor", "@using Microsoft.AspNetCore.Components.Web\n@using Microsoft.Extensions.AI\n")
            .With(
                "Components/Chat.razor",
                """
                @inject IChatClient Client
                <h1>Chat</h1>
                <button @onclick='() => Client.GetResponseAsync("Is this spam?", Options)'>Ask</button>

                @code {
                    private static readonly ChatOptions Options = new() { ModelId = "gpt-5.4-mini-2026-03-17" };

                    private Task AskAsync(string text) => Client.GetResponseAsync(text, Options);

                    private Task GreetAsync() => AskAsync("Greet the customer.");

                    private Task SummariseAsync(string text) => Client.GetResponseAsync(text);
                }
                """
            )
            .With(
                "Pages/Index.cshtml",
                """
                @page
                @using Microsoft.Extensions.AI
                @inject IChatClient Client
                @functions {
                    public Task AskAsync() => Client.GetResponseAsync(
                        "Is this spam?", new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" });
                }
                """
            );

        (await consumer.BuildAsync())
            .Succeeded()
            .Reports(
                "Components/Chat.razor(3): warning LLMH2001",
                "Components/Chat.razor(10): warning LLMH2001",
                "Components/Chat.razor(12): warning LLMH1002",
                "Pages/Index.cshtml(5): warning LLMH2001"
            );
    }
}
