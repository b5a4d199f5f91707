using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>The first build in a process must stay cheap.</summary>
/// <seealso cref="Generation.StepValueTests"/>
public class StepValueTests
{
    [Fact]
    public void Intercepted_calls_pass_through_steps_as_classes()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            class First
            {
                public Task<ChatResponse> Ask(IChatClient client) => client.GetResponseAsync("Say it.");
            }
            """
        );
        StepValues.AssertShared(project.Driver(), project.Compilation());
    }
}
