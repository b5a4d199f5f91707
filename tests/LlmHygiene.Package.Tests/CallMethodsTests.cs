using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>LLM calls that no SDK declares, in a real project.</summary>
public sealed class CallMethodsTests(PackedPackages packages)
{
    [Fact]
    public async Task Marked_and_listed_methods_are_judged_and_a_mistake_in_the_list_is_reported()
    {
        var consumer = Consumer
            .Create(packages)
            .With(
                "Program.cs",
                """
                using LlmHygiene;
                Console.WriteLine(Gateway.Ask("Is this spam?"));
                Console.WriteLine(Gateway.Send("Is this spam?", null));

                internal static class Gateway
                {
                    [LlmCall(Model = "gpt-5.4-mini-2026-03-17")]
                    public static string Ask([LlmCallParameter(LlmCallRole.Prompt)] string text) => text;

                    public static string Send(string text, string? engine) => text + engine;
                }
                """
            )
            .With(
                ".globalconfig",
                """
                is_global = true
                llmhygiene.call_methods = Gateway.Send(prompt: text, model: engine), Gateway.Sent
                """
            );

        (await consumer.BuildAsync())
            .Succeeded()
            .Reports(
                "CSC(0): warning LLMH0003",
                "Program.cs(2): warning LLMH2001",
                "Program.cs(3): warning LLMH1001",
                "Program.cs(3): warning LLMH2001"
            );
    }
}
