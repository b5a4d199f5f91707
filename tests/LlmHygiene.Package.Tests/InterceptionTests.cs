using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>One property measures the calls of a project that is otherwise unchanged.</summary>
public sealed class InterceptionTests(PackedPackages packages)
{
    private const string Program = """
        using System.Diagnostics;
        using Microsoft.Extensions.AI;

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LlmHygiene",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Console.WriteLine(
                $"{span.DisplayName}: {span.GetTagItem("llmhygiene.request.model")}, {span.GetTagItem("llmhygiene.outcome")}"),
        };
        ActivitySource.AddActivityListener(listener);
        Console.WriteLine(await new Shop.Desk(new Service()).AskAsync("Is it open?", default));
        if (args is ["stop"])
        {
            // As Ctrl+C does.
            _ = kill(Environment.ProcessId, 2);
            Thread.Sleep(TimeSpan.FromMinutes(1));
        }

        [System.Runtime.InteropServices.DllImport("libc")]
        static extern int kill(int process, int signal);

        sealed class Service : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Yes.")) { FinishReason = ChatFinishReason.Length });

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }
        """;

    private const string Desk = """
        using Microsoft.Extensions.AI;

        namespace Shop;

        public sealed class Desk(IChatClient client)
        {
            public async Task<string> AskAsync(string question, CancellationToken cancellationToken) =>
                (await client.GetResponseAsync(question, new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" }, cancellationToken)).Text;
        }
        """;

    /// <summary>The SDK imports <c>Directory.Build.targets</c> after the files of packages.</summary>
    [Theory]
    [InlineData("Directory.Build.props", "Directory.Build.targets")]
    [InlineData("Directory.Build.targets", "Directory.Build.props")]
    public async Task One_property_measures_a_call(string file, string other)
    {
        var consumer = Consumer
            .Create(
                packages,
                content: """
                <PropertyGroup>
                  <LlmHygieneMode>None</LlmHygieneMode>
                  <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                </PropertyGroup>
                """
            )
            .Without(other)
            .With(file, "<Project><PropertyGroup><LlmHygieneIntercept>true</LlmHygieneIntercept></PropertyGroup></Project>")
            .With("Program.cs", Program)
            .With("Desk.cs", Desk);

        (await consumer.BuildAsync()).Succeeded().Reports();
        Assert.Equal("call Shop.Desk.AskAsync: gpt-5.4-mini-2026-03-17, truncated\nYes.", await consumer.RunAsync());
        if (OperatingSystem.IsWindows())
            return;

        var stopped = await DotNet.RunProgramAsync(
            consumer.Folder,
            Repository.DotNetHost,
            [("LLMHYGIENE_SUMMARY", "1")],
            Path.Combine("bin", "Debug", "net10.0", "App.dll"),
            "stop"
        );
        Assert.Equal(130, stopped.ExitCode);
        Assert.Matches("(?m)^Shop.Desk.AskAsync +gpt-5.4-mini-2026-03-17 ", stopped.Output);
    }

    [Fact]
    public async Task Without_the_runtime_or_on_an_older_compiler_the_build_says_that_nothing_is_measured()
    {
        var consumer = Consumer
            .Create(
                packages,
                "LlmHygiene.Analyzers",
                $"""
                <PropertyGroup>
                  <LlmHygieneIntercept>true</LlmHygieneIntercept>
                  <LlmHygieneMode>None</LlmHygieneMode>
                </PropertyGroup>
                <ItemGroup><PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="{Repository.VersionOf(
                    "Microsoft.Extensions.AI.Abstractions"
                )}" /></ItemGroup>
                """
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Desk);

        var build = (await consumer.BuildAsync("-p:CompilerApiVersion=roslyn4.8")).Succeeded();
        Assert.Contains("no call is measured: the project does not reference the package LlmHygiene", build.Output);
        Assert.Contains("it needs the compiler of .NET SDK 9.0.300", build.Output);
    }
}
