using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// The first build in a process must stay cheap. For each struct that is a value of a step, the JIT compiles some hundred methods of
/// Roslyn again; for classes, pairs of classes and lists of classes it does so once, for the generators of all packages.
/// </summary>
public class StepValueTests
{
    [Fact]
    public void Prompts_pass_through_steps_as_classes() =>
        StepValues.AssertShared(
            PromptProject
                .With(
                    "name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello.\n",
                    "name: b\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello.\n"
                )
                .Driver(),
            new PromptProject { Source = "class C { }" }.Compilation()
        );

    [Fact]
    public void Prompt_methods_pass_through_steps_as_classes()
    {
        var project = new PromptProject
        {
            Generator = new PromptMethodGenerator(),
            Source = """
                using System.Threading.Tasks;
                using LlmHygiene;
                using Microsoft.Extensions.AI;
                public static partial class Prompts
                {
                    [Prompt("a", "1.0.0", User = "{{x}}")]
                    public static partial Task<string> Ask(IChatClient client, string x);
                }
                """,
        };
        StepValues.AssertShared(project.Driver(), project.Compilation());
    }
}
